"""The text that a reader of the file sees, by type. Called in a process of its own (`child.py`), never in a request.

Properties of the file are left out: they name whoever typed it, which is not what the paper says.
"""

import zipfile

from huiyin.records.containers import entry_name, member, opened
from huiyin.records.enums import Unread
from huiyin.records.file_texts.office_words import office_text
from huiyin.records.file_texts.pdf_words import pdf_words
from huiyin.records.file_texts.sheet_words import sheet_text
from huiyin.records.file_texts.words import LONGEST, Words, failed, words_of
from huiyin.records.file_types import OLE, FileRefused, checked_type
from huiyin.records.text_files import decoded


def read_words(name: str, content: bytes) -> Words:
    """The text of a file that was taken in. What cannot be read is told by a reason and raises nothing."""
    try:
        return _read(name, content, inside=False)
    except FileRefused:
        return failed(Unread.DAMAGED)


def _read(name: str, content: bytes, *, inside: bool) -> Words:
    kind = checked_type(name, content).code
    if kind == "pdf":
        return pdf_words(content)
    if kind == "txt":
        return words_of(decoded(content) or "")
    if kind in OLE:
        return failed(Unread.OLD_FORMAT)
    if kind in ("jpg", "png"):
        return words_of("", nothing=Unread.PICTURE)
    with opened(name, content) as container:
        if kind == "zip":
            return failed(Unread.NESTED) if inside else _packed(name, container)
        found = office_text(name, kind, container)
    if kind == "xlsx":
        found = f"{sheet_text(content)}\n{found}"
    return words_of(found)


def _packed(name: str, container: zipfile.ZipFile) -> Words:
    """Names and texts of the files in a zip; one that cannot be read leaves the others to be found."""
    pieces: list[str] = []
    whole, room = True, LONGEST
    for info in container.infolist():
        if info.is_dir() or room <= 0:
            whole = whole and info.is_dir()
            continue
        inner = entry_name(info)
        try:
            found = _read(inner, member(name, container, info), inside=True)
        except FileRefused:
            found = failed(Unread.DAMAGED)
        whole = whole and not found.reason
        pieces += [inner, found.text]
        room -= len(found.text)
    return words_of("\n".join(pieces), cut=not whole)
