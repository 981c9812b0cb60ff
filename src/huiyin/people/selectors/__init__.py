"""Reads of the people package that the packages above may use."""

from huiyin.people.selectors.bodies import bodies_of, counterparts_of, find_body, names_of_bodies
from huiyin.people.selectors.calendar import work_calendar
from huiyin.people.selectors.committees import current_term, find_committee
from huiyin.people.selectors.grants import (
    Seat,
    current_grants,
    grant_holders,
    grants_of_persons,
    is_grant_current,
    person_of,
    remember_grants,
    seat_holders,
)

__all__ = [
    "Seat",
    "bodies_of",
    "counterparts_of",
    "current_grants",
    "current_term",
    "find_body",
    "find_committee",
    "grant_holders",
    "grants_of_persons",
    "is_grant_current",
    "names_of_bodies",
    "person_of",
    "remember_grants",
    "seat_holders",
    "work_calendar",
]
