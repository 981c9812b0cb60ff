"""What the ledger of briefs reads besides its rows: names that may be told, issue, ladder, units, feedback."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from huiyin.briefs.enums import AUTHOR, KIND, Disclosure, LadderOrigin, SourceKind
from huiyin.briefs.models import (
    BriefArrival,
    BriefFeedback,
    BriefInstruction,
    BriefIssue,
    BriefSending,
    BriefUse,
)
from huiyin.briefs.selectors.brief import source_words_of_many
from huiyin.briefs.selectors.ladder import instruction_words, use_words
from huiyin.handling.models import Assignment
from huiyin.handling.rules import ANSWERING
from huiyin.handling.selectors.points import RELIEVED
from huiyin.ledgers.definition import Asked
from huiyin.people.models import Member
from huiyin.procedure.models import Matter, MatterParty
from huiyin.procedure.page.viewing import Viewing

COUNTED = Q(voided_on__isnull=True) & ~Q(origin=LadderOrigin.FROM_WHOLE)
"""An event is counted on one brief: what a whole brought to its sources is counted on the whole."""


@dataclass
class BriefContent:
    """One brief; `uses` counts by level and form, `said` tells every use that stands in words, carried ones too."""

    source: str = ""
    issue: BriefIssue | None = None
    uses: Counter[tuple[str, str]] = field(default_factory=Counter)
    said: list[str] = field(default_factory=list)
    instructions: Counter[str] = field(default_factory=Counter)
    instructed: list[str] = field(default_factory=list)
    leaders: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    fed_back: list[date] = field(default_factory=list)
    sender: str = ""
    sent: list[str] = field(default_factory=list)


def prepare(asker: Asked, rows: Sequence[Matter], views: Mapping[Any, Viewing]) -> Mapping[Any, BriefContent]:
    """The content of these briefs; a fixed number of queries, but for the depth of what was combined."""
    found: dict[int, BriefContent] = defaultdict(BriefContent)
    briefs = {row.brief.pk: row for row in rows}
    for key, words in source_words_of_many([row.brief for row in rows]).items():
        found[key].source = words
    for issue in BriefIssue.objects.filter(brief__in=briefs).order_by("pk"):
        found[issue.brief_id].issue = issue
    _add_ladder(found, list(briefs))
    for feedback in BriefFeedback.objects.filter(brief__in=briefs).order_by("on", "pk"):
        found[feedback.brief_id].fed_back.append(feedback.on)
    for arrival in BriefArrival.objects.filter(brief__in=briefs):
        found[arrival.brief_id].sender = arrival.sender
    for sending in BriefSending.objects.filter(brief__in=briefs).order_by("pk"):
        words = f"{sending.on:%Y-%m-%d}报送{sending.receiver}：{sending.get_result_display()}"
        found[sending.brief_id].sent.append(words)
    units = _units_by_parent([row.pk for row in rows])
    for key, row in briefs.items():
        found[key].units = units.get(row.pk, [])
    return {row.pk: found[key] for key, row in briefs.items()}


def _add_ladder(found: dict[int, BriefContent], briefs: Sequence[int]) -> None:
    uses = BriefUse.objects.filter(brief__in=briefs, voided_on__isnull=True)
    for use in uses.order_by("on", "pk"):
        content = found[use.brief_id]
        content.said.append(use_words(use))
        if use.origin != LadderOrigin.FROM_WHOLE:
            content.uses[use.level, use.form] += 1
    given = BriefInstruction.objects.filter(brief__in=briefs, voided_on__isnull=True)
    for row in given.order_by("on", "pk"):
        content = found[row.brief_id]
        content.instructed.append(instruction_words(row))
        content.leaders.append(row.leader)
        if row.origin != LadderOrigin.FROM_WHOLE:
            content.instructions[row.level] += 1


def _units_by_parent(keys: Sequence[Any]) -> dict[Any, list[str]]:
    """Matter → the units that it was forwarded to and that have it still."""
    rows = Assignment.objects.filter(matter__parent__in=keys, role__in=list(ANSWERING))
    rows = rows.exclude(matter__state__in=RELIEVED).select_related("unit", "matter")
    found: dict[Any, list[str]] = defaultdict(list)
    for each in rows.order_by("matter__parent_round", "pk"):
        found[each.matter.parent_id].append(str(each.unit))
    return found


def disclosed_body(asker: Asked) -> Any:
    """The sector of a member, or the body, that reported it first: of briefs alone whose author may be named."""
    member = Member.objects.filter(
        committee=OuterRef("committee"), term=OuterRef("matter__term"), person=OuterRef("person")
    )
    named = MatterParty.objects.filter(
        matter=OuterRef("pk"),
        role=AUTHOR,
        active=True,
        matter__brief__disclosure=Disclosure.DISCLOSED,
    ).exclude(matter__brief__source_kind=SourceKind.CITIZEN)
    first = named.annotate(
        of=Coalesce(F("body"), Subquery(member.values("sector")[:1]), output_field=BigIntegerField())
    )
    return Subquery(first.order_by("pk").values("of")[:1], output_field=BigIntegerField(null=True))


def counted_uses(asker: Asked) -> QuerySet[Any]:
    """Uses as they are counted, of briefs whose ladder the reader sees."""
    seen = asker.sees("ladder", kind=KIND, path="brief__matter__")
    return BriefUse.objects.filter(seen, COUNTED, committee=asker.committee)


def counted_instructions(asker: Asked) -> QuerySet[Any]:
    """Instructions as they are counted, of briefs whose ladder the reader sees."""
    seen = asker.sees("ladder", kind=KIND, path="brief__matter__")
    return BriefInstruction.objects.filter(seen, COUNTED, committee=asker.committee)
