"""A layout of the product with headings over headings, as the ledgers of offices have them; filled like any other."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from huiyin.ledgers.definition import CellType, Column, Heading
from huiyin.ledgers.enums import SERIAL
from huiyin.ledgers.sheets.cells import letters
from huiyin.ledgers.sheets.standard import SHEET, FilledLayout

FIRST_ROW = 5
HEAD = 2
"""The first of the two rows of headings, counted from zero."""


@dataclass(frozen=True)
class Formats:
    """How the cells of the sheet look."""

    title: Format
    note: Format
    heading: Format
    rows: dict[CellType, Format]


def grouped(title: str, note: str, headings: Sequence[Heading], columns: Sequence[Column]) -> FilledLayout:
    """The layout: title and note merged over its width, two rows of headings, one model row; printed landscape."""
    by_code = {column.code: column for column in columns}
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        sheet = book.add_worksheet(SHEET)
        formats = _formats(book)
        last = len(headings) - 1
        for row, text, look in ((0, title, formats.title), (1, note, formats.note)):
            sheet.merge_range(row, 0, row, last, "", look)
            sheet.write_string(row, 0, text, look)
        _write_headings(sheet, headings, formats.heading)
        for number, heading in enumerate(headings):
            column = by_code.get(heading.column)
            kind = column.type if column else CellType.NUMBER if heading.column == SERIAL else CellType.TEXT
            sheet.set_column(number, number, heading.width)
            sheet.write_blank(FIRST_ROW - 1, number, None, formats.rows[kind])
        sheet.set_row(0, 28)
        sheet.freeze_panes(FIRST_ROW - 1, 3)
        sheet.set_landscape()
        sheet.set_paper(8)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEAD, HEAD + 1)
        sheet.set_footer("&C第 &P 页，共 &N 页")
    places = {letters(number): each.column for number, each in enumerate(headings, start=1) if each.column}
    return FilledLayout(buffer.getvalue(), SHEET, FIRST_ROW, places)


def _write_headings(sheet: Worksheet, headings: Sequence[Heading], look: Format) -> None:
    """A heading of its own spans both rows, those under one group stand beside each other below it."""
    start = 0
    for group, members in groupby(headings, key=lambda each: each.group or each.label):
        width = len(given := list(members))
        if not given[0].group:
            sheet.merge_range(HEAD, start, HEAD + 1, start, group, look)
        elif width == 1:
            sheet.write_string(HEAD, start, group, look)
        else:
            sheet.merge_range(HEAD, start, HEAD, start + width - 1, group, look)
        for offset, each in enumerate(given):
            if each.group:
                sheet.write_string(HEAD + 1, start + offset, each.label, look)
        start += width


def _formats(book: xlsxwriter.Workbook) -> Formats:
    line = {"border": 1, "valign": "vcenter", "text_wrap": True, "font_name": "宋体", "font_size": 10}
    return Formats(
        title=book.add_format(
            {"bold": True, "align": "center", "valign": "vcenter", "font_name": "黑体", "font_size": 18}
        ),
        note=book.add_format({"align": "left", "font_name": "宋体", "font_size": 10}),
        heading=book.add_format({**line, "bold": True, "align": "center"}),
        rows={
            CellType.TEXT: book.add_format({**line, "num_format": "@"}),
            CellType.NUMBER: book.add_format({**line, "align": "center"}),
            CellType.DATE: book.add_format({**line, "align": "center", "num_format": "yyyy-mm-dd"}),
        },
    )
