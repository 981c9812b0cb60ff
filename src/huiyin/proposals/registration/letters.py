"""The kind `letter` 委员来信: its tables, the series of its numbers and the parts of its page."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from huiyin.handling.selectors import points_of
from huiyin.people.models import Person
from huiyin.procedure.models import Matter
from huiyin.procedure.registry import ContentTable, Panel, kind, panel
from huiyin.proposals.enums import LETTER, LETTER_SERIES
from huiyin.proposals.models import Letter, LetterForwarding
from huiyin.proposals.selectors.proposal import proposal_of, proposer_words
from huiyin.records.numbering import series

Context = Mapping[str, Any]


def progress(matter: Matter, person: Person) -> Context:
    """Where the letter stands, in one plain sentence for its authors."""
    last = LetterForwarding.objects.filter(letter__matter=matter).order_by("pk").last()
    sayings = {
        "opened": _("提案没有立案，已转为委员来信，正在研究转送哪个单位。"),
        "closed": _("来信已经办结，处理情况见下面。"),
    }
    if matter.state == "forwarded" and last is not None:
        words = {"day": f"{last.on:%Y年%-m月%-d日}", "receiver": last.receiver}
        return {"saying": _("已于%(day)s转送%(receiver)s，有了结果会告诉您。") % words}
    return {"saying": sayings.get(matter.state, "")}


def content(matter: Matter, person: Person) -> Context:
    """Who writes, and the text of the proposal that it was."""
    assert matter.parent is not None, "a letter comes from a proposal"
    proposal = proposal_of(matter.parent)
    return {
        "who": f"{proposal.get_proposer_kind_display()}：{proposer_words(proposal)}",
        "proposal": proposal,
        "suggestions": points_of(matter.parent),
    }


def forwarding(matter: Matter, person: Person) -> Context:
    """To whom it went, and what became of it."""
    letter = Letter.objects.get(matter=matter)
    rows = letter.forwardings.select_related("body").order_by("pk")
    return {"letter": letter, "forwardings": list(rows)}


kind(
    LETTER,
    "委员来信",
    tables=(ContentTable(Letter, "matter"), ContentTable(LetterForwarding, "letter__matter")),
)
series(LETTER_SERIES, "委员来信", "信{year}{sequence:04d}")
for facet, context, order in (
    ("progress", progress, 3),
    ("forwarding", forwarding, 8),
    ("content", content, 20),
):
    panel(
        LETTER, Panel(f"letter_{facet}", facet, f"proposals/panels/letter_{facet}.html", context, order=order)
    )
