"""Changing the work calendar: the first fill, single days, and what is official."""

import hashlib
from dataclasses import dataclass, field
from datetime import date

from chinese_calendar import constants
from django.db import transaction
from django.utils.translation import gettext as _

from huiyin.people.models import CalendarDay, CalendarYear


@dataclass
class Seeded:
    """What a first fill did: years filled, years already as published, years the office has made its own."""

    filled: list[int] = field(default_factory=list)
    unchanged: list[int] = field(default_factory=list)
    kept: list[int] = field(default_factory=list)


DayRow = tuple[date, bool, str]


def _digest(official: bool, days: list[DayRow]) -> str:
    lines = [f"official={official}"]
    lines += [f"{day.isoformat()} {int(working)} {name}" for day, working, name in sorted(days)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _published() -> dict[int, list[DayRow]]:
    """Days of the State Council's notices by year, as the chinesecalendar package has them."""
    years: dict[int, list[DayRow]] = {}
    for days, working in ((constants.holidays, False), (constants.workdays, True)):
        for day, holiday in days.items():
            name = str(constants.Holiday(holiday).chinese)
            shown = _("%(holiday)s调休上班") % {"holiday": name} if working else name
            years.setdefault(day.year, []).append((day, working, shown[:40]))
    return years


@transaction.atomic
def seed_calendar() -> Seeded:
    """Fills every published year that is missing or provisional; an official year is never overwritten."""
    seeded = Seeded()
    known = {year.year: year for year in CalendarYear.objects.all()}
    for number, days in sorted(_published().items()):
        year, digest = known.get(number), _digest(True, days)
        if year is not None and year.official:
            (seeded.unchanged if year.digest == digest else seeded.kept).append(number)
            continue
        CalendarDay.objects.filter(day__year=number).delete()
        CalendarDay.objects.bulk_create(
            CalendarDay(day=day, working=working, name=name) for day, working, name in days
        )
        CalendarYear.objects.update_or_create(
            year=number,
            defaults={
                "official": True,
                "notice": _("国务院办公厅关于%(year)s年节假日安排的通知") % {"year": number},
                "digest": digest,
            },
        )
        seeded.filled.append(number)
    return seeded


def _locked_year(number: int) -> CalendarYear:
    """The year, locked; created provisional when the calendar does not know it yet."""
    CalendarYear.objects.get_or_create(year=number, defaults={"digest": _digest(False, [])})
    return CalendarYear.objects.select_for_update().get(year=number)


def _renew_digest(year: CalendarYear) -> None:
    days = CalendarDay.objects.filter(day__year=year.year).values_list("day", "working", "name")
    year.digest = _digest(year.official, list(days))
    year.save()


@transaction.atomic
def set_day(*, day: date, working: bool, name: str = "") -> CalendarDay:
    """Lays down that the offices work (or do not) on a day, whatever day of the week it is."""
    year = _locked_year(day.year)
    changed, _created = CalendarDay.objects.update_or_create(
        day=day, defaults={"working": working, "name": name}
    )
    _renew_digest(year)
    return changed


@transaction.atomic
def clear_day(*, day: date) -> bool:
    """Takes back what was laid down for a day; it follows the week again. False if there was nothing."""
    year = CalendarYear.objects.select_for_update().filter(year=day.year).first()
    if year is None:
        return False
    deleted, _by_model = CalendarDay.objects.filter(day=day).delete()
    _renew_digest(year)
    return bool(deleted)


@transaction.atomic
def set_year(*, number: int, official: bool, notice: str = "") -> CalendarYear:
    """Says whether the notice for a year is out, and which one; without it the year stays provisional."""
    year = _locked_year(number)
    year.official = official
    year.notice = notice
    _renew_digest(year)
    return year
