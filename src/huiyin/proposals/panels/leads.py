"""What the parts of the pages of calls and leads show, and the part of a proposal that names its leads."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from huiyin.people.models import Person
from huiyin.procedure.models import Matter
from huiyin.proposals.models import Lead
from huiyin.proposals.rules.leads import receipt_words
from huiyin.proposals.selectors.leads import (
    call_of,
    fate,
    giver_of,
    givers,
    lead_of,
    proposals_from,
)

Context = Mapping[str, Any]


def call_summary(matter: Matter, person: Person) -> Context:
    """What is asked, from which day to which, and of whom."""
    call = call_of(matter)
    facts = [
        (_("征集时间"), f"{call.since:%Y年%-m月%-d日}至{call.until:%Y年%-m月%-d日}"),
        (_("向谁征集"), _("委员、各提案单位和社会公众") if call.is_public else _("委员和各提案单位")),
    ]
    return {"call": call, "facts": facts, "public": call.is_public and matter.state == "open"}


def call_given(matter: Matter, person: Person) -> Context:
    """How many leads came in and what became of them; proposals are counted elsewhere."""
    states = list(Lead.objects.filter(call__matter=matter).values_list("matter__state", flat=True))
    words = {
        "received": _("待筛选"), "offered": _("已提供参考"), "merged": _("并入其他线索"),
        "passed_on": _("已转送"), "declined": _("未采用"),
    }  # fmt: skip
    return {
        "total": len(states),
        "facts": [(label, str(states.count(state))) for state, label in words.items()],
        "posted": call_of(matter).posted.count(),
    }


def progress(matter: Matter, person: Person) -> Context:
    """What became of the lead, for whoever gave it."""
    return {"said": fate(lead_of(matter))}


def text(matter: Matter, person: Person) -> Context:
    """The wording for drafters, and whether it has become a proposal."""
    lead = lead_of(matter)
    return {"lead": lead, "call": lead.call, "formed": len(proposals_from(lead))}


def original(matter: Matter, person: Person) -> Context:
    """What was given, word for word."""
    return {"lead": lead_of(matter)}


def giver(matter: Matter, person: Person) -> Context:
    """Who gave it and by which way; for those who screen."""
    lead = lead_of(matter)
    facts: list[tuple[str, Any]] = [
        (_("来源渠道"), lead.get_channel_display()),
        (_("提供日期"), lead.given_on),
    ]
    known = giver_of(lead)
    if known is None:
        persons, bodies = givers(lead)
        facts.append((_("提供人"), "、".join(str(each) for each in [*persons, *bodies])))
        return {"facts": facts}
    name = known.name or _("未留姓名")
    facts += [
        (_("提供人"), _("%(name)s（要求不公开姓名）") % {"name": name} if known.undisclosed else name),
        (_("联系方式"), known.contact or _("未留")),
        (_("回执码"), receipt_words(known.receipt_code)),
    ]
    return {"facts": facts, "public": True}


def screening(matter: Matter, person: Person) -> Context:
    """What was decided, what the giver was told, and which proposals came of it."""
    lead = lead_of(matter)
    facts: list[tuple[str, Any]] = []
    if lead.screened_on is not None:
        facts.append((_("筛选日期"), lead.screened_on))
    if lead.told_on is not None:
        facts.append((_("告知提供人"), f"{lead.told_on:%Y年%-m月%-d日}，{lead.told_how}"))
    return {
        "said": fate(lead),
        "facts": facts,
        "merged_into": lead.merged_into,
        "formed": proposals_from(lead),
    }
