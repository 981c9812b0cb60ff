"""社情民意筛选: what a clerk has before them, what is new to them, how long it waits, what is done to many."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import DateField, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from huiyin.briefs.enums import AUTHOR, KIND
from huiyin.briefs.lists.queue_form import DUE, IN_WORK, NEWEST, narrowed
from huiyin.briefs.models import Brief
from huiyin.kernel.lights import Light, light, remaining_words
from huiyin.people.enums import Role
from huiyin.people.models import Committee, Grant
from huiyin.people.selectors import work_calendar
from huiyin.procedure.models import Matter
from huiyin.procedure.page.starts import starts_of
from huiyin.procedure.page.viewing import Viewing, Visit, view_many
from huiyin.procedure.page.work_list import batch_moves
from huiyin.procedure.selectors import seeing
from huiyin.proposals.lists.reading import unread_by

PAGE = 50
NEVER = date(9999, 12, 31)
"""Stands for no due date, so that what has none comes last on both databases."""
ORDERS: Mapping[str, tuple[tuple[str, bool], ...]] = {
    "": (("entered_state_at", False), ("pk", False)),
    DUE: (("due_or_never", False), ("pk", False)),
    NEWEST: (("opened_at", True), ("pk", True)),
}


@dataclass(frozen=True)
class Row:
    """One brief of the queue in the eyes of its clerk."""

    matter: Matter
    brief: Brief
    unread: bool
    author: str
    state: str
    days: int | None
    light: Light | None
    left: str
    in_batch: bool


@dataclass(frozen=True)
class Queue:
    """One page of it: rows, how many there are, how many of those are new to this person, what is done to many."""

    rows: tuple[Row, ...]
    total: int
    unread: int
    older: str
    batch: tuple[tuple[str, str], ...]


def screening_grants(grants: Iterable[Grant]) -> list[Grant]:
    """The grants under which somebody screens: the office's clerks."""
    return [grant for grant in grants if grant.role == Role.CPPCC_CLERK]


def queue(visit: Visit, committee: Committee, filters: dict[str, str], *, after: str = "") -> Queue:
    """One page of the queue; a fixed number of queries whatever the number of rows."""
    grants = screening_grants(visit.grants_in(committee))
    matters = narrowed(Matter.objects.filter(seeing(grants, kind=KIND, facet="parties"), kind=KIND), filters)
    if filters.get("unread"):
        matters = matters.filter(unread_by(visit.person))
    total, unread = matters.count(), matters.filter(unread_by(visit.person)).count()
    order = ORDERS[filters.get("sort", "")]
    listed = _beyond(_marked(matters, visit), order, after)
    found = list(listed.select_related("committee", "brief")[: PAGE + 1])
    older = str(found[PAGE - 1].pk) if len(found) > PAGE else ""
    found = found[:PAGE]
    views = view_many(visit, found)
    return Queue(
        tuple(_rows(visit, found, views)),
        total,
        unread,
        older,
        batch_moves([views[matter.pk] for matter in found]),
    )


def _marked(matters: QuerySet[Matter], visit: Visit) -> QuerySet[Matter]:
    return matters.annotate(
        due_or_never=Coalesce("next_due", Value(NEVER), output_field=DateField()),
        is_unread=unread_by(visit.person),
    )


def _beyond(matters: QuerySet[Matter], order: tuple[tuple[str, bool], ...], cursor: str) -> QuerySet[Matter]:
    """The rows after the one that the cursor names; it must be a row of the same list."""
    matters = matters.order_by(*[F(path).desc() if falling else F(path).asc() for path, falling in order])
    try:
        place = matters.filter(pk=UUID(cursor)).values_list(*[path for path, _falling in order]).first()
    except ValueError:
        place = None
    if place is None:
        return matters
    (first, falling), (_pk, pk_falling) = order
    further = Q(**{f"{first}__{'lt' if falling else 'gt'}": place[0]})
    same = Q(**{first: place[0], f"pk__{'lt' if pk_falling else 'gt'}": place[1]})
    return matters.filter(further | same)


def _rows(visit: Visit, matters: Sequence[Matter], views: Mapping[Any, Viewing]) -> list[Row]:
    starts, calendar = starts_of(matters), work_calendar()
    moves = {matter.pk for matter in matters if batch_moves([views[matter.pk]])}
    found = []
    for matter in matters:
        view, due = views[matter.pk], matter.next_due
        found.append(
            Row(
                matter=matter,
                brief=matter.brief,
                unread=matter.is_unread,  # type: ignore[attr-defined]
                author=_author(view),
                state=view.state_label,
                days=_days(matter, visit.day),
                light=light(due, visit.day, calendar, started=starts.get(matter.pk)) if due else None,
                left=remaining_words(due, visit.day, calendar) if due else "",
                in_batch=matter.pk in moves,
            )
        )
    return found


def _author(view: Viewing) -> str:
    """Who reported it: those who screen know it."""
    return "、".join(str(each.person or each.body) for each in view.here.parties if each.role == AUTHOR)


def _days(matter: Matter, today: date) -> int | None:
    """Full days that it has been waiting in its present state; None for what waits for nobody."""
    if matter.state not in IN_WORK:
        return None
    return max(0, (today - timezone.localdate(matter.entered_state_at)).days)
