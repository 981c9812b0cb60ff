"""Many sums of the same rows: each row is read once with all its values, then counted here in any combination.

A page that sums by many dimensions would ask the database once for each, and each time the rights and the expressions
of the values would be worked out anew. The values are those of the dimensions, so a number is still the list's.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from huiyin.ledgers.definition import Asked, Ledger
from huiyin.ledgers.dimensions import NONE, Dimension, Several, text_of
from huiyin.ledgers.reading import rows_of

CHUNK = 5_000
UNTOLD = ""
"""A value that the reader may not know: no text of a value is empty."""


@dataclass(frozen=True)
class Tally:
    """Rows by their keys with the values of some dimensions."""

    rows: Mapping[Any, tuple[str, ...]]
    places: Mapping[str, int]
    several: Mapping[str, Mapping[Any, Collection[str]]]
    counted: Mapping[str, Mapping[str, int]]

    @cached_property
    def groups(self) -> Counter[tuple[str, ...]]:
        """Rows with the same values, and how many there are: a year has far fewer of them than rows."""
        return Counter(self.rows.values())

    @cached_property
    def _several(self) -> Mapping[str, Mapping[tuple[str, ...], Counter[str]]]:
        found: dict[str, dict[tuple[str, ...], Counter[str]]] = {}
        for code, values in self.several.items():
            by_group = found[code] = defaultdict(Counter)
            for key, row in self.rows.items():
                by_group[row].update(values[key])
        return found

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
        for row in self._matching(only):
            if code in self.several:
                found.update(self._several[code][row])
            else:
                found[row[self.places[code]]] += self.groups[row]
        return found

    def _matching(self, only: Mapping[str, Collection[str]]) -> Iterator[tuple[str, ...]]:
        asked = [(self.places[code], frozenset(values)) for code, values in only.items()]
        return (row for row in self.groups if all(row[place] in values for place, values in asked))


def tally_of(book: Ledger, asker: Asked, filters: Mapping[str, str], codes: Iterable[str]) -> Tally:
    """Read the rows that the filters leave with the values of these dimensions: one query, and one for each of several
    values."""
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
    """Equal rows share one tuple: a year has far fewer than it has rows."""
    names: list[str] = []
    for each in dimensions:
        name, rows = each.keyed(rows, asker)
        names.append(name)
    # Dimensions that are told under one condition ask for it once.
    gates = list(dict.fromkeys(each.gate for each in dimensions if each.gate is not None))
    for number, gate in enumerate(gates):
        rows = rows.annotate(**{f"told_{number}": _told(gate, asker)})
    by_gate = [
        (number, [place for place, each in enumerate(dimensions) if each.gate is gate])
        for number, gate in enumerate(gates, start=len(names))
    ]
    asked = [*names, *(f"told_{number}" for number in range(len(gates)))]
    shared: dict[tuple[str, ...], tuple[str, ...]] = {}
    for key, *values in rows.values_list("pk", *asked).iterator(chunk_size=CHUNK):
        texts = [text_of(value) for value in values[: len(names)]]
        for number, places in by_gate:
            if not values[number]:
                for place in places:
                    texts[place] = UNTOLD
        row = tuple(texts)
        yield key, shared.setdefault(row, row)


def _told(gate: Callable[[Asked], Q], asker: Asked) -> Case:
    return Case(When(gate(asker), then=Value(1)), default=Value(0), output_field=IntegerField())


def _several(
    dimension: Several, rows: QuerySet[Any], found: Mapping[Any, Any], asker: Asked
) -> Mapping[Any, Collection[str]]:
    told = set(dimension.told(rows, asker).values_list("pk", flat=True)) if dimension.gate else found
    parts = dimension.parts(asker).filter(**{f"{dimension.owner}__in": rows.values("pk")}).order_by()
    values: dict[Any, set[str]] = defaultdict(set)
    for key, value in parts.values_list(dimension.owner, dimension.by).iterator(chunk_size=CHUNK):
        # A part without a value still makes the row one that has parts, as the list's filter sees it.
        values[key] |= {text_of(value)} - {NONE}
    return {key: values.get(key, {NONE}) if key in told else (UNTOLD,) for key in found}
