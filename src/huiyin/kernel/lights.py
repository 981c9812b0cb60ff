"""Traffic lights of a clock, and the words that stand beside them (never colour alone)."""

from datetime import date
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


def light(due: date | None, today: date, calendar: WorkCalendar, warn_before: int = 5) -> Light:
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
