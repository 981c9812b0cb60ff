"""`huiyin verify` finds a row that was altered, inserted or removed behind the product's back, and says which.

Rows are altered with the triggers lifted inside the test's own transaction, which is rolled back with everything in
it. `test_copied_database_*` alters a copy of a committed SQLite file by hand, as an intruder would.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from conftest import SignIn
from factories.papers import MONDAY, attached, new_paper, papers_included, written
from factories.people import Cast, build_shizuishan
from factories.record_triggers import lifted_triggers
from huiyin.people.models import Committee
from huiyin.procedure import library
from huiyin.procedure.engine import take
from huiyin.procedure.models import Matter, MatterParty, Step
from huiyin.procedure.steps import hash_of
from huiyin.records.anchors import anchor_days, exported
from huiyin.records.models import Anchor, Attachment, Document, DocumentVersion, NumberRegister
from huiyin.records.verification import Finding, Report, verify, verify_matter
from huiyin.records.verification.findings import table_words
from migrated_database import put_in_place

pytestmark = pytest.mark.django_db
Alter = Callable[[Matter], object]


@pytest.fixture
def lifted(db: None) -> Iterator[None]:
    """Triggers lifted for the test; its transaction is rolled back at the end."""
    with lifted_triggers():
        yield


@pytest.fixture
def matter(papers: object, shizuishan: Cast, lifted: None) -> Matter:
    """A numbered paper of two versions, with an attachment, a party and three notes."""
    found = written(shizuishan, new_paper(shizuishan), "第一稿")
    attached(shizuishan, found)
    found = written(shizuishan, found, "第二稿")
    for _time in range(3):
        found = take(found, "note", actor=shizuishan["林政协"], at=MONDAY).matter
    return found


def found_in(matter: Matter) -> list[Finding]:
    return list(verify_matter(Matter.objects.select_related("committee").get(pk=matter.pk)))


def codes(matter: Matter) -> set[str]:
    return {finding.code for finding in found_in(matter)}


def test_untouched_matter_agrees(matter: Matter) -> None:
    report = Report()
    assert list(verify(report)) == [] or {f.code for f in verify(Report())} == {"trigger_missing"}
    assert found_in(matter) == []
    assert (report.matters, report.steps) == (1, 7)


def steps(matter: Matter, number: int) -> "Step":
    return Step.objects.get(matter=matter, number=number)


def alter_step(matter: Matter) -> None:
    Step.objects.filter(matter=matter, number=3).update(reason="改写")


def alter_step_and_its_hash(matter: Matter) -> None:
    step = steps(matter, 3)
    step.reason = "改写"
    step.hash = hash_of(step)
    step.save()


def put_a_float_into_a_step(matter: Matter) -> None:
    Step.objects.filter(matter=matter, number=3).update(data={"x": 1.5})


def remove_step(matter: Matter) -> None:
    steps(matter, 3).delete()


def remove_last_step(matter: Matter) -> None:
    steps(matter, 7).delete()


def remove_all_steps(matter: Matter) -> None:
    Step.objects.filter(matter=matter).delete()


def insert_step(matter: Matter) -> None:
    step = steps(matter, 7)
    step.pk, step.number, step.previous_hash = None, 8, step.hash
    step.hash = hash_of(step)
    step.save(force_insert=True)


def alter_last_hash(matter: Matter) -> None:
    Matter.objects.filter(pk=matter.pk).update(last_hash="0" * 64)


def alter_state(matter: Matter) -> None:
    Matter.objects.filter(pk=matter.pk).update(state="filed")


def alter_round(matter: Matter) -> None:
    Matter.objects.filter(pk=matter.pk).update(round=2)


def alter_title(matter: Matter) -> None:
    Matter.objects.filter(pk=matter.pk).update(title="另一个题目")


def alter_procedure(matter: Matter) -> None:
    Matter.objects.filter(pk=matter.pk).update(version=99)


def alter_place_in_the_chain(matter: Matter) -> None:
    Matter.objects.filter(pk=matter.pk).update(chain_position=2)


def alter_beginning(matter: Matter) -> None:
    Matter.objects.filter(pk=matter.pk).update(opened_at=MONDAY - timedelta(days=30))


def alter_closing(matter: Matter) -> None:
    Matter.objects.filter(pk=matter.pk).update(closed_at=MONDAY)


def alter_due_date(matter: Matter) -> None:
    Matter.objects.filter(pk=matter.pk).update(next_due=MONDAY.date() + timedelta(days=300))


def alter_family(matter: Matter) -> None:
    Matter.objects.filter(pk=matter.pk).update(lineage=["0" * 8], parent_round=3)


def alter_rules(matter: Matter) -> None:
    document = library.procedure_of(matter.procedure, matter.version)
    library.include(document.model_copy(update={"seal": "0" * 64}))


def insert_party(matter: Matter) -> None:
    person = steps(matter, 1).actor
    MatterParty.objects.create(committee=matter.committee, matter=matter, role="x", person=person)


def alter_attachment(matter: Matter) -> None:
    Attachment.objects.filter(matter=matter).update(original_name="别的.txt")


def remove_attachment(matter: Matter) -> None:
    Attachment.objects.filter(matter=matter).delete()


def alter_body(matter: Matter) -> None:
    DocumentVersion.objects.filter(document__matter=matter, version=1).update(body_text="偷改")


def remove_version(matter: Matter) -> None:
    DocumentVersion.objects.filter(document__matter=matter, version=1).delete()


def remove_number(matter: Matter) -> None:
    NumberRegister.objects.filter(matter=matter).delete()


ALTERATIONS: dict[str, tuple[Alter, str, str]] = {
    "step altered": (alter_step, "step_altered", "第3步“修改文件”"),
    "step altered with its hash": (alter_step_and_its_hash, "chain_broken", "第4步“成文”"),
    "step given a value that cannot be hashed": (put_a_float_into_a_step, "step_altered", "第3步"),
    "step removed": (remove_step, "step_removed", "缺第3步"),
    "last step removed": (remove_last_step, "step_removed", "缺第7步"),
    "all steps removed": (remove_all_steps, "no_steps", "没有任何办理记录"),
    "step inserted at the end": (insert_step, "step_inserted", "有8步，事项只记有7步"),
    "last hash of the matter": (alter_last_hash, "last_hash", "末步散列值"),
    "state of the matter": (alter_state, "matter_altered", "状态为“filed”，末步记为“writing”"),
    "round of the matter": (alter_round, "matter_altered", "轮次为“2”"),
    "title of the matter": (alter_title, "row_altered", "事项本身的登记内容"),
    "procedure of the matter": (alter_procedure, "procedure_unknown", "第99版不存在"),
    "place in the chain of signatures": (alter_place_in_the_chain, "row_altered", "事项本身的登记内容"),
    "day it began": (alter_beginning, "row_altered", "事项本身的登记内容"),
    "day it ended": (alter_closing, "row_altered", "事项本身的登记内容"),
    "due date": (alter_due_date, "row_altered", "事项本身的登记内容"),
    "what it hangs under": (alter_family, "row_altered", "事项本身的登记内容"),
    "rules it runs by": (alter_rules, "procedure_altered", "与本件开始时的不同"),
    "party inserted": (insert_party, "row_inserted", "相关方（procedure.matterparty"),
    "attachment altered": (alter_attachment, "row_altered", "附件（records.attachment"),
    "attachment removed": (remove_attachment, "row_removed", "被删除"),
    "text of a document": (alter_body, "document_altered", "第1版的正文"),
    "version removed": (remove_version, "document_removed", "缺第1版"),
    "number removed": (remove_number, "number_unknown", "文号“试政协发〔2026〕1号”在编号登记中没有"),
}


@pytest.mark.parametrize("case", ALTERATIONS)
def test_altered_inserted_or_removed_row_is_named(matter: Matter, case: str) -> None:
    alter, code, words = ALTERATIONS[case]
    alter(matter)
    findings = [finding for finding in found_in(matter) if finding.code == code]
    assert findings, codes(matter)
    assert any(words in finding.text for finding in findings), [finding.text for finding in findings]
    assert all("试政协发〔2026〕1号《" in finding.text for finding in findings)
    assert all(finding.matter == str(matter.pk) and finding.key for finding in findings)


def test_altered_row_is_named_by_table_and_key(matter: Matter) -> None:
    alter_attachment(matter)
    row = Attachment.objects.get()
    (finding,) = found_in(matter)
    assert (finding.table, finding.key) == ("records.attachment", str(row.pk))


def test_file_altered_or_gone_is_named(matter: Matter, file_folder: Path) -> None:
    (path,) = (file_folder / "incoming").iterdir()
    path.write_bytes(b"other")
    assert codes(matter) == {"file_altered"}
    path.unlink()
    assert codes(matter) == {"file_removed"}


def test_gap_in_the_register_is_named(papers: object, shizuishan: Cast, lifted: None) -> None:
    for _time in range(4):
        written(shizuishan, new_paper(shizuishan), "正文")
    NumberRegister.objects.filter(sequence__in=[2, 3]).delete()
    texts = [finding.text for finding in verify(Report()) if finding.code == "number_gap"]
    assert texts == ["石嘴山市政协编号登记“test_paper”2026年缺第2、3号，登记被删除。"]
    NumberRegister.objects.filter(sequence=4).update(sequence=40)
    assert "等号" in next(finding.text for finding in verify(Report()) if finding.code == "number_gap")


def test_missing_trigger_is_named(matter: Matter) -> None:
    findings = [finding for finding in verify(Report()) if finding.code == "trigger_missing"]
    assert "procedure_step" in {finding.table for finding in findings}
    assert all("huiyin migrate" in finding.text for finding in findings)


def anchored_codes(committee: Committee | None = None, export: list[str] | None = None) -> set[str]:
    found = verify(Report(), committee=committee, exported=export)
    return {finding.code for finding in found} - {"trigger_missing"}


def export_lines() -> list[str]:
    return [json.dumps(row) for row in exported()]


def remove_matter(matter: Matter) -> None:
    """Everything of a matter, as somebody would who wants it never to have been."""
    Step.objects.filter(matter=matter).delete()
    Attachment.objects.filter(matter=matter).delete()
    DocumentVersion.objects.filter(document__matter=matter).delete()
    Document.objects.filter(matter=matter).delete()
    NumberRegister.objects.filter(matter=matter).delete()
    Matter.objects.filter(pk=matter.pk).delete()


def test_removed_matter_is_found_through_the_anchors(matter: Matter) -> None:
    anchor_days(MONDAY + timedelta(days=2))
    export = export_lines()
    assert anchored_codes(export=export) == set()
    remove_matter(matter)
    assert anchored_codes() == {"matter_removed"}
    texts = [finding.text for finding in verify(Report()) if finding.code == "matter_removed"]
    assert str(matter.pk) in texts[0]
    Anchor.objects.all().delete()
    assert anchored_codes() == set()
    assert anchored_codes(export=export) == {"anchor_removed", "matter_removed"}


def test_removed_end_of_a_chain_is_found_through_the_anchors(matter: Matter) -> None:
    anchor_days(MONDAY + timedelta(days=2))
    last = steps(matter, 7)
    last.delete()
    before = steps(matter, 6)
    Matter.objects.filter(pk=matter.pk).update(step_number=6, last_hash=before.hash)
    assert found_in(matter) == []
    assert anchored_codes() == {"anchor_differs"}


def test_matter_slipped_in_later_is_found_through_the_anchors(
    matter: Matter, papers: object, shizuishan: Cast
) -> None:
    anchor_days(MONDAY + timedelta(days=2))
    new_paper(shizuishan, "倒签的文稿", at=MONDAY)
    assert anchored_codes() == {"step_inserted"}
    new_paper(shizuishan, "更早的文稿", at=MONDAY - timedelta(days=3))
    texts = [finding.text for finding in verify(Report()) if finding.code == "step_inserted"]
    assert len(texts) == 2
    assert "更早的文稿" in texts[0]
    assert "倒签的文稿" in texts[1]


def test_step_between_two_anchored_days_is_found(papers: object, shizuishan: Cast, lifted: None) -> None:
    for days in (0, 4):
        new_paper(shizuishan, at=MONDAY + timedelta(days=days))
    anchor_days(MONDAY + timedelta(days=9))
    new_paper(shizuishan, "中间", at=MONDAY + timedelta(days=2))
    assert anchored_codes() == {"step_inserted"}


def test_altered_anchor_and_altered_export_are_found(matter: Matter) -> None:
    anchor_days(MONDAY + timedelta(days=2))
    export = export_lines()
    Anchor.objects.update(root="0" * 64)
    assert anchored_codes() == {"anchor_altered"}
    assert anchored_codes(export=export) == {"anchor_altered"}
    changed = [json.dumps({**json.loads(line), "root": "1" * 64}) for line in export]
    assert "export_altered" in anchored_codes(export=changed)


def test_anchor_with_a_matter_that_has_no_identifier_is_found(matter: Matter) -> None:
    anchor_days(MONDAY + timedelta(days=2))
    Anchor.objects.update(leaves=[["nonsense", 1, "0" * 64]])
    assert anchored_codes() == {"anchor_altered", "matter_removed", "step_inserted"}


def test_committee_that_is_gone_is_found_through_the_export(matter: Matter) -> None:
    anchor_days(MONDAY + timedelta(days=2))
    lines = [json.dumps({**json.loads(line), "committee": "gone"}) for line in export_lines()]
    assert "committee_removed" in anchored_codes(export=lines)
    other = Committee.objects.create(code="other", name="别", short_name="别", level="city", region_code="1")
    assert anchored_codes(committee=other, export=lines) == set()


def test_tables_without_a_name_go_by_their_own() -> None:
    assert table_words("records.attachment") == "附件"
    assert table_words("nothing.here") == "nothing.here"


def run(*words: str) -> tuple[int, str]:
    """The command's exit code and what it prints."""
    out = StringIO()
    try:
        call_command("verify", *words, stdout=out)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_command_says_what_it_found_and_exits_with_one(matter: Matter) -> None:
    assert run("--matter", str(matter.pk)) == (
        0,
        "核验事项1件、办理记录7条、每日锚0个、导出锚0个，全部一致。\n",
    )
    alter_title(matter)
    code, text = run("--matter", matter.number, "--committee", "shizuishan")
    assert code == 1
    assert "另一个题目" in text
    assert "发现1处不一致" in text
    code, text = run("--json", "--committee", "shizuishan")
    lines = [json.loads(line) for line in text.splitlines()]
    assert code == 1
    assert "row_altered" in {line.get("code") for line in lines}
    assert lines[-1]["matters"] == 1


def test_command_compares_with_an_exported_file(matter: Matter, tmp_path: Path) -> None:
    anchor_days(MONDAY + timedelta(days=2))
    path = tmp_path / "anchors.jsonl"
    call_command("anchors", "export", str(path), stdout=StringIO())
    remove_matter(matter)
    Anchor.objects.all().delete()
    code, text = run("--anchors", str(path))
    assert code == 1
    assert "已整件删除" in text


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--committee", "nowhere"), "没有代码为“nowhere”的政协"),
        (("--matter", "没有号"), "没有编号或者标识为“没有号”的事项"),
        (("--anchors", "/nonexistent/file"), "打不开锚文件“/nonexistent/file”：没有这个文件"),
        (("--matter", "x", "--anchors", "y"), "不能同时使用"),
    ],
)
def test_command_answers_mistakes_in_a_sentence(
    matter: Matter, words: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence):
        run(*words)


def test_command_answers_an_unreadable_export_in_a_sentence(matter: Matter, tmp_path: Path) -> None:
    path = tmp_path / "anchors.jsonl"
    for content, words in (("not json", "第1行无法读取"), ('{"leaves": []}', "第1行无法读取")):
        path.write_text(content)
        with pytest.raises(CommandError, match=words):
            run("--anchors", str(path))
    path.write_text('\n{"leaves":[],"format":"x","committee":"a","day":"2026-01-01","root":""}')
    with pytest.raises(CommandError, match="第2行的格式不是"):
        run("--anchors", str(path))


def test_page_says_the_result_to_clerk_and_operator_only(
    matter: Matter, shizuishan: Cast, zhongwei: Cast, signed_in: SignIn
) -> None:
    address = f"/records/verify/{matter.pk}/"
    for name in ("林政协", "运维员"):
        page = signed_in(shizuishan[name]).get(address)
        assert "未发现改动" in page.content.decode()
    alter_title(matter)
    assert "发现 1 处不一致" in signed_in(shizuishan["林政协"]).get(address).content.decode()
    for person in (shizuishan["周经委"], shizuishan["白委员"], zhongwei["卫政协"]):
        assert signed_in(person).get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_page_finds_a_matter_by_its_number(
    matter: Matter, shizuishan: Cast, zhongwei: Cast, signed_in: SignIn
) -> None:
    clerk = signed_in(shizuishan["林政协"])
    assert clerk.get("/records/verify/").status_code == 200
    for words in (matter.number, str(matter.pk)):
        assert "未发现改动" in clerk.get("/records/verify/", {"number": words}).content.decode()
    assert "没有编号为" in clerk.get("/records/verify/", {"number": "无此号"}).content.decode()
    other = signed_in(zhongwei["卫政协"]).get("/records/verify/", {"number": matter.number})
    assert "没有编号为" in other.content.decode()
    assert signed_in(shizuishan["白委员"]).get("/records/verify/").status_code == 403


@pytest.fixture
def copied_database(tmp_path: Path) -> Path:
    """A copy of a committed SQLite database with one paper in it."""
    if connection.vendor != "sqlite":
        pytest.skip("copies a SQLite file")
    original, copy = tmp_path / "original.sqlite3", tmp_path / "copy.sqlite3"
    put_in_place(original)
    script = (
        "import django; django.setup()\n"
        "from django.core.management import call_command\n"
        "call_command('migrate', verbosity=0)\n"
        "from factories.papers import new_paper, papers_included, written\n"
        "from factories.people import build_shizuishan\n"
        "with papers_included():\n"
        "    cast = build_shizuishan()\n"
        "    written(cast, new_paper(cast), '正文')\n"
    )
    done = in_database(original, "-c", script)
    assert done.returncode == 0, done.stderr
    with sqlite3.connect(original) as held:
        held.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(original, copy)
    return copy


def in_database(path: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run Python on a database file, with the tests' factories at hand."""
    tests = Path(__file__).parents[1]
    surroundings = {
        **os.environ,
        "HUIYIN_DATABASE_URL": f"sqlite:////{path.relative_to('/')}",
        "DJANGO_SETTINGS_MODULE": "huiyin.config.settings.test",
        "PYTHONPATH": str(tests),
    }
    return subprocess.run(
        [sys.executable, *words], env=surroundings, capture_output=True, text=True, check=False, timeout=300
    )


def test_copied_database_with_one_row_altered_by_hand_is_found_out(copied_database: Path) -> None:
    verification = (
        "import django; django.setup()\n"
        "from django.core.management import call_command\n"
        "from factories.papers import papers_included\n"
        "with papers_included():\n"
        "    call_command('verify')\n"
    )
    clean = in_database(copied_database, "-c", verification)
    assert (clean.returncode, "全部一致" in clean.stdout) == (0, True), clean.stdout + clean.stderr
    with sqlite3.connect(copied_database) as held, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        held.execute("UPDATE procedure_step SET reason = '改写' WHERE number = 2")
    with sqlite3.connect(copied_database) as held:
        held.execute("UPDATE records_document SET title = '改写'")
    altered = in_database(copied_database, "-c", verification)
    assert altered.returncode == 1
    assert "文件（records.document 第1行）被改动" in altered.stdout


@pytest.mark.django_db(transaction=True)
def test_verification_of_committed_rows_agrees_with_the_triggers_standing() -> None:
    with papers_included():
        cast = build_shizuishan()
        written(cast, new_paper(cast), "正文")
        report = Report()
        assert list(verify(report)) == []
    assert report.matters == 1
