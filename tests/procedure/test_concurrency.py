"""Two clerks at once, one clerk clicking twice, a process that dies: one act counts, nothing is half done."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from factories.errands import errands_included
from factories.people import Cast, build_shizuishan
from huiyin.procedure.begin import begin
from huiyin.procedure.definition import Procedure
from huiyin.procedure.engine import Taken, take
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.models import Matter, Step
from procedure.conftest import MONDAY

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def errands() -> Iterator[Procedure]:
    with errands_included() as procedure:
        yield procedure


@pytest.fixture
def city(errands: Procedure) -> Cast:
    return build_shizuishan()


def draft(city: Cast) -> Matter:
    return begin(
        "errand", committee=city.committee, actor=city["周经委"], at=MONDAY, data={"title": "修路"}
    ).matter


def at_once(acts: list[Callable[[], Taken]]) -> list[Taken | ActRefused]:
    """Start all acts at the same moment, each with a connection of its own."""
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], Taken]) -> Taken | ActRefused:
        start.wait()
        try:
            return act()
        except ActRefused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_two_clerks_at_once_make_one_step_and_the_second_is_told(city: Cast) -> None:
    matter = draft(city)

    def submit() -> Taken:
        return take(matter, "submit", actor=city["周经委"], at=MONDAY, expected_step=1)

    results = at_once([submit, submit])

    refused = [result for result in results if isinstance(result, ActRefused)]
    assert len(refused) == 1
    assert refused[0].codes == ("overtaken",)
    assert Step.objects.filter(matter=matter).count() == 2


def test_many_clicks_with_one_request_make_one_matter_and_one_step(city: Cast) -> None:
    matter = draft(city)

    def submit() -> Taken:
        return take(matter, "submit", actor=city["周经委"], at=MONDAY, expected_step=1, request_id="click")

    results = at_once([submit] * 4)

    assert all(isinstance(result, Taken) for result in results)
    assert sorted(result.repeated for result in results if isinstance(result, Taken)) == [
        False,
        True,
        True,
        True,
    ]
    assert Step.objects.filter(matter=matter).count() == 2


def test_many_clicks_on_begin_make_one_matter(city: Cast) -> None:
    def start() -> Taken:
        return begin(
            "errand",
            committee=city.committee,
            actor=city["周经委"],
            at=MONDAY,
            data={"title": "修路"},
            request_id="begin",
        )

    results = at_once([start] * 4)

    assert [type(result) for result in results] == [Taken] * 4
    assert Matter.objects.count() == 1


def test_chores_settled_at_once_answer_the_parent_once(city: Cast) -> None:
    matter = draft(city)
    for move, name in (("submit", "周经委"), ("sign", "陈副主席"), ("sign", "何秘书长"), ("sign", "江主席")):
        take(matter, move, actor=city[name], at=MONDAY)
    units = [city.body("市城市管理局").pk, city.body("市自然资源局").pk]
    take(matter, "hand_over", actor=city["林政协"], at=MONDAY, data={"units": units})
    chores = {chore.parties.get(role="unit").body_id: chore for chore in matter.children.all()}
    for unit, name in zip(units, ("城经办", "自经办"), strict=True):
        take(chores[unit], "finish", actor=city[name], at=MONDAY)

    results = at_once(
        [
            lambda chore=chore: take(chore, "settle", actor=city["林政协"], at=MONDAY)  # type: ignore[misc]
            for chore in chores.values()
        ]
    )

    assert all(isinstance(result, Taken) for result in results), results
    matter.refresh_from_db()
    assert matter.state == "answered"
    assert matter.steps.filter(move="settle").count() == 1


KILLED = """
import os, signal, sys
import django
django.setup()
from django.db import transaction
from huiyin.procedure.models import Matter
with transaction.atomic():
    Matter.objects.update(title="改了一半")
    sys.stdout.write("half\\n"); sys.stdout.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_process_killed_in_the_middle_leaves_nothing_behind(city: Cast) -> None:
    matter = draft(city)
    parts = connection.settings_dict
    url = f"sqlite:///{parts['NAME']}"
    if connection.vendor == "postgresql":
        place = f"{parts['USER']}:{parts['PASSWORD']}@{parts['HOST']}:{parts['PORT']}"
        url = f"postgresql://{place}/{parts['NAME']}"
    environment = {**os.environ, "HUIYIN_DATABASE_URL": url}
    done = subprocess.run(
        [sys.executable, "-c", KILLED],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert (done.stdout, done.returncode) == ("half\n", -signal.SIGKILL), done.stderr
    matter.refresh_from_db()
    assert matter.title == "修路"
    assert take(matter, "submit", actor=city["周经委"], at=MONDAY).matter.state == "reviewing"
