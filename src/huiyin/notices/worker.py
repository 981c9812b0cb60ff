"""The worker's loop: wake up, run what is due, sleep, until told to stop."""

import os
from collections.abc import Callable
from datetime import datetime
from threading import Event

import structlog
from django.db import DatabaseError, close_old_connections, connections

from huiyin.notices.scheduler import Job, run_due

log = structlog.get_logger("huiyin.worker")

TICK_SECONDS = 5.0


def work_until_stopped(
    jobs: tuple[Job, ...],
    *,
    stopped: Event,
    clock: Callable[[], datetime],
    tick_seconds: float = TICK_SECONDS,
) -> None:
    """Run due jobs again and again; a database that is away or full is logged and tried anew."""
    log.info("worker_started", pid=os.getpid(), jobs=[each.name for each in jobs])
    while not stopped.is_set():
        tick(jobs, clock=clock)
        stopped.wait(tick_seconds)
    log.info("worker_stopped", pid=os.getpid())


def tick(jobs: tuple[Job, ...], *, clock: Callable[[], datetime]) -> list[str]:
    """One round over all jobs; names of the jobs that ran, empty too when the database could not be asked."""
    close_old_connections()
    try:
        return run_due(jobs, at=clock(), clock=clock)
    except DatabaseError as error:
        log.error("database_unavailable", error=str(error))
        connections.close_all()
        return []
