"""From the bytes of an uploaded file to rows of a list."""

import csv
import io
import re

from django.utils.translation import gettext as _

from huiyin.kernel.text import normalise
from huiyin.people.sheets.columns import Layout, Sheet, SheetRow
from huiyin.people.sheets.errors import SheetFileError
from huiyin.people.sheets.workbook import Formulas, read_workbook

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 5000
HEADING_WITHIN = 10
"""Rows searched for the headings: a title and a note often stand above them."""

_LATIN = re.compile("[A-Za-z]")
_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_sheet(content: bytes, layout: Layout) -> Sheet:
    """Rows of an .xlsx or .csv list, whatever the file calls itself; SheetFileError in Chinese otherwise."""
    if not content:
        raise SheetFileError(_("文件是空的（0 字节），请检查后重新选择。"))
    if len(content) > MAX_BYTES:
        raise SheetFileError(_("文件超过 5 MB，请删去图片和无关工作表，或分成几个文件导入。"))
    if content.startswith(_OLD_OFFICE):
        raise SheetFileError(
            _("文件是旧版 Excel（.xls）或加了密码的工作簿，请去掉密码、另存为 .xlsx 后再上传。")
        )
    if content.startswith(_ZIP):
        cells, formulas = read_workbook(content)
    else:
        cells, formulas = _read_csv(content), set()
    return _sheet(cells, formulas, layout)


def _decode(content: bytes) -> str:
    wrong = _("无法识别文件格式。请上传 Excel 工作簿（.xlsx）或 CSV 文件（UTF-8 或 GB18030 编码）。")
    if content.startswith(_UTF16):
        raise SheetFileError(_("文件是 UTF-16 编码，请另存为“CSV UTF-8”或 .xlsx 后再上传。"))
    if b"\0" in content or content.startswith(b"%PDF"):
        raise SheetFileError(wrong)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetFileError(wrong)


def _read_csv(content: bytes) -> list[list[str]]:
    text = _decode(content)
    first_lines = text[:2000]
    delimiter = max(",\t;", key=first_lines.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise SheetFileError(
            _("CSV 文件有不配对的引号或过长的单元格，无法分列。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。")
        ) from error


def _sheet(cells: list[list[str]], formulas: Formulas, layout: Layout) -> Sheet:
    words = {"noun": layout.noun, "subject": layout.subject}
    if not any(cell.strip() for row in cells for cell in row):
        raise SheetFileError(_("表中没有内容，请检查%(noun)s是否在第一张工作表。") % words)
    at, codes, unused = _headings(cells, layout)
    rows = []
    for number, row in enumerate(cells[at + 1 :], start=at + 1):
        values = {
            code: _cell(row[place], layout.key.code == code) if place < len(row) else ""
            for place, code in codes.items()
        }
        found = [code for place, code in codes.items() if (number, place) in formulas]
        if any(values.values()) or found:
            rows.append(SheetRow(number + 1, values, found))
        if len(rows) > MAX_ROWS:
            raise SheetFileError(_("%(noun)s超过 5000 行，请分成几个文件导入。") % words)
    if not rows:
        raise SheetFileError(_("%(noun)s只有表头，没有%(subject)s。") % words)
    return Sheet(rows, unused)


def _headings(cells: list[list[str]], layout: Layout) -> tuple[int, dict[int, str], list[str]]:
    """Row of the headings, columns by place, headings not used; the row with the key column is the one."""
    for at, row in enumerate(cells[:HEADING_WITHIN]):
        found = {place: layout.column_of_heading(cell) for place, cell in enumerate(row)}
        if layout.key not in found.values():
            continue
        codes = {place: column.code for place, column in found.items() if column is not None}
        for code in codes.values():
            if list(codes.values()).count(code) > 1:
                raise SheetFileError(
                    _("表头中“%(column)s”出现了不止一列，请只保留一列。")
                    % {"column": layout.by_code[code].label}
                )
        unused = [normalise(row[place]) for place, column in found.items() if column is None]
        return at, codes, [heading for heading in unused if heading]
    said = {"key": layout.key.label, "labels": layout.labels}
    raise SheetFileError(_("前 10 行中没有找到“%(key)s”列。表头可用：%(labels)s。") % said)


def _cell(text: str, is_key: bool) -> str:
    line = " ".join(normalise(text).split())
    # Two-character names are spread out with a space in many lists (王　芳).
    return line.replace(" ", "") if is_key and not _LATIN.search(line) else line
