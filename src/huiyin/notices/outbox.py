"""What an act leaves to be told: one small row within its transaction, delivered after it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import structlog
from django.db import DatabaseError, connection, transaction

from huiyin.background.courier import Courier
from huiyin.notices.delivery import deliver
from huiyin.notices.kinds import is_known
from huiyin.notices.models import QueuedNotice
from huiyin.people.models import Person
from huiyin.procedure.act import Act
from huiyin.procedure.enums import StepKind
from huiyin.procedure.events import OVERDUE
from huiyin.procedure.models import Matter, Step

log = structlog.get_logger("huiyin.notices")

# What one act may have delivered before its page is answered; the worker delivers the rest within a minute.
MOST_AT_ONCE = 20


def queue_step(matter: Matter, step: Step) -> None:
    """Note that a step was made (the engine's port `passed`): an insert and nothing else.

    That something is overdue asks nobody anything new; reminders tell it.
    """
    if step.kind == StepKind.EVENT and step.move == OVERDUE:
        return
    _queue(QueuedNotice(committee_id=matter.committee_id, matter=matter, step=step.number), step.recorded_at)


def tell(act: Act, persons: Iterable[Person], kind: str, text: str, *, about: Matter | None = None) -> None:
    """Within an act, note a message of one's own to these persons, in finished Chinese words.

    It is about the act's matter or another one of the same committee (the proposal, say, whose assignment was given
    more time), and reaches whoever may see that matter when it is delivered. The same text is told once per step.
    Raises ValueError for a kind that nobody has registered.
    """
    if not is_known(kind):
        raise ValueError(f"no message kind {kind!r}: register it with notices.kinds.message_kind")
    matter = about or act.matter
    if matter.committee_id != act.matter.committee_id:
        raise ValueError("a message may not cross committees")
    keys = sorted({person.pk for person in persons})
    if keys:
        # The step that this act is going to be: effects run before it is written.
        number = act.matter.step_number + 1
        row = QueuedNotice(
            committee_id=matter.committee_id, matter=matter, step=number, kind=kind, text=text, persons=keys
        )
        _queue(row, act.recorded_at)


def _queue(row: QueuedNotice, at: datetime) -> None:
    row.save(force_insert=True)
    waiting = next((each[1] for each in connection.run_on_commit if isinstance(each[1], _AfterCommit)), None)
    if waiting is None:
        waiting = _AfterCommit(at)
        transaction.on_commit(waiting, robust=True)
    waiting.keys.append(row.pk)


class _AfterCommit:
    """Delivers what one transaction has queued, once it is over.

    Best effort: whatever goes wrong here is logged and left to the worker, and the act stays as it is.
    """

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.keys: list[int] = []

    def __call__(self) -> None:
        keys = self.keys[:MOST_AT_ONCE]
        if _couriers:
            _couriers[0].take(self.at, keys)
        else:
            deliver_or_leave(self.at, keys)


def deliver_or_leave(at: datetime, keys: Sequence[int]) -> None:
    """Deliver these rows now, or leave them to the worker."""
    try:
        deliver(at, keys=keys)
    except (DatabaseError, ExceptionGroup) as error:
        log.warning("delivery_left_to_worker", error=str(error))


_couriers: list[Courier[int]] = []


def deliver_beside_requests() -> Courier[int]:
    """From now on this process delivers in a thread of its own (web servers); commands and tests do it at once."""
    if not _couriers:
        _couriers.append(Courier(deliver_or_leave))
    return _couriers[0]


def deliver_within_requests() -> None:
    """Back to delivering at once, after everything left so far."""
    while _couriers:
        _couriers.pop().finish()
