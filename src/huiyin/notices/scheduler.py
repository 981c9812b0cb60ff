"""The scheduler: jobs that packages register by name, and the claim that lets one worker run each slot.

A job runs at most once per slot over all workers (unique row of name and slot). A job that a killed worker
left unfinished is taken over once its lease has run out, so a job must be idempotent: it looks at what is
still to be done at `at`, never at what it did before. Time is read only by the worker's loop and passed in.
"""

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import monotonic

import structlog
from django.db import IntegrityError, transaction
from django.db.models import F

from huiyin.notices.models import ScheduledRun

log = structlog.get_logger("huiyin.scheduler")

MAX_ATTEMPTS = 3  # a job that takes its worker down every time must not do so for ever
FAILURE_LENGTH = 4000

Work = Callable[[datetime], None]


@dataclass(frozen=True)
class Job:
    """A named piece of regular work."""

    name: str
    every: timedelta
    lease: timedelta
    work: Work

    def slot(self, at: datetime) -> datetime:
        """Start of the slot that `at` lies in; slots are counted from 1970 in UTC, alike on every machine."""
        seconds = int(self.every.total_seconds())
        return datetime.fromtimestamp(int(at.timestamp()) // seconds * seconds, tz=UTC)


class Schedule:
    """The jobs known to this process, by name."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}

    def add(self, job: Job) -> None:
        """Register one job; a second one of the same name is a mistake in the code and refused."""
        known = self._jobs.get(job.name)
        if known is not None and known.work.__module__ != job.work.__module__:
            raise ValueError(
                f"two jobs are called {job.name!r}: {known.work.__module__}, {job.work.__module__}"
            )
        if job.every < timedelta(minutes=1) or job.lease < timedelta(minutes=1):
            raise ValueError(f"job {job.name!r}: interval and lease are at least one minute")
        self._jobs[job.name] = job

    def jobs(self) -> tuple[Job, ...]:
        """All jobs in the order of their names."""
        return tuple(self._jobs[name] for name in sorted(self._jobs))

    def job(self, name: str, *, every_minutes: int, lease_minutes: int = 30) -> Callable[[Work], Work]:
        """Decorator: run the function every so many minutes; another worker may after the lease."""

        def register(work: Work) -> Work:
            self.add(Job(name, timedelta(minutes=every_minutes), timedelta(minutes=lease_minutes), work))
            return work

        return register


schedule = Schedule()
job = schedule.job


def claim_slot(job: Job, *, at: datetime) -> ScheduledRun | None:
    """Take the present slot of a job for this worker; None if some worker already has it."""
    slot = job.slot(at)
    if ScheduledRun.objects.filter(name=job.name, slot=slot).exists():
        return None  # the usual case, without the cost of a failed insert
    try:
        with transaction.atomic():
            return ScheduledRun.objects.create(name=job.name, slot=slot, started_at=at)
    except IntegrityError:
        return None


def claim_abandoned(job: Job, *, at: datetime) -> ScheduledRun | None:
    """Take over the oldest run not finished within the lease; give up after three attempts."""
    abandoned = ScheduledRun.objects.filter(
        name=job.name, finished_at=None, started_at__lt=at - job.lease
    ).order_by("slot")
    for run in abandoned:
        # Compare-and-set on started_at: of two workers that see the same row, one gets it.
        mine = ScheduledRun.objects.filter(pk=run.pk, finished_at=None, started_at=run.started_at)
        if run.attempts >= MAX_ATTEMPTS:
            if mine.update(finished_at=at, failed=f"given up after {run.attempts} attempts that never ended"):
                log.error("job_given_up", job=job.name, slot=run.slot.isoformat(), attempts=run.attempts)
            continue
        if mine.update(started_at=at, attempts=F("attempts") + 1):
            run.refresh_from_db()
            log.warning("job_taken_over", job=job.name, slot=run.slot.isoformat(), attempt=run.attempts)
            return run
    return None


def perform(job: Job, run: ScheduledRun, *, at: datetime, clock: Callable[[], datetime]) -> bool:
    """Run one claimed job and write down how it ended; a failing job is recorded and stops nothing else."""
    began = monotonic()
    failed = ""
    try:
        job.work(at)
    except Exception:
        failed = traceback.format_exc()[-FAILURE_LENGTH:]
    still_mine = ScheduledRun.objects.filter(pk=run.pk, finished_at=None, started_at=run.started_at)
    kept = still_mine.update(finished_at=clock(), failed=failed)
    facts = {"job": job.name, "slot": run.slot.isoformat(), "seconds": round(monotonic() - began, 3)}
    if failed:
        log.error("job_failed", **facts, failed=failed)
    elif not kept:
        log.warning("job_outlived_its_lease", **facts)
    else:
        log.info("job_done", **facts)
    return not failed


def run_due(jobs: tuple[Job, ...], *, at: datetime, clock: Callable[[], datetime]) -> list[str]:
    """Run what is due at `at`, present slots first and then what was abandoned; names of the jobs run."""
    done = []
    for claim in (claim_slot, claim_abandoned):
        for each in jobs:
            run = claim(each, at=at)
            if run is not None:
                perform(each, run, at=at, clock=clock)
                done.append(each.name)
    return done


def prune_runs(*, at: datetime, keep: timedelta) -> int:
    """Delete the rows of runs that ended longer ago than `keep`; the table must not grow without end."""
    deleted, _details = ScheduledRun.objects.filter(finished_at__lt=at - keep).delete()
    return deleted
