"""A figure is a ledger with filters: how many there are, and the address of the list that shows them.

Every page that shows a number takes both from here, so that the list behind a number always has that many rows.

    count("outcomes", committee=committee, year=2026, person=person, at=now, stage="handling", late="late")
    figure_url("outcomes", committee=committee, year=2026, stage="handling", late="late")

A page with many figures reads the grants once (`definition.asked`) and uses `figure` and `counts_by`.
"""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.http import urlencode

from huiyin.ledgers.definition import Asked, Ledger, asked, ledgers
from huiyin.ledgers.reading import rows_of
from huiyin.ledgers.sums import Table, table_of
from huiyin.people.models import Committee, Person

ALL_YEARS = "all"


@dataclass(frozen=True)
class Figure:
    """One number with the list behind it."""

    label: str
    count: int
    url: str


def figure_url(ledger: str, *, committee: Committee, year: int | None, **filters: str | int) -> str:
    """The address of the list behind a figure; `year` None is all years. Raises KeyError for a ledger there is not."""
    place = {"committee": committee.code, "year": ALL_YEARS if year is None else year}
    return f"{reverse('ledgers:book', args=[ledgers[ledger].code])}?{urlencode({**place, **filters})}"


def count(
    ledger: str,
    *,
    committee: Committee,
    year: int | None,
    person: Person,
    at: datetime,
    **filters: str | int,
) -> int:
    """How many rows this person finds behind `figure_url` with the same filters; 0 where the ledger is not for them.

    Raises KeyError for a ledger and UnknownFilter for a filter that there is not.
    """
    asker = asked(committee=committee, year=year, person=person, at=at)
    return count_for(ledgers[ledger], asker, {code: str(value) for code, value in filters.items()})


def count_for(book: Ledger, asker: Asked, filters: dict[str, str]) -> int:
    """The same where grants were read already: a page with many figures asks for them once (`definition.asked`)."""
    return rows_of(book, asker, filters).count() if asker.may_read(book) else 0


def figure(label: str, ledger: str, asker: Asked, **filters: str | int) -> Figure:
    """A number with its list, for a page that shows many of them to one person."""
    url = figure_url(ledger, committee=asker.committee, year=asker.year, **filters)
    number = count_for(ledgers[ledger], asker, {code: str(value) for code, value in filters.items()})
    return Figure(label, number, url)


def counts_by(ledger: str, dimension: str, asker: Asked, **filters: str | int) -> Table:
    """The same rows summed by a dimension: lines with their numbers and lists, and how they add up.

    Raises KeyError for a ledger or dimension that there is not.
    """
    book = ledgers[ledger]
    return table_of(
        book, book.by_code[dimension], asker, {code: str(value) for code, value in filters.items()}
    )
