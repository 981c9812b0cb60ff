"""Reads of reviews of units' years."""

from huiyin.handling.models import UnitReview
from huiyin.people.models import Body, Committee
from huiyin.procedure.models import Matter


def review_of(matter: Matter) -> UnitReview:
    """The review that hangs on a matter of this kind."""
    return UnitReview.objects.select_related("unit").get(matter=matter)


def review_in_force(committee: Committee, unit: Body, year: int) -> UnitReview | None:
    """The review of a unit's year, if one is written; who may read it, its matter says."""
    rows = UnitReview.objects.filter(committee=committee, unit=unit, of_year=year, in_force=True)
    return rows.select_related("matter", "unit").first()
