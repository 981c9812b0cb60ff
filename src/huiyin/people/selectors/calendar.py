"""The work calendar as the kernel understands it, read once per process and state of the calendar."""

import hashlib
from typing import NamedTuple

from huiyin.kernel.working_days import WorkCalendar
from huiyin.people.models import CalendarDay, CalendarYear


class _Kept(NamedTuple):
    version: str
    calendar: WorkCalendar


# Replaced as a whole, never changed in place: threads see the old one or the new one.
_kept: _Kept | None = None


def calendar_version() -> str:
    """Names the present content of the calendar: one small query, asked each time, so no copy is stale."""
    years = CalendarYear.objects.order_by("year").values_list("year", "digest")
    text = "\n".join(f"{year} {digest}" for year, digest in years)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def work_calendar() -> WorkCalendar:
    """The national work calendar; years without the official notice are provisional in it."""
    global _kept
    version = calendar_version()
    kept = _kept
    if kept is None or kept.version != version:
        kept = _kept = _Kept(version, _read(version))
    return kept.calendar


def _read(version: str) -> WorkCalendar:
    days = list(CalendarDay.objects.values_list("day", "working", "name"))
    return WorkCalendar(
        exceptions={day: working for day, working, _name in days},
        official_years=frozenset(CalendarYear.objects.filter(official=True).values_list("year", flat=True)),
        version=version,
        names={day: name for day, _working, name in days if name},
    )


def calendar_years() -> list[CalendarYear]:
    """Every year the calendar knows, newest first."""
    return list(CalendarYear.objects.order_by("-year")[:200])


def days_of_year(year: int) -> list[CalendarDay]:
    """What is laid down for single days of a year, in order."""
    return list(CalendarDay.objects.filter(day__year=year).order_by("day"))
