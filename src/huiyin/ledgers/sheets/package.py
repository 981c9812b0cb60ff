"""The parts of a workbook that matter here: its sheets, its texts, and which styles show a day. Nothing is computed."""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from posixpath import normpath
from xml.etree import ElementTree

from django.utils.translation import gettext as _

from huiyin.records.containers import opened
from huiyin.records.file_types import FileRefused, checked_type, extension_of

MOST_BYTES = 5 * 1024 * 1024
MOST_PART = 8 * 1024 * 1024
"""Of one part, unpacked: the layout of a ledger is a head and a few sample rows."""
DAYS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""Number formats of days and times that need not be written down in a workbook."""
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


class NotALayout(ValueError):
    """The file cannot serve as a layout; the text says in Chinese why, and what to do."""


@dataclass(frozen=True)
class SheetPart:
    """A sheet: its name, where it lies in the package, its place in the book."""

    name: str
    path: str
    index: int


@contextmanager
def package(name: str, content: bytes) -> Iterator[zipfile.ZipFile]:
    """The package of a workbook, checked as any upload is. Raises NotALayout."""
    if len(content) > MOST_BYTES:
        raise NotALayout(_("文件超过 5 MB。请删去数据行，只保留表头和一两行样例，再上传。"))
    if extension_of(name) != ".xlsx":
        raise NotALayout(_("请上传 .xlsx 工作簿；.xls、.et 等格式请先用 Excel 或 WPS 另存为 .xlsx。"))
    try:
        checked_type(name, content)
        with opened(name, content) as container:
            if any(info.file_size > MOST_PART for info in container.infolist()):
                raise NotALayout(_("工作簿展开后过大。请删去数据行，只保留表头和一两行样例，再上传。"))
            yield container
    except FileRefused as refused:
        raise NotALayout(str(refused)) from refused


def read(container: zipfile.ZipFile, path: str) -> bytes:
    """One part. Raises NotALayout where it is missing, damaged or declares what workbooks never declare."""
    try:
        content = container.read(path)
    except Exception as fault:  # zlib, zipfile and struct each have their own errors
        raise _damaged() from fault
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _damaged()
    return content


def tree(content: bytes) -> ElementTree.Element:
    """A part as elements. Raises NotALayout."""
    try:
        return ElementTree.fromstring(content)  # noqa: S314  # entities are refused in `read`
    except ElementTree.ParseError as fault:
        raise _damaged() from fault


def _damaged() -> NotALayout:
    return NotALayout(_("工作簿已损坏，无法读取。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。"))


def sheets(container: zipfile.ZipFile) -> list[SheetPart]:
    """The sheets in their order."""
    relations = {
        each.get("Id"): each.get("Target", "") for each in tree(read(container, "xl/_rels/workbook.xml.rels"))
    }
    found = []
    for index, each in enumerate(tree(read(container, "xl/workbook.xml")).iterfind("{*}sheets/{*}sheet")):
        target = relations.get(each.get(_ID), "")
        path = target.lstrip("/") if target.startswith("/") else normpath(f"xl/{target}")
        if path in container.namelist():
            found.append(SheetPart(each.get("name", ""), path, index))
    if not found:
        raise _damaged()
    return found


def shared_texts(container: zipfile.ZipFile) -> list[str]:
    """The texts that cells refer to by number."""
    path = "xl/sharedStrings.xml"
    if path not in container.namelist():
        return []
    return [
        "".join(part.text or "" for part in each.iter() if part.tag.endswith("}t"))
        for each in tree(read(container, path))
    ]


def day_styles(container: zipfile.ZipFile) -> frozenset[str]:
    """The styles under which a number is shown as a day."""
    path = "xl/styles.xml"
    if path not in container.namelist():
        return frozenset()
    root = tree(read(container, path))
    own = {
        int(each.get("numFmtId", "0"))
        for each in root.iterfind("{*}numFmts/{*}numFmt")
        if re.search("[ymd]", _QUOTED.sub("", each.get("formatCode", "").lower()))
    }
    return frozenset(
        str(number)
        for number, each in enumerate(root.iterfind("{*}cellXfs/{*}xf"))
        if int(each.get("numFmtId", "0")) in DAYS | own
    )


def from_bytes(content: bytes) -> zipfile.ZipFile:
    """A package that was checked when it was taken in."""
    return zipfile.ZipFile(io.BytesIO(content))
