"""Papers before they are laid out: text into paragraphs, titles into lines, frames, fonts, Word."""

import io
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import docx
import pytest
import typst
from django.utils.timezone import now
from docx.oxml.ns import qn
from pytest_django import Settings

from factories.papers import new_paper, written
from factories.people import Cast
from huiyin.records.documents import body_digest
from huiyin.records.models import DocumentVersion
from huiyin.records.official import fonts, typesetting
from huiyin.records.official.body_text import parts_of
from huiyin.records.official.cache import pdf_file, remove_old_papers
from huiyin.records.official.issuing import office_name, signer_of
from huiyin.records.official.paper import Frame, PaperFormat, Part, frame_from
from huiyin.records.official.sample import sample_paper
from huiyin.records.official.titles import WIDEST, title_lines
from huiyin.records.official.word import FIELDS, preset, word_fields, word_of
from huiyin.records.official.writers import facets_of, frame_for, paper_kind, paper_kinds, paper_of
from huiyin.records.verification import verify_matter

AT = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("　　现将情况报告如下。", Part("现将情况报告如下。")),
        ("一、基本情况", Part("", 1, "一、基本情况")),
        ("（二）加强统筹。建议建立制度。", Part("建议建立制度。", 2, "（二）加强统筹。")),
        ("（二）建议建立制度。", Part("建议建立制度。", 2, "（二）")),
        ("（一）关于“推动开放。”的建议", Part("", 2, "（一）关于“推动开放。”的建议")),
        ("（三）" + "很长的一句话" * 10, Part("很长的一句话" * 10, 2, "（三）")),
        ("1.明确职责", Part("1.明确职责", 3)),
        ("3.5万元已经到位", Part("3.5万元已经到位")),
        ("（1）按季通报", Part("（1）按季通报", 4)),
    ],
)
def test_numbering_says_the_level_of_a_paragraph(line: str, part: Part) -> None:
    assert parts_of(f"\n{line}\n　\n") == (part,)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("简报", ["简报"]),
        ("", []),
        ("关于推进全市老旧小区加装电梯工作的协商报告", ["关于推进全市老旧小区", "加装电梯工作的协商报告"]),
    ],
)
def test_title_is_wrapped_evenly_between_words(title: str, lines: list[str]) -> None:
    assert title_lines(title) == lines


def test_title_is_not_broken_within_a_word_that_the_text_uses() -> None:
    title = "关于交办《关于城区公共停车设施共享利用的协商报告》有关意见建议的通知"
    body = f"现将《{title[6:25]}》交你单位。落实医院、学校周边停车设施用地，停车场错时开放，公共设施共享。"
    lines = title_lines(title, body)
    assert "".join(lines) == title
    assert not any(line.endswith("停") for line in lines)


def test_title_of_any_length_stays_within_the_measure_and_loses_nothing() -> None:
    long = (
        "关于对政协石嘴山市第十一届委员会第五次会议第20260088号提案、《关于加强管理的建议》办理情况的答复函"
        * 3
    )
    for title in (long, "的" * 50, "A1" * 60, "（" * 45, "一" * 61):
        lines = title_lines(title)
        assert "".join(lines) == title
        assert all(len(line.encode("gbk")) / 2 <= WIDEST for line in lines)


def test_frame_comes_back_as_it_was_stored() -> None:
    frame = sample_paper().frame
    assert frame_from({**frame.stored(), "unknown": "later field"}) == frame
    assert Frame().stored() == {"format": "document"}


@pytest.mark.django_db
def test_version_keeps_what_the_paper_said_and_proves_it(papers: object, shizuishan: Cast) -> None:
    paper_kind("test_paper", lambda act, document: Frame(number=document.number, day=act.day))
    try:
        matter = written(shizuishan, new_paper(shizuishan), "正文")
        later = AT.replace(day=9)
        matter = written(shizuishan, matter, "正文", at=later)  # the same on another day is the same paper
        version = DocumentVersion.objects.get()
        assert version.frame == {"format": "document", "number": matter.number, "day": "2026-03-02"}
        assert version.digest == body_digest("正文", version.frame) != body_digest("正文")
        assert paper_of(version).frame.day == date(2026, 3, 2)
        paper_kind("test_paper", lambda act, document: Frame(number=document.number, note="附注"))
        matter = written(shizuishan, matter, "正文", at=later)
        assert DocumentVersion.objects.count() == 2
        assert list(verify_matter(matter)) == []
    finally:
        paper_kinds.pop("test_paper")


@pytest.mark.django_db
def test_kind_without_a_writer_has_a_plain_head(
    papers: object, shizuishan: Cast, settings: Settings, tmp_path: Path
) -> None:
    settings.HUIYIN_PAPERS = tmp_path
    matter = written(shizuishan, new_paper(shizuishan), "正文")
    version = DocumentVersion.objects.get()
    assert frame_for(None, version.document) == {}  # type: ignore[arg-type]
    assert paper_of(version).frame.mark == f"{shizuishan.committee.name}文件"
    assert facets_of("test_paper") == {"documents"}
    first = pdf_file(version)
    before = first.stat().st_mtime_ns
    assert pdf_file(version) == first
    assert first.stat().st_mtime_ns == before  # set once, served again
    assert (remove_old_papers(now()), first.exists()) == (0, True)
    assert (remove_old_papers(now() + timedelta(days=31)), first.exists()) == (1, False)
    assert signer_of(matter) == ()
    shizuishan.committee.bodies.filter(kind="cppcc_office").update(until=date(2020, 1, 1))
    assert office_name(shizuishan.committee, date(2026, 3, 2)) == shizuishan.committee.name


def test_fonts_that_stand_in_for_licensed_ones_are_named(settings: Settings, tmp_path: Path) -> None:
    here = fonts.fonts_here()
    said = fonts.replaced_in_words((("仿宋_GB2312", "FandolFang R"), ("黑体", "别的字体")))
    assert said == ["“仿宋_GB2312”以“Fandol 仿宋”代替", "“黑体”以“别的字体”代替"]
    assert {label for label, _family in here.replaced} <= {face.label for face in fonts.FACES}
    title = fonts.FACES[0]
    assert fonts.chosen(title, {"FZXiaoBiaoSong-B05S", "FandolSong"})[0] == "FZXiaoBiaoSong-B05S"
    assert fonts.chosen(title, set()) == ["Libertinus Serif"]
    settings.HUIYIN_FONTS = settings.HUIYIN_FETCHED_FONTS = str(tmp_path)
    settings.HUIYIN_SYSTEM_FONTS = ("/no/such/folder",)
    bare = fonts.fonts_here()
    assert len(bare.replaced) == len(fonts.FACES)
    assert bare.mark != here.mark


def test_genuine_title_font_is_not_set_bold(monkeypatch: pytest.MonkeyPatch) -> None:
    face = fonts.Face("title", "方正小标宋简体", ("FandolSong",), ())
    monkeypatch.setattr(fonts, "FACES", (face, *fonts.FACES[1:]))
    fonts._read.cache_clear()
    try:
        assert fonts.fonts_here().heavy == "regular"
    finally:
        fonts._read.cache_clear()


def test_broken_layout_is_a_fault_and_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "layout_data", lambda paper: {"title": "无其他内容"})
    with pytest.raises(typst.TypstError):
        typesetting.pdf_of(sample_paper())


@pytest.mark.parametrize("form", list(PaperFormat))
def test_word_says_the_same_on_the_same_page(form: PaperFormat) -> None:
    paper = sample_paper(form)
    assert set(word_fields(paper)) == set(FIELDS)
    made = docx.Document(io.BytesIO(word_of(paper, preset(form), AT)))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    text = "\n".join([each.text for each in made.paragraphs] + cells)
    assert "".join(title_lines(paper.title)) in text.replace("\n", "")
    if form != PaperFormat.SLIP:
        for part in paper.body:
            assert part.lead + part.text in text
        assert "示例市各有关单位" in text
    assert ("示例甲、示例乙" in text) == (form == PaperFormat.MINUTES)
    assert ("示例批示" in text) == (form == PaperFormat.SLIP)
    assert ("签发人：示例人" in text) == (form in (PaperFormat.DOCUMENT, PaperFormat.LETTER))
    section = made.sections[0]
    top = 30 if form == PaperFormat.LETTER else 37
    sizes = (section.page_width, section.page_height, section.left_margin, section.right_margin)
    sizes += (section.top_margin, section.bottom_margin)
    assert [round(each.mm, 1) for each in sizes if each] == [210, 297, 28, 26, top, 35]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "lines"
    assert grid.get(qn("w:linePitch")) == "579"
    fonts_used = {each.get(qn("w:eastAsia")) for each in made.element.iter(qn("w:rFonts"))}
    assert "方正小标宋简体" in fonts_used
    assert fonts_used <= {"方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"}
    assert made.core_properties.author == "示例市政协委员会"


def test_word_takes_braces_and_angles_as_text() -> None:
    odd = "{{ mark }} {% for x in y %} <w:p> & "
    paper = sample_paper()
    odd_paper = type(paper)(paper.frame, odd, parts_of(odd))
    made = docx.Document(io.BytesIO(word_of(odd_paper, preset(PaperFormat.DOCUMENT), AT)))
    assert odd.strip() in [each.text for each in made.paragraphs]
