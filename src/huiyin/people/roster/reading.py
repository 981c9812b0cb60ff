"""From the bytes of an uploaded file to rows of a roster."""

import csv
import io
import re

from django.utils.translation import gettext as _

from huiyin.kernel.text import normalise
from huiyin.people.roster.columns import COLUMN_BY_CODE, NAME, Sheet, SheetRow, column_of_heading
from huiyin.people.roster.errors import RosterFileError
from huiyin.people.roster.workbook import Formulas, read_workbook

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 5000
HEADING_WITHIN = 10
"""Rows searched for the headings: a title and a note often stand above them."""

_LATIN = re.compile("[A-Za-z]")
_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_roster(content: bytes) -> Sheet:
    """Rows of an .xlsx or .csv roster, whatever the file calls itself; RosterFileError in Chinese otherwise."""
    if not content:
        raise RosterFileError(_("文件是空的（0 字节），请检查后重新选择。"))
    if len(content) > MAX_BYTES:
        raise RosterFileError(_("文件超过 5 MB，请删去图片和无关工作表，或分成几个文件导入。"))
    if content.startswith(_OLD_OFFICE):
        raise RosterFileError(
            _("文件是旧版 Excel（.xls）或加了密码的工作簿，请去掉密码、另存为 .xlsx 后再上传。")
        )
    if content.startswith(_ZIP):
        cells, formulas = read_workbook(content)
    else:
        cells, formulas = _read_csv(content), set()
    return _sheet(cells, formulas)


def _decode(content: bytes) -> str:
    wrong = _("无法识别文件格式。请上传 Excel 工作簿（.xlsx）或 CSV 文件（UTF-8 或 GB18030 编码）。")
    if content.startswith(_UTF16):
        raise RosterFileError(_("文件是 UTF-16 编码，请另存为“CSV UTF-8”或 .xlsx 后再上传。"))
    if b"\0" in content or content.startswith(b"%PDF"):
        raise RosterFileError(wrong)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RosterFileError(wrong)


def _read_csv(content: bytes) -> list[list[str]]:
    text = _decode(content)
    first_lines = text[:2000]
    delimiter = max(",\t;", key=first_lines.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise RosterFileError(
            _("CSV 文件有不配对的引号或过长的单元格，无法分列。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。")
        ) from error


def _sheet(cells: list[list[str]], formulas: Formulas) -> Sheet:
    if not any(cell.strip() for row in cells for cell in row):
        raise RosterFileError(_("表中没有内容，请检查名册是否在第一张工作表。"))
    at, codes, unused = _headings(cells)
    rows = []
    for number, row in enumerate(cells[at + 1 :], start=at + 1):
        values = {code: _cell(code, row[place]) if place < len(row) else "" for place, code in codes.items()}
        found = [code for place, code in codes.items() if (number, place) in formulas]
        if any(values.values()) or found:
            rows.append(SheetRow(number + 1, values, found))
        if len(rows) > MAX_ROWS:
            raise RosterFileError(_("名册超过 5000 行，请分成几个文件导入。"))
    if not rows:
        raise RosterFileError(_("名册只有表头，没有委员。"))
    return Sheet(rows, unused)


def _headings(cells: list[list[str]]) -> tuple[int, dict[int, str], list[str]]:
    """Row of the headings, columns by place, headings not used; the row with 姓名 is the one."""
    for at, row in enumerate(cells[:HEADING_WITHIN]):
        found = {place: column_of_heading(cell) for place, cell in enumerate(row)}
        if NAME not in found.values():
            continue
        codes = {place: column.code for place, column in found.items() if column is not None}
        for code in codes.values():
            if list(codes.values()).count(code) > 1:
                raise RosterFileError(
                    _("表头中“%(column)s”出现了不止一列，请只保留一列。")
                    % {"column": COLUMN_BY_CODE[code].label}
                )
        unused = [normalise(row[place]) for place, column in found.items() if column is None]
        return at, codes, [heading for heading in unused if heading]
    raise RosterFileError(
        _(
            "前 10 行中没有找到“姓名”列。表头可用：姓名、委员证号、界别、专委会、活动组、单位、职务、是否常委、登录名。"
        )
    )


def _cell(code: str, text: str) -> str:
    line = " ".join(normalise(text).split())
    # Two-character names are spread out with a space in many lists (王　芳).
    return line.replace(" ", "") if code == NAME.code and not _LATIN.search(line) else line
