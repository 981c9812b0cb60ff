"""What is left to hand over, and to whom the drafters would give it."""

from typing import Any

from huiyin.handling.enums import TO_ANSWER
from huiyin.handling.models import Point
from huiyin.handling.rules import ANSWERING, Place, grouped, suggested_places
from huiyin.handling.selectors import places_of, points_of, suggested_units
from huiyin.handling.selectors.evaluations import disputed_units
from huiyin.people.models import Body
from huiyin.procedure.models import Matter


def uncovered_points(matter: Matter) -> list[Point]:
    """Recommendations that nobody answers yet and of which action is asked."""
    covered = {place.point for place in places_of(matter) if place.role in ANSWERING}
    return [
        point
        for point in points_of(matter)
        if point.kind in TO_ANSWER and not point.no_action and point.pk not in covered
    ]


def proposed_rows(matter: Matter, *, again: bool = False) -> list[dict[str, Any]]:
    """Rows for the form: the drafters' suggestion for what is left, or (`again`) what the last round had.

    Where evaluators disputed some units' results, those points alone are proposed to be handled again.
    """
    if again:
        places = places_of(matter, matter.round)
        disputed = disputed_units(matter, matter.round)
        if disputed:
            points = {place.point for place in places if place.unit in disputed}
            places = [place for place in places if place.point in points]
        return as_rows(matter, places)
    return as_rows(matter, suggested_places(suggested_units(uncovered_points(matter))))


def as_rows(matter: Matter, places: list[Place]) -> list[dict[str, Any]]:
    """Places as rows of points, unit and role; a unit abolished meanwhile is left to the clerk's choice."""
    points = {point.pk: point for point in points_of(matter)}
    bodies = Body.objects.in_bulk({place.unit for place in places})
    return [
        {"points": [points[key] for key in keys], "unit": bodies[unit], "role": role, "request": ""}
        for (unit, role), keys in grouped(places).items()
    ]
