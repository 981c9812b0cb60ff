"""What the parts of the pages of calls and tips show, and the part of a proposal that names its tips."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from huiyin.people.models import Person
from huiyin.procedure.models import Matter
from huiyin.proposals.models import Tip
from huiyin.proposals.rules.tips import receipt_words
from huiyin.proposals.selectors.tips import (
    call_of,
    fate,
    giver_of,
    givers,
    proposals_from,
    tip_of,
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
    """How many tips came in and what became of them; proposals are counted elsewhere."""
    states = list(Tip.objects.filter(call__matter=matter).values_list("matter__state", flat=True))
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
    """What became of the tip, for whoever gave it."""
    return {"said": fate(tip_of(matter))}


def text(matter: Matter, person: Person) -> Context:
    """The wording for drafters, and whether it has become a proposal."""
    tip = tip_of(matter)
    return {"tip": tip, "call": tip.call, "formed": len(proposals_from(tip))}


def original(matter: Matter, person: Person) -> Context:
    """What was given, word for word."""
    return {"tip": tip_of(matter)}


def giver(matter: Matter, person: Person) -> Context:
    """Who gave it and by which way; for those who screen."""
    tip = tip_of(matter)
    facts: list[tuple[str, Any]] = [
        (_("来源渠道"), tip.get_channel_display()),
        (_("提供日期"), tip.given_on),
    ]
    known = giver_of(tip)
    if known is None:
        persons, bodies = givers(tip)
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
    tip = tip_of(matter)
    facts: list[tuple[str, Any]] = []
    if tip.screened_on is not None:
        facts.append((_("筛选日期"), tip.screened_on))
    if tip.told_on is not None:
        facts.append((_("告知提供人"), f"{tip.told_on:%Y年%-m月%-d日}，{tip.told_how}"))
    return {
        "said": fate(tip),
        "facts": facts,
        "merged_into": tip.merged_into,
        "formed": proposals_from(tip),
    }
