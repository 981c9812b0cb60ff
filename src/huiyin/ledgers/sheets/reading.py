"""What an uploaded layout says: its sheets, the cells of each head, and where the rows begin."""

import re
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from django.utils.translation import gettext as _

from huiyin.kernel.text import fold
from huiyin.ledgers.sheets.cells import number_of
from huiyin.ledgers.sheets.package import NotALayout, SheetPart, package, read, shared_texts, sheets, tree

LOOKED_AT = 30
"""Rows in which a head is looked for."""
MOST_COLUMNS = 200
PLACE = re.compile(r"^([A-Z]{1,3})([0-9]{1,7})$")


@dataclass(frozen=True)
class Head:
    """One sheet: heading of each column by letter, the row under the head, and how well the head is known."""

    sheet: str
    headings: dict[str, str]
    first_row: int
    known: int


def heads(name: str, content: bytes, known: frozenset[str]) -> list[Head]:
    """The heads of all sheets; `known` are folded names of columns, by which a head is told from titles.

    Raises NotALayout for a file that is no workbook, or of which no sheet has a head.
    """
    with package(name, content) as container:
        texts = shared_texts(container)
        found = [_head(part, tree(read(container, part.path)), texts, known) for part in sheets(container)]
    usable = [each for each in found if each is not None]
    if not usable:
        raise NotALayout(_("没有找到表头。请上传带有列标题的台账样表。"))
    return sorted(usable, key=lambda each: -each.known)


def _head(part: SheetPart, root: ElementTree.Element, texts: list[str], known: frozenset[str]) -> Head | None:
    if root.find("{*}tableParts") is not None:
        raise NotALayout(
            _("工作表“%(name)s”中有“表格”对象，请在 Excel 中选“转换为区域”后再上传。") % {"name": part.name}
        )
    grid = _grid(root, texts)
    if not grid:
        return None
    row = max(grid, key=lambda number: (_matches(grid[number], known), len(grid[number]), -number))
    if len(grid[row]) < 2:
        return None
    last = max([row, *(end for start, end in _merged_rows(root) if start == row)])
    headings = {
        **grid[row],
        **{key: word for n in range(row + 1, last + 1) for key, word in grid.get(n, {}).items()},
    }
    ordered = dict(sorted(headings.items(), key=lambda each: number_of(each[0])))
    return Head(part.name, ordered, last + 1, _matches(ordered, known))


def _grid(root: ElementTree.Element, texts: list[str]) -> dict[int, dict[str, str]]:
    """Row → column letters → text, of the first rows."""
    found: dict[int, dict[str, str]] = {}
    for element in root.iterfind("{*}sheetData/{*}row/{*}c"):
        place = PLACE.match(element.get("r", ""))
        if place is None or int(place[2]) > LOOKED_AT or number_of(place[1]) > MOST_COLUMNS:
            continue
        word = _word(element, texts)
        if word:
            found.setdefault(int(place[2]), {})[place[1]] = word
    return found


def _word(element: ElementTree.Element, texts: list[str]) -> str:
    if element.get("t") == "s":
        number = element.findtext("{*}v") or ""
        word = texts[int(number)] if number.isdecimal() and int(number) < len(texts) else ""
    elif element.get("t") == "inlineStr":
        word = "".join(part.text or "" for part in element.iter() if part.tag.endswith("}t"))
    else:
        word = element.findtext("{*}v") or ""
    return " ".join(word.split())


def _matches(cells: dict[str, Any], known: frozenset[str]) -> int:
    return sum(fold(word) in known for word in cells.values())


def _merged_rows(root: ElementTree.Element) -> list[tuple[int, int]]:
    """First and last row of each merged area that spans rows."""
    found = []
    for each in root.iterfind("{*}mergeCells/{*}mergeCell"):
        rows = [int(number) for number in re.findall(r"\d+", each.get("ref", ""))]
        if len(rows) == 2 and rows[1] > rows[0]:
            found.append((rows[0], rows[1]))
    return found
