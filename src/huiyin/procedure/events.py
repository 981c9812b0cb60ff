"""What happens by itself: a due date passes, the calendar changes. Each is recorded once, by any process."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
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
# Expiries recorded in one transaction: an act on one of their matters waits as long as these take.
TOGETHER = 50


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
    ports.step_passed(matter, step)
    return step


def record_overdue(at: datetime, *, most: int = 1000) -> int:
    """Record every due date that has passed, dated at its true expiry. Returns how many were recorded."""
    today = timezone.localdate(at)
    late = _late(today).order_by("due", "pk").values_list("pk", "matter_id")[:most]
    done, left = 0, []
    rows = list(late)
    for start in range(0, len(rows), TOGETHER):
        part = dict(rows[start : start + TOGETHER])
        recorded = _record_together(part, today, at)
        done += len(recorded)
        left += [key for key in part if key not in recorded]
    return done + _each(left, lambda key: record_one_overdue(key, today, at))


def _late(today: date) -> QuerySet[Clock]:
    return Clock.objects.filter(
        stopped_at__isnull=True, overdue_since__isnull=True, lapses=False, due__lt=today
    )


def _record_together(clocks: Mapping[int, UUID], today: date, at: datetime) -> set[int]:
    """Record the expiry of those clocks (key → matter) that set nothing else in motion, in one transaction.

    Returns the keys of those recorded. The others are done one by one, and all of them if something fails, so that a
    single one is found out and holds up nobody.
    """
    try:
        with transaction.atomic():
            locked = Matter.objects.select_for_update(of=("self",)).filter(pk__in=set(clocks.values()))
            matters = {matter.pk: matter for matter in locked.order_by("opened_at", "pk")}
            quiet = {key: matter for key, matter in matters.items() if not _may_follow(matter)}
            late = list(_late(today).filter(pk__in=clocks, matter__in=quiet).order_by("due", "pk"))
            for due in {clock.due for clock in late if clock.due}:
                keys = [clock.pk for clock in late if clock.due == due]
                Clock.objects.filter(pk__in=keys).update(overdue_since=due + timedelta(days=1))
            for clock in late:
                _record_expiry(clock, quiet[clock.matter_id], at)
    except Exception:
        return set()
    return {clock.pk for clock in late}


def _may_follow(matter: Matter) -> bool:
    """Whether the matter's procedure makes a move by itself from its present state."""
    procedure = procedure_of(matter.procedure, matter.version)
    return any(move.automatic for _code, move in procedure.moves_from(matter.state))


def record_one_overdue(clock_key: int, today: date, at: datetime) -> int:
    """Record the expiry of one clock, unless another process has; 1 if it was recorded."""
    with transaction.atomic():
        matter = _lock_matter_of(clock_key)
        clock = _late(today).filter(pk=clock_key).first()
        if clock is None:
            return 0
        assert clock.due is not None
        clock.overdue_since = clock.due + timedelta(days=1)
        clock.save(update_fields=["overdue_since"])
        expiry = _record_expiry(clock, matter, at)
        _follow(matter, at=expiry, recorded_at=at)
    return 1


def _record_expiry(clock: Clock, matter: Matter, at: datetime) -> datetime:
    """The event of a clock that ran out, dated at the true expiry, which is returned."""
    assert clock.due is not None
    expiry = timezone.make_aware(datetime.combine(clock.due + timedelta(days=1), time.min))
    record_event(
        matter, OVERDUE, f"{clock.label}逾期", at=expiry, recorded_at=at,
        reason=f"期限为{clock.due:%Y-%m-%d}，期满未办。",
        data={"clock": clock.code, "label": clock.label, "due": clock.due.isoformat()},
    )  # fmt: skip
    return expiry


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
