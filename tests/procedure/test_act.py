"""What guards and effects may do through the act, and how its content becomes plain record."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from factories.errands import FOLDER, register
from factories.people import Cast
from huiyin.people.enums import Role
from huiyin.people.models import Grant
from huiyin.procedure import library, registry
from huiyin.procedure.act import Act, add_party, as_record
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.begin import begin, begin_child
from huiyin.procedure.engine import take
from huiyin.procedure.enums import LinkKind
from huiyin.procedure.errors import ActRefused, ChooseGrant, ContentRefused, NotYours
from huiyin.procedure.library import procedure_of
from huiyin.procedure.loader import DocumentRefused
from huiyin.procedure.models import Matter
from huiyin.procedure.ports import DocumentFact, Finding, Ports, ports
from huiyin.procedure.registry import ContentTable, NameTaken, Panel
from procedure.conftest import MONDAY, SHANGHAI, Errand


def act_on(matter: Matter, cast: Cast) -> Act:
    return Act(
        procedure=procedure_of(matter.procedure, matter.version),
        matter=matter,
        committee=cast.committee,
        at=MONDAY,
        move="hand_over",
        actor=cast["林政协"],
        data={"reason": "因故"},
    )


def test_act_knows_its_day_where_the_office_is(errand: Errand, shizuishan: Cast) -> None:
    act = act_on(errand("drafting"), shizuishan)
    act.at = datetime.fromisoformat("2026-03-02T17:30:00+00:00")

    assert (act.day, act.reason, act.recorded_at) == (date(2026, 3, 3), "因故", act.at)


def test_party_is_recorded_once_retired_and_taken_up_again(errand: Errand, shizuishan: Cast) -> None:
    matter = errand("drafting")
    act, unit = act_on(matter, shizuishan), shizuishan.body("市城市管理局")

    act.add_party("unit", unit)
    act.add_party("unit", unit)
    assert matter.parties.filter(role="unit", active=True).count() == 1
    act.retire_party("unit", unit)
    assert not matter.parties.filter(role="unit", active=True).exists()
    assert act.add_party("unit", unit).active
    act.add_party("giver", shizuishan["白委员"])
    act.retire_party("giver", shizuishan["白委员"])
    assert matter.parties.count() == 3


def test_body_of_another_committee_is_no_party(errand: Errand, zhongwei: Cast) -> None:
    with pytest.raises(ValueError, match="another committee"):
        add_party(errand("drafting"), "unit", zhongwei.body("市旅游和文化体育广电局"))


def test_link_stays_within_the_committee(errand: Errand, shizuishan: Cast, zhongwei: Cast) -> None:
    first, second = errand("drafting"), errand("drafting")
    act = act_on(first, shizuishan)

    link = act.link(second, LinkKind.RELATED, "同一条路")
    assert act.link(second, LinkKind.RELATED) == link
    assert str(link).startswith(str(first.pk))
    second.committee = zhongwei.committee
    with pytest.raises(ValueError, match="cross committees"):
        act.link(second, LinkKind.RELATED)


def test_content_of_a_form_becomes_plain_values(shizuishan: Cast) -> None:
    body = shizuishan.body("市城市管理局")
    record = as_record(
        {
            "text": "甲",
            "number": 3,
            "none": None,
            "day": date(2026, 3, 2),
            "body": body,
            "rows": [{"units": [body]}],
            "file": SimpleUploadedFile("批示.pdf", b"x"),
            "sum": Decimal("1.50"),
        }
    )

    unit = {"id": str(body.pk), "text": str(body)}
    assert record == {
        "text": "甲",
        "number": 3,
        "none": None,
        "day": "2026-03-02",
        "body": unit,
        "rows": [{"units": [unit]}],
        "file": {"file": "批示.pdf"},
        "sum": "1.50",
    }


def test_form_shows_nothing_unless_it_says_so(errand: Errand, shizuishan: Cast) -> None:
    assert ActForm.initial_from(act_on(errand("drafting"), shizuishan)) == {}


def test_only_declared_procedures_run_as_children(errand: Errand, shizuishan: Cast) -> None:
    with pytest.raises(ActRefused) as refused:
        begin_child(act_on(errand("drafting"), shizuishan), "errand", title="子差事")
    assert refused.value.codes == ("not_a_child",)


def test_child_cannot_be_begun_by_itself(errands: object, shizuishan: Cast) -> None:
    with pytest.raises(NotYours) as refused:
        begin("chore", committee=shizuishan.committee, actor=shizuishan["林政协"], at=MONDAY)
    assert str(refused.value) == "这一事项不能单独新建。"


def test_two_bodies_of_one_drafter_must_be_told_apart(errands: object, shizuishan: Cast) -> None:
    second = Grant.objects.create(
        committee=shizuishan.committee,
        person=shizuishan["周经委"],
        role=Role.COMMITTEE_CLERK,
        body=shizuishan.body("文化文史和学习委员会"),
        since=shizuishan.grant("周经委").since,
    )
    ask = {
        "committee": shizuishan.committee,
        "actor": shizuishan["周经委"],
        "at": MONDAY,
        "data": {"title": "修路"},
    }

    with pytest.raises(ChooseGrant):
        begin("errand", **ask)  # type: ignore[arg-type]
    matter = begin("errand", **ask, grant=second).matter  # type: ignore[arg-type]
    assert [party.body for party in matter.parties.all()] == [second.body]


def test_classified_content_is_refused_before_anything_happens(
    errand: Errand, shizuishan: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    matter, kept = errand("reviewing"), []
    monkeypatch.setattr(ports, "screen", lambda data, files: Finding("含有密级标志。", "hash"))
    monkeypatch.setattr(ports, "incident", lambda *facts: kept.append(facts))

    with pytest.raises(ContentRefused):
        take(matter, "sign", actor=shizuishan["陈副主席"], at=MONDAY, data={"reason": "x"})

    assert kept == [(Finding("含有密级标志。", "hash"), shizuishan["陈副主席"], MONDAY, "errand.sign")]
    assert matter.steps.count() == 2


def test_missing_document_is_named_and_a_present_one_recorded(
    errand: Errand, shizuishan: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry.document_kind("errand_note", "差事说明")
    document = procedure_of("errand", 1)
    needing = document.moves["conclude"].model_copy(update={"documents": ("errand_note",)})
    matter = errand("answered")
    library.include(document.model_copy(update={"moves": {**document.moves, "conclude": needing}}))

    with pytest.raises(ActRefused) as refused:
        take(matter, "conclude", actor=shizuishan["林政协"], at=MONDAY)
    assert [reason.text for reason in refused.value.refusals] == ["还没有“差事说明”。"]

    fact = DocumentFact("errand_note", "说明", "1号", 1, "hash")
    monkeypatch.setattr(ports, "documents", lambda matter, kinds: [fact] if kinds else [])
    step = take(matter, "conclude", actor=shizuishan["林政协"], at=MONDAY).step
    assert [each["number"] for each in step.documents] == ["1号"]


def test_ports_that_nobody_set_find_nothing(errand: Errand, shizuishan: Cast) -> None:
    bare, matter = Ports(), errand("drafting")

    assert bare.documents(matter, ["report"]) == []
    assert bare.screen({}, {}) is None
    bare.incident(Finding("", ""), shizuishan["林政协"], MONDAY, "")
    bare.step_passed(matter, matter.steps.get())
    assert bare.opened == bare.passed == []


def test_name_belongs_to_one_function() -> None:
    registry.guard("errands.once@1", "一次")(test_name_belongs_to_one_function)
    with pytest.raises(NameTaken):
        registry.guard("errands.once@1", "一次")(as_record)
    with pytest.raises(ValueError, match=r"package\.name@1"):
        registry.effect("no number")(as_record)
    registry.guards.pop("errands.once@1")
    registry.guard_labels.pop("errands.once@1")


def test_panels_and_tables_are_registered_once() -> None:
    register()
    late = Panel("b", "summary", "b.html", lambda matter, person: {}, order=90)
    early = Panel("a", "summary", "a.html", lambda matter, person: {}, order=10)
    for value in (late, early, late):
        registry.panel("errand", value)
        registry.shared_panel(value)
    table = ContentTable(Matter, "parent")
    registry.shared_table(table)
    registry.shared_table(table)

    assert [value.code for value in registry.kinds["errand"].panels if value in (early, late)] == ["a", "b"]
    assert registry.shared_tables.count(table) == 1
    registry.kinds["errand"].panels.clear()
    registry.shared_tables.remove(table)
    for value in (late, early):
        registry.shared_panels.remove(value)


@pytest.mark.parametrize(
    ("name", "text", "seals", "says"),
    [
        ("other.v1.yaml", None, "", "must be called errand.v1.yaml"),
        ("errand.v1.yaml", None, "errand.v1 0000", "is sealed and has been changed"),
        ("errand.v1.yaml", "nothing", "", "is a mapping"),
    ],
)
def test_installed_documents_are_checked_against_their_names_and_seals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str | None, seals: str, says: str
) -> None:
    register()
    (tmp_path / name).write_text(text or (FOLDER / "errand.v1.yaml").read_text("utf-8"), encoding="utf-8")
    (tmp_path / "seals.txt").write_text(seals, encoding="utf-8")
    monkeypatch.setattr(library, "folders", lambda: [tmp_path])

    with pytest.raises(DocumentRefused, match=says):
        library.installed.__wrapped__()


def test_procedure_brought_by_two_packages_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register()
    text = (FOLDER / "errand.v1.yaml").read_text("utf-8")
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        folder.mkdir()
        (folder / "errand.v1.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(library, "folders", lambda: folders)

    with pytest.raises(DocumentRefused, match="brought by two packages"):
        library.installed.__wrapped__()


def test_midnight_in_shanghai_is_the_next_day(errand: Errand, shizuishan: Cast) -> None:
    act = act_on(errand("drafting"), shizuishan)
    act.at = datetime(2026, 3, 3, 0, 0, tzinfo=SHANGHAI)
    assert act.day == date(2026, 3, 3)
