"""What the components for numbers and long work show. Templates take these or anything with the same names."""

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Figure:
    """A number a leader reads at a glance: what it counts, the list behind it, and how it is computed.

    `tone` is good, partial or bad where the number itself says that something must be done; the words in `note`
    say it too, for nobody reads a colour alone.
    """

    label: str
    number: int | str
    unit: str = ""
    url: str = ""
    how: str = ""
    note: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Bar:
    """One row of a table of bars: `number` gives the length, `shown` is what is written (the number if empty)."""

    label: str
    number: float
    shown: str = ""
    url: str = ""
    note: str = ""
    tone: str = ""
    share: int = 0


@dataclass(frozen=True)
class Change:
    """One thing that is about to change, as it is and as it will be."""

    label: str
    before: str
    after: str
    note: str = ""


@dataclass(frozen=True)
class Progress:
    """Long work under way. `state` is waiting, running, done or failed; `note` says in a sentence what to know.

    Without a `total` it is not known how much there is: the bar moves, and only what is done is told.
    """

    label: str
    done: int
    total: int | None
    unit: str = "件"
    state: str = "running"
    note: str = ""
    url: str = ""
    action: str = ""

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen by itself."""
        return self.state in {"done", "failed"}


@dataclass(frozen=True)
class Step:
    """One of the steps of something done in order; `state` is past, now or future."""

    label: str
    state: str = "future"
    url: str = ""
    note: str = ""


def scaled(bars: Iterable[Bar], *, most: float | None = None) -> list[Bar]:
    """Give every bar its length in percent of `most` (of the longest where that is not given).

    What is not nothing keeps a sliver, so that it can be told from nothing. ValueError for a number below 0.
    """
    rows = list(bars)
    if any(bar.number < 0 for bar in rows):
        raise ValueError("a bar cannot be shorter than nothing")
    longest = max((bar.number for bar in rows), default=0) if most is None else most
    return [replace(bar, share=_percent(bar.number, longest)) for bar in rows]


def _percent(number: float, longest: float) -> int:
    if not number or longest <= 0:
        return 0
    return min(100, max(1, round(number * 100 / longest)))


def steps_at(labels: Iterable[str], now: int) -> list[Step]:
    """Steps by name, of which number `now` (from 1) is being done; beyond the last one all are past."""
    found = []
    for number, label in enumerate(labels, start=1):
        state = "past" if number < now else "now" if number == now else "future"
        found.append(Step(label, state))
    return found
