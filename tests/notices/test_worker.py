"""The worker's loop and its command, the killed worker as a real process."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from threading import Event

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.utils import timezone

from huiyin.notices.models import ScheduledRun
from huiyin.notices.scheduler import Job, run_due
from huiyin.notices.worker import tick, work_until_stopped

AT = datetime(2025, 3, 10, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

# A worker of its own process whose only job never ends.
HANGING_WORKER = """
import sys, time
import django
django.setup()
from datetime import timedelta
from django.db import connection
from django.utils import timezone
from huiyin.notices.scheduler import Job, run_due
connection.settings_dict["NAME"] = sys.argv[1]
def hang(at):
    print("working", flush=True)
    time.sleep(60)
run_due((Job("hanging", timedelta(minutes=1), timedelta(minutes=1), hang),), at=timezone.now(), clock=timezone.now)
"""


@pytest.mark.django_db(transaction=True)
def test_work_until_stopped_ends_after_the_present_round() -> None:
    stopped, calls = Event(), []

    def work(at: datetime) -> None:
        calls.append(at)
        stopped.set()

    jobs = (Job("once", MINUTE, MINUTE, work),)
    work_until_stopped(jobs, stopped=stopped, clock=lambda: AT, tick_seconds=0.01)
    assert calls == [AT]


@pytest.mark.django_db(transaction=True)
def test_tick_database_away_is_logged_and_the_worker_lives(capsys: pytest.CaptureFixture[str]) -> None:
    def refuse(*_args: object) -> None:
        raise OperationalError("database or disk is full")

    with connection.execute_wrapper(refuse):
        assert tick((Job("any", MINUTE, MINUTE, print),), clock=lambda: AT) == []
    assert '"database_unavailable"' in capsys.readouterr().err


@pytest.mark.django_db(transaction=True)
def test_worker_killed_in_the_middle_of_a_job_leaves_it_to_the_next() -> None:
    name = str(connection.settings_dict["NAME"])
    with subprocess.Popen(
        [sys.executable, "-c", HANGING_WORKER, name], stdout=subprocess.PIPE, env=dict(os.environ), text=True
    ) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "working\n"
        worker.kill()
    left = ScheduledRun.objects.get()
    assert left.finished_at is None
    calls: list[datetime] = []
    job = Job("hanging", MINUTE, MINUTE, calls.append)
    at = left.started_at + timedelta(minutes=2)
    assert run_due((job,), at=at, clock=lambda: at) == [
        "hanging",
        "hanging",
    ]  # its own slot, then the one left
    assert ScheduledRun.objects.filter(finished_at=None).count() == 0
    left.refresh_from_db()
    assert (left.attempts, left.failed) == (2, "")


def test_worker_command_lists_the_jobs() -> None:
    out = StringIO()
    call_command("worker", "--jobs", stdout=out)
    assert "prune_scheduled_runs\t1440 min" in out.getvalue()


def test_worker_command_unknown_job_is_named_with_the_known_ones() -> None:
    with pytest.raises(CommandError, match=r"没有名为“nonsense”的后台任务，现有：.*prune_scheduled_runs"):
        call_command("worker", "--once", "--only", "nonsense")


@pytest.mark.django_db(transaction=True)
def test_worker_command_once_runs_what_is_due() -> None:
    call_command("worker", "--once", "--only", "prune_scheduled_runs")
    run = ScheduledRun.objects.get(name="prune_scheduled_runs")
    assert run.failed == ""
    assert run.finished_at is not None
    assert run.finished_at <= timezone.now()


@pytest.mark.django_db(transaction=True)
def test_worker_process_told_to_stop_ends_well(tmp_path: Path) -> None:
    environment = {**os.environ, "HUIYIN_DATABASE_URL": f"sqlite:///{tmp_path / 'none.sqlite3'}"}
    command = [sys.executable, "-m", "huiyin.config.command", "worker"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=environment, text=True) as worker:
        assert worker.stderr is not None
        began = time.monotonic()
        first = worker.stderr.readline()
        worker.send_signal(signal.SIGTERM)
        rest = worker.stderr.read()
        code = worker.wait(timeout=20)
    assert '"worker_started"' in first
    assert '"worker_stopped"' in rest
    assert code == 0
    assert time.monotonic() - began < 30
