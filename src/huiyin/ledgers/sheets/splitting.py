"""A sheet cut in two: what stands above the rows and what follows them, byte by byte as the office made it."""

import re
from dataclasses import dataclass, field
from xml.parsers import expat

ROW_END = re.compile(rb"(\$?[A-Z]{1,3}\$?\d+:\$?[A-Z]{1,3}\$?)(\d+)")


@dataclass
class Split:
    """Head and tail of a sheet, and the first row of data as the model: its attributes and the style of each cell."""

    head: bytes = b""
    tail: bytes = b""
    prefix: str = ""
    row: dict[str, str] = field(default_factory=dict)
    styles: dict[str, str] = field(default_factory=dict)


class NoRows(ValueError):
    """The sheet has no place for rows."""


class _Cutter:
    """Finds where the first row of data begins and where the rows end."""

    def __init__(self, first_row: int) -> None:
        self.first_row = first_row
        self.split = Split()
        self.cut: int | None = None
        self.end: int | None = None
        self.number = 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.stop

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "row":
            self.number = int(attributes.get("r", self.number + 1))
            if self.number >= self.first_row and self.cut is None:
                self.cut = self.parser.CurrentByteIndex
            if self.number == self.first_row:
                wanted = ("s", "customFormat", "ht", "customHeight")
                self.split.row = {key: attributes[key] for key in wanted if key in attributes}
        elif local == "c" and self.number == self.first_row:
            letters = re.match("[A-Z]+", attributes.get("r", ""))
            if letters is not None and "s" in attributes:
                self.split.styles[letters[0]] = attributes["s"]

    def stop(self, name: str) -> None:
        if name.rpartition(":")[2] == "sheetData":
            self.end = self.parser.CurrentByteIndex
            self.split.prefix = name.rpartition("sheetData")[0]


def split(content: bytes, first_row: int) -> Split:
    """Cut a sheet at its first row of data. Raises NoRows for a sheet without rows."""
    cutter = _Cutter(first_row)
    cutter.parser.Parse(content, True)
    if cutter.end is None or not content[cutter.end :].startswith(b"</"):
        raise NoRows
    found = cutter.split
    found.head = _without(content[: cutter.cut or cutter.end], "dimension")
    found.tail = content[cutter.end :]
    return found


def tail_for(found: Split, first_row: int, last_row: int) -> bytes:
    """What follows the rows, with what pointed into the sample rows taken out and the filter ending with the data."""
    tail = _without(found.tail, "rowBreaks")
    tail = _keep(tail, "mergeCells", "mergeCell", first_row)
    tail = _keep(tail, "hyperlinks", "hyperlink", first_row)
    return re.sub(
        rb'(<(?:\w+:)?autoFilter\b[^>]*?\bref=")([^"]*)',
        lambda match: match[1] + stretched(match[2], first_row, last_row),
        tail,
    )


def stretched(area: bytes, first_row: int, last_row: int) -> bytes:
    """An area that ended in the sample rows, or right above them, ends with the data."""
    return ROW_END.sub(
        lambda match: match[1] + str(last_row).encode() if int(match[2]) >= first_row - 1 else match[0], area
    )


def _without(content: bytes, name: str) -> bytes:
    pattern = rb"<((?:\w+:)?%s)\b(?:[^>]*/>|[^>]*>.*?</\1\s*>)" % name.encode()
    return re.sub(pattern, b"", content, count=1, flags=re.DOTALL)


def _keep(content: bytes, whole: str, part: str, first_row: int) -> bytes:
    """Of the areas of a list those above the data; the list goes with its last one."""
    pattern = rb"<((?:\w+:)?%s)\b[^>]*>(.*?)</\1\s*>" % whole.encode()
    found = re.search(pattern, content, flags=re.DOTALL)
    if found is None:
        return content
    areas = re.findall(
        rb"<(?:\w+:)?%s\b[^>]*?(?:/>|>\s*</(?:\w+:)?%s\s*>)" % (part.encode(), part.encode()), found[2]
    )
    kept = [area for area in areas if _last_row(area) < first_row]
    name = found[1]
    new = b"<%s>%s</%s>" % (name, b"".join(kept), name) if kept else b""
    return content[: found.start()] + new + content[found.end() :]


def _last_row(area: bytes) -> int:
    ref = re.search(rb'\bref="([^"]*)"', area)
    rows = [int(number) for number in re.findall(rb"\d+", ref[1])] if ref else []
    return max(rows, default=0)
