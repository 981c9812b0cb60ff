"""Traffic lights of a clock, and the words that stand beside them (never colour alone)."""

from datetime import date, timedelta
from enum import StrEnum

from huiyin.kernel.working_days import WorkCalendar


class Light(StrEnum):
    """How a clock stands; GREY is a clock that is stopped or has no due date."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"

    @property
    def label(self) -> str:
        """The light in words."""
        return _LABELS[self]


_LABELS = {Light.GREEN: "正常", Light.YELLOW: "临期", Light.RED: "逾期", Light.GREY: "未计时"}


class Level(StrEnum):
    """How urgently a running clock is reminded of: before it ends, after it has ended, and to the superior."""

    YELLOW = "yellow"
    RED = "red"
    SUPERIOR = "superior"


# ⚙ Presets, in working days: when a light turns yellow, and how long after the end the superior is told.
WARN_BEFORE = 5
SUPERIOR_AFTER = 5


def light(
    due: date | None,
    today: date,
    calendar: WorkCalendar,
    warn_before: int = WARN_BEFORE,
    *,
    started: date | None = None,
) -> Light:
    """The light on `today`: yellow from `warn_before` working days before the due date, red after it.

    Where it is known when the clock `started`, yellow is the last third of its time, or a short one would never have
    been green.
    """
    if due is None:
        return Light.GREY
    if today > due:
        return Light.RED
    days = warning_days(started, due, calendar, warn_before)
    return Light.YELLOW if calendar.count(today, due) <= days else Light.GREEN


def warning_days(
    started: date | None, due: date, calendar: WorkCalendar, warn_before: int = WARN_BEFORE
) -> int:
    """How many working days before the due date yellow begins: the last third, at least one, at most `warn_before`.

    A clock that starts on its due date ends on a day that somebody named: how long it runs says nothing.
    """
    if started is None or started >= due:
        return warn_before
    return max(1, min(warn_before, -(-calendar.count(started, due) // 3)))


def latest_start_of_yellow(due: date, today: date, calendar: WorkCalendar) -> date | None:
    """Clocks due on that day are yellow today if they started on this day or before; None: whenever they started."""
    left = calendar.count(today, due)
    if left <= 1:
        return None
    day = due
    # The smallest number of working days of which `left` is the last third.
    while calendar.count(day, due) < 3 * left - 2:
        day -= timedelta(days=1)
    return day


def remaining_words(due: date | None, today: date, calendar: WorkCalendar) -> str:
    """What is left of the time and how late it is, both in working days, as the terms are."""
    if due is None:
        return "暂不计时"
    if today > due:
        late = calendar.count(due, today)
        return f"已逾期{late}个工作日" if late else f"已逾期{(today - due).days}天，其间无工作日"
    if today == due:
        return "今天到期"
    left = calendar.count(today, due)
    return f"还有{left}个工作日" if left else f"还有{(due - today).days}天，其间无工作日"


def level_days(due: date, calendar: WorkCalendar, started: date | None = None) -> list[tuple[Level, date]]:
    """The first day of each level, in order: yellow with the yellow light, red after the end, then the superior."""
    if due.year >= date.max.year:
        return []  # nobody waits for the end of all dates, and there is no day after it
    return [
        (Level.YELLOW, calendar.add(due + timedelta(days=1), -(warning_days(started, due, calendar) + 1))),
        (Level.RED, due + timedelta(days=1)),
        (Level.SUPERIOR, calendar.add(due, SUPERIOR_AFTER)),
    ]


def level(due: date, today: date, calendar: WorkCalendar, started: date | None = None) -> Level | None:
    """The level reached on `today`; None while there is time."""
    reached = [each for each, since in level_days(due, calendar, started) if since <= today]
    return reached[-1] if reached else None


def next_level_day(
    due: date, calendar: WorkCalendar, after: date = date.min, *, started: date | None = None
) -> date | None:
    """The first day after `after` on which a further level begins; None after the last."""
    return next((since for _level, since in level_days(due, calendar, started) if since > after), None)
