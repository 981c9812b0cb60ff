"""Reads of messages: one person's own, with what of their matters that person may still see."""

from dataclasses import dataclass
from datetime import datetime

from huiyin.notices.kinds import label_of
from huiyin.notices.models import CalendarFeed, Message
from huiyin.people.models import Person
from huiyin.procedure import registry
from huiyin.procedure.models import Matter
from huiyin.procedure.page.viewing import Visit, view_many

PAGE = 50


@dataclass(frozen=True)
class MessageRow:
    """One message as its reader may see it now: without text and matter where that may not be seen any more."""

    pk: int
    at: datetime
    unread: bool
    label: str = ""
    text: str = ""
    matter: Matter | None = None
    title: str = ""
    committee: str = ""


@dataclass(frozen=True)
class MessagePage:
    """A page of messages, newest first; `older` is the key after which the next begins, 0 on the last."""

    rows: tuple[MessageRow, ...]
    older: int
    newest: int


def unread_count(person: Person) -> int:
    """How many messages this person has not marked as read."""
    return Message.objects.filter(person=person, read_at__isnull=True).count()


def message_page(visit: Visit, *, before: int = 0) -> MessagePage:
    """One page of a person's messages over all committees, in a fixed number of queries."""
    mine = Message.objects.filter(person=visit.person)
    if before:
        mine = mine.filter(pk__lt=before)
    found = list(mine.select_related("matter", "committee").order_by("-pk")[: PAGE + 1])
    shown = found[:PAGE]
    views = view_many(visit, (message.matter for message in shown))
    many = len(visit.committees) > 1
    rows = tuple(
        _row(message, many) if views[message.matter_id].may_see else _hidden(message) for message in shown
    )
    return MessagePage(rows, shown[-1].pk if len(found) > PAGE else 0, shown[0].pk if shown else 0)


def calendar_feed_of(person: Person) -> CalendarFeed | None:
    """The calendar address this person has made, if any."""
    return CalendarFeed.objects.filter(person=person).first()


def _row(message: Message, many: bool) -> MessageRow:
    matter = message.matter
    kind = registry.kinds.get(matter.kind)
    return MessageRow(
        pk=message.pk,
        at=message.created_at,
        unread=message.read_at is None,
        label=label_of(message.kind),
        text=message.text,
        matter=matter,
        title=str(matter) or (kind.label if kind else ""),
        committee=message.committee.short_name if many else "",
    )


def _hidden(message: Message) -> MessageRow:
    return MessageRow(pk=message.pk, at=message.created_at, unread=message.read_at is None)
