"""The claim: over all workers a slot of a job is done once, and what a killed worker left is done again."""

import json
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from huiyin.notices.models import ScheduledRun
from huiyin.notices.scheduler import (
    MAX_ATTEMPTS,
    Job,
    Schedule,
    claim_abandoned,
    claim_slot,
    perform,
    prune_runs,
    run_due,
    schedule,
)

AT = datetime(2025, 3, 10, 9, 7, tzinfo=UTC)
LEASE = timedelta(minutes=30)


def sweep(calls: list[datetime], name: str = "sweep", minutes: int = 10) -> Job:
    return Job(name, timedelta(minutes=minutes), LEASE, calls.append)


def later(minutes: int) -> datetime:
    return AT + timedelta(minutes=minutes)


def test_slot_starts_at_the_multiple_of_the_interval() -> None:
    assert sweep([]).slot(AT) == datetime(2025, 3, 10, 9, 0, tzinfo=UTC)
    assert sweep([], minutes=24 * 60).slot(AT) == datetime(2025, 3, 10, tzinfo=UTC)


def test_schedule_same_name_twice_is_refused() -> None:
    own = Schedule()
    own.job("sweep", every_minutes=5)(print)
    with pytest.raises(ValueError, match="two jobs are called 'sweep'"):
        own.job("sweep", every_minutes=5)(prune_runs)  # type: ignore[arg-type]


def test_schedule_interval_below_a_minute_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one minute"):
        Schedule().job("sweep", every_minutes=0)(print)


def test_schedule_knows_the_jobs_of_the_packages_when_apps_are_ready() -> None:
    assert "prune_scheduled_runs" in [each.name for each in schedule.jobs()]


@pytest.mark.django_db
def test_run_due_same_slot_runs_once_and_next_slot_again() -> None:
    calls: list[datetime] = []
    jobs = (sweep(calls),)
    for at in (AT, later(1), later(2), later(3)):
        run_due(jobs, at=at, clock=lambda: AT)
    assert calls == [AT, later(3)]
    assert ScheduledRun.objects.filter(finished_at__isnull=False, failed="").count() == 2


@pytest.mark.django_db(transaction=True)
def test_claim_slot_by_many_connections_at_once_is_given_to_one() -> None:
    job, workers = sweep([]), 6
    together, winners = Barrier(workers), []

    def compete() -> None:
        try:
            together.wait(timeout=10)
            winners.append(claim_slot(job, at=AT))
        finally:
            connection.close()

    threads = [Thread(target=compete) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert len(winners) == workers
    assert len([won for won in winners if won is not None]) == 1
    assert ScheduledRun.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_claim_abandoned_by_two_connections_at_once_is_given_to_one() -> None:
    job = sweep([])
    claim_slot(job, at=AT)
    together, winners = Barrier(2), []

    def compete() -> None:
        try:
            together.wait(timeout=10)
            winners.append(claim_abandoned(job, at=later(31)))
        finally:
            connection.close()

    threads = [Thread(target=compete) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert len(winners) == 2
    assert len([won for won in winners if won is not None]) == 1
    assert ScheduledRun.objects.get().attempts == 2


@pytest.mark.django_db
def test_run_due_abandoned_run_waits_for_the_lease_and_then_runs_again() -> None:
    calls: list[datetime] = []
    job = sweep(calls, minutes=60)
    claim_slot(job, at=AT)  # its worker dies here
    assert run_due((job,), at=later(30), clock=lambda: AT) == []
    assert run_due((job,), at=later(31), clock=lambda: later(31)) == ["sweep"]
    run = ScheduledRun.objects.get()
    assert calls == [later(31)]
    assert (run.attempts, run.finished_at, run.failed) == (2, later(31), "")


@pytest.mark.django_db
def test_run_due_job_that_always_kills_its_worker_is_given_up() -> None:
    job = sweep([], minutes=24 * 60)
    claim_slot(job, at=AT)
    for attempt in range(2, MAX_ATTEMPTS + 1):
        taken = claim_abandoned(job, at=AT + attempt * timedelta(hours=1))
        assert taken is not None
        assert taken.attempts == attempt
    assert claim_abandoned(job, at=AT + timedelta(hours=9)) is None
    assert "given up after 3 attempts" in ScheduledRun.objects.get().failed


@pytest.mark.django_db
def test_run_due_failing_job_is_recorded_and_stops_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    calls: list[datetime] = []

    def fail(at: datetime) -> None:
        raise RuntimeError("邮件服务器没有应答")

    jobs = (Job("broken", timedelta(minutes=10), LEASE, fail), sweep(calls))
    assert run_due(jobs, at=AT, clock=lambda: later(1)) == ["broken", "sweep"]
    broken = ScheduledRun.objects.get(name="broken")
    assert calls == [AT]
    assert "RuntimeError: 邮件服务器没有应答" in broken.failed
    assert broken.finished_at == later(1)
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [(line["event"], line["job"], line["level"]) for line in lines] == [
        ("job_failed", "broken", "error"),
        ("job_done", "sweep", "info"),
    ]
    assert "邮件服务器没有应答" in lines[0]["failed"]


@pytest.mark.django_db
def test_perform_run_taken_over_meanwhile_is_left_to_its_new_owner() -> None:
    job = sweep([])
    first = claim_slot(job, at=AT)
    assert first is not None
    second = claim_abandoned(job, at=later(31))
    assert second is not None
    perform(job, first, at=AT, clock=lambda: later(32))
    assert ScheduledRun.objects.get().finished_at is None
    perform(job, second, at=later(31), clock=lambda: later(33))
    assert ScheduledRun.objects.get().finished_at == later(33)


@pytest.mark.django_db
def test_prune_runs_deletes_only_what_ended_long_ago() -> None:
    old, fresh, running = (sweep([], name) for name in ("old", "fresh", "running"))
    for job, at in ((old, AT - timedelta(days=40)), (fresh, AT)):
        run_due((job,), at=at, clock=lambda at=at: at)
    claim_slot(running, at=AT - timedelta(days=40))
    assert prune_runs(at=AT, keep=timedelta(days=30)) == 1
    assert sorted(ScheduledRun.objects.values_list("name", flat=True)) == ["fresh", "running"]
