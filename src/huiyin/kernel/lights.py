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


def light(due: date | None, today: date, calendar: WorkCalendar, warn_before: int = WARN_BEFORE) -> Light:
    """The light on `today`: yellow from `warn_before` working days before the due date, red after it."""
    if due is None:
        return Light.GREY
    if today > due:
        return Light.RED
    return Light.YELLOW if calendar.count(today, due) <= warn_before else Light.GREEN


def remaining_words(due: date | None, today: date, calendar: WorkCalendar) -> str:
    """What is left of the time, in working days; how late it is, in days as members count them."""
    if due is None:
        return "暂不计时"
    if today > due:
        return f"已逾期{(today - due).days}天"
    if today == due:
        return "今天到期"
    left = calendar.count(today, due)
    return f"还有{left}个工作日" if left else f"还有{(due - today).days}天，其间无工作日"


def level_days(due: date, calendar: WorkCalendar) -> list[tuple[Level, date]]:
    """The first day of each level, in order: yellow with the yellow light, red after the end, then the superior."""
    if due.year >= date.max.year:
        return []  # nobody waits for the end of all dates, and there is no day after it
    return [
        (Level.YELLOW, calendar.add(due + timedelta(days=1), -(WARN_BEFORE + 1))),
        (Level.RED, due + timedelta(days=1)),
        (Level.SUPERIOR, calendar.add(due, SUPERIOR_AFTER)),
    ]


def level(due: date, today: date, calendar: WorkCalendar) -> Level | None:
    """The level reached on `today`; None while there is time."""
    reached = [each for each, since in level_days(due, calendar) if since <= today]
    return reached[-1] if reached else None


def next_level_day(due: date, calendar: WorkCalendar, after: date = date.min) -> date | None:
    """The first day after `after` on which a further level begins; None after the last."""
    return next((since for _level, since in level_days(due, calendar) if since > after), None)
