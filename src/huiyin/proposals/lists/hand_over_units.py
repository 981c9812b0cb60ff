"""交办清单: which proposals a unit has, as what, by when; for the unit itself, the offices and the committee."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from huiyin.handling.models import Assignment
from huiyin.handling.selectors.points import RELIEVED
from huiyin.handling.selectors.visible import facets_by_matter, state_labels
from huiyin.people.enums import BodyKind, Role
from huiyin.people.models import Body, Committee, Grant, Person
from huiyin.people.rules import BODY_KINDS_OF_ROLE
from huiyin.procedure.models import Clock, Matter
from huiyin.procedure.selectors import matters_seen_with
from huiyin.proposals.enums import KIND
from huiyin.proposals.lists.hand_over_desk import sides_of_grants
from huiyin.proposals.rules.state_groups import ANSWERED, IN_HAND
from huiyin.proposals.selectors.hand_over import BOTH

MOST = 1000
ANSWER_CLOCKS = ("reply", "rehandling", "opinion")
UNIT_ROLES = frozenset(
    role for role, kinds in BODY_KINDS_OF_ROLE.items() if kinds == frozenset({BodyKind.UNIT})
)


@dataclass(frozen=True)
class UnitCount:
    """A unit and how many parts of proposals it has."""

    unit: Body
    number: int


@dataclass(frozen=True)
class Line:
    """One part of a proposal that a unit handles."""

    proposal: Matter
    assignment: Assignment
    state: str
    due: date | None
    linked: bool


def parts_seen(grants: Sequence[Grant], committee: Committee) -> QuerySet[Assignment]:
    """Parts of proposals that were handed over and not given back, as far as these grants let somebody know of them.

    The committee knows all, an office those of its side, a unit its own. Who handles assisting a lead is known to both.
    """
    seen = matters_seen_with(grants, kind=KIND).filter(committee=committee, state__in=IN_HAND + ANSWERED)
    rows = Assignment.objects.filter(committee=committee, matter__parent__in=seen.values("pk"))
    rows = rows.exclude(matter__state__in=RELIEVED)
    sides = sides_of_grants(grants)
    if sides >= BOTH:
        return rows
    own = {grant.body_id for grant in grants if grant.role in UNIT_ROLES and grant.body_id}
    return rows.filter(unit__side__in=sorted(sides)) | rows.filter(unit__in=own)


def may_look(grants: Sequence[Grant]) -> bool:
    """Whether the page is for the holder of these grants at all."""
    return bool(sides_of_grants(grants)) or any(Role(grant.role) in UNIT_ROLES for grant in grants)


def units_with_counts(rows: QuerySet[Assignment]) -> list[UnitCount]:
    """The units that have a part, the order in which they were entered."""
    counts: dict[int, int] = {}
    for unit in rows.values_list("unit", flat=True):
        counts[unit] = counts.get(unit, 0) + 1
    bodies = Body.objects.filter(pk__in=counts).order_by("pk")
    return [UnitCount(body, counts[body.pk]) for body in bodies]


def lines_of(rows: QuerySet[Assignment], unit: Body, person: Person, on: date) -> list[Line]:
    """What one unit has, by the numbers of the proposals; a fixed number of queries."""
    found = list(
        rows.filter(unit=unit)
        .select_related("matter__parent", "unit")
        .order_by("matter__parent__number", "pk")[:MOST]
    )
    matters = [each.matter for each in found]
    seen = facets_by_matter(matters, person, on)
    labels = state_labels(matters)
    clocks = Clock.objects.filter(matter__in=matters, code__in=ANSWER_CLOCKS).order_by("pk")
    due = dict(clocks.values_list("matter", "due"))
    return [
        Line(
            each.matter.parent,
            each,
            labels[each.matter_id],
            due.get(each.matter_id),
            bool(seen[each.matter_id]),
        )
        for each in found
        if each.matter.parent is not None
    ]
