"""What forms of handling offer for choice: only records of the act's committee, as they stand on its day."""

from django.db.models import Q, QuerySet

from huiyin.handling.models import Point
from huiyin.handling.selectors import points_to_handle
from huiyin.people.enums import BodyKind, Role
from huiyin.people.models import Body, Person
from huiyin.procedure.act import Act

ARBITERS = (Role.LEADER, Role.CHAIR, Role.VICE_CHAIR, Role.SECRETARY_GENERAL)
OFFICES = (BodyKind.PARTY_OFFICE, BodyKind.GOVERNMENT_OFFICE)


def existing_bodies(act: Act, *kinds: BodyKind) -> QuerySet[Body]:
    """Bodies of these kinds that exist on the day of the act."""
    return (
        Body.objects.filter(committee=act.committee, kind__in=kinds)
        .filter(Q(since__isnull=True) | Q(since__lte=act.day))
        .filter(Q(until__isnull=True) | Q(until__gte=act.day))
        .order_by("pk")
    )


def units(act: Act) -> QuerySet[Body]:
    """Handling units, departments of party and government alike."""
    return existing_bodies(act, BodyKind.UNIT)


def addressees(act: Act) -> QuerySet[Body]:
    """Party office and government office."""
    return existing_bodies(act, *OFFICES)


def open_points(act: Act) -> QuerySet[Point]:
    """Points of the act's matter that can be given to units."""
    return points_to_handle(act.matter)


def leaders(act: Act) -> QuerySet[Person]:
    """Party and government leaders with a right in this committee on the day."""
    holding = Q(grants__role=Role.LEADER, grants__committee=act.committee, grants__since__lte=act.day) & (
        Q(grants__until__isnull=True) | Q(grants__until__gte=act.day)
    )
    return Person.objects.filter(holding).distinct().order_by("pk")


def presented_leaders(act: Act) -> QuerySet[Person]:
    """Leaders to whom this submission was presented."""
    return Person.objects.filter(
        pk__in=act.matter.parties.filter(role="leader", active=True).values("person")
    ).order_by("pk")


def arbiters(act: Act) -> QuerySet[Person]:
    """Leaders of party, government and committee who may rule between a unit and the office."""
    holding = Q(grants__role__in=ARBITERS, grants__committee=act.committee, grants__since__lte=act.day) & (
        Q(grants__until__isnull=True) | Q(grants__until__gte=act.day)
    )
    return Person.objects.filter(holding).distinct().order_by("pk")


def covered(act: Act) -> QuerySet[Point]:
    """Points that this assignment covers."""
    return Point.objects.filter(assigned__assignment__matter=act.matter).order_by("order", "pk")
