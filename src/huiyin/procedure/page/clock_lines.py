"""Clocks as the page shows them: light, due date, what is left, and the computation in words."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from huiyin.kernel.lights import Light, light, remaining_words
from huiyin.kernel.working_days import WorkCalendar
from huiyin.procedure.enums import ClockChangeKind
from huiyin.procedure.models import Clock
from huiyin.procedure.page.viewing import Viewing
from huiyin.procedure.procedure_table import UNITS

# A right is not urgent from its first day on: its light warns on the last one.
LAST_DAY = 1


@dataclass(frozen=True)
class ClockLine:
    """One clock in words."""

    label: str
    due: date | None
    light: Light
    left: str
    running: bool
    lapsed: bool
    explanation: tuple[str, ...]
    changes: tuple[str, ...]
    basis: str
    provisional: bool


def clock_lines(viewing: Viewing, today: date, calendar: WorkCalendar) -> list[ClockLine]:
    """The clocks of the present round, running ones first; none for those who do not see clocks."""
    if not viewing.shows("clocks"):
        return []
    matter = viewing.matter
    clocks = matter.clocks.filter(round=matter.round).prefetch_related("changes__person")
    ordered = sorted(clocks, key=lambda clock: (clock.stopped_at is not None, clock.pk))
    return [_line(clock, today, calendar) for clock in ordered]


def _line(clock: Clock, today: date, calendar: WorkCalendar) -> ClockLine:
    running = clock.stopped_at is None
    due = clock.due if running else None
    lapsed = running and clock.lapses and due is not None and due < today
    return ClockLine(
        label=clock.label,
        due=clock.due,
        light=_light(clock, due, today, calendar, lapsed=lapsed),
        left=_left(due, today, calendar, lapsed=lapsed) if running else _("已停止计时"),
        running=running,
        lapsed=lapsed,
        explanation=tuple(clock.explanation),
        changes=_changes(clock),
        basis=clock.basis,
        provisional=clock.provisional,
    )


def _light(clock: Clock, due: date | None, today: date, calendar: WorkCalendar, *, lapsed: bool) -> Light:
    """A right is not urgent until its last day; a duty is when the last third of its time has begun."""
    if lapsed:
        return Light.GREY
    if clock.lapses:
        return light(due, today, calendar, LAST_DAY)
    return light(due, today, calendar, started=clock.started_on)


def _left(due: date | None, today: date, calendar: WorkCalendar, *, lapsed: bool) -> str:
    # A right that was not used is nobody's lateness.
    return _("已过期限，不能再办理") if lapsed else remaining_words(due, today, calendar)


def _changes(clock: Clock) -> tuple[str, ...]:
    found = []
    for change in sorted(clock.changes.all(), key=lambda each: each.pk):
        extends = change.kind == ClockChangeKind.EXTENSION
        amount = f"{change.amount}{UNITS.get(change.unit, '')}" if extends else ""
        who = f"{change.person}，" if change.person else ""
        found.append(f"{change.on:%Y-%m-%d} {change.get_kind_display()}{amount}（{who}{change.reason}）")
    return tuple(found)
