"""The picture of a procedure, its table, and the generated pages."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from conftest import SignIn
from factories.changing import confirmed, previewed, said
from factories.errands import FOLDER, register
from factories.people import Cast
from huiyin.people.models import SettingChange
from huiyin.procedure import library
from huiyin.procedure.definition import Procedure
from huiyin.procedure.diagram import Marks, svg_of
from huiyin.procedure.diagram_layout import BOX_HEIGHT, BOX_WIDTH, layout
from huiyin.procedure.documentation import pages, stale, write
from huiyin.procedure.loader import load, load_text
from huiyin.procedure.models import Clock, TermAdjustment
from huiyin.procedure.procedure_table import move_rows, term_in_words
from procedure.conftest import Errand

DOCUMENTS = Path(__file__).resolve().parents[2] / "docs" / "procedures"
SVG = "{http://www.w3.org/2000/svg}"


def all_procedures(errands: Procedure) -> list[Procedure]:
    return list(library.every().values())


def test_layout_puts_every_state_in_its_stage_and_no_two_on_each_other(errands: Procedure) -> None:
    for procedure in all_procedures(errands):
        boxes = list(layout(procedure).boxes.values())
        assert {box.state for box in boxes} == set(procedure.states)
        places = [(box.column, box.row) for box in boxes]
        assert len(set(places)) == len(places)
        order = list(procedure.stages)
        by_column = sorted(boxes, key=lambda box: box.column)
        stages = [order.index(procedure.states[box.state].stage) for box in by_column]
        assert stages == sorted(stages), procedure.identity


def test_layout_draws_every_move_that_leads_elsewhere(errands: Procedure) -> None:
    for procedure in all_procedures(errands):
        drawn = {(source, edge.target) for edge in layout(procedure).edges for source in edge.sources}
        wanted = {
            (state, procedure.target_of(move, state))
            for move in procedure.moves.values()
            for state in move.from_
            if procedure.target_of(move, state) != state
        }
        assert drawn == wanted, procedure.identity


def test_lines_in_lanes_cross_no_box(errands: Procedure) -> None:
    for procedure in all_procedures(errands):
        placed = layout(procedure)
        tree = ElementTree.fromstring(str(svg_of(procedure)))
        for path in tree.iter(f"{SVG}path"):
            for x, top, bottom in _verticals(path.get("d") or ""):
                for box in placed.boxes.values():
                    inside = box.x < x < box.x + BOX_WIDTH
                    assert not (inside and bottom > box.y and top < box.y + BOX_HEIGHT), procedure.identity


def _verticals(path: str) -> list[tuple[int, int, int]]:
    """(x, top, bottom) of the upright parts of a path made of M, H and V."""
    found, x, y = [], 0, 0
    if "C" in path or path.startswith("M0 0"):
        return []
    for letter, numbers in re.findall(r"([MHV])([\d ]+)", path):
        values = [int(number) for number in numbers.split()]
        if letter == "M":
            x, y = values
        elif letter == "H":
            x = values[0]
        else:
            found.append((x, min(y, values[0]), max(y, values[0])))
            y = values[0]
    return found


def test_picture_marks_past_present_and_late_in_words(errands: Procedure) -> None:
    plain = str(svg_of(errands))
    assert "当前" not in plain and "hy-state-plain" in plain
    marked = str(svg_of(errands, Marks(past=frozenset({"drafting"}), now="reviewing")))
    assert "✓ 已过" in marked and "● 当前" in marked and "未到" in marked
    assert "● 当前，已逾期" in str(svg_of(errands, Marks(now="reviewing", late=True)))
    assert "stroke-dasharray" in marked and "<style" not in marked and "style=" not in marked


def test_picture_escapes_what_the_document_says(errands: Procedure) -> None:
    states = {**errands.states, "drafting": errands.states["drafting"].model_copy(update={"label": "<b>起&"})}
    text = str(svg_of(errands.model_copy(update={"states": states})))

    assert "<b>" not in text and "&lt;b&gt;起&amp;" in text


def test_table_names_moves_conditions_and_clocks(errands: Procedure) -> None:
    rows = {(row.state, row.move): row for row in move_rows(errands)}

    assert rows["起草", "送审"].conditions == ("已有内容",)
    assert rows["起草", "送审"].clock == "“起草”停止"
    assert rows["待交办", "交办"].clock == "起算“办理”：3个月"
    assert rows["审核", "签发"].by == "分管副主席 → 秘书长 → 主席"
    assert rows["办理中", "办毕"].by == "系统自动"
    assert rows["办理中", "延期"].target == "（不变）"
    assert [term_in_words(term) for term in errands.terms.values()] == ["15个工作日", "3个月"]


def test_generated_pages_are_current(db: None) -> None:
    installed = sorted(library.installed().values(), key=lambda each: each.identity)

    assert stale(DOCUMENTS, pages(installed)) == [], "run: huiyin procedures --write"


def test_command_writes_checks_and_tells_what_is_stale(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], errands: Procedure
) -> None:
    with pytest.raises(CommandError, match=r"README\.md"):
        call_command("procedures", "--check", folder=tmp_path)
    call_command("procedures", "--write", folder=tmp_path)
    call_command("procedures", "--check", folder=tmp_path)
    (tmp_path / "gone.v1.svg").write_text("<svg/>", encoding="utf-8")
    with pytest.raises(CommandError, match=r"gone\.v1\.svg"):
        call_command("procedures", "--check", folder=tmp_path)
    assert write(tmp_path, pages([errands]))[0] == "README.md"
    assert (tmp_path / "errand.v1.svg").read_text(encoding="utf-8").startswith("<svg")
    assert "| 形成 | 起草 | 送审 | 审核 | 起草单位 | 已有内容 |" in (tmp_path / "errand.v1.md").read_text(
        "utf-8"
    )
    capsys.readouterr()
    call_command("procedures")
    assert "没有安装任何程序" in (out := capsys.readouterr().out) or "v1" in out


def test_command_seals_a_version_in_its_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], errands: Procedure
) -> None:
    source = Path(__file__).resolve().parents[1] / "factories" / "errand.v1.yaml"
    (tmp_path / "errand.v1.yaml").write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(library, "folders", lambda: [tmp_path])
    call_command("procedures", "seal", "errand", "1")

    assert library.read_seals(tmp_path / library.SEALS) == {"errand.v1": load(source).seal}
    for words in (["seal", "nothing", "1"], ["seal", "errand"], ["list"]):
        with pytest.raises(CommandError):
            call_command("procedures", *words)


def test_procedure_page_shows_picture_and_table_to_those_with_a_part_in_it(
    errands: Procedure, shizuishan: Cast, signed_in: SignIn
) -> None:
    text = signed_in(shizuishan["周经委"]).get("/procedures/errand/v1/").content.decode()

    assert "hy-diagram" in text and "起算“办理”：3个月" in text and "5—30个工作日" in text
    assert signed_in(shizuishan["运维员"]).get("/procedures/errand/v1/").status_code == 404
    assert signed_in(shizuishan["周经委"]).get("/procedures/errand/v9/").status_code == 404
    assert "errand/v1" in signed_in(shizuishan["周经委"]).get("/procedures/").content.decode()
    assert Client().get("/procedures/errand/v1/").status_code == 302


def test_terms_are_adjusted_by_the_office_within_bounds(
    errand: Errand, shizuishan: Cast, signed_in: SignIn
) -> None:
    client, today = signed_in(shizuishan["林政协"]), timezone.localdate()
    errand("drafting")
    link = '/settings/changes/time-limit/?committee=shizuishan&amp;of=errand.draft_days"'
    assert link in client.get("/procedures/errand/terms/").content.decode()
    typed = {"amount": "40", "in_force_from": today, "reason": "任务较重"}
    asked = said(client.get("/settings/changes/time-limit/?committee=shizuishan&of=errand.draft_days"))
    assert "之间调整" in asked and "单位：" in asked
    refused = previewed(client, "time-limit", "errand.draft_days", **typed)

    assert refused.status_code == 422 and "任务较重" in refused.content.decode()
    assert "只能在5至30之间调整，填写的是40" in said(refused)
    past = previewed(
        client, "time-limit", "errand.draft_days", **{**typed, "amount": "20", "in_force_from": "2020-01-01"}
    )
    assert past.status_code == 422 and "不能早于今天" in said(past)
    page = previewed(client, "time-limit", "errand.draft_days", **{**typed, "amount": "20"})
    assert "正在计算的1件，仍按原来的期限" in said(page) and "15个工作日" in said(page)
    due = Clock.objects.get().due
    confirmed(client, "time-limit", page)

    assert TermAdjustment.objects.get().amount == 20 and Clock.objects.get().due == due
    assert "任务较重" in said(client.get("/procedures/errand/terms/"))
    assert "20个工作日 已调整" in said(client.get("/settings/limits/"))
    line = SettingChange.objects.get()
    assert (line.before, line.after, line.reason) == ("15个工作日", "20个工作日", "任务较重")
    assert "本来就是20个工作日" in said(
        previewed(client, "time-limit", "errand.draft_days", **{**typed, "amount": "20"})
    )


def test_terms_are_only_read_by_everybody_else(
    errands: Procedure, shizuishan: Cast, zhongwei: Cast, signed_in: SignIn
) -> None:
    client, url = signed_in(shizuishan["周经委"]), "/procedures/errand/terms/"

    assert "time-limit" not in client.get(url).content.decode()
    assert client.get("/settings/limits/").status_code == 403
    operator = signed_in(shizuishan["运维员"])
    assert "起草期限" in said(operator.get("/settings/limits/"))
    for who in (client, operator):
        assert previewed(who, "time-limit", "errand.draft_days", amount=20).status_code == 403
    clerk = signed_in(shizuishan["林政协"])
    assert clerk.get(f"{url}?committee=zhongwei").status_code == 404
    for key in ("errand.handling_months", "errand.none", "nothing", ""):
        assert clerk.get("/settings/changes/time-limit/", {"of": key}).status_code == 404
    assert not TermAdjustment.objects.exists()


def test_procedure_without_terms_and_with_an_unused_stage_is_drawn_and_written() -> None:
    register()
    text = (
        (FOLDER / "chore.v1.yaml")
        .read_text("utf-8")
        .replace("stages: {handling: 办理}", "stages: {handling: 办理, later: 以后}")
    )
    chore = load_text(text, source="chore.v1.yaml")
    bare = chore.model_copy(update={"terms": {}, "clocks": {}})

    files = pages([bare])

    assert "以后" not in files["chore.v1.svg"]
    assert "## 期限" not in files["chore.v1.md"]
