"""Makes the Word templates of official papers, one for each format of GB/T 9704-2012.

Run after a change here, and commit what it writes:  .venv/bin/python tools/make_word_templates.py
"""

from datetime import datetime
from pathlib import Path

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

TARGET = Path(__file__).resolve().parents[1] / "src" / "huiyin" / "records" / "official" / "word_templates"
TITLE, FANG, KAI, HEI, SONG = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"
SECOND, THIRD, FOURTH = Pt(22), Pt(16), Pt(14)
PITCH = 579
"""Twentieths of a point: 22 lines fill 225 mm."""
NARROWER = -5
"""Twentieths of a point by which a character is set narrower than 16 pt: 28 fill 156 mm in every word processor."""
MARKS = ((8, 50), (11, 38), (15, 28), (20, 21), (999, 16))
"""Sizes of a mark in points, each for names of up to so many characters: it stays on one line."""
RED = RGBColor(0xFF, 0, 0)
CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def element(name: str, **values: str | int) -> OxmlElement:
    """A piece of WordprocessingML; `val` becomes w:val."""
    made = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def blank_paper() -> Paper:
    """A page of GB/T 9704-2012: margins, grid of 22 lines and 28 characters, page numbers by odd and even."""
    paper = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(35 - 7 - 5)
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    section._sectPr.append(element("docGrid", type="lines", linePitch=PITCH))
    paper.settings.element.find(qn("w:zoom")).addnext(element("mirrorMargins"))
    paper.settings.odd_and_even_pages_header_footer = True
    style = paper.styles["Normal"]
    style.font.size = THIRD
    faces(style.element.get_or_add_rPr(), FANG)
    style.element.get_or_add_rPr().insert(1, element("spacing", val=NARROWER))
    spacing = style.paragraph_format
    spacing.space_after = spacing.space_before = Pt(0)
    spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(PITCH / 20)
    folio(section.footer.paragraphs[0], right=True)
    folio(section.even_page_footer.paragraphs[0], right=False)
    return paper


def faces(properties: OxmlElement, face: str) -> None:
    """Set the font for Chinese and for all other characters."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = element("rFonts")
        properties.insert(0, fonts)
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), face)


def folio(paragraph: Paragraph, *, right: bool) -> None:
    """— 1 — in 4号 宋体, one character in from the outer edge."""
    paragraph.alignment = RIGHT if right else None
    inner = element("ind", **{"rightChars" if right else "leftChars": 100})
    paragraph._p.get_or_add_pPr().append(inner)
    say(paragraph, "— ", SONG, FOURTH)
    run = say(paragraph, "", SONG, FOURTH)
    for kind in ("begin", None, "end"):
        if kind:
            run.append(element("fldChar", fldCharType=kind))
        else:
            text = element("instrText")
            text.text = " PAGE "
            run.append(text)
    say(paragraph, " —", SONG, FOURTH)


def say(
    paragraph: Paragraph, text: str, face: str = FANG, size: Pt = THIRD, *, red: bool = False
) -> OxmlElement:
    """Add a run in a face."""
    run = paragraph.add_run(text)
    run.font.size = size
    faces(run._r.get_or_add_rPr(), face)
    if red:
        run.font.color.rgb = RED
    return run._r


def line(
    paper: Paper,
    text: str = "",
    face: str = FANG,
    size: Pt = THIRD,
    *,
    at: WD_ALIGN_PARAGRAPH | None = None,
    indent: int = 0,
    red: bool = False,
) -> Paragraph:
    """One paragraph; `indent` in hundredths of a character, of its first line."""
    paragraph = paper.add_paragraph()
    paragraph.alignment = at
    if indent:
        paragraph._p.get_or_add_pPr().append(
            element("ind", firstLineChars=indent, firstLine=indent * 32 // 10)
        )
    if text:
        say(paragraph, text, face, size, red=red)
    return paragraph


def only_if(paper: Paper, condition: str, *texts: str, **how: object) -> None:
    """Paragraphs that are there only where the condition holds."""
    line(paper, f"{{%p if {condition} %}}")
    for text in texts:
        line(paper, text, **how)  # type: ignore[arg-type]
    line(paper, "{%p endif %}")


def rule(paragraph: Paragraph, kind: str, size: int, *, edge: str = "bottom", space: int = 11) -> None:
    """A red rule under (or over) a paragraph; size in eighths of a point, space in points: 11 are 4 mm."""
    border = element("pBdr")
    border.append(element(edge, val=kind, sz=size, space=space, color="FF0000"))
    paragraph._p.get_or_add_pPr().append(border)


def wider(paragraph: Paragraph) -> None:
    """170 mm, centred on the page: 8 mm more than the measure at the left and 6 mm at the right."""
    paragraph._p.get_or_add_pPr().append(element("ind", left=-454, right=-340))


def mark(paper: Paper, before: Mm) -> list[Paragraph]:
    """发文机关标志, in the size that its length allows."""
    made = []
    for place, (most, size) in enumerate(MARKS):
        line(paper, f"{{%p {'elif' if place else 'if'} mark|length <= {most} %}}")
        paragraph = line(paper, "{{ mark }}", TITLE, Pt(size), at=CENTRE, red=True)
        paragraph.paragraph_format.space_before = before
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        made.append(paragraph)
    line(paper, "{%p endif %}")
    return made


def spread(paper: Paper, left: str, right: str) -> Paragraph:
    """Something at the left and something at the right, one character in on both sides; a rule under it is not."""
    paragraph = line(paper)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(156 - 5.57), WD_TAB_ALIGNMENT.RIGHT)
    say(paragraph, f"　{left}\t{right}")
    return paragraph


def ends(paper: Paper, left: tuple[str, str], right: tuple[str, str]) -> None:
    """Text and face at the left end of the measure and at its right end."""
    paragraph = line(paper)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(156), WD_TAB_ALIGNMENT.RIGHT)
    say(paragraph, left[0], left[1])
    say(paragraph, "\t", FANG)
    say(paragraph, right[0], right[1])


def red_head(paper: Paper, *, minutes: bool = False) -> None:
    """版头: mark, two empty lines, number, rule."""
    mark(paper, Mm(35))
    line(paper)
    line(paper)
    if minutes:
        line(paper, "{{ number }}", at=CENTRE)
        rule(spread(paper, "{{ office }}", "{{ date }}"), "single", 12)
    else:
        line(paper, "{%p if signers %}")
        rule(spread(paper, "{{ number }}", "签发人：{{ signers }}"), "single", 12)
        line(paper, "{%p else %}")
        rule(line(paper, "{{ number }}", at=CENTRE), "single", 12)
        line(paper, "{%p endif %}")
    only_if(paper, "reply_class", "{{ reply_class }}", face=HEI, at=RIGHT)
    line(paper)
    line(paper)


def letter_head(paper: Paper) -> None:
    """信函格式: mark, double rule, number at the right."""
    paper.sections[0].different_first_page_header_footer = True
    paper.sections[0].top_margin = Mm(30)
    foot = paper.sections[0].first_page_footer.paragraphs[0]
    rule(foot, "thinThickSmallGap", 24, edge="top")
    for paragraph in mark(paper, Mm(0)):
        rule(paragraph, "thickThinSmallGap", 24)
        wider(paragraph)
    wider(foot)
    line(paper, "{%p if signers %}")
    ends(paper, ("签发人：{{ signers }}", FANG), ("{{ number }}", FANG))
    line(paper, "{%p else %}")
    line(paper, "{{ number }}", at=RIGHT)
    line(paper, "{%p endif %}")
    line(paper, "{%p if reply_class or disclosure %}")
    ends(paper, ("{{ disclosure }}", FANG), ("{{ reply_class }}", HEI))
    line(paper, "{%p endif %}")
    line(paper)
    line(paper)


def title_of(paper: Paper) -> None:
    """The title, line by line."""
    line(paper, "{%p for each in title_lines %}")
    heading = line(paper, "{{ each }}", TITLE, SECOND, at=CENTRE)
    heading.paragraph_format.line_spacing = Pt(35)
    line(paper, "{%p endfor %}")
    line(paper)


def text_of(paper: Paper) -> None:
    """Title, addressees and text with its levels."""
    title_of(paper)
    only_if(paper, "addressees", "{{ addressees }}：")
    line(paper, "{%p for part in body %}")
    for condition, face in (("if part.level == 1", HEI), ("elif part.level == 2", KAI), ("else", FANG)):
        line(paper, f"{{%p {condition} %}}")
        paragraph = line(paper, "{{ part.lead }}", face, indent=200)
        say(paragraph, "{{ part.text }}")
    line(paper, "{%p endif %}")
    line(paper, "{%p endfor %}")


def ending(paper: Paper) -> None:
    """Attachment note, signature, date, note."""
    line(paper, "{%p if attachments %}")
    line(paper)
    line(paper, "{%p for name in attachments %}")
    line(
        paper,
        "{% if loop.first %}附件：{% else %}　　　{% endif %}"
        "{% if attachments|length > 1 %}{{ loop.index }}. {% endif %}{{ name }}",
        indent=200,
    )
    line(paper, "{%p endfor %}")
    line(paper, "{%p endif %}")
    line(paper, "{%p if date %}")
    line(paper)
    for text, inwards in (("{{ signature }}", 200), ("{{ date }}", 400)):
        paragraph = line(paper, text, at=RIGHT)
        paragraph._p.get_or_add_pPr().append(element("ind", rightChars=inwards, right=inwards * 32 // 10))
    line(paper, "{%p endif %}")
    only_if(paper, "note", "（{{ note }}）", indent=200)


def imprint(paper: Paper, *, ruled: bool = True) -> None:
    """版记: a table at the foot of the measure; without rules in letters."""
    table = paper.add_table(rows=0, cols=1)
    properties = table._tbl.tblPr
    place = {"horzAnchor": "margin", "vertAnchor": "margin", "tblpXSpec": "left", "tblpYSpec": "bottom"}
    properties.append(element("tblpPr", **place))
    properties.append(element("tblW", w=8845, type="dxa"))
    if ruled:
        borders = element("tblBorders")
        for edge, size in (("top", 8), ("bottom", 8), ("insideH", 6)):
            borders.append(element(edge, val="single", sz=size, space=0, color="000000"))
        properties.append(borders)
    rows = ["{{ copies_label }}：{{ copies }}。"]
    rows += ["{{ printed_by }}\t{{ printed_on }}印发"] if ruled else []
    conditions = ("copies", "printed_by")
    for text, condition in zip(rows, conditions, strict=False):
        for content in (f"{{%tr if {condition} %}}", text, "{%tr endif %}"):
            paragraph = table.add_row().cells[0].paragraphs[0]
            paragraph._p.get_or_add_pPr().append(
                element("ind", leftChars=100, left=280, rightChars=100, right=280)
            )
            paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(146), WD_TAB_ALIGNMENT.RIGHT)
            say(paragraph, content, FANG, FOURTH)
    line(paper)


def facts(paper: Paper) -> None:
    """The table of a slip."""
    table = paper.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    table.autofit = False
    table.columns[0].width, table.columns[1].width = Mm(34), Mm(122)
    for left, right in (
        ("{%tr for row in rows %}", ""),
        ("{{ row[0] }}", "{{ row[1] }}"),
        ("{%tr endfor %}", ""),
    ):
        cells = table.add_row().cells
        say(cells[0].paragraphs[0], left, HEI, FOURTH)
        say(cells[1].paragraphs[0], right, FANG, FOURTH)
        cells[0].width, cells[1].width = Mm(34), Mm(122)


ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl pBdr tabs spacing ind jc rPr",
    "tblPr": "tblStyle tblpPr tblW jc tblInd tblBorders tblLayout tblLook",
}
"""Word insists on the order of the standard within these."""


def put_in_order(root: OxmlElement) -> None:
    """Bring the properties into their order and make two of a kind one."""
    for name, order in ORDER.items():
        places = {qn(f"w:{each}"): place for place, each in enumerate(order.split())}
        for properties in root.iter(qn(f"w:{name}")):
            kept: dict[str, OxmlElement] = {}
            for child in list(properties):
                properties.remove(child)
                if child.tag in kept:
                    kept[child.tag].attrib.update(dict(child.attrib))
                else:
                    kept[child.tag] = child
            properties.extend(sorted(kept.values(), key=lambda each: places[each.tag]))


def save(paper: Paper, name: str) -> None:
    """Write a template, footers and all in order."""
    section = paper.sections[0]
    footers = (section.footer, section.even_page_footer, section.first_page_footer)
    for root in (paper.element, *(each._element for each in footers if not each.is_linked_to_previous)):
        put_in_order(root)
    core = paper.core_properties
    core.author, core.comments, core.title = "", "", ""
    core.created = core.modified = datetime(2026, 1, 1)
    paper.save(str(TARGET / f"{name}.docx"))


def make() -> None:
    """Write the four templates."""
    TARGET.mkdir(parents=True, exist_ok=True)
    paper = blank_paper()
    red_head(paper)
    text_of(paper)
    ending(paper)
    imprint(paper)
    save(paper, "document")
    paper = blank_paper()
    letter_head(paper)
    text_of(paper)
    ending(paper)
    imprint(paper, ruled=False)
    save(paper, "letter")
    paper = blank_paper()
    red_head(paper, minutes=True)
    text_of(paper)
    line(paper)
    line(paper, "{%p for row in attendance %}")
    say(line(paper, "{{ row[0] }}", HEI, indent=200), "：{{ row[1] }}")
    line(paper, "{%p endfor %}")
    imprint(paper)
    save(paper, "minutes")
    paper = blank_paper()
    title_of(paper)
    facts(paper)
    line(paper)
    save(paper, "slip")


if __name__ == "__main__":
    make()
    print(f"Word templates in {TARGET}")
