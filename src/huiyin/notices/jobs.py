"""Regular work of this package."""

from datetime import datetime, timedelta

from huiyin.notices.scheduler import job, prune_runs

RUNS_KEPT = timedelta(days=30)


@job("prune_scheduled_runs", every_minutes=24 * 60)
def prune_scheduled_runs(at: datetime) -> None:
    """Keep a month of the worker's own rows, enough to see what ran and what failed."""
    prune_runs(at=at, keep=RUNS_KEPT)
