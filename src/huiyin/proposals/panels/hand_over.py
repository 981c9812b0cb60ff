"""Parts of a proposal's page on the way to the units. Each office reads of its own side alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from huiyin.handling.models import Assignment
from huiyin.handling.selectors import covered_points
from huiyin.handling.selectors.visible import state_labels
from huiyin.people.models import Person
from huiyin.people.selectors import current_grants
from huiyin.procedure.models import Matter
from huiyin.proposals.models import PlannedUnit
from huiyin.proposals.selectors.hand_over import (
    BOTH,
    assignments_by_unit,
    hand_over_of,
    of_sides,
    opinions_of,
    own_assignments,
    planned_of,
    sides_shown,
)
from huiyin.proposals.selectors.proposal import proposal_of
from huiyin.proposals.selectors.suggesting import suggestions

Context = Mapping[str, Any]


@dataclass(frozen=True)
class PlanLine:
    """One planned unit with the suggestions it is to handle, and how far it is since it was handed over."""

    unit: str
    role: str
    points: str
    side: str
    state: str = ""
    due: date | None = None


def plan(matter: Matter, person: Person) -> Context:
    """The planned units that this person may know of; handed over, how far each has come."""
    sides = sides_shown(matter, person, timezone.localdate())
    rows = of_sides(planned_of(matter), sides)
    return {"lines": lines(matter, rows), "part": sides != BOTH, "record": hand_over_of(matter)}


def lines(matter: Matter, rows: Iterable[PlannedUnit]) -> list[PlanLine]:
    """Planned units in words, one line for each unit and role."""
    count = matter.points.count()
    grouped: dict[tuple[int, str], list[PlannedUnit]] = {}
    for row in rows:
        grouped.setdefault((row.unit_id, row.role), []).append(row)
    given = assignments_by_unit(matter) if grouped else {}
    labels = state_labels(each.matter for each in given.values())
    found = []
    for key, members in grouped.items():
        first, assignment = members[0], given.get(key)
        numbers = "、".join(str(each.point.order) for each in members)
        found.append(
            PlanLine(
                unit=str(first.unit),
                role=str(first.get_role_display()),
                points="全部建议" if len(members) == count else f"第{numbers}条",
                side=str(first.unit.get_side_display()),
                state=labels[assignment.matter_id] if assignment is not None else "",
                due=assignment.matter.next_due if assignment is not None else None,
            )
        )
    return found


def suggested(matter: Matter, person: Person) -> Context:
    """Which units alike proposals went to, on which ground; the author's wish beside it."""
    today = timezone.localdate()
    proposal = proposal_of(matter)
    wished = [each.body for each in proposal.wished_units.select_related("body")]
    found = suggestions(matter, current_grants(person, today), today) if matter.state == "docketed" else []
    return {
        "suggested": found,
        "wished": wished,
        "shown": matter.state == "docketed",
        "unsorted": proposal.proposal_class_id is None,
        "matter": matter,
    }


def agreement(matter: Matter, person: Person) -> Context:
    """What the offices said and what they were answered."""
    sides = sides_shown(matter, person, timezone.localdate())
    return {"opinions": [each for each in opinions_of(matter) if each.side in sides]}


def own_part(matter: Matter, person: Person) -> Context:
    """What the unit of this person is to do, and where."""
    mine = own_assignments(matter, person, timezone.localdate())
    labels = state_labels(each.matter for each in mine)
    return {"parts": [_part(each, labels[each.matter_id]) for each in mine], "number": matter.number}


def _part(assignment: Assignment, state: str) -> dict[str, Any]:
    return {"row": assignment, "state": state, "points": covered_points(assignment)}
