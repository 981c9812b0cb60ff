"""What happens by itself: a due date passes, the calendar changes. Each is recorded once, by any process."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from huiyin.people.selectors import work_calendar
from huiyin.procedure.act import Act
from huiyin.procedure.clocks import recompute, refresh_next_due
from huiyin.procedure.enums import StepKind
from huiyin.procedure.library import procedure_of
from huiyin.procedure.locking import lock_family
from huiyin.procedure.models import Clock, Matter, Step
from huiyin.procedure.passage import follow_automatically
from huiyin.procedure.ports import ports
from huiyin.procedure.rights import active_parties
from huiyin.procedure.steps import Entry, append
from huiyin.procedure.todos import renew

OVERDUE = "overdue"
CALENDAR_CHANGED = "calendar_changed"


def record_event(
    matter: Matter,
    code: str,
    label: str,
    *,
    at: datetime,
    recorded_at: datetime,
    reason: str = "",
    data: dict[str, Any] | None = None,
) -> Step:
    """Put an event on the record of a locked matter: the state stays, nobody acted."""
    entry = Entry(
        kind=StepKind.EVENT,
        move=code,
        move_label=label,
        at=at,
        recorded_at=recorded_at,
        reason=reason,
        data=data or {},
    )
    procedure = procedure_of(matter.procedure, matter.version)
    entry.from_state, entry.from_label = matter.state, procedure.states[matter.state].label
    step = append(matter, entry, to_label=entry.from_label)
    ports.passed(matter, step)
    return step


def record_overdue(at: datetime, *, most: int = 1000) -> int:
    """Record every due date that has passed, dated at its true expiry. Returns how many were recorded."""
    today = timezone.localdate(at)
    late = Clock.objects.filter(
        stopped_at__isnull=True, overdue_since__isnull=True, lapses=False, due__lt=today
    )
    return _each(_keys(late.order_by("due", "pk"), most), lambda key: record_one_overdue(key, today, at))


def record_one_overdue(clock_key: int, today: date, at: datetime) -> int:
    """Record the expiry of one clock, unless another process has; 1 if it was recorded."""
    with transaction.atomic():
        matter = _lock_matter_of(clock_key)
        clock = Clock.objects.get(pk=clock_key)
        if clock.stopped_at or clock.overdue_since or clock.due is None or clock.due >= today:
            return 0
        clock.overdue_since = clock.due + timedelta(days=1)
        clock.save(update_fields=["overdue_since"])
        expiry = timezone.make_aware(datetime.combine(clock.overdue_since, time.min))
        facts = {"clock": clock.code, "label": clock.label, "due": clock.due.isoformat()}
        record_event(
            matter, OVERDUE, f"{clock.label}逾期", at=expiry, recorded_at=at,
            reason=f"期限为{clock.due:%Y-%m-%d}，期满未办。", data=facts,
        )  # fmt: skip
        _follow(matter, at=expiry, recorded_at=at)
    return 1


def _follow(matter: Matter, *, at: datetime, recorded_at: datetime) -> None:
    """Silence may be what an automatic move waits for: it is made at the true expiry, as the event is."""
    procedure = procedure_of(matter.procedure, matter.version)
    cause = Act(procedure, matter, matter.committee, at, OVERDUE, recorded=recorded_at)
    follow_automatically(cause, was_closed=matter.closed_at is not None)


def recompute_clocks(at: datetime, *, most: int = 1000) -> int:
    """Bring running clocks to the present work calendar; a due date that moves is a recorded event.

    Returns how many due dates moved. Safe to run again after being killed: what is done is marked done.
    """
    version = work_calendar().version
    stale = Clock.objects.filter(stopped_at__isnull=True).exclude(calendar_version=version)
    return _each(_keys(stale.order_by("pk"), most), lambda key: recompute_one(key, at))


def recompute_one(clock_key: int, at: datetime) -> int:
    """Recompute one clock, unless another process has; 1 if its due date moved."""
    with transaction.atomic():
        matter = _lock_matter_of(clock_key)
        clock = Clock.objects.get(pk=clock_key)
        calendar = work_calendar()
        if clock.stopped_at or clock.calendar_version == calendar.version:
            return 0
        words_before = clock.explanation
        before, after = recompute(clock, calendar)
        if before == after and words_before == clock.explanation:
            return 0
        _forget_expiry_that_moved(clock, at)
        refresh_next_due(matter)
        facts = {
            "clock": clock.code,
            "before": before.isoformat() if before else None,
            "after": after.isoformat() if after else None,
            "calendar": calendar.version,
        }
        record_event(
            matter, CALENDAR_CHANGED, "工作日历调整，重算期限", at=at, recorded_at=at,
            reason=f"{clock.label}：{_words(before)} → {_words(after)}", data=facts,
        )  # fmt: skip
        renew(procedure_of(matter.procedure, matter.version), matter, active_parties(matter))
    return int(before != after)


def _lock_matter_of(clock_key: int) -> Matter:
    # Which matter a clock belongs to, and which are above it, never changes: no more need be read before the lock.
    return lock_family(Matter.objects.only("lineage").get(clocks=clock_key))


def _forget_expiry_that_moved(clock: Clock, at: datetime) -> None:
    """A due date that moved into the future is not overdue; the event stays in the record as it was."""
    if clock.overdue_since and clock.due and clock.due >= timezone.localdate(at):
        clock.overdue_since = None
        clock.save(update_fields=["overdue_since"])


def _words(day: date | None) -> str:
    return f"{day:%Y-%m-%d}" if day else "暂停中"


def _each(keys: Iterable[int], act: Callable[[int], int]) -> int:
    """Do every one, each in its own transaction; a row that cannot be done must not hold up those behind it.

    Raises an ExceptionGroup in the end, so that the run is recorded as failed.
    """
    done, failures = 0, []
    for key in keys:
        try:
            done += act(key)
        except Exception as failure:
            failure.add_note(f"clock {key}")
            failures.append(failure)
    if failures:
        raise ExceptionGroup("some clocks could not be brought up to date", failures)
    return done


def _keys(rows: Any, most: int) -> Iterator[int]:
    """Keys are read first: each row is then locked in a transaction of its own."""
    yield from list(rows.values_list("pk", flat=True)[:most])
