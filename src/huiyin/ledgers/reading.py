"""Reading a ledger: its rows narrowed by filters, a page of them with a cursor, and what each line holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from huiyin.ledgers.definition import Asked, Ledger, Line
from huiyin.procedure.page.viewing import view_many

PAGE = 50
ROW = "row"
"""The filter that every ledger has: one row by its key, for the links from list to list."""


class UnknownFilter(LookupError):
    """A ledger is asked by something that it is not narrowed by: a mistake of the program that asks."""


@dataclass(frozen=True)
class Page:
    """One page of a ledger; `older` is the cursor of the next."""

    lines: tuple[Line, ...]
    total: int
    older: str


def rows_of(book: Ledger, asker: Asked, filters: Mapping[str, str]) -> QuerySet[Any]:
    """Every row that this person may see in this year and that meets all filters. Raises UnknownFilter."""
    rows = book.rows(asker)
    if asker.year is not None:
        rows = rows.filter(book.year(asker.year))
    for code, value in filters.items():
        if code == ROW:
            rows = _one(rows, value)
        elif code in book.by_code:
            rows = book.by_code[code].narrow(rows, asker, str(value))
        else:
            raise UnknownFilter(f"{book.code} is not narrowed by {code}")
    return rows


def _one(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    try:
        return rows.filter(pk=value)
    except (ValueError, ValidationError):
        return rows.none()


def page_of(book: Ledger, asker: Asked, filters: Mapping[str, str], *, after: str = "") -> Page:
    """A page of lines in a fixed number of queries. An unknown cursor starts from the first row."""
    rows = rows_of(book, asker, filters)
    total = rows.count()
    found = list(_related(book, _beyond(book, rows, after))[: PAGE + 1])
    more = len(found) > PAGE
    found = found[:PAGE]
    return Page(tuple(lines_of(book, asker, found)), total, str(found[-1].pk) if more else "")


def ordered(book: Ledger, rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows in the order of the ledger."""
    return rows.order_by(*[f"-{path}" if descending else path for path, descending in book.order])


def _related(book: Ledger, rows: QuerySet[Any]) -> QuerySet[Any]:
    return ordered(book, rows).select_related(*book.related) if book.related else ordered(book, rows)


def with_content(book: Ledger, asker: Asked, keys: Sequence[Any]) -> list[Line]:
    """The lines of these rows in the order of the keys; a row that the person may not see any more is left out."""
    rows = book.rows(asker).filter(pk__in=keys)
    found = {row.pk: row for row in (rows.select_related(*book.related) if book.related else rows)}
    return lines_of(book, asker, [found[key] for key in keys if key in found])


def lines_of(book: Ledger, asker: Asked, rows: Sequence[Any]) -> list[Line]:
    """What the reader gets of each row; the number of queries does not depend on the number of rows."""
    views = view_many(asker.visit, [book.matter_of(row) for row in rows])
    more = book.prepare(asker, rows, views)
    return [Line(row, views[book.matter_of(row).pk], more.get(row.pk)) for row in rows]


def _beyond(book: Ledger, rows: QuerySet[Any], cursor: str) -> QuerySet[Any]:
    """The rows after the one that the cursor names; the cursor must be a row of the same list."""
    if not cursor:
        return rows
    paths = [path for path, _descending in book.order]
    place = ordered(book, _one(rows, cursor)).values_list(*paths).first()
    if place is None:
        return rows
    first, descending = book.order[0]
    bound = Q(**{f"{first}__{'lte' if descending else 'gte'}": place[0]})
    return rows.filter(bound & _after(book.order, place))


def _after(order: Iterable[tuple[str, bool]], place: Sequence[Any]) -> Q:
    found, same = Q(pk__in=[]), Q()
    for (path, descending), value in zip(order, place, strict=True):
        found |= same & Q(**{f"{path}__{'lt' if descending else 'gt'}": value})
        same &= Q(**{path: value})
    return found
