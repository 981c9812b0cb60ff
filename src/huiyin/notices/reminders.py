"""Reminders of running clocks: before they end, after they have ended, and to the superior.

Each clock knows the day from which somebody is to be reminded of it again (`Clock.remind_on`, set wherever its due date
is), so that a run finds only what has newly come due. Whoever was told a level of a due date is not told again; with a
new due date all begins anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from huiyin.kernel.lights import Level, level, next_level_day, remaining_words
from huiyin.kernel.working_days import WorkCalendar
from huiyin.notices import wording
from huiyin.notices.circle import Circle, Directory
from huiyin.notices.delivery import write
from huiyin.notices.enums import MessageKind
from huiyin.notices.models import Message
from huiyin.notices.rules import seats_above
from huiyin.people.selectors import work_calendar
from huiyin.procedure.models import Clock, Matter, Todo

# Matters locked at once: an act on one of them waits as long as these take.
CHUNK = 100


@dataclass(frozen=True)
class ReminderRun:
    """One run over the clocks that have come due."""

    at: datetime
    calendar: WorkCalendar
    directory: Directory

    @property
    def today(self) -> date:
        """The day of the run where the offices are."""
        return timezone.localdate(self.at)


def remind(at: datetime, *, most: int = 100_000) -> int:
    """Remind of every clock that has reached a further level. Returns how many clocks were looked at.

    A matter that an act holds at this moment is left to the next run; one that fails holds up no other.
    """
    run = ReminderRun(at, work_calendar(), Directory(timezone.localdate(at)))
    waiting = Clock.objects.filter(stopped_at__isnull=True, remind_on__lte=run.today)
    keys = waiting.order_by("remind_on", "pk").values_list("matter_id", flat=True)[:most]
    done, failures = 0, []
    for matters in _chunks(dict.fromkeys(keys)):
        looked_at, failed = remind_of(matters, run)
        done += looked_at
        failures += failed
    if failures:
        raise ExceptionGroup("some clocks could not be reminded of", failures)
    return done


def remind_of(matters: Sequence[UUID], run: ReminderRun) -> tuple[int, list[Exception]]:
    """Remind of the clocks of these matters that have come due; how many there were, and what went wrong."""
    messages: list[Message] = []
    next_days: dict[date | None, list[int]] = defaultdict(list)
    failures: list[Exception] = []
    with transaction.atomic():
        # The matters first and in the order of acts, which then wait for us and we for none of them.
        locked = Matter.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk__in=matters)
        by_key = {matter.pk: matter for matter in locked.order_by("opened_at", "pk")}
        circle = Circle(by_key.values(), run.directory)
        clocks = Clock.objects.filter(matter__in=by_key, stopped_at__isnull=True, remind_on__lte=run.today)
        for clock in clocks.order_by("pk"):
            clock.matter = by_key[clock.matter_id]
            try:
                own, day = _of_clock(clock, circle, run)
            except Exception as failure:
                failure.add_note(f"clock {clock.pk}")
                failures.append(failure)
                continue
            messages += own
            next_days[day].append(clock.pk)
        write(messages)
        for day, keys in next_days.items():
            Clock.objects.filter(pk__in=keys).update(remind_on=day)
    return sum(len(keys) for keys in next_days.values()), failures


def _of_clock(clock: Clock, circle: Circle, run: ReminderRun) -> tuple[list[Message], date | None]:
    """The messages of one clock, and the day of its next level."""
    if clock.due is None:
        return [], None
    reached = level(clock.due, run.today, run.calendar, clock.started_on)
    if reached is None:
        return [], next_level_day(clock.due, run.calendar, run.today, started=clock.started_on)
    asked = circle.asked(clock.matter)
    if reached is Level.YELLOW and asked and _is_all_new(circle.todos[clock.matter_id], run.today):
        # A short term is yellow from its first day: who was asked today need not be reminded today.
        return [], run.today + timedelta(days=1)
    first = Level.YELLOW if reached is Level.YELLOW else Level.RED
    found = [_message(person, clock, first, circle, run) for person in asked]
    if reached is Level.SUPERIOR:
        above = _above(circle, clock.matter) - set(asked)
        views = circle.views(above, clock.matter)
        found += [_message(person, clock, Level.SUPERIOR, circle, run) for person in views]
    return found, next_level_day(clock.due, run.calendar, run.today, started=clock.started_on)


def _is_all_new(todos: Iterable[Todo], today: date) -> bool:
    return all(timezone.localdate(todo.since) == today for todo in todos)


def _above(circle: Circle, matter: Matter) -> set[int]:
    seats = {seat for todo in circle.todos[matter.pk] for seat in seats_above(todo)}
    circle.directory.look_up(seats)
    return {person for seat in seats for person in circle.directory.holders(seat)}


def _message(person: int, clock: Clock, reached: Level, circle: Circle, run: ReminderRun) -> Message:
    assert clock.due is not None
    timed = circle.view(person, clock.matter).shows("clocks")
    left = remaining_words(clock.due, run.today, run.calendar)
    return Message(
        committee_id=clock.committee_id,
        person_id=person,
        matter=clock.matter,
        kind=MessageKind(reached.value),
        key=f"{reached.value}:{clock.code}:{clock.round}:{clock.due:%Y%m%d}",
        text=wording.reminder(reached, clock, clock.due, left, timed=timed),
        created_at=run.at,
    )


def _chunks(keys: Iterable[UUID]) -> Iterator[list[UUID]]:
    each = iter(keys)
    while part := list(islice(each, CHUNK)):
        yield part
