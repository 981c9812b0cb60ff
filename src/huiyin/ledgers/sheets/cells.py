"""Cells as XML: a number, a day where the model cell shows days, or text that no program takes for a formula."""

import re
from datetime import date
from xml.sax.saxutils import escape

from huiyin.ledgers.definition import Cell

LONGEST = 32_767
"""Characters that a cell may hold in Excel and WPS."""
EPOCH = date(1899, 12, 30)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def cell(place: str, value: Cell, style: str, *, as_day: bool, prefix: str = "") -> str:
    """One cell; an empty one keeps its borders. Text goes in as text, whatever it begins with."""
    dressed = f' s="{style}"' if style else ""
    start = f'<{prefix}c r="{place}"{dressed}'
    if value is None or value == "":
        return f"{start}/>"
    if isinstance(value, date) and as_day:
        return f"{start}><{prefix}v>{(value - EPOCH).days}</{prefix}v></{prefix}c>"
    if isinstance(value, int):
        return f"{start}><{prefix}v>{value}</{prefix}v></{prefix}c>"
    return (
        f'{start} t="inlineStr"><{prefix}is><{prefix}t xml:space="preserve">{text(str(value))}'
        f"</{prefix}t></{prefix}is></{prefix}c>"
    )


def text(value: str) -> str:
    """Text as it stands in a cell: without what XML cannot hold, and what only looks coded stays as typed."""
    clean = _LOOKS_CODED.sub("_x005F_", _NOT_XML.sub("", value))
    if len(clean) > LONGEST:
        clean = f"{clean[: LONGEST - 1]}…"
    return escape(clean)


def letters(number: int) -> str:
    """The letters of a column, counted from 1."""
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def number_of(name: str) -> int:
    """The number of a column by its letters."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
