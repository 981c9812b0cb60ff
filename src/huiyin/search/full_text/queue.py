"""What waits to be read again: a row in the transaction of every step, worked off right after the commit.

Should the process end in between, the row stays, and the worker takes it up within a minute; `huiyin verify` tells
a matter that is neither indexed up to its last step nor waiting.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import structlog
from django.db import DatabaseError, connection, transaction

from huiyin.background.courier import Courier
from huiyin.procedure.models import Matter, Step
from huiyin.search.full_text.indexing import AT_ONCE, index_matters
from huiyin.search.models import WaitingMatter

log = structlog.get_logger("huiyin.search")
MOST_AT_ONCE = 20
"""Matters of one transaction that are read at once after it; the worker reads the rest within a minute."""


def queue_matter(matter: Matter, step: Step) -> None:
    """Note that a matter is to be read again after this step (for the engine's port `passed`): one insert."""
    WaitingMatter(committee_id=matter.committee_id, matter=matter, step=step.number).save(force_insert=True)
    waiting = next((each[1] for each in connection.run_on_commit if isinstance(each[1], _AfterCommit)), None)
    if waiting is None:
        waiting = _AfterCommit(step.recorded_at)
        transaction.on_commit(waiting, robust=True)
    waiting.matters[matter.pk] = None


class _AfterCommit:
    """Reads the matters of one transaction, once it is over; whatever goes wrong is left to the worker."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.matters: dict[UUID, None] = {}

    def __call__(self) -> None:
        keys = list(self.matters)[:MOST_AT_ONCE]
        if _couriers:
            _couriers[0].take(self.at, keys)
        else:
            index_or_leave(self.at, keys)


def index_or_leave(_at: datetime, keys: Sequence[UUID]) -> None:
    """Read those of these matters that still wait, or leave them to the worker."""
    try:
        waiting = WaitingMatter.objects.filter(matter__in=keys).values_list("matter", flat=True)
        index_matters(set(waiting))
    except DatabaseError as error:
        log.warning("indexing_left_to_worker", error=str(error))


_couriers: list[Courier[UUID]] = []


def index_beside_requests() -> Courier[UUID]:
    """From now on this process reads in a thread of its own (web servers); commands and tests do it at once."""
    if not _couriers:
        _couriers.append(Courier(index_or_leave))
    return _couriers[0]


def index_within_requests() -> None:
    """Back to reading at once, after everything left so far."""
    while _couriers:
        _couriers.pop().finish()


def work_off(*, most: int) -> int:
    """Read what waits, the longest waiting first, at most so many rows; returns how many matters were read.

    A matter that cannot be read keeps nobody else waiting; all such are told at the end, in an ExceptionGroup.
    """
    rows = WaitingMatter.objects.order_by("pk").values_list("matter_id", flat=True)
    keys = list(dict.fromkeys(rows[:most]))
    errors: list[Exception] = []
    for start in range(0, len(keys), AT_ONCE):
        errors += _index_one_by_one(keys[start : start + AT_ONCE])
    if errors:
        raise ExceptionGroup("matters that cannot be indexed", errors)
    return len(keys)


def _index_one_by_one(keys: Sequence[UUID]) -> list[Exception]:
    """All at once if it can be done, else each by itself; what went wrong."""
    try:
        index_matters(keys)
    except Exception as error:  # a text that breaks its reader must not stop all others
        if len(keys) == 1:
            log.error("matter_not_indexed", matter=str(keys[0]), error=str(error))
            return [error]
        return [each for key in keys for each in _index_one_by_one([key])]
    return []
