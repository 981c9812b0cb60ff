"""Exports: in the product's layout and in the office's own, counted again, registered, harmless."""

import io
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from conftest import SignIn
from huiyin.background.enums import Condition
from huiyin.background.models import LongWork
from huiyin.background.runner import run_next
from huiyin.handling.models import Point
from huiyin.ledgers import exporting
from huiyin.ledgers.definition import ledgers
from huiyin.ledgers.exporting import Export, NotExported, write
from huiyin.ledgers.models import ExportRecord, LedgerLayout
from huiyin.ledgers.sheets.cells import EPOCH, cell
from huiyin.ledgers.sheets.filling import fill, rows_in
from huiyin.ledgers.sources import LedgerSource, source
from huiyin.ledgers.views import exports as export_pages
from huiyin.people.models import Grant, SettingChange
from ledgers.scenes import YEAR, Year
from ledgers.sheets import SAMPLE, content_of, rows_of_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(year: Year, signed_in: SignIn) -> Client:
    return signed_in(year.cast["林政协"])


def upload(client: Client, code: str, content: bytes, name: str = "台账样表.xlsx") -> Any:
    return client.post(f"/ledgers/{code}/layouts/", {"file": SimpleUploadedFile(name, content)})


def mapped(client: Client, code: str, **changes: Any) -> LedgerLayout:
    """The sample uploaded and confirmed as it was guessed, with these changes."""
    address = upload(client, code, SAMPLE.read_bytes())["Location"]
    page = client.get(address)
    given = dict(page.context["form"].initial)
    data = {**given, "sheet": page.context["head"].sheet, "in_force_from": f"{YEAR}-01-01", **changes}
    assert client.post(address, data).status_code == 302
    return LedgerLayout.objects.latest("pk")


def exported(client: Client, code: str, layout: str = "standard", query: str = f"year={YEAR}") -> bytes:
    return content_of(client.post(f"/ledgers/{code}/export/?{query}", {"layout": layout}))


def test_every_ledger_is_exported_with_all_columns_and_registered(year: Year, clerk: Client) -> None:
    for code in (*ledgers, "instructions"):
        found = source(code)
        assert found is not None
        page = clerk.get(f"/ledgers/{code}/export/?year={YEAR}")
        if not page.context["count"]:
            continue
        rows = rows_of_file(exported(clerk, code))
        assert rows[0][0] == f"政协石嘴山市委员会{found.label}（{YEAR}年）"
        assert rows[2] == ["序号", *[column.label for column in found.columns]]
        assert [row[0] for row in rows[3:]] == list(range(1, page.context["count"] + 1))
        record = ExportRecord.objects.latest("pk")
        assert (record.ledger, record.rows, record.person_name) == (code, len(rows) - 3, "林政协")
    narrowed = rows_of_file(exported(clerk, "problems", query=f"year={YEAR}&reached=satisfied"))
    assert len(narrowed) == 3 + 2 and "筛选：到哪一步：满意" in narrowed[1][0]
    listed = clerk.get("/ledgers/exports/").content.decode()
    assert "到哪一步：满意" in listed and "林政协" in listed


def test_offices_own_layout_is_guessed_confirmed_and_filled(year: Year, clerk: Client) -> None:
    layout = mapped(clerk, "assignments")
    assert (layout.sheet, layout.first_row, layout.version) == ("提案办理台账", 5, 1)
    assert layout.columns == {
        "A": "serial", "B": "number", "C": "title", "G": "unit", "I": "sent", "J": "answered", "K": "class",
        "L": "contact", "M": "marks",
    }  # fmt: skip
    content = exported(clerk, "assignments", "own")
    rows = rows_of_file(content, "提案办理台账")
    sample = rows_of_file(SAMPLE.read_bytes(), "提案办理台账")
    assert rows[:4] == sample[:4], "title rows and head stay as they are"
    assert [row[0] for row in rows[4:]] == [1, 2, 3, 4] and rows[4][6] == "市资源局"
    assert rows_of_file(content, "协商成果台账") == rows_of_file(SAMPLE.read_bytes(), "协商成果台账")
    record = ExportRecord.objects.latest("pk")
    assert record.layout == layout and record.rows == 4


def test_head_widths_merges_formats_and_print_area_stay(tmp_path: Path) -> None:
    template = office_workbook()
    target = tmp_path / "filled.xlsx"
    rows = [{"A": number, "B": date(2026, 3, number), "C": "=1+1"} for number in range(1, 31)]
    assert fill(template, sheet="台账", first_row=4, rows=iter(rows), count=30, target=target) == 30
    assert rows_in(target, sheet="台账", first_row=4) == 30
    with zipfile.ZipFile(target) as book:
        sheet, names = book.read("xl/worksheets/sheet1.xml").decode(), book.read("xl/workbook.xml").decode()
        assert "xl/calcChain.xml" not in book.namelist()
    filled = rows_of_file(target.read_bytes())
    assert '<mergeCell ref="A1:C1"' in sheet and "A6:B6" not in sheet, (
        "what was merged in the sample rows is gone"
    )
    assert 'orientation="landscape"' in sheet and "<cols>" in sheet and 'ref="A3:C33"' in sheet
    assert "$A$1:$C$33" in names and "<f>" not in sheet
    # A column of days is a column of days, in the office's own format; what looks like a formula is text.
    assert filled[3] == [1, date(2026, 3, 1), "=1+1"] and len(filled) == 33
    assert f"<v>{(date(2026, 3, 1) - EPOCH).days}</v>" in sheet


def test_book_opens_on_the_sheet_that_was_filled(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        book.add_worksheet("提案办理台账").write_row("A1", ["序号", "案由"])
        book.add_worksheet("协商成果台账").write_row("A1", ["序号", "议题"])
    target = tmp_path / "filled.xlsx"
    rows = [{"A": 1, "B": "停车设施共享"}]
    fill(buffer.getvalue(), sheet="协商成果台账", first_row=2, rows=iter(rows), count=1, target=target)
    with zipfile.ZipFile(target) as filled:
        assert b'activeTab="1"' in filled.read("xl/workbook.xml")
        assert b"tabSelected" not in filled.read("xl/worksheets/sheet1.xml"), (
            "two selected sheets are one group"
        )
    assert rows_of_file(target.read_bytes(), "协商成果台账")[1] == [1, "停车设施共享"]


def office_workbook() -> bytes:
    """A layout with everything that an office sets: title, widths, formats, filter, print area, formulas, merges."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet("台账")
        sheet.merge_range("A1:C1", "某市政协台账")
        sheet.write_row("A3", ["序号", "日期", "内容"])
        sheet.set_column("A:C", 22)
        day = book.add_format({"num_format": "yyyy年m月d日", "border": 1})
        for row in range(3, 8):
            sheet.write_number(row, 0, row)
            sheet.write_datetime(row, 1, date(2025, 1, row), day)
            sheet.write_formula(row, 2, "=A4*2")
        sheet.merge_range("A6:B6", "样例")
        sheet.autofilter("A3:C8")
        sheet.print_area("A1:C8")
        sheet.set_landscape()
    return buffer.getvalue()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r="])
def test_no_cell_is_a_formula(year: Year, clerk: Client, start: str) -> None:
    words = f'{start}HYPERLINK("http://x.invalid","请点") <b>&'
    Point.objects.filter(matter=year.handling.matter, order=1).update(text=words)
    content = exported(clerk, "problems", query=f"year={YEAR}&state=handling")
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f" not in sheet.split("<sheetData")[1] and "HYPERLINK(" in sheet
    text = rows_of_file(content)[3][5 - 1]
    assert text.lstrip("\t\r\n") == words.lstrip("\t\r\n")


def test_odd_text_stays_what_it_is() -> None:
    assert "\x0b" not in cell("A1", "a\x0bb\x00", "", as_day=False)
    assert "_x005F_x0041_" in cell("A1", "_x0041_", "", as_day=False)
    assert "……" not in cell("A1", "长" * 40_000, "", as_day=False)
    assert cell("A1", "长" * 40_000, "", as_day=False).count("长") == 32_766
    assert cell("B2", None, "7", as_day=True) == '<c r="B2" s="7"/>'


def bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SAMPLE.read_bytes())) as old, zipfile.ZipFile(buffer, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/media/image1.png", b"\0" * 12_000_000)
    return buffer.getvalue()


def with_entities() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SAMPLE.read_bytes())) as old, zipfile.ZipFile(buffer, "w", 8) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                content = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>' + content
            new.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("空.xlsx", b"", "所选文件是空的"),
        ("表.xlsx", b"not a workbook", "不是"),
        ("表.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".xlsx"),
        ("表.csv", "序号,标题".encode(), "请上传 .xlsx"),
        ("大.xlsx", b"PK\x03\x04" + b"\0" * (5 * 1024 * 1024), "超过 5 MB"),
        ("弹.xlsx", bomb, "展开后过大"),
        ("体.xlsx", with_entities, "已损坏"),
        ("机密★10年.xlsx", SAMPLE.read_bytes, "出现"),
    ],
)
def test_what_cannot_be_a_layout_is_refused_in_a_sentence(
    year: Year, clerk: Client, name: str, content: Any, sentence: str
) -> None:
    answer = upload(clerk, "outcomes", content() if callable(content) else content, name)
    assert answer.status_code == 422
    assert sentence in str(answer.context["form"].errors["file"])
    assert not LedgerLayout.objects.exists()


def test_versions_are_kept_and_the_newest_in_force_is_used(year: Year, clerk: Client) -> None:
    first = mapped(clerk, "outcomes", sheet="协商成果台账")
    later = timezone.localdate() + timedelta(days=30)
    second = mapped(clerk, "outcomes", sheet="协商成果台账", in_force_from=later.isoformat())
    assert [first.version, second.version] == [1, 2]
    page = clerk.get(f"/ledgers/outcomes/export/?year={YEAR}")
    assert page.context["layout"].pk == first.pk
    # A layout in force is not changed any more, whatever is posted; one that was never confirmed does not count.
    address = f"/ledgers/outcomes/layouts/{first.pk}/"
    assert clerk.post(
        address, {"sheet": "协商成果台账", "first_row": 9, "in_force_from": "2020-01-01"}
    ).status_code
    first.refresh_from_db()
    assert first.first_row == 3
    bad = upload(clerk, "outcomes", SAMPLE.read_bytes())["Location"]
    answer = clerk.post(
        bad, {"sheet": "协商成果台账", "first_row": 2, "in_force_from": "x", "column-B": "title"}
    )
    assert answer.status_code == 422
    assert {"first_row", "in_force_from"} <= set(answer.context["form"].errors)
    assert clerk.get(f"/ledgers/assignments/layouts/{first.pk}/").status_code == 404
    # Both are on the record of settings, once each.
    assert SettingChange.objects.filter(label="启用台账版式", what="成果台账").count() == 2
    assert "按本单位版式导出的台账 1 种" in clerk.get("/settings/").content.decode()


def test_large_export_is_done_in_the_background_once(
    year: Year, clerk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_pages, "AT_ONCE", 3)
    address = f"/ledgers/problems/export/?year={YEAR}"
    assert "在后台导出" in clerk.get(address).content.decode()
    first, second = (clerk.post(address, {"layout": "standard"}) for _twice in range(2))
    assert first["Location"] == second["Location"], "asked twice at once, done once"
    assert run_next(timezone.now)
    work = LongWork.objects.get()
    assert work.condition == Condition.DONE and "共导出6行" in work.outcome
    rows = rows_of_file(content_of(clerk.get(f"/background/{work.pk}/file/")))
    assert len(rows) == 3 + 6
    assert ExportRecord.objects.get().rows == 6
    Grant.objects.filter(person=year.cast["林政协"]).update(until=date(2026, 1, 1))
    assert clerk.get(f"/background/{work.pk}/file/").status_code == 403


def test_file_that_does_not_hold_what_was_asked_for_is_not_handed_over(
    year: Year, clerk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "rows_in", lambda *args, **more: 5)
    answer = clerk.post(f"/ledgers/problems/export/?year={YEAR}", {"layout": "standard"})
    assert answer.status_code == 409 and "行数核对不一致" in answer.content.decode()
    assert not ExportRecord.objects.exists()


def test_row_that_vanishes_while_it_is_written_is_noticed(year: Year, tmp_path: Path) -> None:
    asker = year.asks("林政协")
    export = Export(LedgerSource(ledgers["problems"]), asker, {}, "", None)
    point = Point.objects.filter(matter=year.done.matter).first()
    assert point is not None
    told: list[int] = []

    def tell(total: int, more: int) -> None:
        # The matter is withdrawn after the keys were read, in every attempt.
        state = "withdrawn" if more == 0 else "fed_back"
        type(year.done.matter).objects.filter(pk=year.done.matter.pk).update(state=state)
        told.append(total)

    with pytest.raises(NotExported, match="请重新导出"):
        write(export, tmp_path / "x.xlsx", tell)
    assert len(told) >= 3
