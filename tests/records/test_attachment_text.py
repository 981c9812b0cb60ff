"""What attachments say is kept: read by the worker in a bounded process, or marked with the reason why not."""

import json
import resource
import sys
from datetime import date, datetime, time, timedelta
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import docx
import pytest
import typst
import xlsxwriter
from django.core.management import call_command

from conftest import SignIn
from factories import files
from factories.papers import MONDAY, attached, new_paper
from factories.people import Cast
from huiyin.records.enums import TextState, Unread
from huiyin.records.file_texts import (
    bounded,
    child,
    office_words,
    pdf_words,
    queue,
    reading,
    sheet_words,
    words,
)
from huiyin.records.file_texts.bounded import read_bounded
from huiyin.records.file_texts.queue import read_waiting, when_read
from huiyin.records.file_texts.reading import read_words
from huiyin.records.file_texts.sheet_words import shown
from huiyin.records.models import Attachment, AttachmentText
from huiyin.records.official.fonts import fonts_here
from huiyin.records.verification import Report, verify

W = files.W
NOTES = f"<w:footnotes {W}>{files.paragraphs('见自治区规划第三章')}</w:footnotes>"
BOX = (
    f'<w:document {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>'
    "<mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>文本框里的话</w:t></w:r></w:p></w:txbxContent>"
    "</mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>文本框里的话</w:t></w:r></w:p></w:txbxContent>"
    "</mc:Fallback></mc:AlternateContent><w:p><w:del><w:r><w:delText>删去的话</w:delText></w:r></w:del></w:p>"
    "</w:body></w:document>"
)


def report() -> bytes:
    """A report as a committee writes it: paragraphs, a table, header and footer."""
    paper = docx.Document()
    paper.core_properties.author = "录入人甲"
    paper.add_paragraph("老旧小区加装电梯的调研报告")
    table = paper.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "朝阳街道", "贺兰山路"
    paper.sections[0].header.paragraphs[0].text = "调研材料"
    paper.sections[0].footer.paragraphs[0].text = "第十二届委员会"
    held = BytesIO()
    paper.save(held)
    return held.getvalue()


def workbook() -> bytes:
    """Two sheets with words, numbers, a day, a result and nothing much."""
    held = BytesIO()
    with xlsxwriter.Workbook(held) as book:
        first, second = book.add_worksheet("承办情况"), book.add_worksheet("经费")
        first.write("A1", "城市管理局")
        first.write("B1", 27)
        first.write_formula("A2", "=B1*2", None, 54)
        first.write("A5", "隔了两行")
        second.write("A1", 1234.5)
        second.write_datetime("B1", datetime(2026, 3, 2), book.add_format({"num_format": "yyyy-mm-dd"}))
        second.write_boolean("C1", True)
        second.insert_textbox("A3", "图上的说明")
        second.write_comment("A1", "含上年结转")
    return held.getvalue()


def odd_pdf(encoding: bytes, letters: bytes, *, contents: bytes | None = None) -> bytes:
    """A page in a Chinese font that has no table of its letters; where `encoding` is empty, in no such font."""
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong /Encoding %s /DescendantFonts [4 0 R] >>"
        % encoding
    )
    drawn = contents or b"BT /F 12 Tf 50 800 Td <%s> Tj 0 -20 Td <%s> Tj ET" % ((letters.hex().encode(),) * 2)
    return files._file(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [5 0 R] >>",
            font,
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /STSong"
            b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 0 >> >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R"
            b" /Resources << /Font << /F 3 0 R >> >> >>",
            files._stream(drawn),
        ]
    )


def test_word_is_read_as_it_is_seen_without_its_properties() -> None:
    found = read_words("调研报告.docx", report())
    for each in ("老旧小区加装电梯", "朝阳街道", "贺兰山路", "调研材料", "第十二届委员会"):
        assert each in found.text
    assert found.state == TextState.DONE and not found.reason
    assert "录入人甲" not in found.text
    boxed = read_words(
        "a.docx", files.docx(more={"word/document.xml": BOX, "word/footnotes.xml": NOTES})
    ).text
    assert boxed.count("文本框里的话") == 1
    assert "自治区规划第三章" in boxed and "删去的话" not in boxed


def test_workbook_is_read_sheet_by_sheet_with_results_of_formulas() -> None:
    text = read_words("台账.xlsx", workbook()).text
    for each in (
        "承办情况",
        "城市管理局 27",
        "54",
        "隔了两行",
        "经费",
        "1234.5 2026年3月2日",
        "图上的说明",
        "含上年结转",
    ):
        assert each in text
    assert "B1*2" not in text and "True" not in text


def test_values_are_found_as_a_clerk_types_them() -> None:
    assert shown(12.0) == "12" and shown(0.1 + 0.2) == "0.3" and shown(7) == "7"
    assert shown(datetime(2026, 3, 2, 9, 30)) == "2026年3月2日09:30"
    assert shown(date(2026, 3, 2)) == "2026年3月2日" and shown(time(9, 30)) == "09:30"
    assert shown(timedelta(hours=25)) == "1 day, 1:00:00" and shown(False) == ""


def test_pdf_is_read_across_the_ends_of_its_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read_words("a.pdf", files.pdf("园林绿化废\n弃物处理", "第 二 页", title="属性里的标题"))
    assert found.text == "园林绿化废弃物处理第二页" and not found.reason
    set_paper = typst.compile(
        '#set text(lang: "zh")\n贺兰山东麓葡萄酒产业'.encode(), font_paths=fonts_here().fonts, format="pdf"
    )
    assert "贺兰山东麓葡萄酒产业" in read_words("b.pdf", set_paper).text
    monkeypatch.setattr(pdf_words, "MOST_PAGES", 1)
    cut = read_words("a.pdf", files.pdf("第一页", "第二页"))
    assert (cut.text, cut.reason) == ("第一页", Unread.CUT)
    monkeypatch.setattr(pdf_words, "LONGEST", 2)
    assert read_words("a.pdf", files.pdf("第一页")).reason == Unread.CUT
    monkeypatch.setattr(pdf_words, "MOST_PAGES", 2)
    assert read_words("a.pdf", files.pdf("第一页", "第二页")).text == "第一页"


def test_letters_that_the_font_does_not_name_are_not_taken_for_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "园林绿化"
    for encoding, codec in ((b"/GBK-EUC-H", "gbk"), (b"/UniGB-UCS2-H", "utf-16-be")):
        assert read_words("a.pdf", odd_pdf(encoding, text.encode(codec))).text == text * 2
    found = read_words("a.pdf", odd_pdf(b"/Identity-H", text.encode("utf-16-be")))
    assert (found.text, found.state, found.reason) == ("", TextState.FAILED, Unread.LETTERS)
    scanned = read_words("a.pdf", odd_pdf(b"/Identity-H", b"", contents=b"0 0 m 9 9 l S"))
    assert (scanned.text, scanned.state, scanned.reason) == ("", TextState.EMPTY, Unread.SCANNED)
    monkeypatch.setattr(pdf_words, "_LARGEST_PAGE", 10)
    assert read_words("a.pdf", files.pdf("过大的一页")).reason == Unread.DAMAGED


def test_what_cannot_be_read_says_why_and_keeps_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    unread = {
        Unread.OLD_FORMAT: ("a.doc", files.ole("旧文稿")),
        Unread.PICTURE: ("a.png", files.png("说明")),
        Unread.LOCKED: ("a.pdf", files.pdf("文", password="秘")),
        Unread.NOTHING: ("a.docx", files.docx("")),
    }
    for reason, (name, content) in unread.items():
        found = read_words(name, content)
        assert (found.text, found.reason) == ("", reason)
    damaged = (
        ("a.pdf", b"%PDF-1.4\nnothing"),
        ("a.pdf", files.pdf("x", raw={"contents": b"/Contents 99 0 R /Resources 98 0 R /Parent 97 0 R"})),
        ("a.docx", files.docx(more={"word/document.xml": "<w:document>"})),
        ("a.xlsx", files.zipped({"[Content_Types].xml": files.TYPES, "xl/workbook.xml": "<workbook"})),
        ("a.docx", b"no such type"),
    )
    for name, content in damaged:
        assert read_words(name, content).state in (TextState.FAILED, TextState.EMPTY), name
    bomb = files.docx(more={"word/header1.xml": b"0" * 8_000_000})
    assert read_words("a.docx", bomb).reason == Unread.DAMAGED


def test_page_that_cannot_be_read_leaves_the_others_to_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pdf_words._Pages._text

    def second_fails(pages: pdf_words._Pages, page: pdf_words.PageObject) -> str:
        if pages.texts:
            raise ValueError("a page of its own kind")
        return whole(pages, page)

    monkeypatch.setattr(pdf_words._Pages, "_text", second_fails)
    found = read_words("a.pdf", files.pdf("第一页", "第二页"))
    assert (found.text, found.reason) == ("第一页", Unread.CUT)


def test_text_files_slides_ofd_and_zips(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_words("a.csv", "单位,件数\n住建局,12".encode("gb18030")).text == "单位,件数\n住建局,12"
    slides = read_words("a.pptx", files.pptx(*(f"第{n}张" for n in range(1, 12)))).text
    assert slides.split("\n")[1:3] == ["第2张", "第3张"] or "第2张\n\n第3张" in slides
    assert "版式文件" in read_words("a.ofd", files.ofd("版式文件")).text
    inner = {
        "材料/说明.txt": "供热改造".encode(),
        "图/": b"",
        "坏.docx": b"x",
        "再压.zip": files.zipped({"a.txt": b"b"}),
    }
    packed = read_words("a.zip", files.zipped(inner))
    assert "供热改造" in packed.text and "说明.txt" in packed.text and packed.reason == Unread.CUT
    monkeypatch.setattr(reading, "LONGEST", 3)
    some = read_words("a.zip", files.zipped({"一.txt": "供热改造".encode(), "二.txt": "排水".encode()}))
    assert "供热改造" in some.text and "排水" not in some.text and some.reason == Unread.CUT


def test_very_long_files_are_kept_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (words, office_words, sheet_words):
        monkeypatch.setattr(module, "LONGEST", 6)
    assert read_words("a.txt", "园林绿化废弃物处理".encode()) == words.Words(
        "园林绿化废弃", TextState.DONE, Unread.CUT
    )
    assert read_words("a.docx", files.docx("园林绿化废弃物", header="页眉")).reason == Unread.CUT
    assert read_words("a.xlsx", workbook()).reason == Unread.CUT


def far_cells() -> bytes:
    """A workbook of two cells, as far apart as Excel allows: dense, it would fill hundreds of gigabytes."""
    held = BytesIO()
    with xlsxwriter.Workbook(held) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "近")
        sheet.write(1_048_575, 16_383, "远")
    return held.getvalue()


def test_hostile_file_ends_its_reader_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_bounded("调研“报告”.docx", report()).text.startswith("老旧小区加装电梯")
    found = read_bounded("far.xlsx", far_cells())
    assert (found.state, found.reason) == (TextState.FAILED, Unread.TOO_BIG)
    monkeypatch.setattr(bounded, "_CHILD", "import time; time.sleep(60)")
    assert read_bounded("a.txt", b"a", seconds=1).reason == Unread.SLOW
    monkeypatch.setenv("HUIYIN_SECRET_KEY", "x")
    assert set(bounded._environment()) == {"PYTHONPATH", "PATH", "LANG"}


def test_child_reads_what_it_is_given_within_its_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    limits: list[tuple[int, tuple[int, int]]] = []
    monkeypatch.setattr(resource, "setrlimit", lambda what, both: limits.append((what, both)))
    given, taken = BytesIO(json.dumps("说明.txt").encode() + "\n供热".encode()), BytesIO()
    monkeypatch.setattr(sys, "argv", ["-c", "1000", "7"])
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(given))
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(taken))
    child.main()
    assert json.loads(taken.getvalue()) == ["供热", "done", ""]
    assert [(what, both[0]) for what, both in limits] == [
        (resource.RLIMIT_AS, 1000),
        (resource.RLIMIT_CPU, 7),
    ]


@pytest.mark.django_db
def test_worker_reads_what_waits_and_tells_it_once(
    papers: object, shizuishan: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    matter = new_paper(shizuishan)
    first = attached(shizuishan, matter, "调研报告.docx", report())
    second = attached(shizuishan, matter, "现场.png", files.png())
    assert {row.state for row in AttachmentText.objects.all()} == {TextState.WAITING}
    told: list[Attachment] = []
    when_read(told.append)
    when_read(told.append)
    try:
        with monkeypatch.context() as hurried:
            hurried.setattr(queue, "SECONDS_OF_A_RUN", 0)
            assert read_waiting(MONDAY) == 1, "the worker has other work"
        assert read_waiting(MONDAY) == 1 and read_waiting(MONDAY) == 0
    finally:
        queue._told.remove(told.append)
    assert told == [first, second]
    first.refresh_from_db()
    assert "贺兰山路" in first.words.text and str(first.words).endswith("done")
    second.refresh_from_db()
    assert (second.words.state, second.words.reason) == (TextState.EMPTY, Unread.PICTURE)
    assert not list(verify(Report()))
    matter.attachments.all().delete()
    assert not AttachmentText.objects.exists()


@pytest.mark.django_db
def test_killed_worker_leaves_the_file_to_the_next_and_three_are_enough(
    papers: object, shizuishan: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = attached(shizuishan, new_paper(shizuishan)).words

    def killed(*_given: object) -> words.Words:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(queue, "read_bounded", killed)
        for attempt in range(3):
            with pytest.raises(KeyboardInterrupt):
                read_waiting(MONDAY + timedelta(minutes=6 * attempt))
            assert read_waiting(MONDAY + timedelta(minutes=6 * attempt + 1)) == 0, "it is being read"
    assert read_waiting(MONDAY + timedelta(hours=1)) == 1
    row.refresh_from_db()
    assert (row.state, row.reason, row.begun_at) == (TextState.FAILED, Unread.TOO_BIG, None)
    stale = AttachmentText.objects.get(pk=row.pk)
    stale.attempts = 2
    assert not queue._read(stale, MONDAY), "another worker has it"


@pytest.mark.django_db
def test_new_method_reads_every_file_anew(
    papers: object, shizuishan: Cast, monkeypatch: pytest.MonkeyPatch, file_folder: Path
) -> None:
    row = attached(shizuishan, new_paper(shizuishan)).words
    read_waiting(MONDAY)
    monkeypatch.setattr(queue, "METHOD", words.METHOD + 1)
    assert read_waiting(MONDAY) == 1
    row.refresh_from_db()
    assert (row.text, row.method) == ("普通说明", words.METHOD + 1)
    monkeypatch.setattr(queue, "METHOD", words.METHOD + 2)
    for path in file_folder.rglob("*"):
        if path.is_file():
            path.unlink()
    assert read_waiting(MONDAY) == 1
    row.refresh_from_db()
    assert (row.text, row.reason) == ("", Unread.GONE)


@pytest.mark.django_db
def test_office_sees_which_attachments_are_not_found(
    papers: object, shizuishan: Cast, signed_in: SignIn
) -> None:
    matter = new_paper(shizuishan)
    attached(shizuishan, matter, "旧文稿.doc", files.ole("旧文稿"))
    attached(
        shizuishan, matter, "两件.zip", files.zipped({"一.txt": "供热".encode(), "二.doc": files.ole("旧")})
    )
    forgotten = attached(shizuishan, matter, "漏掉.txt")
    AttachmentText.objects.filter(attachment=forgotten).delete()
    assert [each.code for each in verify(Report())] == ["text_missing"]
    said = StringIO()
    with pytest.raises(SystemExit):
        call_command("attachment_texts", stdout=said)
    assert "等待提取文字2" in said.getvalue() and "未入队列1" in said.getvalue()
    read_waiting(MONDAY)
    said = StringIO()
    call_command("attachment_texts", committee=shizuishan.committee.code, again=True, now=True, stdout=said)
    assert "重新排队等待提取的附件：2个" in said.getvalue() and "已提取文字2" in said.getvalue()
    assert "旧文稿.doc · Word 97" in said.getvalue()
    page = signed_in(shizuishan["周经委"]).get(f"/matters/{matter.pk}/").content.decode()
    assert "查找不到其中内容：Word 97" in page and "只提取了部分文字" in page
