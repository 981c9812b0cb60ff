"""A person's due dates as a calendar (RFC 5545) for the calendar program of the desk or the telephone."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from huiyin.notices.actions import digest_of
from huiyin.notices.models import CalendarFeed
from huiyin.people.selectors import current_grants
from huiyin.procedure.models import Clock, Matter, Todo
from huiyin.procedure.page.viewing import Viewing, Visit, view_many
from huiyin.procedure.selectors import todos_with
from huiyin.procedure.todos import barred

MOST = 500  # to-dos of one person; a calendar with more serves nobody
ALARM = timedelta(hours=-15)  # before the day begins: nine in the morning of the day before
Address = Callable[[Matter], str]


@dataclass(frozen=True)
class Entry:
    """One due date: a clock, or for those who do not see clocks the due date of what they are asked."""

    uid: str
    due: date
    what: str
    matter: Matter


def visit_with_token(token: str, at: datetime) -> Visit | None:
    """Whose address this is, with the grants held now.

    None for one that was never made or is closed, and for an account that was stopped.
    """
    feed = CalendarFeed.objects.select_related("person__account").filter(digest=digest_of(token)).first()
    if feed is None or feed.person.account is None or not feed.person.account.is_active:
        return None
    return Visit(feed.person, at, tuple(current_grants(feed.person, timezone.localdate(at))))


def entries(visit: Visit) -> list[Entry]:
    """The due dates of what waits for this person, as far as the matters may be seen now; three queries."""
    todos: dict[UUID, list[Todo]] = {}
    waiting = list(todos_with(visit.grants).order_by("pk")[:MOST])
    left_to_others = barred((todo.matter_id, todo.move) for todo in waiting)
    for todo in waiting:
        if (todo.matter_id, todo.move, visit.person.pk) not in left_to_others:
            todos.setdefault(todo.matter_id, []).append(todo)
    views = view_many(visit, (own[0].matter for own in todos.values()))
    seen = {key: view for key, view in views.items() if view.may_see}
    clocks: dict[UUID, list[Clock]] = {}
    running = Clock.objects.filter(
        matter__in=list(seen), stopped_at__isnull=True, due__isnull=False, lapses=False
    )
    for clock in running.order_by("pk"):
        clocks.setdefault(clock.matter_id, []).append(clock)
    found = [
        entry
        for view in seen.values()
        for entry in _of_matter(view, todos[view.matter.pk], clocks.get(view.matter.pk, []))
    ]
    return sorted(found, key=lambda entry: (entry.due, entry.uid))


def _of_matter(view: Viewing, todos: list[Todo], clocks: list[Clock]) -> Iterator[Entry]:
    matter = view.matter
    if view.shows("clocks"):
        for clock in clocks:
            assert clock.due is not None
            yield Entry(f"{matter.pk}-{clock.code}-{clock.round}", clock.due, clock.label, matter)
    elif matter.next_due is not None:
        texts = "、".join(dict.fromkeys(todo.text for todo in todos))
        yield Entry(f"{matter.pk}-{matter.round}", matter.next_due, texts, matter)


def calendar_of(visit: Visit, address: Address) -> bytes:
    """The calendar file: one event a due date, all day, with an alarm on the morning before."""
    calendar = Calendar()
    calendar.add("prodid", "-//Huiyin//notices//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("回音期限"))
    for entry in entries(visit):
        calendar.add_component(_event(entry, visit, address))
    return bytes(calendar.to_ical())


def _event(entry: Entry, visit: Visit, address: Address) -> Event:
    name = _("%(what)s到期：%(matter)s") % {"what": entry.what, "matter": str(entry.matter)}
    event = Event()
    event.add("uid", f"{entry.uid}@huiyin")
    event.add("dtstamp", visit.at.astimezone(UTC))
    event.add("dtstart", entry.due)
    event.add("dtend", entry.due + timedelta(days=1))
    event.add("summary", name)
    event.add("url", address(entry.matter))
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", name)
    alarm.add("trigger", ALARM)
    event.add_component(alarm)
    return event
