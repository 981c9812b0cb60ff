"""Many sums of the same rows: each row is read once with all its values, then counted here in any combination.

A page that sums by many dimensions would ask the database once for each, and each time the rights and the expressions
of the values would be worked out anew. The values are those of the dimensions, so a number is still the list's.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When

from huiyin.ledgers.definition import Asked, Ledger
from huiyin.ledgers.dimensions import NONE, AnyDimension, Dimension, Several, text_of
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

    @property
    def total(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    def count(self, **only: Collection[str]) -> int:
        """How many rows have one of these values in each of these dimensions."""
        return len(self._keys(only)) if only else self.total

    def counts(self, code: str, **only: Collection[str]) -> Counter[str]:
        """Value → how many of the rows have it; what the reader may not know is under UNTOLD.

        Dimensions that count in a way of their own (`counted`) are known of all rows only.
        """
        if code in self.counted and not only:
            return Counter(self.counted[code])
        keys = self._keys(only) if only else self.rows
        if code in self.several:
            return Counter(value for key in keys for value in self.several[code][key])
        place = self.places[code]
        return Counter(self.rows[key][place] for key in keys)

    def _keys(self, only: Mapping[str, Collection[str]]) -> list[Any]:
        asked = [(self.places[code], frozenset(values)) for code, values in only.items()]
        return [key for key, row in self.rows.items() if all(row[place] in values for place, values in asked)]


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
    gates: list[int] = []
    for each in dimensions:
        name, rows = each.keyed(rows, asker)
        names.append(name)
    for place, each in enumerate(dimensions):
        if each.gate is not None:
            rows = rows.annotate(**{f"told_{each.code}": _told(each, asker)})
            names.append(f"told_{each.code}")
            gates.append(place)
    width, shared = len(dimensions), {}  # type: ignore[var-annotated]
    for key, *values in rows.values_list("pk", *names).iterator(chunk_size=CHUNK):
        texts = [text_of(value) for value in values[:width]]
        for place, told in zip(gates, values[width:], strict=True):
            if not told:
                texts[place] = UNTOLD
        row = tuple(texts)
        yield key, shared.setdefault(row, row)


def _told(dimension: AnyDimension, asker: Asked) -> Case:
    assert dimension.gate is not None
    return Case(When(dimension.gate(asker), then=Value(1)), default=Value(0), output_field=IntegerField())


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
