"""The clocks that have run out without being met, with who is asked: for the list on the command line."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from uuid import UUID

from huiyin.notices.circle import Directory, seat_of
from huiyin.people.enums import Role
from huiyin.people.models import Committee, Person
from huiyin.people.selectors import work_calendar
from huiyin.procedure.models import Clock, Matter, Todo

CHUNK = 500


@dataclass(frozen=True)
class LateClock:
    """One clock that is over, and who is asked to act."""

    committee: str
    matter: Matter
    label: str
    due: date
    days: int
    working_days: int
    asked: str


def late_clocks(today: date, committee: Committee | None = None) -> Iterator[LateClock]:
    """Every overdue clock, the latest first; read in parts, so that a long list needs no more memory."""
    clocks = Clock.objects.filter(stopped_at__isnull=True, lapses=False, due__lt=today)
    if committee is not None:
        clocks = clocks.filter(committee=committee)
    clocks = clocks.select_related("matter", "committee").order_by("due", "pk")
    directory = Directory(today)
    rows = clocks.iterator(chunk_size=CHUNK)
    while part := list(islice(rows, CHUNK)):
        yield from _lines(part, today, directory)


def _lines(clocks: list[Clock], today: date, directory: Directory) -> Iterator[LateClock]:
    asked = _asked({clock.matter_id for clock in clocks}, directory)
    calendar = work_calendar()
    for clock in clocks:
        assert clock.due is not None
        yield LateClock(
            committee=clock.committee.short_name,
            matter=clock.matter,
            label=clock.label,
            due=clock.due,
            days=(today - clock.due).days,
            working_days=calendar.count(clock.due, today),
            asked=asked.get(clock.matter_id, ""),
        )


def _asked(matters: set[UUID], directory: Directory) -> dict[UUID, str]:
    """Whom each matter waits for in words: body, role and the persons who hold it."""
    todos = list(Todo.objects.filter(matter__in=matters).select_related("body", "person").order_by("pk"))
    directory.look_up(seat_of(todo) for todo in todos)
    holders = {person for todo in todos for person in directory.holders(seat_of(todo))}
    names = dict(Person.objects.filter(pk__in=holders).values_list("pk", "name"))
    words: dict[UUID, list[str]] = defaultdict(list)
    for todo in todos:
        persons = "、".join(names[person] for person in directory.holders(seat_of(todo)))
        place = todo.body.name if todo.body else ""
        words[todo.matter_id].append(f"{place}{Role(todo.role).label}（{persons or '暂缺'}）")
    return {matter: "；".join(dict.fromkeys(each)) for matter, each in words.items()}
