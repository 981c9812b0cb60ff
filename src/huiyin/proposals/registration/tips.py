"""The kinds `tip_call` and `proposal_tip`: tables, parts of their pages, what is begun out of them."""

from huiyin.procedure.models import Matter
from huiyin.procedure.registry import ContentTable, FollowUp, Panel, fact, follow_up, kind, panel
from huiyin.proposals.enums import KIND as PROPOSAL
from huiyin.proposals.enums import TIP, TIP_CALL
from huiyin.proposals.models import Tip, TipCall, TipGiver, TipUse
from huiyin.proposals.panels import tips as panels
from huiyin.proposals.selectors.tips import OFFERED, giver_of, offered_tips, tip_of

kind(TIP_CALL, "提案线索征集", tables=(ContentTable(TipCall, "matter"),))
kind(TIP, "提案线索", tables=(ContentTable(Tip, "matter"), ContentTable(TipGiver, "tip__matter")))

for code, facet, context, order in (
    ("call_summary", "summary", panels.call_summary, 10),
    ("call_given", "given", panels.call_given, 20),
):
    panel(TIP_CALL, Panel(code, facet, f"proposals/panels/{code}.html", context, order=order))
for facet, context, order in (
    ("progress", panels.progress, 3),
    ("text", panels.text, 10),
    ("original", panels.original, 15),
    ("giver", panels.giver, 20),
    ("screening", panels.screening, 25),
):
    panel(TIP, Panel(f"tip_{facet}", facet, f"proposals/panels/tip_{facet}.html", context, order=order))


def is_open(matter: Matter) -> bool:
    """Whether a call has not been closed; from which day to which it takes tips, the form says."""
    return matter.state == "open"


def is_offered(matter: Matter) -> bool:
    """Whether drafters may read a tip."""
    return matter.state == OFFERED


follow_up(TIP_CALL, FollowUp(TIP, is_open, "线索记在这次征集之下。"))
follow_up(TIP, FollowUp(PROPOSAL, is_offered, "提案会注明参考了这条线索；线索内容带入“情况”，请核实后改写。"))


@fact("proposals.giver_to_tell@1", "提供人留有联系方式、尚未告知结果")
def giver_to_tell(matter: Matter) -> bool:
    """Somebody of the public left a contact and has not been told yet."""
    tip = tip_of(matter)
    known = giver_of(tip)
    return known is not None and bool(known.contact) and tip.told_on is None


@fact("proposals.tips_to_name@1", "有可以注明的提案线索")
def tips_to_name(matter: Matter) -> bool:
    """There is a tip that the proposal could name, or it names one."""
    return offered_tips(matter.committee).exists() or TipUse.objects.filter(proposal__matter=matter).exists()
