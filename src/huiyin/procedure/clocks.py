"""Running clocks: opened and stopped with states, paused and extended by acts, computed and explained."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from huiyin.kernel.due import DueDate, Extension, Pause, compute_due
from huiyin.kernel.lights import next_level_day
from huiyin.kernel.working_days import WorkCalendar
from huiyin.people.selectors import work_calendar
from huiyin.procedure import registry
from huiyin.procedure.definition import ClockDefinition, Procedure
from huiyin.procedure.enums import ClockChangeKind
from huiyin.procedure.models import Clock, ClockChange, Matter
from huiyin.procedure.terms import as_term, term_for


@dataclass(frozen=True)
class Passage:
    """A matter's passage from one state to another, as clocks see it."""

    procedure: Procedure
    matter: Matter
    from_state: str
    at: datetime

    @property
    def day(self) -> date:
        """The day of the passage where the office is."""
        return timezone.localdate(self.at)


def keep_time(passage: Passage) -> dict[str, dict[str, str | None]]:
    """Open, stop and reopen the clocks of a matter that has just changed its state, its round or its content.

    A clock stopped in an earlier round stays as it ended; one that is re-entered in the same round goes on
    with its old due date (sending a reply back gives no new time). One that runs from a date of the subject's
    follows that date when it is corrected; returned is what changed by that, label → due date before and after.
    """
    matter = passage.matter
    moved: dict[str, dict[str, str | None]] = {}
    clocks = {(clock.code, clock.round): clock for clock in matter.clocks.all()}
    for code, definition in passage.procedure.clocks.items():
        current = clocks.get((code, matter.round))
        for (other, number), clock in clocks.items():
            if other == code and number != matter.round and clock.stopped_at is None:
                _stop(clock, passage.at)
        runs = matter.state in definition.runs_in and not _is_spared(definition, matter)
        if runs and current is None:
            opened = _open(passage, code, definition)
            if opened is not None:
                clocks[code, matter.round] = opened
        elif runs and current is not None:
            if current.stopped_at is not None:
                current.stopped_at = None
                current.save(update_fields=["stopped_at"])
            moved |= _follow_start(passage, current, definition)
        elif not runs and current is not None and current.stopped_at is None:
            _stop(current, passage.at)
    matter.next_due = min(
        (
            clock.due
            for clock in clocks.values()
            if clock.stopped_at is None and clock.due and not clock.lapses
        ),
        default=None,
    )
    return moved


def _follow_start(
    passage: Passage, clock: Clock, definition: ClockDefinition
) -> dict[str, dict[str, str | None]]:
    """Count a clock anew from its date of the subject's, where that is another day than it was."""
    if definition.starts_from == "act":
        return {}
    started_on = registry.start_dates[definition.starts_from](passage.matter)
    if started_on is None or started_on == clock.started_on:
        return {}
    clock.started_on = started_on
    clock.month_day = _month_day(passage.procedure, term_of(definition, passage.matter), started_on)
    before, after = recompute(clock, work_calendar())
    words = {"before": before.isoformat() if before else None, "after": after.isoformat() if after else None}
    return {f"“{clock.label}”截止日期": words}


def term_of(definition: ClockDefinition, matter: Matter) -> str:
    """The term that a clock runs on in this matter."""
    held = (term for fact, term in definition.terms.items() if registry.facts[fact](matter))
    return next(held, definition.term)


def _month_day(procedure: Procedure, term: str, started_on: date) -> str:
    """A fixed date without month and day is the start date itself: the day that somebody promised."""
    preset = procedure.terms[term]
    return preset.month_day or (f"{started_on:%m-%d}" if preset.unit == "fixed_date" else "")


def _is_spared(definition: ClockDefinition, matter: Matter) -> bool:
    """Whether what the clock waits for is there already, or is not asked of this matter."""
    return bool(definition.unless) and registry.facts[definition.unless](matter)


def _open(passage: Passage, code: str, definition: ClockDefinition) -> Clock | None:
    matter = passage.matter
    started_on: date | None = passage.day
    if definition.starts_from != "act":
        started_on = registry.start_dates[definition.starts_from](matter)
    if started_on is None:
        return None
    code_of_term = term_of(definition, matter)
    preset = passage.procedure.terms[code_of_term]
    month_day = _month_day(passage.procedure, code_of_term, started_on)
    if month_day == preset.month_day:
        term = term_for(passage.procedure, code_of_term, committee_id=matter.committee_id, on=passage.day)
    else:
        term = as_term(preset.amount, preset.unit, month_day)
    clock = Clock(
        committee_id=matter.committee_id,
        matter=matter,
        code=code,
        label=definition.label,
        round=matter.round,
        started_on=started_on,
        amount=term.amount,
        unit=term.unit.value,
        month_day=month_day,
        basis=definition.basis or preset.basis,
        lapses=definition.lapses,
    )
    calendar = work_calendar()
    _apply(clock, compute(clock, [], calendar), calendar)
    clock.save()
    return clock


def due_if_opened(procedure: Procedure, code: str, *, matter: Matter, on: date) -> date | None:
    """The day on which a clock of this matter would run out if it began on a day: for papers that announce it."""
    term_code = term_of(procedure.clocks[code], matter)
    term = term_for(procedure, term_code, committee_id=matter.committee_id, on=on)
    return compute_due(on, term, work_calendar()).due


def _stop(clock: Clock, at: datetime) -> None:
    clock.stopped_at = at
    clock.save(update_fields=["stopped_at"])


def compute(clock: Clock, changes: list[ClockChange], calendar: WorkCalendar) -> DueDate:
    """The due date of a clock from its stored facts, with the computation in words."""
    pauses: list[Pause] = []
    extensions: list[Extension] = []
    for change in changes:
        if change.kind == ClockChangeKind.PAUSE:
            pauses.append(Pause(change.on, None, change.reason))
        elif change.kind == ClockChangeKind.RESUME:
            pauses[-1] = Pause(pauses[-1].since, change.on, pauses[-1].reason)
        else:
            extensions.append(Extension(as_term(change.amount or 0, change.unit), change.reason))
    term = as_term(clock.amount, clock.unit, clock.month_day)
    return compute_due(clock.started_on, term, calendar, pauses=tuple(pauses), extensions=tuple(extensions))


def recompute(clock: Clock, calendar: WorkCalendar) -> tuple[date | None, date | None]:
    """Compute a clock anew and save it. Returns the due date before and after."""
    before = clock.due
    changes = list(clock.changes.order_by("pk"))
    _apply(clock, compute(clock, changes, calendar), calendar)
    clock.save()
    return before, clock.due


def _apply(clock: Clock, result: DueDate, calendar: WorkCalendar) -> None:
    clock.due = result.due
    clock.explanation = list(result.explanation)
    clock.provisional = result.provisional
    clock.calendar_version = calendar.version
    clock.remind_on = (
        next_level_day(result.due, calendar, started=clock.started_on)
        if result.due and not clock.lapses
        else None
    )


def change_clock(
    clock: Clock,
    change: ClockChange,
) -> None:
    """Pause, resume or extend a running clock; the change carries person and reason."""
    change.committee_id = clock.committee_id
    change.clock = clock
    change.save(force_insert=True)
    recompute(clock, work_calendar())
    refresh_next_due(clock.matter)


def refresh_next_due(matter: Matter) -> None:
    """Set the matter's next due date from its running clocks (the caller saves the matter); rights are no duties."""
    running = matter.clocks.filter(stopped_at__isnull=True, due__isnull=False, lapses=False)
    matter.next_due = running.order_by("due").values_list("due", flat=True).first()


def running_clock(matter: Matter, code: str) -> Clock | None:
    """The clock of this code that runs in the present round, if any."""
    clock = matter.clocks.filter(code=code, round=matter.round, stopped_at__isnull=True).first()
    if clock is not None:
        clock.matter = matter
    return clock


def is_paused(clock: Clock) -> bool:
    """Whether the last word about the clock is an unfinished pause."""
    kinds = (ClockChangeKind.PAUSE, ClockChangeKind.RESUME)
    last = clock.changes.filter(kind__in=kinds).order_by("-pk").first()
    return last is not None and last.kind == ClockChangeKind.PAUSE
