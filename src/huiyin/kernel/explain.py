"""Words for dates and reckonings, such that a clerk can check a due date with a paper calendar."""

from datetime import date, timedelta

from huiyin.kernel.working_days import WorkCalendar

_WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
_LONGEST_BREAK = 30
"""Days a holiday is followed to either side; a calendar that is wrong must not make an endless search."""


def long_date(day: date) -> str:
    """2026年9月28日."""
    return f"{day.year}年{day.month}月{day.day}日"


def weekday(day: date) -> str:
    """星期一."""
    return _WEEKDAYS[day.weekday()]


def dated(day: date) -> str:
    """2026年9月28日（星期一）."""
    return f"{long_date(day)}（{weekday(day)}）"


def short_date(day: date, beside: date | None = None) -> str:
    """10月1日, or with the year where the year differs from the date `beside` it."""
    return long_date(day) if beside and beside.year != day.year else f"{day.month}月{day.day}日"


def span(first: date, last: date, beside: date | None = None) -> str:
    """10月1日至7日, 9月30日至10月2日, 2026年12月31日至2027年1月3日, or a single day.

    The year is told where it changes or differs from the date `beside` it.
    """
    opening = long_date(first) if first.year != last.year else short_date(first, beside)
    if first == last:
        return opening
    if (first.year, first.month) == (last.year, last.month):
        return f"{opening}至{last.day}日"
    return f"{opening}至{short_date(last, first)}"


def holidays(after: date, until: date, calendar: WorkCalendar) -> list[str]:
    """What the notice on holidays changed among the days after `after` up to `until`, one phrase a break.

    A break is named with all its days off, as the notice does (国庆节放假7天（10月1日至7日）), even where
    some are weekend days that never counted.
    """
    phrases: list[str] = []
    covered = after
    for day in calendar.changed_days(after + timedelta(1), until) if until > after else []:
        where = short_date(day, after)
        if calendar.is_working(day):
            phrases.append(f"{where}（{weekday(day)}）调休上班计入")
        elif day > covered:
            first, covered = _break_around(day, calendar)
            days = (covered - first).days + 1
            name = _break_name(first, covered, calendar)
            phrases.append(f"{name}放假{days}天（{span(first, covered, after)}）不计")
    return phrases


def _break_around(day: date, calendar: WorkCalendar) -> tuple[date, date]:
    """First and last day of the days off around a holiday."""
    one = timedelta(1)
    first = last = day
    for _ in range(_LONGEST_BREAK):
        if first == date.min or calendar.is_working(first - one):
            break
        first -= one
    for _ in range(_LONGEST_BREAK):
        if last == date.max or calendar.is_working(last + one):
            break
        last += one
    return first, last


def _break_name(first: date, last: date, calendar: WorkCalendar) -> str:
    """国庆节, 国庆节、中秋节, or 节假日 where the calendar gives no name."""
    days = (first + timedelta(offset) for offset in range((last - first).days + 1))
    names = dict.fromkeys(name for name in (calendar.names.get(day, "") for day in days) if name)
    return "、".join(names) or "节假日"
