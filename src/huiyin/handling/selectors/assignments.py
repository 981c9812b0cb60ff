"""Reads of assignments, replies and commitments of any matter."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from huiyin.handling.enums import AssignmentRole
from huiyin.handling.models import (
    Assignment,
    AssignmentPoint,
    Commitment,
    LaterResult,
    Point,
    Reply,
    ReplyClass,
    ReplyPoint,
)
from huiyin.handling.rules import ANSWERING, READING_ORDER
from huiyin.people.models import Committee
from huiyin.procedure.models import Matter

SETTLED = "settled"
MOST = 500
"""More than one matter ever has; keeps every read bounded."""


def _with_content(assignments: QuerySet[Assignment]) -> QuerySet[Assignment]:
    covered = Prefetch("covered", AssignmentPoint.objects.select_related("point").order_by("point__order"))
    return assignments.select_related("matter", "unit").prefetch_related(covered)


def reason_of_round(child: Matter) -> str:
    """Why the round of its parent that this assignment belongs to was opened; nothing in the first one."""
    if child.parent_round < 2 or child.parent is None:
        return ""
    opened = child.parent.steps.filter(round=child.parent_round).order_by("number").first()
    return opened.reason if opened is not None else ""


def assignments_of(matter: Matter, round_number: int | None = None) -> list[Assignment]:
    """The assignments of a matter in one of its rounds, or (None) in all: leads first, assistants last.

    Assisting ones are among them: show those only to people who may see their matter.
    """
    rows = Assignment.objects.filter(matter__parent=matter)
    if round_number is not None:
        rows = rows.filter(matter__parent_round=round_number)
    found = list(_with_content(rows).order_by("matter__parent_round", "pk")[:MOST])
    order = [str(role) for role in READING_ORDER]
    return sorted(found, key=lambda each: (each.matter.parent_round, order.index(each.role), each.pk))


def answering_of(matter: Matter, round_number: int | None = None) -> list[Assignment]:
    """The assignments that answer to the matter itself (no assisting ones)."""
    return [each for each in assignments_of(matter, round_number) if each.role in ANSWERING]


def replies_of(matter: Matter, round_number: int | None = None) -> list[Reply]:
    """What the units answered to a matter: sent replies only, never a draft, never an assisting opinion."""
    rows = Reply.objects.filter(
        matter__parent=matter, answered_on__isnull=False, matter__assignment__role__in=list(ANSWERING)
    )
    if round_number is not None:
        rows = rows.filter(matter__parent_round=round_number)
    return list(_reply_content(rows).order_by("matter__parent_round", "matter_id", "round")[:MOST])


def accepted_replies(matters: Iterable[Matter]) -> dict[object, list[Reply]]:
    """Matter key → the replies to it that were accepted, with class and unit: what may be told to others; one query."""
    rows = Reply.objects.filter(
        matter__parent__in=list(matters),
        is_final=True,
        matter__assignment__role__in=list(ANSWERING),
    ).select_related("reply_class", "matter__assignment__unit")
    found: dict[object, list[Reply]] = {}
    for reply in rows.order_by("matter__parent_round", "matter_id", "round"):
        found.setdefault(reply.matter.parent_id, []).append(reply)
    return found


def _reply_content(replies: QuerySet[Reply]) -> QuerySet[Reply]:
    answers = Prefetch("answers", ReplyPoint.objects.select_related("point").order_by("point__order", "pk"))
    later = Prefetch("later_results", LaterResult.objects.select_related("reply_class"))
    return replies.select_related("reply_class", "matter__assignment__unit").prefetch_related(
        answers, "promises", later
    )


def replies_in(assignment_matter: Matter) -> list[Reply]:
    """Every reply of one assignment, drafts too, oldest first: for those who see its facet `reply`."""
    return list(_reply_content(Reply.objects.filter(matter=assignment_matter)).order_by("round"))


def replies_by_matter(matters: Iterable[Matter]) -> dict[object, list[Reply]]:
    """Assignment matter key → all its replies, drafts too, oldest first; four queries for all of them."""
    found: dict[object, list[Reply]] = {}
    for reply in _reply_content(Reply.objects.filter(matter__in=list(matters))).order_by(
        "matter_id", "round"
    ):
        found.setdefault(reply.matter_id, []).append(reply)
    return found


def last_reply(assignment_matter: Matter) -> Reply | None:
    """The reply that is being written or was written last."""
    return assignment_matter.replies.select_related("reply_class").order_by("-round").first()


def covered_points(assignment: Assignment) -> list[Point]:
    """The points that an assignment must answer, in their order."""
    return list(Point.objects.filter(assigned__assignment=assignment).order_by("order", "pk"))


def assists_for(assignment: Assignment) -> list[Assignment]:
    """The assisting assignments of the same round that share a point with this one, when it leads."""
    if assignment.role != AssignmentRole.LEAD:
        return []
    matter = assignment.matter
    rows = Assignment.objects.filter(
        role=AssignmentRole.ASSIST,
        matter__parent_id=matter.parent_id,
        matter__parent_round=matter.parent_round,
        covered__point__assigned__assignment=assignment,
    )
    return list(rows.select_related("matter", "unit").distinct().order_by("pk"))


def reply_classes(committee: Committee, on: date) -> QuerySet[ReplyClass]:
    """The committee's classes in force on a day."""
    return (
        ReplyClass.objects.filter(committee=committee)
        .filter(Q(in_force_from__isnull=True) | Q(in_force_from__lte=on))
        .filter(Q(in_force_until__isnull=True) | Q(in_force_until__gte=on))
        .order_by("code", "pk")
    )


def commitments_of(matter: Matter) -> list[Commitment]:
    """Commitments made for a matter, by the matter itself or by its assignments, the earliest date first."""
    rows = Commitment.objects.filter(Q(matter__parent=matter) | Q(matter__parent__parent=matter))
    return list(rows.select_related("matter", "unit", "point").order_by("by_when", "pk")[:MOST])
