"""Reads of points: what a matter asks for, who is suggested, who handles it, what was answered."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from huiyin.handling.enums import AssignmentRole
from huiyin.handling.models import AssignmentPoint, Measure, Point, PointUnit, ReplyPoint
from huiyin.handling.rules import Names, Place
from huiyin.people.models import Body
from huiyin.procedure.models import Matter

RELIEVED = ("returned", "waived")
"""States of an assignment whose unit has no part in it any more."""
MOST_POINTS = 200
"""More than any outcome holds; keeps a page bounded."""


def points_of(matter: Matter) -> list[Point]:
    """The points of a matter in their order, with suggested units and measures; four queries at most."""
    units = Prefetch("suggested_units", PointUnit.objects.select_related("body").order_by("pk"))
    measures = Prefetch("measures", Measure.objects.select_related("unit").order_by("pk"))
    return list(matter.points.order_by("order", "pk").prefetch_related(units, measures)[:MOST_POINTS])


def points_to_handle(matter: Matter) -> QuerySet[Point]:
    """Points that can be given to units."""
    return matter.points.filter(no_action=False).order_by("order", "pk")


def places_of(matter: Matter, round_number: int | None = None) -> list[Place]:
    """Who handles which point as what, in one round of the matter or (None) in all of them.

    A unit that has returned its part, or was relieved of it, does not handle it any more.
    """
    rows = AssignmentPoint.objects.filter(assignment__matter__parent=matter).exclude(
        assignment__matter__state__in=RELIEVED
    )
    if round_number is not None:
        rows = rows.filter(assignment__matter__parent_round=round_number)
    values = rows.order_by("pk").values_list("point_id", "assignment__unit_id", "assignment__role")
    return [Place(point, unit, role) for point, unit, role in values]


def names_for(matter: Matter, units: Iterable[int] = ()) -> Names:
    """What the points of a matter and these units are called in a sentence."""
    numbers = dict(matter.points.values_list("pk", "order"))
    bodies = {
        body.pk: str(body) for body in Body.objects.filter(committee=matter.committee_id, pk__in=set(units))
    }
    return Names(numbers, bodies)


def suggested_units(points: Iterable[Point]) -> dict[int, list[int]]:
    """Point → the units suggested for it, in the order given (points come from `points_of`)."""
    return {point.pk: [each.body_id for each in point.suggested_units.all()] for point in points}


def answers_of(matter: Matter) -> dict[int, list[ReplyPoint]]:
    """Point → its answers in replies that were sent; drafts and opinions among units are never among them."""
    rows = (
        ReplyPoint.objects.filter(point__matter=matter, reply__answered_on__isnull=False)
        .exclude(reply__matter__assignment__role=AssignmentRole.ASSIST)
        .select_related("reply__matter__assignment__unit", "reply__reply_class")
        .order_by("point__order", "reply__answered_on", "pk")
    )
    found: dict[int, list[ReplyPoint]] = {}
    for row in rows[: MOST_POINTS * 10]:
        found.setdefault(row.point_id, []).append(row)
    return found
