"""The regular work on a hundred thousand clocks: overdue sweep and reminders, when some came due and when none did.

Every clock is the reply clock of an assignment under way, asked of one of forty units. On each working day of the next
three months one in a hundred runs out, so a day's work is that many overdue events, red reminders and yellow ones;
everything that was due before was done before measuring.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from bench.cast import Cast
from bench.generate import planted, save_growths
from bench.growth import Event, Growth
from bench.results import Row
from bench.timing import timed
from huiyin.handling.models import Assignment
from huiyin.notices.models import Message
from huiyin.notices.reminders import remind
from huiyin.people.enums import BodyKind, Role
from huiyin.people.selectors import work_calendar
from huiyin.procedure.events import record_overdue
from huiyin.procedure.models import Step

GOAL = 10.0
REPLY_DAYS = 60
CHUNK = 1000
MOST = 1_000_000


def measure_clocks(cast: Cast, count: int, now: datetime) -> Iterator[Row]:
    """Seconds of one run of the sweep and of the reminders; the sum of both has the goal."""
    add_clocks(cast, count, now)
    record_overdue(now, most=MOST)
    remind(now, most=MOST)
    calendar = work_calendar()
    tomorrow = datetime.combine(calendar.add(timezone.localdate(now), 1), now.timetz())
    for when, at in (("changed", tomorrow), ("unchanged", tomorrow + timedelta(minutes=10))):
        events, messages = Step.objects.filter(kind="event").count(), Message.objects.count()
        sweep = _seconds(lambda at=at: record_overdue(at, most=MOST))
        reminders = _seconds(lambda at=at: remind(at, most=MOST))
        name = f"clocks.{count}.{when}"
        yield Row(f"{name}.sweep", sweep, "s", None)
        yield Row(f"{name}.remind", reminders, "s", None)
        yield Row(f"{name}.both", sweep + reminders, "s", GOAL)
        yield Row(f"{name}.events", Step.objects.filter(kind="event").count() - events, "events", None)
        yield Row(f"{name}.messages", Message.objects.count() - messages, "messages", None)


def _seconds(work: Callable[[], Any]) -> float:
    return timed(work) / 1000


def add_clocks(cast: Cast, count: int, now: datetime) -> None:
    """Assignments that are being handled, each with its clock, so that one in a hundred is due on each day to come."""
    calendar = work_calendar()
    today = timezone.localdate(now)
    starts = [calendar.add(today, -days) for days in range(1, REPLY_DAYS + 1)]
    growths: list[Growth] = []
    for number in range(count):
        # Sixty in a hundred began one on each working day past, the others today.
        slot = number % 100
        began = starts[slot] if slot < REPLY_DAYS else today
        growths.append(_assignment(cast, number, began, now))
        if len(growths) == CHUNK or number == count - 1:
            save_growths(growths)
            growths = []


def _assignment(cast: Cast, number: int, began: date, now: datetime) -> Growth:
    units = cast.bodies[BodyKind.UNIT]
    unit, office = units[number % len(units)], cast.bodies[BodyKind.GOVERNMENT_OFFICE][0]
    clerk = cast.grant(Role.UNIT_CLERK, unit)
    at = min(timezone.make_aware(datetime.combine(began, datetime.min.time())) + timedelta(hours=8), now)
    events = [
        Event("begin", at, cast.grant(Role.OFFICE_CLERK, office)),
        Event("receive", at, clerk),
        Event("start", at, clerk),
    ]
    growth = planted(cast, "assignment", events, f"第{number}号办理件", work_calendar())
    for role, body in (("unit", unit), ("assigning_office", office)):
        growth.add_party(role, body)
    growth.rows.append(
        Assignment(committee=cast.committee, matter=growth.matter, unit=unit, role="sole", request="请办理。")
    )
    return growth
