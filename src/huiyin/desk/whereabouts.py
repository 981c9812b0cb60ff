"""A year of what one person put forward, of every kind: 我的意见去哪了."""

from collections.abc import Sequence
from dataclasses import dataclass

from huiyin.procedure.page.viewing import Visit
from huiyin.procedure.whereabouts import Source, Standing, Whereabouts, sources


@dataclass(frozen=True)
class Count:
    """How many stand so; `code` is the filter that shows them."""

    code: str
    number: int


@dataclass(frozen=True)
class YearOfMine:
    """One page: what was put forward in this year, and the years there are."""

    year: int
    years: tuple[int, ...]
    shown: tuple[Whereabouts, ...]
    counts: tuple[Count, ...]
    total: int

    @property
    def echoed(self) -> int:
        """How much has come back with a result."""
        return sum(each.number for each in self.counts if each.code in (Standing.ECHOED, Standing.ENDED))


def years_of(visit: Visit) -> tuple[int, ...]:
    """Every year in which the person put something forward, the latest first."""
    return tuple(sorted({year for each in _sources() for year in each.years(visit)}, reverse=True))


def year_of_mine(visit: Visit, year: int, *, standing: str = "") -> YearOfMine:
    """What the person put forward in one year, what waits for them first, then the latest."""
    found = [each for source in _sources() for each in source.read(visit, year)]
    found.sort(key=lambda each: (each.standing != Standing.YOURS, -each.given_on.toordinal(), each.title))
    counts = tuple(Count(code.value, sum(each.standing == code for each in found)) for code in Standing)
    shown = tuple(each for each in found if not standing or each.standing == standing)
    return YearOfMine(year, years_of(visit), shown, counts, len(found))


def _sources() -> Sequence[Source]:
    return [sources[code] for code in sorted(sources)]
