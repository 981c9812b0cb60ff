"""提案办理的各项比率: what is part and what is whole of each; of proposals in 件, of assignments in 办理件."""

from django.utils.translation import gettext_lazy as _

from huiyin.handling.enums import EvaluationMeaning
from huiyin.ledgers import labels
from huiyin.ledgers.books import handling_keys as keys
from huiyin.ledgers.books import proposal_handling as handling
from huiyin.ledgers.rates import RateDefinition
from huiyin.proposals.rules.state_groups import Result

SILENT_APART = str(_("未表态的不算满意，也不计入分母，另列。"))
LOWEST = str(_("几位提案人、几个单位评价不一的，按最低的一项计。"))
CARRIED = str(_("答复为“已经解决”只是承办单位的答复；回访有结论的以回访为准。落实与满意分别统计。"))
CONTACT = str(_("走访、座谈并经提案人本人确认的才算面商；电话、书信是沟通，本人表示免于面商的另计。"))
IN_TIME = (keys.REPLIED, keys.REPLIED_LATE)

OF_PROPOSALS = (
    RateDefinition(
        "docketing", str(_("立案率")), "result", (Result.DOCKETED.value,), tuple(Result.values),
        note=str(_("立案的不论现在办到哪一步；并案的不算立案。")),
    ),
    RateDefinition("answered", str(_("办复率")), "progress", (handling.DONE,), handling.HANDED[::-1]),
    RateDefinition(
        "in_time", str(_("按期办复率")), "in_time", (keys.REPLIED,), (*IN_TIME, keys.OVERDUE),
        apart=(keys.RUNNING,), note=str(_("几个单位办理的，都按期办复才算按期；未到期的另列。")),
    ),
    RateDefinition(
        "met", str(_("面商率")), "contact", (keys.MET,), keys.CONTACTS, within={"progress": handling.DONE}, note=CONTACT
    ),
    RateDefinition(
        "content", str(_("满意率（满意和基本满意）")), "satisfaction", keys.CONTENT, tuple(EvaluationMeaning.values),
        apart=(keys.SILENT, keys.ASKING), note=f"{SILENT_APART}{LOWEST}",
    ),
    RateDefinition(
        "carried", str(_("落实率")), "carried", keys.CARRIED_OUT, keys.CARRIED, note=CARRIED
    ),
)  # fmt: skip

ANSWERING = {"answers": labels.YES}

OF_ASSIGNMENTS = (
    RateDefinition(
        "answered", str(_("办复率")), "late", IN_TIME, (*IN_TIME, keys.RUNNING, keys.OVERDUE),
        apart=(keys.OWES_NOTHING,), within=ANSWERING, note=str(_("会办件不答复提案人，不计入比率。")),
    ),
    RateDefinition(
        "in_time", str(_("按期办复率")), "late", (keys.REPLIED,), (*IN_TIME, keys.OVERDUE), apart=(keys.RUNNING,),
        within=ANSWERING,
    ),
    RateDefinition("met", str(_("面商率")), "contact", (keys.MET,), keys.CONTACTS, within=ANSWERING, note=CONTACT),
    RateDefinition(
        "content", str(_("满意率（满意和基本满意）")), "satisfaction", keys.CONTENT, tuple(EvaluationMeaning.values),
        apart=(keys.SILENT,), within=ANSWERING, note=SILENT_APART,
    ),
    RateDefinition(
        "carried", str(_("落实率")), "carried", keys.CARRIED_OUT, keys.CARRIED, within=ANSWERING, note=CARRIED
    ),
)  # fmt: skip

OF_FORMS = (
    RateDefinition(
        "content",
        str(_("满意率（满意和基本满意）")),
        "satisfaction",
        keys.CONTENT,
        tuple(EvaluationMeaning.values),
    ),
)
