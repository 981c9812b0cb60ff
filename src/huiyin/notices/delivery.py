"""Turning what is queued into messages, each once, however many processes do it and wherever one is killed.

Rows are claimed and removed in the transaction that writes the messages: a killed process leaves both as they were.
What was told already is known by the messages' unique key.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from huiyin.notices.circle import Directory
from huiyin.notices.models import Message, QueuedNotice
from huiyin.notices.news import News
from huiyin.procedure.models import Matter

MAX_ATTEMPTS = 5  # a row that fails every time is kept for whoever looks after the site, but no longer tried
FAILURE_LENGTH = 2000
CHUNK = 500


def deliver(at: datetime, *, keys: Sequence[int] | None = None, most: int = 2000) -> int:
    """Deliver what is queued (or these rows of it), oldest first, matter by matter. Returns how many rows were done.

    A matter that fails holds up no other; an ExceptionGroup in the end has the run recorded as failed.
    """
    waiting = QueuedNotice.objects.filter(attempts__lt=MAX_ATTEMPTS)
    if keys is not None:
        waiting = waiting.filter(pk__in=keys)
    rows = list(waiting.order_by("pk").values_list("pk", "matter_id")[:most])
    by_matter: dict[UUID, list[int]] = {}
    for key, matter in rows:
        by_matter.setdefault(matter, []).append(key)
    directory = Directory(timezone.localdate(at))
    done, failures = 0, []
    for matter, own in by_matter.items():
        try:
            done += deliver_matter(matter, own, at, directory)
        except Exception as failure:
            failure.add_note(f"matter {matter}")
            failures.append(failure)
            _note_failure(own, failure)
    if failures:
        raise ExceptionGroup("some notices could not be delivered", failures)
    return done


def deliver_matter(matter: UUID, keys: Sequence[int], at: datetime, directory: Directory) -> int:
    """Tell what these rows of one matter say; rows that another process is at are left to it."""
    with transaction.atomic():
        rows = list(
            QueuedNotice.objects.select_for_update(skip_locked=True).filter(pk__in=keys).order_by("pk")
        )
        if not rows:
            return 0
        subject = Matter.objects.select_related("committee").get(pk=matter)
        write(News(subject, directory, at).of(rows))
        QueuedNotice.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def write(messages: Iterable[Message]) -> None:
    """Keep messages; those that were told before are passed over.

    They are written in the order in which acts lock matters, so that no two transactions wait for each other.
    """
    rows = sorted(messages, key=lambda each: (each.matter.opened_at, each.matter_id, each.person_id))
    Message.objects.bulk_create(rows, batch_size=CHUNK, ignore_conflicts=True)


def _note_failure(keys: Sequence[int], failure: Exception) -> None:
    text = f"{type(failure).__name__}: {failure}"[:FAILURE_LENGTH]
    QueuedNotice.objects.filter(pk__in=keys).update(attempts=F("attempts") + 1, failed=text)
