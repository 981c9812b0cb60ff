"""Reads of contacts between units and authors."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from huiyin.handling.enums import Confirmation
from huiyin.handling.models import Contact, ContactWaiver
from huiyin.people.enums import Role
from huiyin.people.models import Person
from huiyin.people.selectors import grant_holders
from huiyin.procedure.library import procedure_of
from huiyin.procedure.models import Matter, MatterParty

MOST = 200


def contacts_of(matter: Matter) -> list[Contact]:
    """Every contact of one assignment, in the order of its days."""
    rows = Contact.objects.filter(matter=matter).select_related("author", "entered_by")
    return list(rows.order_by("on", "pk")[:MOST])


def waivers_of(matter: Matter) -> list[ContactWaiver]:
    """Authors who want no meeting."""
    return list(ContactWaiver.objects.filter(matter=matter).select_related("author", "entered_by")[:MOST])


@dataclass(frozen=True)
class Author:
    """Somebody who wrote what an assignment answers, and who speaks for them: of a body, its clerks."""

    name: str
    speakers: tuple[Person, ...]


def author_parties(matter: Matter, on: date | None = None) -> Mapping[int, Author]:
    """Party → author of what this assignment answers, the first one first; a body without a clerk is left out.

    `on`: whose clerks that day; without it, of the day on which the assignment came into its present state.
    """
    day = on or timezone.localdate(matter.entered_state_at)
    rows = matter.parties.filter(role="author", active=True).select_related("person", "body")
    found: dict[int, Author] = {}
    for party in rows.order_by("pk")[:MOST]:
        if party.person is not None:
            found[party.pk] = Author(party.person.name, (party.person,))
        elif party.body is not None:
            clerks = grant_holders(matter.committee, roles=_speaking(matter), on=day, body=party.body)
            if clerks:
                found[party.pk] = Author(str(party.body), tuple(grant.person for grant in clerks))
    return found


def authors_of(
    matter: Matter, on: date | None = None, parties: Iterable[MatterParty] | None = None
) -> list[Person]:
    """Whom a unit speaks with: authors (or those of these parties), of a body that wrote it those who speak for it."""
    known = author_parties(matter, on)
    wanted = known if parties is None else [each.pk for each in parties]
    return list(dict.fromkeys(person for key in wanted if key in known for person in known[key].speakers))


def parties_spoken_for(authors: Mapping[int, Author], person: int) -> list[int]:
    """For which of these authors a person's word on a contact counts."""
    return [key for key, author in authors.items() if any(each.pk == person for each in author.speakers)]


def _speaking(matter: Matter) -> list[Role]:
    """Which rights make an author of an assignment, apart from a member's own."""
    grants = procedure_of(matter.procedure, matter.version).roles["author"].grants
    return [Role(grant) for grant in grants if grant != Role.MEMBER]


def unconfirmed(matter: Matter, author: Person | None = None) -> list[Contact]:
    """Contacts on which the author's word is still out."""
    rows = Contact.objects.filter(matter=matter, confirmation=Confirmation.OPEN).select_related("author")
    if author is not None:
        rows = rows.filter(author=author)
    return list(rows.order_by("on", "pk")[:MOST])
