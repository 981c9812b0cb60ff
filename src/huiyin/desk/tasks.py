"""What waits for a person: what is asked and why, until when, and who waits for it; the most urgent first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from huiyin.kernel.lights import Light, light, remaining_words
from huiyin.kernel.working_days import WorkCalendar
from huiyin.people.models import Grant
from huiyin.people.selectors import work_calendar
from huiyin.procedure import registry
from huiyin.procedure.definition import MoveDefinition
from huiyin.procedure.models import Matter, Todo
from huiyin.procedure.page.asks import other_answers, rule_of, waits_after
from huiyin.procedure.page.starts import Running, running_of
from huiyin.procedure.page.viewing import Viewing, Visit, view_many
from huiyin.procedure.selectors import todos_with
from huiyin.procedure.steps import words_of
from huiyin.procedure.todos import barred

MOST_TODOS = 200
FEW = 6
SUNDAY = 6


@dataclass(frozen=True)
class Task:
    """One thing that waits for this person. With `choices` there is more than one answer, all of them at `url`."""

    matter: Matter
    kind: str
    url: str
    label: str
    choices: tuple[str, ...]
    text: str
    tag: str
    bodies: str
    since: datetime
    due: date | None
    light: Light
    left: str
    rule: str
    waits: str


@dataclass(frozen=True)
class TaskGroup:
    """Tasks that are due at about the same time; few tasks are one group without a heading."""

    code: str
    heading: str
    tasks: tuple[Task, ...]


def tasks(visit: Visit) -> list[Task]:
    """To-dos of all grants, the earliest due date first, each once however many grants it is for."""
    rows = list(todos_with(visit.grants).order_by(F("due").asc(nulls_last=True), "since", "pk")[:MOST_TODOS])
    left_to_others = barred((each.matter_id, each.move) for each in rows)
    rows = [each for each in rows if (each.matter_id, each.move, visit.person.pk) not in left_to_others]
    views = view_many(visit, (todo.matter for todo in rows))
    calendar, clocks = work_calendar(), running_of(todo.matter for todo in rows)
    found: dict[tuple[UUID, str], Task] = {}
    for todo in rows:
        key = (todo.matter_id, todo.move)
        # A to-do for a matter that may not be seen would lead nowhere: a fault of the procedure, not a task.
        if key not in found and views[todo.matter_id].may_see:
            found[key] = _task(todo, views[todo.matter_id], visit, calendar, clocks.get(todo.matter_id))
    return list(found.values())


def grouped(found: Sequence[Task], today: date) -> list[TaskGroup]:
    """Late, due today, due this week, later, without a date; one group where there are few."""
    if len(found) <= FEW:
        return [TaskGroup("all", "", tuple(found))] if found else []
    week_end = today + timedelta(days=SUNDAY - today.weekday())
    by_code: dict[str, list[Task]] = {}
    for task in found:
        by_code.setdefault(_when(task.due, today, week_end), []).append(task)
    headings = {
        "late": _("已逾期"),
        "today": _("今天到期"),
        "week": _("本周到期"),
        "later": _("下周以后到期"),
        "open": _("没有规定期限"),
    }
    return [TaskGroup(code, text, tuple(by_code[code])) for code, text in headings.items() if code in by_code]


def _when(due: date | None, today: date, week_end: date) -> str:
    if due is None:
        return "open"
    if due < today:
        return "late"
    if due == today:
        return "today"
    return "week" if due <= week_end else "later"


def _task(todo: Todo, view: Viewing, visit: Visit, calendar: WorkCalendar, clock: Running | None) -> Task:
    kind = registry.kinds.get(todo.matter.kind)
    move = view.procedure.moves.get(todo.move)
    label, others = _label(todo, view, move), other_answers(view, todo.move)
    page = reverse("procedure:matter", args=[todo.matter_id])
    return Task(
        matter=todo.matter,
        kind=kind.label if kind else "",
        url=f"{page}#moves" if others else reverse("procedure:move", args=[todo.matter_id, todo.move]),
        label=label,
        choices=(label, *others) if others else (),
        text=todo.text,
        tag=_tag(todo, visit) if len(visit.grants) > 1 else "",
        bodies=view.bodies(),
        since=todo.since,
        due=todo.due,
        light=light(todo.due, visit.day, calendar, started=clock.started_on if clock else None),
        left=remaining_words(todo.due, visit.day, calendar) if todo.due else "",
        rule=rule_of(view, todo.move, clock if todo.due else None),
        waits=waits_after(view, todo.move),
    )


def _label(todo: Todo, view: Viewing, move: MoveDefinition | None) -> str:
    """What the move is called for the role in which this person is asked."""
    if move is None:
        return todo.text
    held = (each.role for each in view.here.held if each.role in move.by)
    return move.label_for(next((role for role in held if move.todo_for(role) == todo.text), ""))


def _tag(todo: Todo, visit: Visit) -> str:
    """As whom this person is asked; with several committees also where."""
    grants = [grant for grant in visit.grants if _meant(todo, grant)]
    many = len(visit.committees) > 1
    names = (
        f"{grant.committee.short_name} {words_of(grant)}" if many else words_of(grant) for grant in grants
    )
    return "、".join(dict.fromkeys(names))


def _meant(todo: Todo, grant: Grant) -> bool:
    if grant.role != todo.role or grant.committee_id != todo.committee_id:
        return False
    return todo.body_id is None or todo.body_id == grant.body_id


def late_ones(found: Iterable[Task]) -> int:
    """How many are late."""
    return sum(task.light == Light.RED for task in found)
