"""Official papers measured as printed: GB/T 9704-2012 in millimetres."""

import io
from dataclasses import replace
from datetime import date

import pypdf
import pytest

from huiyin.records.official.body_text import parts_of
from huiyin.records.official.paper import Frame, OfficialPaper, PaperFormat
from huiyin.records.official.typesetting import pdf_of
from records.ink import MM, ink, lines, pages, rules, texts, words

PARAGRAPH = "我市老旧小区加装电梯工作总体平稳有序推进群众普遍欢迎社会各界高度关注" * 40
REPORT = Frame(
    mark="政协石嘴山市委员会文件",
    number="石政协发〔2026〕5号",
    signers=("马喆昇",),
    addressees=("中共石嘴山市委", "石嘴山市人民政府"),
    signature="政协石嘴山市委员会",
    day=date(2026, 3, 2),
    note="联系人：周经委，电话：0952-2010000",
    copies=("市委办公室、市政府办公室",),
    printed_by="政协石嘴山市委员会办公室",
    printed_on=date(2026, 3, 2),
)
TITLE = "关于推进全市老旧小区加装电梯工作的协商报告"
LETTER = replace(REPORT, format=PaperFormat.LETTER, mark="市政府办公室", signers=())


def made(frame: Frame, body: str, title: str = TITLE) -> bytes:
    return pdf_of(OfficialPaper(frame, title, parts_of(body)))


def near(value: float, wanted: float, by: float = 0.3) -> bool:
    return abs(value - wanted) <= by


@pytest.fixture(scope="module")
def report() -> bytes:
    return made(
        REPORT,
        f"现将有关情况报告如下。\n一、基本情况\n{PARAGRAPH}\n二、意见建议\n（一）加强统筹。建议市住建局牵头。",
    )


def test_page_is_a4_and_a_full_page_holds_22_lines_of_28_characters(report: bytes) -> None:
    sheets = pages(report)
    assert {(round(each.width / MM), round(each.height / MM)) for each in sheets} == {(210, 297)}
    full = [each for each in lines(sheets[1]) if "—" not in str(each["text"])]
    assert len(full) == 22
    assert {len(str(each["text"])) for each in full} == {28}
    left, right = full[0]["x0"] / MM, full[0]["x1"] / MM  # type: ignore[operator]
    assert near(left, 26)  # an even page is bound at its right
    assert near(right - left, 156)
    found = ink(report, 1, (20, 30, 190, 265))
    assert found is not None
    assert near(
        found.top, 37, 0.6
    )  # the measure begins 37 mm from the upper edge and ends 35 mm from the lower
    assert found.bottom <= 262
    assert near(lines(sheets[0])[-2]["x0"] / MM, 28)  # type: ignore[operator]  # an odd page at its left


def test_red_head_rule_and_title_stand_where_they_should(report: bytes) -> None:
    first = pages(report)[0]
    mark = ink(report, 0, (20, 37, 195, 100), red=True)
    assert mark is not None
    assert near(mark.top, 72)  # 35 mm below the upper edge of the measure
    rule = rules(first)[0]
    assert (near(rule[0], 28), near(rule[1], 184), rule[4]) == (True, True, True)
    number = ink(report, 0, (20, 100, 195, rule[2] - 1))
    assert number is not None
    assert near(rule[2] - number.bottom, 4, 0.5)
    assert near(number.top - mark.bottom, 25, 1)  # two empty lines
    found = [char for char in first.chars if char["text"] in "推进" and char["size"] > 20]
    assert {round(char["size"]) for char in found} == {22}
    assert near((found[0]["top"] / MM) - rule[2], 21, 1.2)
    body = {round(char["size"]) for char in first.chars if char["text"] == "我"}
    assert body == {16}
    assert "签发人：马喆昇" in "".join(texts(report)[0])


def test_page_numbers_are_outside_and_seven_millimetres_below_the_measure(report: bytes) -> None:
    for number, (left, right) in enumerate(((28, 184), (26, 182))):
        odd = number % 2 == 0
        page = pages(report)[number]
        dashes = [char for char in page.chars if char["text"] == "—" and char["top"] / MM > 262]
        assert {round(char["size"]) for char in dashes} == {14}
        edge = 14 / MM  # one character of 4号
        if odd:
            assert near(max(char["x1"] for char in dashes) / MM, right - edge)
            dash = ink(report, number, (right - edge - 4, 263, right - edge, 280))
        else:
            assert near(min(char["x0"] for char in dashes) / MM, left + edge)
            dash = ink(report, number, (left + edge, 263, left + edge + 4, 280))
        assert dash is not None
        assert near((dash.top + dash.bottom) / 2, 262 + 7, 0.4)


def test_imprint_is_at_the_foot_of_the_last_page_which_is_even(report: bytes) -> None:
    sheets = pages(report)
    assert len(sheets) % 2 == 0
    thick_above, thin, thick_below = rules(sheets[-1])
    assert [each[3] for each in (thick_above, thin, thick_below)] == [0.35, 0.25, 0.35]
    assert near(thick_below[2], 262)
    assert all(near(each[0], 26) and near(each[1], 182) for each in (thick_above, thin, thick_below))
    last = texts(report)[-1]
    assert any(each.startswith("抄送：市委办公室") for each in last)
    assert any("政协石嘴山市委员会办公室" in each and each.endswith("2026年3月2日印发") for each in last)
    sizes = {round(char["size"]) for char in sheets[-1].chars if char["text"] == "抄"}
    assert sizes == {14}


def test_letter_has_its_double_rules_and_no_number_on_its_first_page() -> None:
    letter = made(LETTER, "现将有关事项函告如下。\n" + PARAGRAPH)
    first = pages(letter)[0]
    mark = ink(letter, 0, (15, 20, 195, 46.5), red=True)
    assert mark is not None
    assert near(mark.top, 30)
    above, under, lower, lowest = rules(first)
    assert all(near(each[1] - each[0], 170) and near(each[0], 20) and each[4] for each in rules(first))
    assert above[3] > under[3]
    assert lower[3] < lowest[3]
    assert near(above[2] - above[3] / 2 - mark.bottom, 4, 0.4)
    assert near(297 - (lowest[2] + lowest[3] / 2), 20, 0.3)
    assert not any(each.startswith("—") for each in texts(letter)[0])
    assert "— 2 —" in texts(letter)[1]
    number = next(each for each in lines(first) if "〔2026〕" in str(each["text"]))
    assert near(number["x1"] / MM, 184)  # type: ignore[operator]
    assert not rules(pages(letter)[-1])  # 版记 of a letter has no rules and no printing office
    assert not any("印发" in each for each in texts(letter)[-1])


def test_minutes_tell_who_was_there_at_the_end() -> None:
    frame = replace(
        REPORT,
        format=PaperFormat.MINUTES,
        mark="主席会议纪要",
        office="政协石嘴山市委员会办公室",
        signers=(),
        attendance=(("出席", "江主席、喆昇堃祎镕䶮"), ("请假", "钱某")),
    )
    minutes = made(frame, "会议认为工作成效明显。\n一、听取报告\n会议决定通过。", "第三十二次主席会议纪要")
    mark = ink(minutes, 0, (20, 37, 195, 95), red=True)
    assert mark is not None
    assert near(mark.top, 72)
    first = texts(minutes)[0]
    assert first.index("出席：江主席、喆昇堃祎镕䶮") > first.index("会议决定通过。")
    assert "请假：钱某" in first
    assert any(each.startswith("分送：") for each in texts(minutes)[-1])


def test_slip_is_a_table_of_opinion_and_instructions() -> None:
    rows = (("拟办意见", "请市长阅示。"), ("领导批示", "市委书记　赵书记　2026年3月5日\n请住建局研究办理。"))
    slip = made(Frame(format=PaperFormat.SLIP, rows=rows), "", "市委办公室阅批单")
    assert texts(slip)[0][:2] == ["市委办公室阅批单", "拟办意见 请市长阅示。"]
    assert len(pages(slip)) == 1


@pytest.mark.parametrize("frame", [REPORT, LETTER], ids=["paper", "letter"])
def test_signature_never_stands_alone_on_a_page(frame: Frame) -> None:
    for count in range(5, 27):  # the end of the text wanders over the end of the first page
        paper = made(frame, "情况如下。\n" * count + "最后一段。")
        signed = [page for page in words(paper) if "联系人：周经委" in page]
        assert len(signed) == 1
        assert "最后一段。" in signed[0]


def test_markup_in_a_text_stays_text() -> None:
    odd = "#let x = 1 *粗* $y$ @ref \\ <b> `c` [d] // e /* f = g - h _i_ ~ j"
    paper = made(replace(REPORT, addressees=(odd,), copies=(odd,), number=odd), odd, odd)
    shown = "".join("".join(page) for page in texts(paper)).replace(" ", "")
    assert shown.count(odd.replace(" ", "")[:20]) >= 2
    assert pypdf.PdfReader(io.BytesIO(paper)).metadata.title == odd  # type: ignore[union-attr]


def test_rare_characters_of_names_have_glyphs_in_every_face() -> None:
    rare = "喆昇堃祎镕䶮珺玥𬭎"
    frame = replace(REPORT, mark=f"{rare}文件", signers=(rare,), signature=rare, attachments=(rare,))
    paper = made(frame, f"一、{rare}\n（一）{rare}。内容。\n{rare}", rare)
    fonts = pypdf.PdfReader(io.BytesIO(paper)).pages[0]["/Resources"]["/Font"]
    names = {str(each.get_object()["/BaseFont"]) for each in fonts.values()}
    assert any("Noto" in name for name in names)
    for page in pages(paper):
        assert not any(char["text"].startswith("(cid:") or char["text"] == "\ufffd" for char in page.chars)
    assert rare in "".join(texts(paper)[0])


def test_character_that_no_font_has_does_not_stop_the_paper() -> None:
    paper = made(REPORT, "含有\U0001fae8符号。")
    assert paper.startswith(b"%PDF")
    assert b"pdfaid" not in paper
    assert b"pdfaid" in made(REPORT, "没有符号。")


def test_long_names_and_titles_stay_within_the_measure() -> None:
    long = "中国人民政治协商会议石嘴山市委员会人口资源环境和农业农村委员会、经济和科技委员会、提案委员会"
    title = "关于对政协石嘴山市第十一届委员会第五次会议第20260088号提案《关于加强绿化废弃物利用的建议》办理情况的答复函"
    frame = replace(
        REPORT, mark=f"{long[:40]}文件", signature=long, addressees=(long, long), reply_class="类别：A"
    )
    paper = made(frame, PARAGRAPH, title)
    for number, page in enumerate(pages(paper)):
        left, right = (28, 184) if number % 2 == 0 else (26, 182)
        assert min(char["x0"] for char in page.chars) / MM > left - 0.6
        assert max(char["x1"] for char in page.chars) / MM < right + 0.6
    assert "".join(texts(paper)[0]).replace(" ", "").count("类别：A") == 1
