"""What the home page shows: what waits for this person, what can be begun, what was lately touched."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Max

from huiyin.kernel.lights import Light, light, remaining_words
from huiyin.kernel.working_days import WorkCalendar
from huiyin.people.enums import Role
from huiyin.people.models import Grant
from huiyin.people.selectors import work_calendar
from huiyin.procedure import registry
from huiyin.procedure.begin import may_begin
from huiyin.procedure.definition import MoveDefinition, Procedure
from huiyin.procedure.home_panels import home_panels
from huiyin.procedure.library import every
from huiyin.procedure.models import Matter, Step, Todo
from huiyin.procedure.page.starts import starts_of
from huiyin.procedure.page.viewing import Viewing, Visit, seen_only, view_many
from huiyin.procedure.selectors import todos_with
from huiyin.procedure.steps import words_of

MOST_TODOS = 200
RECENT = 10


@dataclass(frozen=True)
class Task:
    """One thing that waits for this person."""

    matter: Matter
    kind: str
    move: str
    label: str
    text: str
    tag: str
    bodies: str
    since: datetime
    due: date | None
    light: Light
    left: str


@dataclass(frozen=True)
class Beginning:
    """Something this person may begin, and where."""

    procedure: str
    label: str
    kind: str
    committee: str
    committee_code: str


@dataclass(frozen=True)
class Recent:
    """A matter this person lately had a hand in."""

    pk: UUID
    title: str
    number: str
    state: str
    at: datetime


@dataclass(frozen=True)
class PanelShown:
    """A part added by another package, with its content."""

    code: str
    title: str
    template: str
    context: Mapping[str, Any]


def tasks(visit: Visit) -> list[Task]:
    """To-dos of all grants, the earliest due date first, each once however many grants it is for."""
    rows = list(todos_with(visit.grants).order_by(F("due").asc(nulls_last=True), "since", "pk")[:MOST_TODOS])
    views = view_many(visit, (todo.matter for todo in rows))
    calendar, starts = work_calendar(), starts_of(todo.matter for todo in rows)
    found: dict[tuple[UUID, str], Task] = {}
    for todo in rows:
        key = (todo.matter_id, todo.move)
        # A to-do for a matter that may not be seen would lead nowhere: a fault of the procedure, not a task.
        if key not in found and views[todo.matter_id].may_see:
            task = _task(todo, views[todo.matter_id], visit, calendar, starts.get(todo.matter_id))
            found[key] = task
    return list(found.values())


def _task(todo: Todo, view: Viewing, visit: Visit, calendar: WorkCalendar, started: date | None) -> Task:
    kind = registry.kinds.get(todo.matter.kind)
    move = view.procedure.moves.get(todo.move)
    return Task(
        matter=todo.matter,
        kind=kind.label if kind else "",
        move=todo.move,
        label=_label(todo, view, move),
        text=todo.text,
        tag=_tag(todo, visit) if len(visit.grants) > 1 else "",
        bodies=view.bodies(),
        since=todo.since,
        due=todo.due,
        light=light(todo.due, visit.day, calendar, started=started),
        left=remaining_words(todo.due, visit.day, calendar) if todo.due else "",
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


def beginnings(visit: Visit) -> list[Beginning]:
    """What this person may begin by hand, by committee."""
    latest: dict[str, Procedure] = {}
    for (code, _version), procedure in sorted(every().items()):
        latest[code] = procedure
    many = len(visit.committees) > 1
    return [
        Beginning(
            procedure=code,
            label=procedure.begins.label,
            kind=procedure.label,
            committee=committee.short_name if many else "",
            committee_code=committee.code,
        )
        for committee in visit.committees
        for code, procedure in latest.items()
        if may_begin(procedure, visit.grants, committee)
    ]


def recent(visit: Visit) -> list[Recent]:
    """Matters in which this person acted last, as far as they may still be seen."""
    latest = (
        Step.objects.filter(actor=visit.person)
        .values("matter")
        .annotate(last=Max("recorded_at"))
        .order_by("-last")[: RECENT * 2]
    )
    times = {row["matter"]: row["last"] for row in latest}
    matters = sorted(Matter.objects.filter(pk__in=times), key=lambda matter: times[matter.pk], reverse=True)
    return [
        Recent(view.matter.pk, view.matter.title, view.matter.number, view.state_label, times[view.matter.pk])
        for view in seen_only(visit, matters)[:RECENT]
    ]


def panels(visit: Visit) -> list[PanelShown]:
    """Parts of other packages that concern this person, in their order."""
    shown = []
    for panel in sorted(home_panels.values(), key=lambda each: each.order):
        content = panel.context(visit)
        if content is not None:
            shown.append(PanelShown(panel.code, panel.title, panel.template, content))
    return shown


def is_member_only(grants: Iterable[Grant]) -> bool:
    """Whether the person comes as a member alone: plainer words, larger buttons."""
    roles = {grant.role for grant in grants}
    return roles == {Role.MEMBER}
