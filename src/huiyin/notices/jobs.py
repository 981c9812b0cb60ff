"""Regular work: this package's own, and that of the packages below, which may not import the scheduler."""

from datetime import datetime, timedelta

from django.utils import timezone

from huiyin.background.actions import remove_old
from huiyin.notices.delivery import deliver
from huiyin.notices.reminders import remind
from huiyin.notices.scheduler import job, prune_runs
from huiyin.people.actions.bodies import take_up_coming_names
from huiyin.procedure.events import recompute_clocks, record_overdue
from huiyin.records.anchors import anchor_days
from huiyin.records.file_texts.queue import read_waiting
from huiyin.records.official.cache import remove_old_papers
from huiyin.records.storage import sweep
from huiyin.search import recent
from huiyin.search.full_text.checking import outdated
from huiyin.search.full_text.indexing import index_matters
from huiyin.search.full_text.queue import work_off
from huiyin.search.full_text.renaming import queue_renamed

RUNS_KEPT = timedelta(days=30)
FILES_KEPT = timedelta(days=7)
MOST_CLOCKS = 100_000  # in one run; what is left over is taken up by the next
MOST_MATTERS = 5_000


@job("record_overdue", every_minutes=10)
def record_overdue_clocks(at: datetime) -> None:
    """Put every due date that has passed on the record."""
    record_overdue(at, most=MOST_CLOCKS)


@job("recompute_clocks", every_minutes=10)
def recompute_running_clocks(at: datetime) -> None:
    """Bring running clocks to the present work calendar, so that a new official notice moves what it must."""
    recompute_clocks(at, most=MOST_CLOCKS)


@job("coming_names", every_minutes=10)
def take_up_names(at: datetime) -> None:
    """Give bodies the names whose day has come."""
    take_up_coming_names(today=timezone.localdate(at))


@job("deliver_notices", every_minutes=1)
def deliver_queued_notices(at: datetime) -> None:
    """Tell what acts have left to be told, where the act's own process did not get to it."""
    deliver(at)


@job("remind", every_minutes=10)
def remind_of_due_dates(at: datetime) -> None:
    """Remind those who are asked, and later their superiors, of due dates that are near or have passed."""
    remind(at, most=MOST_CLOCKS)


@job("index_texts", every_minutes=1)
def index_waiting_texts(_at: datetime) -> None:
    """Have found what acts have left to be read, where the act's own process did not get to it."""
    work_off(most=MOST_MATTERS)


@job("index_outdated", every_minutes=10)
def index_outdated_texts(_at: datetime) -> None:
    """Read again what names somebody by an old name, and, after an upgrade, what was never read or by other rules."""
    queue_renamed()
    index_matters(outdated(most=MOST_MATTERS))


@job("daily_anchors", every_minutes=60)
def make_daily_anchors(at: datetime) -> None:
    """Anchor every day that is over and not anchored yet; hourly, so that a machine off at night catches up."""
    anchor_days(at)


@job("sweep_files", every_minutes=60)
def sweep_interrupted_files(at: datetime) -> None:
    """Finish or remove the files of acts that were interrupted or refused."""
    sweep(at)
    remove_old_papers(at)


@job("read_attachments", every_minutes=1)
def read_waiting_attachments(at: datetime) -> None:
    """Read the text of attachments that came in since, so that what they say is found."""
    read_waiting(at)


@job("prune_scheduled_runs", every_minutes=24 * 60)
def prune_scheduled_runs(at: datetime) -> None:
    """Keep a month of the worker's own rows, enough to see what ran and what failed."""
    prune_runs(at=at, keep=RUNS_KEPT)


@job("remove_old_searches", every_minutes=24 * 60)
def remove_old_searches(at: datetime) -> None:
    """Remove what persons looked for longer ago than it is kept for them."""
    recent.remove_old(at)


@job("remove_old_long_work", every_minutes=60)
def remove_old_long_work(at: datetime) -> None:
    """Remove what long work left behind a week ago: exports are copies and must not pile up."""
    remove_old(before=at - FILES_KEPT)
