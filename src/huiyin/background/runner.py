"""Doing long work: one piece after the other, by whichever worker comes first.

A worker that was killed leaves a piece RUNNING that no longer says it is alive; after the lease another one begins it
anew. A piece that takes its worker down three times is given up, so that it does not do so for ever.
"""

import traceback
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event

import structlog
from django.db import DatabaseError, close_old_connections, connections
from django.db.models import Q
from django.utils.translation import gettext as _

from huiyin.background.enums import Condition
from huiyin.background.kinds import kinds
from huiyin.background.models import LongWork
from huiyin.background.progress import CannotFinish, Interrupted, Progress
from huiyin.kernel.verdicts import Refused

log = structlog.get_logger("huiyin.background")

LEASE = timedelta(minutes=5)
"""A piece that has not said for so long that it is alive has lost its worker."""
MAX_ATTEMPTS = 3
FAILURE_LENGTH = 4000
PAUSE_SECONDS = 1.0

Clock = Callable[[], datetime]


def run_next(clock: Clock) -> LongWork | None:
    """Do the piece that has waited longest; None when there is nothing to do."""
    work = _claim(clock())
    if work is not None:
        _perform(work, clock)
    return work


def run_until_stopped(stopped: Event, clock: Clock) -> None:
    """Do piece after piece, in a thread of the worker, until told to stop; a database that is away is tried anew."""
    while not stopped.is_set():
        close_old_connections()
        try:
            idle = run_next(clock) is None
        except DatabaseError as error:
            log.error("database_unavailable", error=str(error))
            connections.close_all()
            idle = True
        if idle:
            stopped.wait(PAUSE_SECONDS)
    connections.close_all()


def _claim(at: datetime) -> LongWork | None:
    lost = Q(condition=Condition.RUNNING, seen_alive_at__lt=at - LEASE)
    for work in LongWork.objects.filter(lost | Q(condition=Condition.WAITING)).order_by("asked_at", "pk"):
        mine = LongWork.objects.filter(pk=work.pk, condition=work.condition, attempts=work.attempts)
        if work.attempts >= MAX_ATTEMPTS:
            text = _("多次尝试都没有完成，已停止。请缩小范围后再试，或者联系系统管理员。")
            mine.update(condition=Condition.FAILED, outcome=text, ended_at=at)
            continue
        # Compare-and-set: of two workers that see the same row, one gets it.
        if mine.update(
            condition=Condition.RUNNING,
            attempts=work.attempts + 1,
            started_at=at,
            seen_alive_at=at,
            done=0,
            total=0,
        ):
            return LongWork.objects.select_related("person", "committee").get(pk=work.pk)
    return None


def _perform(work: LongWork, clock: Clock) -> None:
    progress = Progress(work, clock)
    try:
        kind = kinds.get(work.kind)
        if kind is None:
            raise CannotFinish(_("本系统现在不办理这种后台任务，请重新提交。"))
        verdict = kind.check(work)
        if isinstance(verdict, Refused):
            raise CannotFinish(verdict.text)
        work.outcome = kind.work(progress)
        progress.close()
        _end(work, Condition.DONE, clock())
    except Interrupted:
        progress.discard()
        _end(work, Condition.STOPPED, clock(), outcome=_("已按要求停止，没有留下文件。"))
    except CannotFinish as reason:
        progress.discard()
        _end(work, Condition.FAILED, clock(), outcome=str(reason))
    except Exception:
        progress.discard()
        work.failure = traceback.format_exc()[-FAILURE_LENGTH:]
        log.error("long_work_failed", kind=work.kind, work=work.pk, failed=work.failure)
        _end(
            work,
            Condition.FAILED,
            clock(),
            outcome=_("办理中出现故障，没有完成。请重试；仍不成功的，请联系系统管理员。"),
        )


def _end(work: LongWork, condition: Condition, at: datetime, *, outcome: str = "") -> None:
    work.outcome = outcome or work.outcome
    kept = LongWork.objects.filter(pk=work.pk, condition=Condition.RUNNING, attempts=work.attempts).update(
        condition=condition,
        outcome=work.outcome[:300],
        failure=work.failure,
        done=work.done,
        total=work.total,
        ended_at=at,
        file_name=work.file_name,
        media_type=work.media_type,
        size=work.size,
        stored_path=work.stored_path,
    )
    work.condition = condition
    if not kept:  # another worker has begun it anew, and its file counts
        log.warning("long_work_outlived_its_lease", kind=work.kind, work=work.pk)
