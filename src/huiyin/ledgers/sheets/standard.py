"""The layout of a ledger where the office has none of its own: title, head, one model row; filled like any other."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter

from huiyin.ledgers.definition import CellType, Column
from huiyin.ledgers.enums import SERIAL
from huiyin.ledgers.sheets.cells import letters

SHEET = "台账"
FIRST_ROW = 4


@dataclass(frozen=True)
class FilledLayout:
    """A workbook to be filled: where its rows begin and which column goes where."""

    content: bytes
    sheet: str
    first_row: int
    columns: dict[str, str]


def standard(title: str, note: str, columns: Sequence[Column]) -> FilledLayout:
    """The layout for these columns: title, who and when, the head; printed landscape with the head on each page."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        sheet = book.add_worksheet(SHEET)
        line = {"border": 1, "valign": "vcenter", "text_wrap": True, "font_name": "宋体", "font_size": 10}
        heading = book.add_format({**line, "bold": True, "align": "center", "bg_color": "#EDEFF2"})
        big = book.add_format({"bold": True, "align": "center", "font_name": "黑体", "font_size": 16})
        formats = {
            CellType.TEXT: book.add_format({**line, "num_format": "@"}),
            CellType.NUMBER: book.add_format(line),
            CellType.DATE: book.add_format({**line, "num_format": "yyyy-mm-dd"}),
        }
        last = len(columns)
        sheet.merge_range(0, 0, 0, last, "", big)
        sheet.write_string(0, 0, title, big)
        sheet.write_string(1, 0, note, book.add_format({"font_name": "宋体", "font_size": 9}))
        sheet.write_string(2, 0, "序号", heading)
        sheet.set_column(0, 0, 6)
        sheet.write_blank(FIRST_ROW - 1, 0, None, formats[CellType.NUMBER])
        for number, column in enumerate(columns, start=1):
            sheet.write_string(2, number, column.label, heading)
            sheet.set_column(number, number, column.width)
            sheet.write_blank(FIRST_ROW - 1, number, None, formats[column.type])
        sheet.set_row(0, 26)
        sheet.autofilter(2, 0, FIRST_ROW - 1, last)
        sheet.freeze_panes(FIRST_ROW - 1, 2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(2)
        sheet.set_footer("&C第 &P 页，共 &N 页")
    places = {letters(1): SERIAL}
    places |= {letters(number): column.code for number, column in enumerate(columns, start=2)}
    return FilledLayout(buffer.getvalue(), SHEET, FIRST_ROW, places)
