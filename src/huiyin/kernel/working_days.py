"""The work calendar: which days the offices work, and counting in working days.

Monday to Friday are working days; the yearly notice of the State Council on holidays (放假安排) makes some
of them holidays and some weekend days make-up workdays (调休上班). Years without it are provisional.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import accumulate

MAX_WORKING_DAYS = 10_000
"""About forty years; a larger number in a term is a slip of the pen, not a term."""

_SATURDAY = 5
_LAST = date.max.toordinal()


def _weekdays_up_to(ordinal: int) -> int:
    """Mondays to Fridays from the first of all dates (a Monday) up to and including `ordinal`."""
    weeks, rest = divmod(ordinal, 7)
    return weeks * 5 + min(rest, 5)


@dataclass(frozen=True)
class WorkCalendar:
    """Working days of the offices.

    `exceptions` holds the days that differ from Monday to Friday: False for a holiday, True for a make-up
    workday; an entry that says nothing new (a Saturday off) does no harm. `official_years` are the years
    whose notice is out. `version` names this state of the calendar in records. `names` may give the name of
    the holiday of a day (国庆节) for explanations.
    """

    exceptions: Mapping[date, bool]
    official_years: frozenset[int]
    version: str
    names: Mapping[date, str] = field(default_factory=dict)

    @cached_property
    def _changes(self) -> tuple[list[int], list[int]]:
        """Ordinals of the days that really differ, sorted, and the running sum of what they add (+1, -1)."""
        changed = sorted(
            (day.toordinal(), 1 if works else -1)
            for day, works in self.exceptions.items()
            if works != (day.weekday() < _SATURDAY)
        )
        return [at for at, _ in changed], list(accumulate((by for _, by in changed), initial=0))

    def is_working(self, day: date) -> bool:
        """Whether the offices work on this day."""
        return self.exceptions.get(day, day.weekday() < _SATURDAY)

    def is_provisional(self, day: date) -> bool:
        """Whether the notice for this day's year is not out yet, so that the answer may still change."""
        return day.year not in self.official_years

    def changed_days(self, first: date, last: date) -> list[date]:
        """Days from `first` to `last`, both included, that differ from Monday to Friday, in order."""
        days, _ = self._changes
        low, high = bisect_left(days, first.toordinal()), bisect_right(days, last.toordinal())
        return [date.fromordinal(ordinal) for ordinal in days[low:high]]

    def _up_to(self, ordinal: int) -> int:
        """Working days from the first of all dates up to and including `ordinal`; only differences matter."""
        days, sums = self._changes
        return _weekdays_up_to(ordinal) + sums[bisect_right(days, ordinal)]

    def count(self, after: date, until: date) -> int:
        """Working days after `after` up to and including `until`.

        `after` itself never counts. With `until` before `after` the days are counted backwards and the answer
        is negative, so that `count(day, add(day, n)) == n` for every n.
        """
        start, end = after.toordinal(), until.toordinal()
        if end >= start:
            return self._up_to(end) - self._up_to(start)
        return self._up_to(end - 1) - self._up_to(start - 1)

    def add(self, day: date, n: int) -> date:
        """The n-th working day after `day` (before it for a negative n); `day` itself never counts.

        With n = 0 this is `day` itself. ValueError when |n| exceeds MAX_WORKING_DAYS or the answer lies
        outside the dates that exist (years 1 to 9999).
        """
        if abs(n) > MAX_WORKING_DAYS:
            raise ValueError(f"工作日数{n}超出可推算的范围（不超过{MAX_WORKING_DAYS}个）")
        if n == 0:
            return day
        # The working day sought is the m-th of all time. Every five weekdays take a week, and every exception
        # can take one of them, so that it lies within reach.
        start = day.toordinal()
        reach = (abs(n) + len(self._changes[0])) // 5 * 7 + 14
        if n > 0:
            m, ordinals = self._up_to(start) + n, range(start + 1, min(start + reach, _LAST) + 1)
        else:
            m, ordinals = self._up_to(start - 1) + n + 1, range(max(start - reach, 1), start)
        at = bisect_left(ordinals, m, key=self._up_to)
        if m < 1 or at == len(ordinals):
            raise ValueError(f"自{day.isoformat()}起推算{n}个工作日超出日历范围")
        return date.fromordinal(ordinals[at])

    def next_working(self, day: date) -> date:
        """`day` itself if it is a working day, otherwise the first working day after it."""
        return day if self.is_working(day) else self.add(day, 1)
