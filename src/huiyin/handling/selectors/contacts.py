"""Reads of contacts between units and authors."""

from huiyin.handling.enums import Confirmation
from huiyin.handling.models import Contact, ContactWaiver
from huiyin.people.models import Person
from huiyin.procedure.models import Matter

MOST = 200


def contacts_of(matter: Matter) -> list[Contact]:
    """Every contact of one assignment, in the order of its days."""
    rows = Contact.objects.filter(matter=matter).select_related("author", "entered_by")
    return list(rows.order_by("on", "pk")[:MOST])


def waivers_of(matter: Matter) -> list[ContactWaiver]:
    """Authors who want no meeting."""
    return list(ContactWaiver.objects.filter(matter=matter).select_related("author", "entered_by")[:MOST])


def authors_of(matter: Matter) -> list[Person]:
    """Authors of what this assignment answers, the first one first."""
    parties = matter.parties.filter(role="author", active=True, person__isnull=False)
    return [each.person for each in parties.select_related("person").order_by("pk")[:MOST] if each.person]


def unconfirmed(matter: Matter, author: Person | None = None) -> list[Contact]:
    """Contacts on which the author's word is still out."""
    rows = Contact.objects.filter(matter=matter, confirmation=Confirmation.OPEN).select_related("author")
    if author is not None:
        rows = rows.filter(author=author)
    return list(rows.order_by("on", "pk")[:MOST])
