"""Parts of a parent's page: points, submissions, assignments, evaluations, look-backs, commitments, on any kind.

A panel of a parent shows of a child only what this person may see on the child's own page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from huiyin.handling.consolidated import consolidated
from huiyin.handling.enums import AssignmentRole, EvaluationAspect
from huiyin.handling.evaluation_rules import LEAST_FORMS, totals
from huiyin.handling.models import Assignment, Evaluation, Reply
from huiyin.handling.papers import NOTICE
from huiyin.handling.selectors import (
    answers_of,
    assignments_of,
    commitments_of,
    points_of,
    submissions_of,
)
from huiyin.handling.selectors.assignments import replies_by_matter
from huiyin.handling.selectors.evaluations import evaluated_assignments, evaluations_of, marks_of
from huiyin.handling.selectors.look_backs import look_backs_of
from huiyin.handling.selectors.visible import NOTHING, facets_by_matter, state_labels
from huiyin.people.models import Person
from huiyin.procedure.models import Matter
from huiyin.procedure.registry import Panel, kinds, panel
from huiyin.records.official.writers import facets_of

Context = Mapping[str, Any]
FEW = "few_forms"
"""Facet of an evaluation: who sees it reads the counts however few forms there are."""


@dataclass(frozen=True)
class TotalLine:
    """Totals of one unit on one aspect, in words."""

    unit: str
    aspect: str
    counts: str
    number: int


def points_context(matter: Matter, person: Person) -> Context:
    """Each point with its suggested units, its answers, what became of it and the measures."""
    answers = answers_of(matter)
    return {"points": [{"row": point, "answers": answers.get(point.pk, [])} for point in points_of(matter)]}


def submissions_context(matter: Matter, person: Person) -> Context:
    """To whom it was submitted, how far each has come, and the instructions that this person may read."""
    submissions = submissions_of(matter)
    matters = [each.matter for each in submissions]
    seen = facets_by_matter(matters, person, timezone.localdate())
    labels = state_labels(matters)
    rows = [
        {
            "row": each,
            "state": labels[each.matter_id],
            "linked": bool(seen[each.matter_id]),
            "received": "summary" in seen[each.matter_id],
            "instructions": list(each.instructions.all()) if "instructions" in seen[each.matter_id] else [],
        }
        for each in submissions
    ]
    return {"submissions": rows}


def assignments_context(matter: Matter, person: Person) -> Context:
    """Assignments and replies side by side, by round; assisting ones only for those who may see them."""
    assignments = assignments_of(matter)
    matters = [each.matter for each in assignments]
    seen = facets_by_matter(matters, person, timezone.localdate())
    labels = state_labels(matters)
    replies = replies_by_matter(matters)
    followed = _followed_by(assignments)
    rounds: dict[int, list[dict[str, Any]]] = {}
    for each in assignments:
        facets = seen[each.matter_id]
        if each.role == AssignmentRole.ASSIST and not facets:
            continue
        rounds.setdefault(each.matter.parent_round, []).append(
            {
                "row": each,
                "state": labels[each.matter_id],
                "linked": bool(facets),
                "followed_by": followed.get(each.pk, ""),
                "replies": [
                    reply for reply in replies.get(each.matter_id, []) if _may_read(reply, each, facets)
                ],
            }
        )
    return {
        "rounds": sorted(rounds.items(), reverse=True),
        "notices": sum(bool(facets_of(NOTICE) & seen[each.matter_id]) for each in assignments),
        "notice_kind": NOTICE,
        "parent": matter,
        "several": len(rounds) > 1,
        # Who may not read every reply that was sent is not told its class by the sum.
        "consolidated": None
        if _withheld(assignments, replies, seen)
        else consolidated(matter, assignments, replies),
    }


def _withheld(
    assignments: list[Assignment],
    replies: Mapping[object, list[Reply]],
    seen: Mapping[object, frozenset[str]],
) -> bool:
    return any(
        reply.answered_on is not None and not _may_read(reply, each, seen[each.matter_id])
        for each in assignments
        if each.role != AssignmentRole.ASSIST
        for reply in replies.get(each.matter_id, [])[-1:]
    )


def _may_read(reply: Reply, assignment: Assignment, facets: frozenset[str]) -> bool:
    """Whether a reply is shown on the parent's page: as on the assignment's own.

    Who has no part in the assignment but sees the parent's assignments reads what was checked and accepted; an
    assisting opinion stays between the units and the office.
    """
    if reply.answered_on is None:
        return False
    return "reply" in facets or (reply.is_final and not facets and assignment.role != AssignmentRole.ASSIST)


def commitments_context(matter: Matter, person: Person) -> Context:
    """What was promised for a matter, by when, and how far it is."""
    commitments = commitments_of(matter)
    matters = [each.matter for each in commitments]
    seen = facets_by_matter(matters, person, timezone.localdate())
    labels = state_labels(matters)
    rows = [
        {"row": each, "state": labels[each.matter_id], "linked": seen.get(each.matter_id, NOTHING) != NOTHING}
        for each in commitments
    ]
    return {"commitments": rows}


def _followed_by(assignments: list[Assignment]) -> dict[int, str]:
    """Assignment that was returned → who handles in its place, in words."""
    found: dict[int, list[str]] = {}
    for each in assignments:
        if each.replaces_id is not None:
            found.setdefault(each.replaces_id, []).append(str(each.unit))
    return {key: "、".join(names) for key, names in found.items()}


def evaluations_context(matter: Matter, person: Person) -> Context:
    """Rounds of evaluation with what this person may see of each: verdict and totals, never a form.

    Who is asked finds the way to the own form while the round is open.
    """
    evaluations = evaluations_of(matter)
    matters = [each.matter for each in evaluations]
    seen = facets_by_matter(matters, person, timezone.localdate())
    labels = state_labels(matters)
    rows = [
        {
            "row": each,
            "state": labels[each.matter_id],
            "told": "totals" in seen[each.matter_id],
            **totals_told(each, seen[each.matter_id]),
        }
        for each in evaluations
        if seen[each.matter_id] & {"totals", "my_form"}
    ]
    return {"evaluations": rows}


def totals_told(evaluation: Evaluation, seen: frozenset[str]) -> Context:
    """The totals for who sees these facets of a round; outside the committee few forms give no counts.

    Of one form, or of two to one of the two who wrote them, a count says who said what.
    """
    if "totals" not in seen:
        return {"totals": [], "too_few": 0}
    if FEW not in seen and evaluation.forms.count() < LEAST_FORMS:
        return {"totals": [], "too_few": LEAST_FORMS}
    return {"totals": totals_in_words(evaluation), "too_few": 0}


def totals_in_words(evaluation: Evaluation) -> list[TotalLine]:
    """Who was given which value how often, unit by unit, process and result apart."""
    units = {each.pk: str(each.unit) for each in evaluated_assignments(evaluation.matter)}
    # In the committee's order, and not in that of the forms: who answered first is not told by a count.
    labels = [each.label for each in evaluation.committee.evaluation_values.all()]
    return [
        TotalLine(
            units.get(total.assignment, ""),
            str(EvaluationAspect(total.aspect).label),
            "、".join(f"{label}{count}" for label, count in total.counts),
            total.number,
        )
        for total in totals(marks_of(evaluation), labels)
    ]


def look_backs_context(matter: Matter, person: Person) -> Context:
    """What was claimed at the time and what each later visit found, side by side."""
    rows = look_backs_of(matter)
    seen = facets_by_matter([each.matter for each in rows], person, timezone.localdate())
    labels = state_labels(each.matter for each in rows)
    return {
        "look_backs": [
            {"row": each, "state": labels[each.matter_id], "of_child": each.matter.parent_id != matter.pk}
            for each in rows
            if seen[each.matter_id]
        ]
    }


def template(name: str) -> str:
    """Where the template of a part of this package is."""
    return f"handling/panels/{name}.html"


def add_parent_panels(kind_code: str, *, order: int = 20) -> None:
    """Show points, submissions, assignments and commitments on the pages of a kind (its package asks for it).

    Their facets are the keys of PARENT_PANELS; one for which the kind has a panel of its own already is left to that.
    """
    taken = {each.facet for each in kinds[kind_code].panels}
    for position, (facet, context) in enumerate(PARENT_PANELS.items()):
        if facet not in taken:
            panel(kind_code, Panel(facet, facet, template(facet), context, order=order + position))


PARENT_PANELS = {
    "recommendations": points_context,
    "submissions": submissions_context,
    "assignments": assignments_context,
    "evaluations": evaluations_context,
    "look_backs": look_backs_context,
    "commitments": commitments_context,
}
