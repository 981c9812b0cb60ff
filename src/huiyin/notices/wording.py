"""The sentences of messages; members get plainer ones."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from huiyin.kernel.lights import SUPERIOR_AFTER, Level
from huiyin.procedure.enums import ClockChangeKind
from huiyin.procedure.models import Clock, ClockChange, Step, Todo
from huiyin.procedure.page.viewing import MEMBER, Viewing
from huiyin.procedure.procedure_table import UNITS


def asked(view: Viewing, todos: Iterable[Todo]) -> str:
    """What somebody is newly asked to do, and by when."""
    todos = list(todos)
    texts = "、".join(dict.fromkeys(todo.text for todo in todos))
    due = min((todo.due for todo in todos if todo.due), default=None)
    until = _("，期限%(due)s") % {"due": _day(due)} if due else ""
    if view.audience == MEMBER:
        return _("有一件事请您办理：%(texts)s%(until)s。") % {"texts": texts, "until": until}
    return f"{texts}{until}。"


def returned(view: Viewing, step: Step, todos: Iterable[Todo] = ()) -> str:
    """That something was sent back or begun anew, why, and what is asked again; the reason only to its readers."""
    if view.audience == MEMBER:
        first = _("这一事项有变动，现为“%(state)s”。") % {"state": view.state_label}
    elif view.shows("timeline") and view.follows(step):
        first = _("%(actor)s办理了“%(move)s”，理由：%(reason)s。") % {
            "actor": step.actor_name,
            "move": step.move_label,
            "reason": step.reason.strip().rstrip("。"),
        }
    else:
        first = _("这一事项已办理“%(move)s”。") % {"move": step.move_label}
    todos = list(todos)
    return first + (asked(view, todos) if todos else "")


def term_changed(change: ClockChange) -> str:
    """That a clock was given more time, or stands still, or goes on, with the reason."""
    clock = change.clock
    facts = {
        "clock": clock.label,
        "due": _day(clock.due) if clock.due else _("暂停中"),
        "on": _day(change.on),
        "reason": change.reason.strip().rstrip("。"),
        "amount": f"{change.amount}{UNITS.get(change.unit, '')}",
    }
    if change.kind == ClockChangeKind.EXTENSION:
        return _("“%(clock)s”期限已延长%(amount)s，现为%(due)s。理由：%(reason)s。") % facts
    if change.kind == ClockChangeKind.PAUSE:
        return _("“%(clock)s”期限自%(on)s起暂停计算。理由：%(reason)s。") % facts
    return _("“%(clock)s”期限自%(on)s起恢复计算，现为%(due)s。理由：%(reason)s。") % facts


def calendar_changed(label: str, before: str, after: str) -> str:
    """That a due date moved with the work calendar."""
    facts = {"clock": label, "before": before, "after": after}
    return _("工作日历调整，“%(clock)s”期限由%(before)s改为%(after)s。") % facts


def reminder(level: Level, clock: Clock, due: date, left: str, *, timed: bool) -> str:
    """That a due date is near or has passed; the clock is named to those who see clocks."""
    facts = {
        "clock": f"“{clock.label}”" if timed else "",
        "due": _day(due),
        "left": left,
        "days": SUPERIOR_AFTER,
    }
    if level is Level.SUPERIOR:
        text = _("%(clock)s期限为%(due)s，已超过%(days)d个工作日仍未办理，请督促。")
    elif level is Level.RED:
        text = _("%(clock)s期限为%(due)s，%(left)s，请尽快办理。")
    else:
        text = _("%(clock)s期限为%(due)s，%(left)s，请按期办理。")
    return text % facts


def _day(day: date | None) -> str:
    return f"{day:%Y-%m-%d}" if day else ""
