"""The ledger of uses and instructions of a committee's year: what is counted, by level, and the rows behind it.

An event is counted once: what a combined or merged brief brought to its sources is counted on that brief. What was
corrected is not counted. A higher committee also reads by whom the briefs were sent up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from huiyin.briefs.enums import KIND, LadderOrigin, UseForm
from huiyin.briefs.models import BriefArrival, BriefInstruction, BriefUse
from huiyin.briefs.selectors.ladder import RUNG_WORDS, RUNGS, instruction_words, use_words
from huiyin.people.models import Committee, Grant
from huiyin.procedure.models import Matter
from huiyin.procedure.selectors import seeing

SINGLE, COMBINED, INSTRUCTED, ARRIVED = "single", "combined", "instructed", "arrived"
COUNTED = ((SINGLE, "单篇"), (COMBINED, "综合"), (INSTRUCTED, "批示"))
"""What is counted of each level."""
OF_SENDERS = ((ARRIVED, "报来"), (SINGLE, "单篇采用"), (COMBINED, "综合采用"))
"""What is counted of each lower committee."""


@dataclass(frozen=True)
class Entry:
    """One event or arrival on one brief."""

    matter: Matter
    what: str
    level: str
    on: date
    words: str
    sender: str = ""


@dataclass(frozen=True)
class Line:
    """One level or sender with its counts, in the order of the columns."""

    key: str
    label: str
    counts: tuple[tuple[str, int], ...]


def used_entries(committee: Committee, year: int, grants: Sequence[Grant]) -> list[Entry]:
    """Every counted event of the year on the briefs whose ladder these grants show, the latest first."""
    seen = seeing(grants, kind=KIND, facet="uses", path="brief__matter__")
    counted = Q(committee=committee, on__year=year, voided_on__isnull=True) & ~Q(
        origin=LadderOrigin.FROM_WHOLE
    )
    uses = BriefUse.objects.filter(seen, counted).select_related("brief__matter")
    instructions = BriefInstruction.objects.filter(seen, counted).select_related("brief__matter")
    found = [Entry(each.brief.matter, each.form, each.level, each.on, use_words(each)) for each in uses]
    found += [
        Entry(each.brief.matter, INSTRUCTED, each.level, each.on, instruction_words(each))
        for each in instructions
    ]
    return sorted(found, key=lambda each: (each.on, each.matter.pk), reverse=True)


def sender_entries(committee: Committee, year: int, grants: Sequence[Grant]) -> list[Entry]:
    """What lower committees sent up in the year, and which of it the committee used in its own issues."""
    seen = seeing(grants, kind=KIND, facet="arrival", path="brief__matter__")
    rows = BriefArrival.objects.filter(seen, committee=committee, on__year=year).select_related(
        "brief__matter"
    )
    arrivals = {each.brief_id: each for each in rows}
    uses = BriefUse.objects.filter(
        brief__in=list(arrivals), own_issue=True, level=committee.level, voided_on__isnull=True
    ).select_related("brief__matter")
    found = [
        Entry(each.brief.matter, ARRIVED, each.level, each.on, f"{each.sender}报来", each.sender)
        for each in arrivals.values()
    ]
    for use in uses:
        sender = arrivals[use.brief_id].sender
        alone = use.form == UseForm.SINGLE and use.origin == LadderOrigin.RECORDED
        what = SINGLE if alone else COMBINED
        found.append(Entry(use.brief.matter, what, use.level, use.on, use_words(use), sender))
    return sorted(found, key=lambda each: (each.on, each.matter.pk), reverse=True)


def by_level(entries: Iterable[Entry]) -> list[Line]:
    """One line for each of the four levels."""
    entries = list(entries)
    return [
        Line(
            str(level.value),
            RUNG_WORDS[level],
            _counts([each for each in entries if each.level == level], COUNTED),
        )
        for level in RUNGS
    ]


def by_sender(entries: Iterable[Entry]) -> list[Line]:
    """One line for each lower committee, the one that sent most first."""
    groups: dict[str, list[Entry]] = {}
    for each in entries:
        groups.setdefault(each.sender, []).append(each)
    lines = [Line(sender, sender, _counts(group, OF_SENDERS)) for sender, group in groups.items()]
    return sorted(lines, key=lambda line: (-line.counts[0][1], line.label))


def _counts(entries: Sequence[Entry], columns: Iterable[tuple[str, str]]) -> tuple[tuple[str, int], ...]:
    return tuple((code, sum(each.what == code for each in entries)) for code, _label in columns)
