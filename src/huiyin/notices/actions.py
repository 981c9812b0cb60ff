"""What a person does with the own messages and the own calendar address."""

import secrets
from contextlib import suppress
from datetime import datetime

from django.db import Error as DatabaseFault

from huiyin.kernel.sm3 import sm3
from huiyin.notices.models import CalendarFeed, Message
from huiyin.people.models import Person
from huiyin.procedure.models import Matter


def mark_read(person: Person, *, key: int, at: datetime) -> None:
    """Mark one of one's own messages as read; another person's stays as it is."""
    Message.objects.filter(person=person, pk=key, read_at__isnull=True).update(read_at=at)


def mark_all_read(person: Person, *, until: int, at: datetime) -> None:
    """Mark as read whatever was there when the page was drawn; what has come since stays unread."""
    Message.objects.filter(person=person, pk__lte=until, read_at__isnull=True).update(read_at=at)


def mark_matter_read(person: Person, matter: Matter, at: datetime) -> None:
    """Mark one's own messages about a matter as read: its page has been opened and says more than they do.

    While the database takes no writing the page is shown all the same, and the messages stay unread.
    """
    with suppress(DatabaseFault):
        unread = Message.objects.filter(person=person, matter=matter, read_at__isnull=True)
        unread.update(read_at=at)


def make_feed(person: Person, *, at: datetime) -> str:
    """Make a calendar address, in place of the one there was. Returns its secret part, which is kept nowhere."""
    token = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(person=person, defaults={"digest": digest_of(token), "made_at": at})
    return token


def revoke_feed(person: Person) -> None:
    """Close the calendar address; whoever still asks there finds nothing."""
    CalendarFeed.objects.filter(person=person).delete()


def digest_of(token: str) -> str:
    """What is kept of an address: enough to know it again, too little to find it out."""
    return sm3(token.encode())
