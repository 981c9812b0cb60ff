"""A unit's promise record: each of its promises of a year with how it stands."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from huiyin.handling.enums import LookBackVerdict
from huiyin.handling.models import Commitment, LookBack
from huiyin.handling.promise_rules import PromiseStanding, kept_share, promise_standing
from huiyin.people.models import Committee, Person
from huiyin.procedure.models import Clock
from huiyin.procedure.selectors import matters_seen_by

DELIVERY = "delivery"
MOST = 5000
"""Promises that one committee makes in a year, many times over."""


@dataclass(frozen=True)
class Promise:
    """One promise and how it stands on the day of the page."""

    matter: UUID
    unit: int
    unit_name: str
    what: str
    by_when: date
    delivered_on: date | None
    standing: PromiseStanding
    looked_back: str


@dataclass
class UnitRecord:
    """The promises of one unit, counted by how they stand and by what visits found."""

    unit: int
    name: str
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(PromiseStanding.values, 0))
    found: dict[str, int] = field(default_factory=lambda: dict.fromkeys(LookBackVerdict.values, 0))

    @property
    def total(self) -> int:
        """All its promises."""
        return sum(self.counts.values())

    @property
    def share(self) -> str:
        """Kept in time, of those that are settled or late."""
        due = self.total - self.counts[PromiseStanding.RUNNING]
        return kept_share(self.counts[PromiseStanding.KEPT], due)

    def add(self, promise: Promise) -> None:
        """Count one more."""
        self.counts[promise.standing] += 1
        if promise.looked_back:
            self.found[promise.looked_back] += 1


def promises_seen(person: Person, committee: Committee, on: date, year: int) -> list[Promise]:
    """Promises due in a year that this person may see, the earliest first; two queries.

    What counts is the day promised first: a promise that is followed anew by another day was not kept in its year.
    """
    seen = matters_seen_by(person, on, kind="commitment").filter(committee=committee)
    rows = _promised_for(year).filter(matter__in=seen).select_related("unit", "matter")
    kept = list(rows.order_by("promised_for", "pk")[:MOST])
    found = dict(
        LookBack.objects.filter(matter__parent__in=[row.matter_id for row in kept])
        .exclude(verdict="")
        .order_by("visited_on", "pk")
        .values_list("matter__parent", "verdict")
    )
    return [
        Promise(
            matter=row.matter_id,
            unit=row.unit_id,
            unit_name=row.unit.name,
            what=row.what,
            by_when=row.promised_for,
            delivered_on=row.delivered_on,
            standing=promise_standing(row.matter.state, row.promised_for, row.delivered_on, on),
            looked_back=found.get(row.matter_id, ""),
        )
        for row in kept
    ]


def standings_by_unit(committee: Committee, on: date, year: int) -> dict[int, Counter[str]]:
    """How the promises due in a year stand, unit by unit, whoever asks; one query. The same as the units' records."""
    rows = _promised_for(year).filter(committee=committee)
    found: dict[int, Counter[str]] = {}
    lines = rows.values_list("unit", "matter__state", "promised_for", "delivered_on")
    for unit, state, by_when, delivered_on in lines:
        found.setdefault(unit, Counter())[promise_standing(state, by_when, delivered_on, on)] += 1
    return found


def _promised_for(year: int) -> QuerySet[Any]:
    """Promises that were first made for a day of this year, with that day."""
    first = Clock.objects.filter(matter=OuterRef("matter"), code=DELIVERY).order_by("round")
    rows = Commitment.objects.annotate(promised_for=Subquery(first.values("started_on")[:1]))
    return rows.filter(promised_for__year=year)


def unit_records(promises: Iterable[Promise]) -> list[UnitRecord]:
    """The record of every unit, those with most left undone first."""
    records: dict[int, UnitRecord] = {}
    for promise in promises:
        records.setdefault(promise.unit, UnitRecord(promise.unit, promise.unit_name)).add(promise)
    undone = (PromiseStanding.LATE, PromiseStanding.UNMET)
    return sorted(
        records.values(),
        key=lambda each: (-sum(each.counts[code] for code in undone), -each.total, each.unit),
    )


def whole(records: Iterable[UnitRecord]) -> UnitRecord:
    """The line 合计: the sum over all units."""
    total = UnitRecord(0, "合计")
    for record in records:
        for code, number in record.counts.items():
            total.counts[code] += number
        for code, number in record.found.items():
            total.found[code] += number
    return total
