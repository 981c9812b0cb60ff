"""The queue of attachments whose text is still to be read, kept in the rows themselves.

A row is written with its attachment, in the same transaction, and waits; the worker reads. A worker that is killed
leaves the row as it was, and after the lease another one begins it anew, three times at most.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic

from django.db import transaction
from django.db.models import F, Q, QuerySet

from huiyin.people.models import Committee
from huiyin.records.enums import TextState, Unread
from huiyin.records.file_texts.bounded import read_bounded
from huiyin.records.file_texts.words import METHOD, Words, failed
from huiyin.records.models import Attachment, AttachmentText
from huiyin.records.storage import locate

LEASE = timedelta(minutes=5)
"""Longer than the longest reading."""
MAX_ATTEMPTS = 3
OF_A_RUN = 200
SECONDS_OF_A_RUN = 30.0
"""The worker has other regular work: after so long no further file is begun."""

Told = Callable[[Attachment], None]
_told: list[Told] = []


def when_read(told: Told) -> None:
    """Have this called with each attachment whose text is new, in the transaction that keeps it; safe to repeat."""
    if told not in _told:
        _told.append(told)


def read_waiting(at: datetime, *, most: int = OF_A_RUN) -> int:
    """Read the files that wait, or were read by an older method, oldest first; how many. Safe to repeat."""
    free = Q(begun_at=None) | Q(begun_at__lt=at - LEASE)
    waiting = AttachmentText.objects.filter(free, method__lt=METHOD).order_by("method", "attachment_id")
    began, number = monotonic(), 0
    for row in waiting.select_related("attachment")[:most]:
        number += _read(row, at)
        if monotonic() - began > SECONDS_OF_A_RUN:
            break
    return number


def _read(row: AttachmentText, at: datetime) -> bool:
    # Compare-and-set: of two workers that see the same row, one gets it.
    mine = AttachmentText.objects.filter(pk=row.pk, method=row.method, attempts=row.attempts)
    if not mine.update(attempts=F("attempts") + 1, begun_at=at):
        return False
    _keep(row, failed(Unread.TOO_BIG) if row.attempts >= MAX_ATTEMPTS else _words(row.attachment))
    return True


def _words(attachment: Attachment) -> Words:
    path = locate(attachment)
    if path is None:
        return failed(Unread.GONE)
    return read_bounded(attachment.original_name, path.read_bytes())


def _keep(row: AttachmentText, words: Words) -> None:
    with transaction.atomic():
        row.text, row.state, row.reason = words.text, words.state, words.reason
        row.method, row.attempts, row.begun_at = METHOD, 0, None
        row.save()
        for told in _told:
            told(row.attachment)


def not_queued(committee: Committee) -> QuerySet[Attachment]:
    """Attachments that have neither a text nor a place in the queue; there are none when all is well."""
    return Attachment.objects.filter(committee=committee, words=None).order_by("pk")


def queue_again(committee: Committee) -> int:
    """Have read anew what failed, and what is not in the queue although it should be; how many files."""
    lost = [AttachmentText(committee=committee, attachment=each) for each in not_queued(committee)]
    AttachmentText.objects.bulk_create(lost, batch_size=500)
    unread = AttachmentText.objects.filter(committee=committee, state=TextState.FAILED)
    again = unread.update(state=TextState.WAITING, reason="", method=0, attempts=0, begun_at=None)
    return len(lost) + again
