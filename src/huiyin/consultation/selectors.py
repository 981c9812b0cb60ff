"""Reads of consultations, always starting from what a person may see."""

from datetime import date

from django.db.models import Q, QuerySet

from huiyin.consultation.models import Activity, Opinion
from huiyin.people.enums import BodyKind, Role
from huiyin.people.models import Body, Committee, Person
from huiyin.procedure.models import Matter
from huiyin.procedure.selectors import matters_seen_by

KIND = "activity"
OUTSIDE_KINDS = (BodyKind.UNIT, BodyKind.PARTY_OFFICE, BodyKind.GOVERNMENT_OFFICE, BodyKind.LEADERSHIP)
MEMBERS, STAFF, OFFICES = "委员", "政协机关", "党政机关和单位"
ORGANISER_KINDS = (BodyKind.SPECIAL_COMMITTEE, BodyKind.RESEARCH_OFFICE, BodyKind.CPPCC_OFFICE)


def activities_seen_by(person: Person, on: date) -> QuerySet[Activity]:
    """Every consultation of which this person may see anything, newest first."""
    seen = matters_seen_by(person, on, kind=KIND)
    return (
        Activity.objects.filter(matter__in=seen)
        .select_related("matter", "organiser")
        .order_by("-held_on", "-pk")
    )


def activity_of(matter: Matter) -> Activity | None:
    """The consultation that hangs on a matter, or None where the matter is of another kind."""
    return Activity.objects.filter(matter=matter).select_related("matter", "organiser").first()


def opinions_of(activity: Activity) -> list[Opinion]:
    """All opinions with their givers, in the order of the record."""
    return list(activity.opinions.select_related("giver__person", "giver__body").order_by("order", "pk"))


def opinions_given_by(person: Person) -> QuerySet[Opinion]:
    """What this person has said in consultations, the latest first (one's own words one may always see)."""
    return (
        Opinion.objects.filter(giver__person=person)
        .select_related("activity__matter", "giver")
        .order_by("-activity__held_on", "order", "pk")
    )


def people_around(committee: Committee) -> QuerySet[Person]:
    """Persons a form may offer as participants: members of the committee and holders of a right in it.

    Whoever only runs the system takes part in no consultation.
    """
    working = Q(grants__committee=committee) & ~Q(grants__role=Role.SYSTEM_OPERATOR)
    near = Q(memberships__committee=committee) | working
    return Person.objects.filter(near).distinct().order_by("pk")


def people_by_group(committee: Committee) -> dict[int, str]:
    """Person → under which heading they are offered: members, the committee's staff, or offices and units."""
    members = set(Person.objects.filter(memberships__committee=committee).values_list("pk", flat=True))
    offices = set(
        Person.objects.filter(grants__committee=committee, grants__body__kind__in=OUTSIDE_KINDS).values_list(
            "pk", flat=True
        )
    )
    return {
        key: MEMBERS if key in members else OFFICES if key in offices else STAFF
        for key in people_around(committee).values_list("pk", flat=True)
    }


def bodies_around(committee: Committee) -> QuerySet[Body]:
    """Bodies a form may offer as the one a participant came from."""
    return Body.objects.filter(committee=committee, until__isnull=True).order_by("kind", "pk")


def organisers_in(committee: Committee) -> QuerySet[Body]:
    """Bodies that hold consultations: special committees, the research office, the committee's own office."""
    return bodies_around(committee).filter(kind__in=ORGANISER_KINDS)
