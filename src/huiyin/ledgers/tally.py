"""Many sums of the same rows: each value of a row is read once, then counted here in any combination.

A page that sums by many dimensions would ask the database once for each, and each time the rights and the expressions
of the values would be worked out anew. The values are those of the dimensions, so a number is still the list's.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast

from huiyin.ledgers.definition import Asked, Ledger
from huiyin.ledgers.dimensions import NONE, Dimension, Several, text_of
from huiyin.ledgers.reading import rows_of

CHUNK = 5_000
GATED_AT_ONCE = 2
UNTOLD = ""
"""A value that the reader may not know: no text of a value is empty."""
_GONE = "\0"
"""In place of a value: the row was not there any more, or not yet, when it was read."""


@dataclass(frozen=True)
class Tally:
    """Rows by their keys, written as text, with the values of some dimensions."""

    rows: Mapping[Any, tuple[str, ...]]
    places: Mapping[str, int]
    several: Mapping[str, Mapping[Any, Collection[str]]]
    counted: Mapping[str, Mapping[str, int]]

    @cached_property
    def groups(self) -> Counter[tuple[str, ...]]:
        """Rows with the same values, and how many there are: a year has far fewer of them than rows."""
        return Counter(self.rows.values())

    @cached_property
    def _found(self) -> dict[frozenset[tuple[str, frozenset[str]]], list[tuple[str, ...]]]:
        """Which groups meet conditions that were asked for already: a page asks for the same ones table by table."""
        return {}

    @property
    def total(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    def count(self, **only: Collection[str]) -> int:
        """How many rows have one of these values in each of these dimensions."""
        return sum(self.groups[row] for row in self._matching(only)) if only else self.total

    def counts(self, code: str, **only: Collection[str]) -> Counter[str]:
        """Value → how many of the rows have it; what the reader may not know is under UNTOLD.

        Dimensions that count in a way of their own (`counted`) are known of all rows only.
        """
        if code in self.counted and not only:
            return Counter(self.counted[code])
        found: Counter[str] = Counter()
        if code in self.several:
            matching = frozenset(self._matching(only))
            values = self.several[code]
            for key, row in self.rows.items():
                if row in matching:
                    found.update(values[key])
            return found
        place = self.places[code]
        for row in self._matching(only):
            found[row[place]] += self.groups[row]
        return found

    def _matching(self, only: Mapping[str, Collection[str]]) -> Collection[tuple[str, ...]]:
        if not only:
            return self.groups
        conditions = frozenset((code, frozenset(values)) for code, values in only.items())
        if conditions not in self._found:
            asked = [(self.places[code], values) for code, values in conditions]
            self._found[conditions] = [
                row for row in self.groups if all(row[place] in values for place, values in asked)
            ]
        return self._found[conditions]


def tally_of(book: Ledger, asker: Asked, filters: Mapping[str, str], codes: Iterable[str]) -> Tally:
    """Read the rows that the filters leave with the values of these dimensions: a fixed number of queries."""
    rows = rows_of(book, asker, filters).order_by()
    dimensions = [book.by_code[code] for code in dict.fromkeys(codes)]
    single = [each for each in dimensions if isinstance(each, Dimension)]
    found = dict(_read(rows, single, asker))
    several = {
        each.code: _several(each, rows, found, asker) for each in dimensions if isinstance(each, Several)
    }
    own = [each for each in dimensions if not isinstance(each, Dimension | Several)]
    return Tally(
        found,
        {each.code: number for number, each in enumerate(single)},
        several,
        {each.code: each.count(rows, asker) for each in own},
    )


def _read(
    rows: QuerySet[Any], dimensions: list[Dimension], asker: Asked
) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Equal rows share one tuple: a year has far fewer than it has rows.

    What was added or removed between two of the queries is left out, so that every row has all its values.
    """
    columns: dict[str, dict[Any, str]] = {}
    for batch in _batches(dimensions):
        columns.update(_columns(rows, batch, asker))
    if not columns:
        yield from ((key, ()) for key in rows.values_list(_key("pk"), flat=True).iterator(chunk_size=CHUNK))
        return
    first, *others = (columns[each.code] for each in dimensions)
    shared: dict[tuple[str, ...], tuple[str, ...]] = {}
    for key, text in first.items():
        row = (text, *(column.get(key, _GONE) for column in others))
        if _GONE not in row:
            yield key, shared.setdefault(row, row)


def _batches(dimensions: Iterable[Dimension]) -> Iterator[list[Dimension]]:
    """Which dimensions are read by one query: those that everybody may know, and the others few at a time.

    SQLite opens the tables of a correlated subquery anew for each row and looks through all that are open: a query with
    all of them costs three times as much as these together. Those told under one condition stand side by side.
    """
    by_gate: dict[Callable[[Asked], Q] | None, list[Dimension]] = defaultdict(list)
    for each in dimensions:
        by_gate[each.gate].append(each)
    if known := by_gate.pop(None, []):
        yield known
    for gated in by_gate.values():
        for start in range(0, len(gated), GATED_AT_ONCE):
            yield gated[start : start + GATED_AT_ONCE]


def _columns(rows: QuerySet[Any], batch: list[Dimension], asker: Asked) -> dict[str, dict[Any, str]]:
    """The values of dimensions that are told under one condition: code → key of the row → value."""
    names: list[str] = []
    for each in batch:
        name, rows = each.keyed(rows, asker)
        names.append(name)
    gate = batch[0].gate
    told = Value(1) if gate is None else _told(gate, asker)
    found: dict[str, dict[Any, str]] = {each.code: {} for each in batch}
    columns = list(found.values())
    asked = rows.annotate(may_know=told).values_list(_key("pk"), "may_know", *names)
    for key, may_know, *values in asked.iterator(chunk_size=CHUNK):
        for column, value in zip(columns, values, strict=True):
            column[key] = text_of(value) if may_know else UNTOLD
    return found


def _told(gate: Callable[[Asked], Q], asker: Asked) -> Case:
    return Case(When(gate(asker), then=Value(1)), default=Value(0), output_field=IntegerField())


def _key(path: str) -> Cast:
    """The key of a row as text: making a UUID of it takes longer than reading the value, and nobody sees it."""
    return Cast(path, TextField())


def _several(
    dimension: Several, rows: QuerySet[Any], found: Mapping[Any, Any], asker: Asked
) -> Mapping[Any, Collection[str]]:
    told: Collection[Any] = found
    if dimension.gate:
        told = set(dimension.told(rows, asker).values_list(_key("pk"), flat=True))
    parts = dimension.parts(asker).filter(**{f"{dimension.owner}__in": rows.values("pk")}).order_by()
    values: dict[Any, set[str]] = defaultdict(set)
    pairs = parts.values_list(_key(dimension.owner), dimension.by)
    for key, value in pairs.iterator(chunk_size=CHUNK):
        # A part without a value still makes the row one that has parts, as the list's filter sees it.
        values[key] |= {text_of(value)} - {NONE}
    return {key: values.get(key, {NONE}) if key in told else (UNTOLD,) for key in found}
