"""Long work: started once, done in order, watched, stopped, taken over after a killed worker, kept for its person."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from pytest_django import Settings

from conftest import SignIn
from factories.people import Cast
from huiyin.background import runner
from huiyin.background.actions import MOST_OPEN, NotStarted, ask_to_stop, remove_old, start
from huiyin.background.enums import Condition
from huiyin.background.kinds import kinds, long_work
from huiyin.background.models import LongWork
from huiyin.background.progress import CannotFinish, Progress, place_of
from huiyin.background.runner import LEASE, run_next, run_until_stopped
from huiyin.kernel.verdicts import ALLOWED, Refused, Verdict
from huiyin.people.models import Grant

TEXT = "text/plain"

HANGING = """
import sys, time
import django
django.setup()
from django.db import connection
from django.utils import timezone
from huiyin.background.kinds import long_work
from huiyin.background.runner import run_next
connection.settings_dict["NAME"] = sys.argv[1]
@long_work("test.letters", "逐件写信")
def hang(progress):
    print("working", flush=True)
    time.sleep(60)
run_next(timezone.now)
"""


@pytest.fixture(autouse=True)
def letters(tmp_path: Path, settings: Settings) -> Iterator[None]:
    """A kind that writes letters, cannot when there are none, and breaks at the unlucky one."""
    settings.MEDIA_ROOT = tmp_path

    def allowed(work: LongWork) -> Verdict:
        return Refused("no", "写信须在工作时间。") if work.parameters.get("at_night") else ALLOWED

    @long_work("test.letters", "逐件写信", check=allowed)
    def write(progress: Progress) -> str:
        names = progress.parameters["names"]
        if not names:
            raise CannotFinish("没有收信人，无信可写。")
        progress.total(len(names))
        with progress.file("信.txt", TEXT).open("w") as file:
            for name in names:
                if name == "坏":
                    raise RuntimeError("broken")
                file.write(f"{progress.committee}{progress.person}致{name}\n")
                progress.advance()
        return f"共写 {len(names)} 封。"

    yield
    del kinds["test.letters"]


def asked(cast: Cast, *names: str, who: str = "林政协", **more: object) -> LongWork:
    return start(
        kind="test.letters",
        title="写信",
        person=cast[who],
        committee=cast.committee,
        parameters={"names": list(names), **more},
        at=timezone.now(),
        back_url="/matters/",
    )


def slow_clock() -> runner.Clock:
    """Every look at it is two seconds later, so that each piece is told at once."""
    moment = [timezone.now()]

    def clock() -> datetime:
        moment[0] += timedelta(seconds=2)
        return moment[0]

    return clock


def test_clerk_starts_work_watches_it_and_fetches_the_file(shizuishan: Cast, signed_in: SignIn) -> None:
    client = signed_in(shizuishan["林政协"])
    assert "您还没有后台任务" in client.get("/background/").content.decode()
    work = asked(shizuishan, "甲", "乙")
    waiting = client.get(f"/background/{work.pk}/").content.decode()
    assert "排队中" in waiting and "every 2s" in waiting and 'href="/matters/"' in waiting
    assert client.get(f"/background/{work.pk}/file/").status_code == 404

    assert run_next(slow_clock()) is not None and run_next(timezone.now) is None
    ended = client.get(f"/background/{work.pk}/progress/").content.decode()
    assert "共写 2 封。" in ended and "every 2s" not in ended
    file = client.get(f"/background/{work.pk}/file/")
    assert b"".join(file.streaming_content).decode() == "石嘴山市政协林政协致甲\n石嘴山市政协林政协致乙\n"  # type: ignore[attr-defined]
    assert "信.txt" in client.get("/background/").content.decode()
    assert "信.txt" in client.get("/").content.decode()


def test_nobody_else_sees_it(shizuishan: Cast, zhongwei: Cast, signed_in: SignIn) -> None:
    work = asked(shizuishan, "甲")
    run_next(timezone.now)
    for who in (shizuishan["周经委"], zhongwei["卫政协"]):
        client = signed_in(who)
        for place in ("", "progress/", "file/"):
            assert client.get(f"/background/{work.pk}/{place}").status_code == 404
        assert client.post(f"/background/{work.pk}/stop/").status_code == 404
        assert "信.txt" not in client.get("/background/").content.decode()


def test_file_is_refused_once_the_right_is_gone(shizuishan: Cast, signed_in: SignIn) -> None:
    work = asked(shizuishan, "甲")
    run_next(timezone.now)
    client = signed_in(shizuishan["林政协"])
    LongWork.objects.filter(pk=work.pk).update(parameters={"names": ["甲"], "at_night": True})
    assert "写信须在工作时间" in client.get(f"/background/{work.pk}/file/").content.decode()
    LongWork.objects.filter(pk=work.pk).update(kind="test.forgotten")
    Grant.objects.filter(person=shizuishan["林政协"]).update(until=timezone.localdate() - timedelta(days=1))
    assert "没有有效的职责授权" in client.get(f"/background/{work.pk}/file/").content.decode()


def test_the_same_asked_twice_is_one_and_too_much_is_refused(shizuishan: Cast) -> None:
    assert asked(shizuishan, "甲") == asked(shizuishan, "甲")
    for number in range(MOST_OPEN - 1):
        asked(shizuishan, f"第{number}人")
    with pytest.raises(NotStarted, match="您已有 5 项后台任务"):
        asked(shizuishan, "再一人")
    with pytest.raises(NotStarted, match="写信须在工作时间"):
        asked(shizuishan, "甲", who="周经委", at_night=True)
    with pytest.raises(KeyError):
        start(
            kind="test.none",
            title="",
            person=shizuishan["林政协"],
            committee=shizuishan.committee,
            parameters={},
            at=timezone.now(),
        )


def test_waiting_work_stops_at_once_and_running_work_at_its_next_piece(
    shizuishan: Cast, signed_in: SignIn
) -> None:
    client = signed_in(shizuishan["林政协"])
    waiting = asked(shizuishan, "甲")
    client.post(f"/background/{waiting.pk}/stop/")
    assert "已停止" in client.get(f"/background/{waiting.pk}/").content.decode()
    assert run_next(timezone.now) is None

    running = asked(shizuishan, "甲", "乙", "丙")
    tick = slow_clock()

    def clock() -> datetime:
        if LongWork.objects.get(pk=running.pk).done == 1:
            ask_to_stop(running, at=timezone.now())
            assert "已要求停止" in client.get(f"/background/{running.pk}/").content.decode()
        return tick()

    run_next(clock)
    running.refresh_from_db()
    assert (running.condition, running.stored_path) == (Condition.STOPPED, "")
    assert not [path for path in Path(place_of(running)).rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("names", "said"), [([], "没有收信人"), (["甲", "坏"], "办理中出现故障")], ids=["none", "broken"]
)
def test_work_that_cannot_be_finished_says_why_and_leaves_nothing(
    names: list[str], said: str, shizuishan: Cast
) -> None:
    work = asked(shizuishan, *names)
    run_next(timezone.now)
    work.refresh_from_db()
    assert work.condition == Condition.FAILED and said in work.outcome and work.file_name == ""
    assert ("RuntimeError" in work.failure) == ("坏" in names)


def test_refused_or_forgotten_when_its_turn_comes(shizuishan: Cast) -> None:
    refused, forgotten = asked(shizuishan, "甲"), asked(shizuishan, "乙")
    LongWork.objects.filter(pk=refused.pk).update(parameters={"names": ["甲"], "at_night": True})
    LongWork.objects.filter(pk=forgotten.pk).update(kind="test.forgotten")
    run_next(timezone.now)
    run_next(timezone.now)
    assert [each.outcome for each in LongWork.objects.order_by("pk")] == [
        "写信须在工作时间。",
        "本系统现在不办理这种后台任务，请重新提交。",
    ]


@pytest.mark.django_db(transaction=True)
def test_killed_worker_leaves_its_work_to_the_next(shizuishan: Cast) -> None:
    work = asked(shizuishan, "甲")
    name = str(connection.settings_dict["NAME"])
    with subprocess.Popen(
        [sys.executable, "-c", HANGING, name], stdout=subprocess.PIPE, env=dict(os.environ), text=True
    ) as worker:
        assert worker.stdout is not None and worker.stdout.readline() == "working\n"
        worker.kill()
    assert run_next(timezone.now) is None  # it may still be alive
    later = timezone.now() + LEASE + timedelta(seconds=1)
    run_next(lambda: later)
    work.refresh_from_db()
    assert (work.condition, work.attempts, work.outcome) == (Condition.DONE, 2, "共写 1 封。")


def test_work_that_takes_its_worker_down_three_times_is_given_up(shizuishan: Cast) -> None:
    work = asked(shizuishan, "甲")
    long_ago = timezone.now() - LEASE * 2
    LongWork.objects.filter(pk=work.pk).update(
        condition=Condition.RUNNING, attempts=3, started_at=long_ago, seen_alive_at=long_ago
    )
    assert run_next(timezone.now) is None
    work.refresh_from_db()
    assert work.condition == Condition.FAILED and "多次尝试都没有完成" in work.outcome


def test_worker_that_outlived_its_lease_does_not_overwrite_the_next_one(shizuishan: Cast) -> None:
    work = asked(shizuishan, "甲")
    tick = slow_clock()

    def clock() -> datetime:
        LongWork.objects.filter(pk=work.pk, done=1).update(attempts=2)
        return tick()

    run_next(clock)
    work.refresh_from_db()
    assert (work.condition, work.attempts, work.outcome) == (Condition.RUNNING, 2, "")


def test_old_work_is_removed_with_its_file(shizuishan: Cast) -> None:
    done, stopped, waiting = (asked(shizuishan, name) for name in ("甲", "乙", "丙"))
    run_next(timezone.now)
    ask_to_stop(stopped, at=timezone.now())
    done.refresh_from_db()
    assert remove_old(before=timezone.now() - timedelta(days=7)) == 0 and place_of(done).is_file()
    assert remove_old(before=timezone.now() + timedelta(days=7)) == 2 and not place_of(done).exists()
    assert list(LongWork.objects.all()) == [waiting]


@pytest.mark.django_db(transaction=True)
def test_thread_goes_on_after_the_database_was_away(
    shizuishan: Cast, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(runner, "PAUSE_SECONDS", 0.01)
    asked(shizuishan, "甲")
    stopped, away = Event(), [True]

    def clock() -> datetime:
        if away.pop() if away else False:
            raise OperationalError("database or disk is full")
        if not LongWork.objects.filter(condition=Condition.WAITING).exists():
            stopped.set()
        return timezone.now()

    run_until_stopped(stopped, clock)
    assert LongWork.objects.get().condition == Condition.DONE
    assert '"database_unavailable"' in capsys.readouterr().err


def test_two_kinds_of_one_name_are_refused() -> None:
    namespace = {"__name__": "elsewhere"}
    exec("def other(progress): return ''", namespace)
    with pytest.raises(ValueError, match="two kinds of long work"):
        long_work("test.letters", "别的")(namespace["other"])  # type: ignore[arg-type]
