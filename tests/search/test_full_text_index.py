"""The index stays with the record: checked, rebuilt, renamed, worked off after a killed process, proved by verify."""

import io
import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection

from factories.consultations import record_consultation
from factories.people import Cast
from huiyin.people.actions.bodies import rename_body
from huiyin.procedure.models import Matter
from huiyin.records.verification import Report, verify
from huiyin.search.full_text import engine, registry
from huiyin.search.full_text.checking import Fault, check, outdated
from huiyin.search.full_text.entries import tokens_of
from huiyin.search.full_text.indexing import index_matters
from huiyin.search.full_text.places import Place
from huiyin.search.full_text.queue import index_beside_requests, index_within_requests, work_off
from huiyin.search.full_text.renaming import queue_renamed
from huiyin.search.models import IndexedMatter, TextEntry, WaitingMatter
from search.letters import ROAD, WETLAND, new_letter, rewrite
from search.test_full_text import asked_by, titles

pytestmark = pytest.mark.usefixtures("letters")


def run(*arguments: str, code: int = 0) -> str:
    """What the command says; its exit code is as expected."""
    out = io.StringIO()
    try:
        call_command("search", *arguments, stdout=out)
    except SystemExit as end:
        assert end.code == code
    else:
        assert code == 0
    return out.getvalue()


def test_verify_proves_that_every_matter_is_indexed_or_waits(shizuishan: Cast) -> None:
    letter = new_letter(shizuishan, ROAD)
    assert list(verify(Report())) == []
    WaitingMatter.objects.all().delete()
    (found,) = verify(Report())
    assert found.code == "not_indexed" and "第2步之后" in found.text and found.matter == str(letter.pk)
    assert outdated(most=10) == [letter.pk]
    index_matters(outdated(most=10))
    assert list(verify(Report())) == [] and outdated(most=10) == []
    rewrite(shizuishan, new_letter(shizuishan, WETLAND, handed_in=False), ROAD)
    assert list(verify(Report())) == []
    assert WaitingMatter.objects.count() == 2
    work_off(most=1)
    assert not WaitingMatter.objects.exists(), "with the first row of a matter all are worked off"
    IndexedMatter.objects.update(rules="of another release")
    assert len(outdated(most=1)) == 1 and len(outdated(most=10)) == 2


def test_check_names_every_fault_and_rebuild_puts_it_right(
    shizuishan: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing, stale, left_over, unwritten, behind, altered = (
        new_letter(shizuishan, f"{ROAD}{number}") for number in range(6)
    )
    work_off(most=100)
    assert "检索索引完整" in run("--check")
    TextEntry.objects.filter(matter=missing).delete()
    Matter.objects.filter(pk=stale.pk).update(title=WETLAND)
    entry = TextEntry.objects.get(matter=left_over, key="head")
    entry.pk, entry.key = None, "text:gone:"
    entry.save()
    engine.write_tokens([(entry.pk, tokens_of(entry))])
    lost = TextEntry.objects.get(matter=unwritten, key="head")
    engine.remove_tokens([(lost.pk, tokens_of(lost))])
    IndexedMatter.objects.filter(matter=behind).update(step=1)
    TextEntry.objects.filter(matter=altered).update(parts=[["title", "改了"]])
    monkeypatch.setattr("huiyin.search.full_text.checking.CHUNK", 4)
    monkeypatch.setattr("huiyin.search.management.commands.search.NAMED", 3)

    found = {each.matter: each.fault for each in check(shizuishan.committee)}
    assert found == {
        missing.pk: Fault.MISSING,
        stale.pk: Fault.STALE,
        left_over.pk: Fault.LEFT_OVER,
        unwritten.pk: Fault.UNWRITTEN,
        behind.pk: Fault.BEHIND,
        altered.pk: Fault.STALE,
    }
    said = run("--check", code=1)
    assert "共2处" in said and "其余3处从略" in said and "--rebuild" in said
    assert "核对事项6件" in run("--rebuild", "--committee", shizuishan.committee.code)
    assert "检索索引完整" in run()
    assert titles(asked_by(shizuishan, "林政协", "湿地")) == [WETLAND]
    assert len(asked_by(shizuishan, "林政协", "红山").hits) == 5


def test_renamed_body_is_found_by_its_new_name_alone(shizuishan: Cast) -> None:
    record_consultation(shizuishan)
    queue_renamed()
    names = (Place.NAMES, Place.TEXT)
    body = Matter.objects.get(kind="activity").activity.organiser
    old = body.name
    assert len(asked_by(shizuishan, "林政协", old, within=names).hits) == 1
    rename_body(body=body, name="新设立的部门", on=date(2026, 3, 1))
    assert queue_renamed() == 1 and queue_renamed() == 0
    assert len(asked_by(shizuishan, "林政协", "新设立的部门", within=names).hits) == 1
    assert asked_by(shizuishan, "林政协", old, within=names).hits == ()
    assert list(check(shizuishan.committee)) == []


def test_text_that_cannot_be_read_keeps_nobody_else_waiting(
    shizuishan: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = new_letter(shizuishan, ROAD), new_letter(shizuishan, WETLAND)

    def read(matters: object) -> dict[object, object]:
        if bad.pk in matters:  # type: ignore[operator]
            raise ValueError("unreadable")
        return {}

    monkeypatch.setitem(registry.texts, "letter", [])
    registry.searchable("letter", "text", "内容", read=read)  # type: ignore[arg-type]
    with pytest.raises(ExceptionGroup):
        work_off(most=100)
    assert set(WaitingMatter.objects.values_list("matter", flat=True)) == {bad.pk}
    assert IndexedMatter.objects.get().matter == good


KILLED = """
import os, signal, sys
import django
django.setup()
from huiyin.search.full_text import queue
def end(keys):
    sys.stdout.write("acted\\n"); sys.stdout.flush()
    os.kill(os.getpid(), signal.SIGKILL)
queue.index_matters = end
from django.db import transaction
from huiyin.procedure.models import Matter
with transaction.atomic():
    matter = Matter.objects.get()
    queue.queue_matter(matter, matter.steps.get(number=matter.step_number))
"""


@pytest.mark.django_db(transaction=True)
def test_process_killed_between_act_and_index_leaves_the_queue(shizuishan: Cast) -> None:
    letter = new_letter(shizuishan, ROAD)
    assert not WaitingMatter.objects.exists(), "indexed right after the commit"
    parts = connection.settings_dict
    url = f"sqlite:///{parts['NAME']}"
    if connection.vendor == "postgresql":
        place = f"{parts['USER']}:{parts['PASSWORD']}@{parts['HOST']}:{parts['PORT']}"
        url = f"postgresql://{place}/{parts['NAME']}"
    done = subprocess.run(
        [sys.executable, "-c", KILLED],
        env={**os.environ, "HUIYIN_DATABASE_URL": url},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.stdout, done.returncode) == ("acted\n", -signal.SIGKILL), done.stderr
    assert WaitingMatter.objects.get().matter == letter
    assert [each.code for each in verify(Report())] == []
    assert work_off(most=10) == 1 and not WaitingMatter.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_courier_indexes_beside_requests(shizuishan: Cast) -> None:
    courier = index_beside_requests()
    assert index_beside_requests() is courier
    letter = new_letter(shizuishan, ROAD)
    index_within_requests()
    work_off(most=10)  # what another writer kept the courier from
    assert IndexedMatter.objects.get().step == letter.step_number


@pytest.mark.django_db(transaction=True)
def test_two_at_once_index_a_matter_once(shizuishan: Cast) -> None:
    """A worker and a courier at the same matters: nothing is doubled, nothing waits for ever."""
    made = [new_letter(shizuishan, f"{ROAD}{number}").pk for number in range(4)]
    TextEntry.objects.filter(matter__in=made[:2]).update(digest="of another text")
    start = threading.Barrier(2)

    def run_one() -> None:
        start.wait()
        try:
            index_matters(made)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        for each in [pool.submit(run_one) for _number in range(2)]:
            each.result()
    index_matters(made)  # what both have passed over for the other
    assert list(check(shizuishan.committee)) == []
    assert len(asked_by(shizuishan, "林政协", "红山").hits) == 4
