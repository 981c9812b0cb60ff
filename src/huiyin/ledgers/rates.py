"""Rates: a part of a whole, both as figures that open their lists. A rate without its whole says nothing.

The parts of numerator and denominator are values of one dimension, so that they add up by construction, and who is in
neither (nobody asked, nobody spoke) is seen to be left out.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from huiyin.ledgers.definition import Asked, Ledger
from huiyin.ledgers.figures import Figure, figure_url
from huiyin.ledgers.tally import Tally


@dataclass(frozen=True)
class RateDefinition:
    """Which values of a dimension are the part and which the whole; `within` narrows both, `apart` is told beside."""

    code: str
    label: str
    dimension: str
    part: Collection[str]
    whole: Sequence[str]
    within: Mapping[str, str] = field(default_factory=dict)
    apart: Sequence[str] = ()
    note: str = ""


@dataclass(frozen=True)
class Rate:
    """One rate as it is shown: both sides with their figures, and what is counted in neither."""

    code: str
    label: str
    part: tuple[Figure, ...]
    whole: tuple[Figure, ...]
    apart: tuple[Figure, ...]
    note: str

    @property
    def number(self) -> int:
        """The numerator."""
        return sum(each.count for each in self.part)

    @property
    def total(self) -> int:
        """The denominator."""
        return sum(each.count for each in self.whole)

    @property
    def share(self) -> str:
        """With one decimal; "—" where nothing is in the denominator."""
        return percent(self.number, self.total)


def percent(number: int, total: int) -> str:
    """A share with one decimal, rounded half up as offices do; "—" of nothing."""
    if not total:
        return "—"
    tenths = (number * 2000 + total) // (2 * total)
    return f"{tenths // 10}.{tenths % 10}%"


def rate_of(
    definition: RateDefinition, book: Ledger, asker: Asked, filters: Mapping[str, str], tally: Tally
) -> Rate:
    """A rate from rows that were read already."""
    dimension = book.by_code[definition.dimension]
    values = [*definition.whole, *definition.apart]
    named = dimension.labels(asker, values)
    counts = tally.counts(dimension.code, **{code: (value,) for code, value in definition.within.items()})
    narrowed = {**filters, **definition.within}

    def figure(value: str) -> Figure:
        address = {**narrowed, dimension.code: value}
        url = figure_url(book.code, committee=asker.committee, year=asker.year, **address)
        return Figure(str(named.get(value, value)), counts[value], url)

    return Rate(
        code=definition.code,
        label=definition.label,
        part=tuple(figure(value) for value in definition.whole if value in definition.part),
        whole=tuple(figure(value) for value in definition.whole),
        apart=tuple(figure(value) for value in definition.apart if counts[value]),
        note=definition.note,
    )
