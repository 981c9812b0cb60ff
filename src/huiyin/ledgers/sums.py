"""Sums of a ledger: by each dimension the numbers, the lists behind them, and how they add up to the whole."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from huiyin.ledgers.definition import Asked, Ledger
from huiyin.ledgers.dimensions import NONE, AnyDimension
from huiyin.ledgers.reading import rows_of
from huiyin.ledgers.tally import UNTOLD, Tally, tally_of


@dataclass(frozen=True)
class SumLine:
    """How many rows have one value; `value` narrows the list to them."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Table:
    """The sums by one dimension: lines + `untold` = `total` + `repeated`.

    `repeated`: by how much the lines exceed the rows there are, where a row has several values; `untold`: rows of which
    the reader may not know the value.
    """

    dimension: AnyDimension
    lines: tuple[SumLine, ...]
    total: int
    untold: int

    @property
    def summed(self) -> int:
        """What the lines come to."""
        return sum(line.count for line in self.lines)

    @property
    def repeated(self) -> int:
        """How often rows are counted again under a further value."""
        return self.summed + self.untold - self.total


def tables_of(book: Ledger, asker: Asked, filters: Mapping[str, str]) -> Iterator[Table]:
    """The sums by every dimension that the rows are not narrowed by already."""
    codes = [each.code for each in book.dimensions if each.summed and each.code not in filters]
    tally = tally_of(book, asker, filters, codes)
    for code in codes:
        yield tallied(book.by_code[code], asker, tally)


def tallied(dimension: AnyDimension, asker: Asked, tally: Tally, **only: Collection[str]) -> Table:
    """The sums by one dimension of rows that were read already, of those that have the values of `only`."""
    counts = tally.counts(dimension.code, **only)
    untold = counts.pop(UNTOLD, 0)
    return Table(dimension, tuple(_lines(dimension, asker, counts)), tally.count(**only), untold)


def table_of(
    book: Ledger,
    dimension: AnyDimension,
    asker: Asked,
    filters: Mapping[str, str],
    *,
    total: int | None = None,
) -> Table:
    """The sums by one dimension."""
    rows = rows_of(book, asker, filters)
    whole = rows.count() if total is None else total
    counts = dimension.count(rows, asker)
    told = whole if dimension.gate is None else dimension.told(rows, asker).count()
    return Table(dimension, tuple(_lines(dimension, asker, counts)), whole, whole - told)


def _lines(dimension: AnyDimension, asker: Asked, counts: Mapping[str, int]) -> Iterator[SumLine]:
    """Values in the order of their labels; what has no label of its own stands under its code, so nothing is lost."""
    keys = [key for key in counts if key != NONE]
    labels = dict(dimension.labels(asker, keys))
    for key in [key for key in labels if key in counts] + [key for key in keys if key not in labels]:
        yield SumLine(key, labels.get(key, key), counts[key])
    if counts.get(NONE):
        yield SumLine(NONE, dimension.none, counts[NONE])
