"""Parts of matter pages: points, submissions, assignments on any parent; and the pages of our own kinds.

A panel of a parent shows of a child only what this person may see on the child's own page.
"""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from huiyin.handling.enums import AssignmentRole
from huiyin.handling.models import Assignment, Commitment, Reply, Submission
from huiyin.handling.selectors import (
    answers_of,
    assignments_of,
    assists_for,
    commitments_of,
    covered_points,
    instructions_on,
    points_of,
    replies_in,
    submissions_of,
)
from huiyin.handling.selectors.assignments import replies_by_matter
from huiyin.handling.selectors.visible import NOTHING, facets_by_matter, state_labels
from huiyin.people.models import Person
from huiyin.procedure.models import Matter
from huiyin.procedure.registry import Panel, kinds, panel

Context = Mapping[str, Any]


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
                "replies": [
                    reply for reply in replies.get(each.matter_id, []) if _may_read(reply, each, facets)
                ],
            }
        )
    return {"rounds": sorted(rounds.items(), reverse=True), "several": len(rounds) > 1}


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


def submission_summary(matter: Matter, person: Person) -> Context:
    """What was submitted, to read before it is instructed; addressee, incoming number, proposal, presentation."""
    row = Submission.objects.select_related("addressee", "matter__parent").get(matter=matter)
    submitted = row.matter.parent
    readable = any(facets_by_matter([submitted] if submitted else [], person, timezone.localdate()).values())
    facts = [
        ("主送单位", row.addressee.name),
        ("收文号", row.registered_no),
        ("收文日期", row.registered_on),
        ("拟办意见", row.proposed_opinion),
        ("呈送领导", row.presented_to),
        ("呈批日期", row.presented_on),
    ]
    return {"facts": facts, "submitted": submitted if readable else None}


def instructions_context(matter: Matter, person: Person) -> Context:
    """The leaders' instructions on one submission."""
    return {"instructions": instructions_on(matter)}


def assignment_summary(matter: Matter, person: Person) -> Context:
    """Unit, role, request and the points to answer; for a lead also the assisting opinions."""
    assignment = Assignment.objects.select_related("unit", "matter").get(matter=matter)
    assists = assists_for(assignment)
    seen = facets_by_matter([each.matter for each in assists], person, timezone.localdate())
    shown = [each for each in assists if "reply" in seen[each.matter_id]]
    labels = state_labels(each.matter for each in shown)
    replies = replies_by_matter(each.matter for each in shown)
    return {
        "assignment": assignment,
        "points": covered_points(assignment),
        "assists": [
            {"row": each, "state": labels[each.matter_id], "replies": replies.get(each.matter_id, [])}
            for each in shown
        ],
    }


def draft_context(matter: Matter, person: Person) -> Context:
    """The reply that is being written and signed in the unit."""
    return {"replies": [reply for reply in replies_in(matter) if not reply.answered_on]}


def reply_context(matter: Matter, person: Person) -> Context:
    """Every reply that was sent, the latest first."""
    replies = [reply for reply in replies_in(matter) if reply.answered_on]
    return {"replies": replies[::-1], "several": len(replies) > 1}


def commitment_summary(matter: Matter, person: Person) -> Context:
    """What was promised and what was reported."""
    row = Commitment.objects.select_related("unit", "point").get(matter=matter)
    facts = [
        ("承诺单位", row.unit.name),
        ("承诺事项", row.what),
        ("完成期限", row.by_when),
        ("兑现凭据", row.evidence_wanted),
        ("对应建议", row.point),
        ("兑现日期", row.delivered_on),
    ]
    return {"facts": facts, "evidence": row.evidence}


def _template(name: str) -> str:
    return f"handling/panels/{name}.html"


def add_parent_panels(kind_code: str, *, order: int = 20) -> None:
    """Show points, submissions, assignments and commitments on the pages of a kind (its package asks for it).

    Their facets are `recommendations`, `submissions`, `assignments` and `commitments`; one for which the kind
    has a panel of its own already is left to that.
    """
    taken = {each.facet for each in kinds[kind_code].panels}
    for position, (facet, context) in enumerate(PARENT_PANELS.items()):
        if facet not in taken:
            panel(kind_code, Panel(facet, facet, _template(facet), context, order=order + position))


PARENT_PANELS = {
    "recommendations": points_context,
    "submissions": submissions_context,
    "assignments": assignments_context,
    "commitments": commitments_context,
}

# The code of a panel is its place on the page; guards point there.
for kind_code, facet, name, context, order in (
    ("submission", "summary", "summary", submission_summary, 10),
    ("submission", "instructions", "instructions", instructions_context, 20),
    ("assignment", "request", "request", assignment_summary, 10),
    ("assignment", "draft", "draft", draft_context, 20),
    ("assignment", "reply", "reply", reply_context, 30),
    ("assignment", "commitments", "commitments", commitments_context, 40),
    ("commitment", "summary", "commitment", commitment_summary, 10),
):
    panel(kind_code, Panel(facet, facet, _template(name), context, order))
