"""The work list: matters of one committee that a person sees, filtered, newest first, page by page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from huiyin.kernel.lights import Light, light, remaining_words
from huiyin.kernel.working_days import WorkCalendar
from huiyin.people.models import Committee, Grant
from huiyin.people.rules import PUTTING_FORWARD
from huiyin.people.selectors import work_calendar
from huiyin.procedure import registry
from huiyin.procedure.definition import Procedure
from huiyin.procedure.library import every
from huiyin.procedure.models import Matter
from huiyin.procedure.page.starts import starts_of, yellow
from huiyin.procedure.page.viewing import Viewing, Visit, view_many
from huiyin.procedure.selectors import matters_seen_with

PAGE = 50
LATE, SOON = "late", "soon"


@dataclass(frozen=True)
class Row:
    """One matter on the list."""

    pk: UUID
    number: str
    title: str
    kind: str
    state: str
    bodies: str
    opened_at: datetime
    due: date | None
    light: Light | None
    left: str
    is_key: bool
    in_batch: bool


@dataclass(frozen=True)
class WorkList:
    """One page of the list; `older` is the cursor of the next page."""

    rows: tuple[Row, ...]
    older: str
    batch: tuple[tuple[str, str], ...]


def office_grants(grants: Iterable[Grant]) -> list[Grant]:
    """Grants under which office work is done: what authors do not see, their lists must not be filtered by either."""
    return [grant for grant in grants if grant.role not in PUTTING_FORWARD]


def procedures_for(grants: Sequence[Grant]) -> list[Procedure]:
    """Procedures in which some role may be held with these grants, oldest version first."""
    roles = {grant.role for grant in grants}
    return [
        procedure
        for procedure in sorted(every().values(), key=lambda each: each.identity)
        if any(roles & set(role.grants) for role in procedure.roles.values())
    ]


def work_list(visit: Visit, committee: Committee, filters: dict[str, Any], *, after: str = "") -> WorkList:
    """A page of matters in a fixed number of queries. Unknown cursors start from the newest."""
    grants = visit.grants_in(committee)
    matters = filtered(grants, filters, visit.day)
    matters = _older_than(matters, after).order_by("-opened_at", "-id")
    found = list(matters[: PAGE + 1])
    more = len(found) > PAGE
    found = found[:PAGE]
    views = view_many(visit, found)
    calendar = work_calendar()
    starts = starts_of(found)
    shown = [views[matter.pk] for matter in found if views[matter.pk].may_see]
    rows = tuple(_row(view, visit.day, calendar, starts.get(view.matter.pk)) for view in shown)
    return WorkList(rows, str(found[-1].pk) if more else "", batch_moves(shown))


def filtered(grants: Sequence[Grant], filters: dict[str, Any], today: date) -> QuerySet[Matter]:
    """Matters seen with these grants that meet all filters.

    State, light and unit are looked at through office grants only: a filter must not tell a member what the page hides.
    """
    inner = [name for name in ("state", "light", "unit") if filters.get(name)]
    matters = matters_seen_with(office_grants(grants) if inner else grants, kind=filters.get("kind") or "")
    for name in ("kind", "year"):
        if filters.get(name):
            matters = matters.filter(**{name: filters[name]})
    for name in ("stage", "state"):
        if filters.get(name):
            matters = matters.filter(**{f"{name}__in": str(filters[name]).split(",")})
    if filters.get("unit"):
        matters = matters.filter(parties__body=filters["unit"], parties__active=True).distinct()
    if filters.get("light") == LATE:
        matters = matters.filter(next_due__lt=today)
    elif filters.get("light") == SOON:
        matters = matters.filter(yellow(today, work_calendar()))
    for word in (filters.get("text") or "").split()[:8]:
        matters = matters.filter(Q(title__icontains=word) | Q(number__icontains=word))
    return matters


def _older_than(matters: QuerySet[Matter], cursor: str) -> QuerySet[Matter]:
    try:
        key = UUID(cursor)
    except ValueError:
        return matters
    # The cursor is a matter of the same list: one that is not seen gives no place to start from.
    place = matters.filter(pk=key).values_list("opened_at", flat=True).first()
    if place is None:
        return matters
    return matters.filter(Q(opened_at__lt=place) | Q(opened_at=place, pk__lt=key))


def _row(view: Viewing, today: date, calendar: WorkCalendar, started: date | None) -> Row:
    matter = view.matter
    timed = view.shows("clocks") and matter.next_due is not None
    kind = registry.kinds.get(matter.kind)
    return Row(
        pk=matter.pk,
        number=matter.number,
        title=matter.title,
        kind=kind.label if kind else "",
        state=view.state_label,
        bodies=view.bodies(),
        opened_at=matter.opened_at,
        due=matter.next_due if timed else None,
        light=light(matter.next_due, today, calendar, started=started) if timed else None,
        left=remaining_words(matter.next_due, today, calendar) if timed else "",
        is_key=matter.is_key,
        in_batch=any(_batch_moves_of(view)),
    )


def batch_moves(views: Iterable[Viewing]) -> tuple[tuple[str, str], ...]:
    """Moves that may be made to many at once, among those that the person could make to the shown matters now."""
    found: dict[str, tuple[str, str]] = {}
    for view in sorted(views, key=lambda each: each.procedure.identity):
        for code, label in _batch_moves_of(view):
            found[f"{view.procedure.procedure}.{code}"] = label, str(view.procedure.label)
    several = len({of for _label, of in found.values()}) > 1
    return tuple((code, f"{label}（{of}）" if several else label) for code, (label, of) in found.items())


def _batch_moves_of(view: Viewing) -> Iterator[tuple[str, str]]:
    """Code and label of the moves of one matter's present state that are made in batches by this person."""
    roles = {each.role for each in view.here.held}
    for code, move in view.procedure.moves_from(view.matter.state):
        mine = [role for role in move.by if role in roles]
        if move.batch and mine:
            yield code, move.label_for(mine[0])
