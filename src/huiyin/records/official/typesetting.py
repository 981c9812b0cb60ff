"""An official paper as PDF, set by Typst. What the paper says goes in as data and is never read as markup."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from huiyin.records.official.fonts import FontSet, fonts_here
from huiyin.records.official.paper import Frame, OfficialPaper, PaperFormat, in_words
from huiyin.records.official.titles import title_lines

LAYOUT = Path(__file__).parent / "layout"
LAYOUT_VERSION = 2
"""Counted up when papers come out differently, so that none is served from before."""
ARCHIVAL = "a-2u"
"""PDF/A-2u: for keeping, with every character readable as text."""
_ONE_AT_A_TIME = Lock()


def pdf_of(paper: OfficialPaper) -> bytes:
    """The paper as PDF/A; as plain PDF where a character of it is in no font at all.

    typst.TypstError: the layout itself is broken, which is a fault of ours.
    """
    fonts = fonts_here()
    inputs = {"paper": json.dumps(layout_data(paper), ensure_ascii=False), "fonts": json.dumps(_faces(fonts))}
    day = paper.frame.day
    made = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else datetime(2000, 1, 1, tzinfo=UTC)
    with _ONE_AT_A_TIME:
        compiler = _compiler(fonts.mark)
        try:
            return _compiled(compiler, inputs, made, [ARCHIVAL])
        except typst.TypstError:
            return _compiled(compiler, inputs, made, [])


def _compiled(
    compiler: typst.Compiler, inputs: dict[str, str], made: datetime, standards: list[Any]
) -> bytes:
    layout = str(LAYOUT / "paper.typ")
    content = compiler.compile(
        input=layout, format="pdf", sys_inputs=inputs, pdf_standards=standards, timestamp=made
    )
    assert isinstance(content, bytes)
    return content


@cache
def _compiler(mark: str) -> typst.Compiler:
    """One compiler for as long as the fonts stay the same: it keeps what it has read."""
    return typst.Compiler(root=str(LAYOUT), font_paths=fonts_here().fonts, ignore_system_fonts=True)


def _faces(fonts: FontSet) -> dict[str, Any]:
    return {**fonts.families, "heavy": fonts.heavy}


def layout_data(paper: OfficialPaper) -> dict[str, Any]:
    """What the layout reads, in texts and lists alone."""
    frame: Frame = paper.frame
    minutes = frame.format == PaperFormat.MINUTES
    return {
        "format": frame.format.value,
        "mark": frame.mark,
        "number": frame.number,
        "office": frame.office,
        "signers": list(frame.signers),
        "class": frame.reply_class,
        "disclosure": frame.disclosure,
        "title": paper.title,
        "title_lines": title_lines(paper.title, "\n".join(each.lead + each.text for each in paper.body)),
        "addressees": "、".join(frame.addressees),
        "body": [asdict(each) for each in paper.body],
        "rows": [list(each) for each in frame.rows],
        "attachments": list(frame.attachments),
        "attendance": [list(each) for each in frame.attendance],
        "signature": frame.signature,
        "date": in_words(frame.day),
        "note": frame.note,
        "copies": "，".join(frame.copies),
        "copies_label": "分送" if minutes else "抄送",
        "printed_by": frame.printed_by,
        "printed_on": in_words(frame.printed_on),
    }
