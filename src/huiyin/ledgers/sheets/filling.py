"""Filling a workbook row by row: the parts are copied as they are, the rows of one sheet written as they come."""

import re
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO
from xml.parsers import expat

from huiyin.ledgers.definition import Cell
from huiyin.ledgers.sheets.cells import cell, number_of
from huiyin.ledgers.sheets.package import SheetPart, day_styles, from_bytes, read, sheets
from huiyin.ledgers.sheets.splitting import Split, split, stretched, tail_for

CALCULATION = "xl/calcChain.xml"
"""Where formulas are, in which order: of rows that are not there any more. The program makes it anew."""
OTHER_SHEETS = ("xl/worksheets/sheet", "xl/chartsheets/sheet")
BLOCK = 64 * 1024
MOST_ROWS = 1_048_576


class SheetGone(LookupError):
    """The workbook has no sheet of that name."""


def fill(
    content: bytes,
    *,
    sheet: str,
    first_row: int,
    rows: Iterable[Mapping[str, Cell]],
    count: int,
    target: Path,
) -> int:
    """Write a workbook like this one with `rows` (column letters → value) from the first row of data on.

    `count` is how many rows are to come: the areas of filter and print end with them. Returns how many came.
    """
    with from_bytes(content) as template, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        part = next((each for each in sheets(template) if each.name == sheet), None)
        if part is None:
            raise SheetGone(sheet)
        last_row = first_row + max(count, 1) - 1
        days = day_styles(template)
        for info in template.infolist():
            if info.filename not in (part.path, CALCULATION) and not info.is_dir():
                book.writestr(info.filename, _copied(template, info.filename, part, first_row, last_row))
        model = split(read(template, part.path), first_row)
        with book.open(part.path, "w", force_zip64=True) as out:
            out.write(model.head)
            written = _write(out, model, rows, first_row, days)
            out.write(tail_for(model, first_row, last_row))
    return written


def _write(
    out: IO[bytes], model: Split, rows: Iterable[Mapping[str, Cell]], first_row: int, days: frozenset[str]
) -> int:
    attributes = "".join(f' {key}="{value}"' for key, value in model.row.items())
    buffer: list[str] = []
    size = written = 0
    for written, values in enumerate(rows, start=1):
        line = _row(first_row + written - 1, values, model, attributes, days)
        buffer.append(line)
        size += len(line)
        if size > BLOCK:
            out.write("".join(buffer).encode())
            buffer, size = [], 0
    out.write("".join(buffer).encode())
    return written


def _row(number: int, values: Mapping[str, Cell], model: Split, attributes: str, days: frozenset[str]) -> str:
    prefix = model.prefix
    names = sorted({*values, *model.styles}, key=number_of)
    cells = "".join(
        cell(
            f"{name}{number}",
            values.get(name),
            model.styles.get(name, ""),
            as_day=model.styles.get(name, "") in days,
            prefix=prefix,
        )
        for name in names
    )
    return f'<{prefix}row r="{number}"{attributes}>{cells}</{prefix}row>'


def _copied(template: zipfile.ZipFile, path: str, part: SheetPart, first_row: int, last_row: int) -> bytes:
    """A part as it is; the book itself and its lists of parts say what is true of the new file."""
    content = read(template, path) if path.endswith((".xml", ".rels")) else template.read(path)
    if path in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
        return re.sub(rb"<(?:\w+:)?(?:Override|Relationship)\b[^>]*calcChain[^>]*/>", b"", content)
    if path == "xl/workbook.xml":
        return _shown_first(_stretch_names(content, part, first_row, last_row), part)
    if path.startswith(OTHER_SHEETS):
        # Two selected sheets are one group: what is typed into one would go into the other too.
        return re.sub(rb'(<(?:\w+:)?sheetView\b[^>]*?)\s+tabSelected="[^"]*"', rb"\1", content, count=1)
    return content


def _shown_first(content: bytes, part: SheetPart) -> bytes:
    """The book opens on the sheet that was filled, wherever it stood open when the office saved its sample."""
    shown = b'activeTab="%d"' % part.index
    if b"activeTab=" in content:
        return re.sub(rb'activeTab="\d+"', shown, content, count=1)
    return re.sub(rb"<(?:\w+:)?workbookView\b", rb"\g<0> " + shown, content, count=1)


def _stretch_names(content: bytes, part: SheetPart, first_row: int, last_row: int) -> bytes:
    """The print area and the filter of the sheet end with the data."""

    def renewed(match: re.Match[bytes]) -> bytes:
        of_sheet = b'localSheetId="%d"' % part.index in match[1]
        fits = b"_xlnm.Print_Area" in match[1] or b"_xlnm._FilterDatabase" in match[1]
        return match[1] + (stretched(match[2], first_row, last_row) if of_sheet and fits else match[2])

    return re.sub(rb"(<(?:\w+:)?definedName\b[^>]*>)([^<]*)", renewed, content)


def rows_in(path: Path, *, sheet: str, first_row: int) -> int:
    """How many rows of data the written file has: read again from the file, piece by piece."""
    with zipfile.ZipFile(path) as book:
        part = next(each for each in sheets(book) if each.name == sheet)
        counted = 0

        def start(name: str, attributes: Mapping[str, str]) -> None:
            nonlocal counted
            if name.rpartition(":")[2] == "row" and int(attributes.get("r", 0)) >= first_row:
                counted += 1

        parser = expat.ParserCreate()
        parser.StartElementHandler = start
        with book.open(part.path) as stream:
            while block := stream.read(BLOCK):
                parser.Parse(block, False)
        parser.Parse(b"", True)
    return counted
