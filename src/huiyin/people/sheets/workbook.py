"""Reading the first sheet of an .xlsx workbook."""

import io
import re
import zipfile
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from huiyin.people.sheets.errors import SheetFileError

MAX_UNPACKED = 60 * 1024 * 1024
"""Bytes; a workbook of 5,000 rows unpacks to a few megabytes, a bomb to far more."""

_FORMULA_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]+)(\d+)"[^>]*>\s*<(?:\w+:)?f\b')
_FIRST_SHEET = re.compile(rb'<(?:\w+:)?sheet\b[^>]*?\b\w+:id="([^"]+)"')

Formulas = set[tuple[int, int]]


def read_workbook(content: bytes) -> tuple[list[list[str]], Formulas]:
    """Texts of the first sheet by row and column, and the places (both from 0) of cells with a formula.

    SheetFileError for anything that is not a readable workbook of sensible size.
    """
    formulas = _formulas(content)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheet = workbook.get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except (CalamineError, IndexError, ValueError) as error:
        raise SheetFileError(
            _("工作簿已损坏，无法读取。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。")
        ) from error
    return [[_text(cell) for cell in row] for row in rows], formulas


def _formulas(content: bytes) -> Formulas:
    # The reader gives the last computed values; a formula's value may be stale or come from another file.
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
                raise SheetFileError(_("工作簿展开后过大，请只保留一张表、删去空白行和图片后再上传。"))
            sheet = archive.read(_first_sheet_path(archive))
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError) as error:
        raise SheetFileError(
            _("文件不是 Excel 工作簿（.xlsx）。请上传 .xlsx 或 .csv 格式的文件。")
        ) from error
    return {(int(row) - 1, _column_number(letters.decode())) for letters, row in _FORMULA_CELL.findall(sheet)}


def _first_sheet_path(archive: zipfile.ZipFile) -> str:
    """KeyError when the archive is no workbook."""
    first = _FIRST_SHEET.search(archive.read("xl/workbook.xml"))
    if first is None:
        raise KeyError("sheet")
    for relation in re.findall(rb"<Relationship\b[^>]*>", archive.read("xl/_rels/workbook.xml.rels")):
        if re.search(rb'\bId="' + re.escape(first[1]) + rb'"', relation):
            target = re.search(rb'\bTarget="([^"]+)"', relation)
            if target is not None:
                path = target[1].decode()
                return path.lstrip("/") if path.startswith("/") else f"xl/{path}"
    raise KeyError("relationship")


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _text(cell: Any) -> str:
    """A cell as a person reads it: 11001 and not 11001.0, 是 and not True."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    return str(cell)
