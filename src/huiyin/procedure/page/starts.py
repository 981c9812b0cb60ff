"""Since when the clock runs that gives a matter its next due date: yellow is the last part of the whole time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from huiyin.kernel.lights import WARN_BEFORE, latest_start_of_yellow
from huiyin.kernel.working_days import WorkCalendar
from huiyin.procedure.models import Clock, Matter

RUNNING = Q(stopped_at__isnull=True, lapses=False)


@dataclass(frozen=True)
class Running:
    """The clock that makes a matter due next: since when it runs, what it counts and on which rule it rests."""

    started_on: date
    label: str
    basis: str


def running_of(matters: Iterable[Matter]) -> dict[UUID, Running]:
    """Matter → its most urgent clock, in one query whatever their number."""
    keys = [matter.pk for matter in matters if matter.next_due is not None]
    if not keys:
        return {}
    rows = Clock.objects.filter(RUNNING, matter__in=keys, due=F("matter__next_due")).order_by("-started_on")
    return {
        key: Running(started_on, label, basis)
        for key, started_on, label, basis in rows.values_list("matter", "started_on", "label", "basis")
    }


def starts_of(matters: Iterable[Matter]) -> dict[UUID, date]:
    """Matter → first day of its most urgent clock, in one query whatever their number."""
    return {key: clock.started_on for key, clock in running_of(matters).items()}


def yellow(today: date, calendar: WorkCalendar) -> Q:
    """Matters whose most urgent clock shows a yellow light today."""
    found = Q(pk__in=[])
    due, last = today, calendar.add(today, WARN_BEFORE + 1) - timedelta(days=1)
    while due <= last:
        start = latest_start_of_yellow(due, today, calendar)
        early = Q() if start is None else Q(started_on__lte=start) | Q(started_on__gte=due)
        clocks = Clock.objects.filter(RUNNING, early, matter=OuterRef("pk"), due=due)
        found |= Q(Exists(clocks), next_due=due)
        due += timedelta(days=1)
    return found
