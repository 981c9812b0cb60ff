"""Who a signed-in account is and which rights that person holds on a day."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from huiyin.people.enums import Role
from huiyin.people.models import Account, Body, Committee, Grant, Person
from huiyin.people.rules import valid_on

MAX_GRANTS = 100
"""More rights than any person has; keeps the one query made on every page bounded."""

AT_ONCE = 200
"""Seats or persons asked for in one query; SQLite takes no longer conditions."""


class Seat(NamedTuple):
    """Whom something waits for: a role in a committee, where it says so of one body or one person."""

    committee_id: int
    role: str
    body_id: int | None = None
    person_id: int | None = None

    def is_held_with(self, grant: Grant) -> bool:
        """Whether this grant gives the seat."""
        if grant.role != self.role or grant.committee_id != self.committee_id:
            return False
        if self.person_id is not None:
            return self.person_id == grant.person_id
        return self.body_id is None or self.body_id == grant.body_id


def person_of(account: Account | AnonymousUser) -> Person | None:
    """The person behind an account, None for nobody signed in or an account without a person."""
    if not isinstance(account, Account):
        return None
    # Django keeps the answer on the account object, so one request asks once.
    return getattr(account, "person", None)


def _current(on: date) -> Q:
    """Grants that hold on the day; a deputy's only while the principal's own grant holds."""
    own = Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gte=on))
    principal = Q(deputy_of__since__lte=on) & (Q(deputy_of__until__isnull=True) | Q(deputy_of__until__gte=on))
    return own & (Q(deputy_of__isnull=True) | principal)


def _grants_on(on: date) -> QuerySet[Grant]:
    return Grant.objects.filter(_current(on)).select_related(
        "committee", "person", "body", "deputy_of", "deputy_of__person"
    )


def current_grants(person: Person, on: date) -> list[Grant]:
    """Every right the person holds on that day, in all committees, in one query, oldest first."""
    remembered: tuple[date, list[Grant]] | None = getattr(person, "remembered_grants", None)
    if remembered is not None and remembered[0] == on:
        return list(remembered[1])
    rows = Grant.objects.filter(_current(on), person=person).select_related(
        "committee", "body", "deputy_of__person"
    )
    grants = list(rows.order_by("committee_id", "id")[:MAX_GRANTS])
    for grant in grants:
        grant.person = person  # known already: joining it again would cost on every page and act
    return grants


def remember_grants(person: Person, on: date) -> list[Grant]:
    """The same, kept on this person object: for the length of one request, whose parts all ask for them."""
    grants = current_grants(person, on)
    person.remembered_grants = (on, grants)  # type: ignore[attr-defined]
    return grants


def is_grant_current(grant: Grant, on: date) -> bool:
    """Whether this grant holds on the day, and the principal's too; no query if both are loaded."""
    if not valid_on(grant.since, grant.until, on):
        return False
    principal = grant.deputy_of
    return principal is None or valid_on(principal.since, principal.until, on)


def grant_holders(
    committee: Committee, *, roles: Collection[Role], on: date, body: Body | None = None
) -> list[Grant]:
    """Grants of these roles in the committee (or one body of it) on that day: whom to ask, whom to tell."""
    grants = _grants_on(on).filter(committee=committee, role__in=list(roles))
    if body is not None:
        grants = grants.filter(body=body)
    return list(grants.order_by("role", "id")[:1000])


def seat_holders(seats: Iterable[Seat], on: date) -> dict[Seat, list[int]]:
    """Who holds each of these seats on that day, as keys of persons; one query for every two hundred seats."""
    wanted = sorted(set(seats), key=str)
    found: dict[Seat, list[int]] = {seat: [] for seat in wanted}
    for start in range(0, len(wanted), AT_ONCE):
        part = wanted[start : start + AT_ONCE]
        condition = Q(pk__in=[])
        for seat in part:
            one = Q(committee_id=seat.committee_id, role=seat.role)
            if seat.person_id is not None:
                one &= Q(person_id=seat.person_id)
            elif seat.body_id is not None:
                one &= Q(body_id=seat.body_id)
            condition |= one
        for grant in Grant.objects.filter(_current(on)).filter(condition).order_by("pk"):
            for seat in part:
                if seat.is_held_with(grant) and grant.person_id not in found[seat]:
                    found[seat].append(grant.person_id)
    return found


def grants_of_persons(persons: Iterable[int], on: date) -> dict[int, list[Grant]]:
    """Every right that each of these persons holds on that day; one query for every two hundred persons."""
    wanted = sorted(set(persons))
    found: dict[int, list[Grant]] = {key: [] for key in wanted}
    for start in range(0, len(wanted), AT_ONCE):
        part = wanted[start : start + AT_ONCE]
        rows = Grant.objects.filter(_current(on), person_id__in=part).select_related("body")
        for grant in rows.order_by("committee_id", "pk"):
            found[grant.person_id].append(grant)
    return found
