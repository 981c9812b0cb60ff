"""The text layer of PDF files. Letters that a font does not name are left out: they would be found as chance ones."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader

from huiyin.records.enums import Unread
from huiyin.records.file_texts.words import LONGEST, Words, closed_up, failed, words_of
from huiyin.records.limits import MEGABYTE, MOST_PAGES

_LARGEST_PAGE = 20 * MEGABYTE
_NAMED = ("/UniGB-", "/UniCNS-", "/UniJIS-", "/UniKS-", "/GBK-", "/GB-", "/GBK2K-", "/ETen-", "/90ms-")
"""Encodings of composite fonts from which pypdf can tell the characters without a table in the file."""


def pdf_words(content: bytes) -> Words:
    """Every page's text; a page that cannot be read is left out and the rest marked as not all."""
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            return failed(Unread.LOCKED)
        number = len(reader.pages)
    except Exception:  # a damaged file makes pypdf fail in ways of every kind
        return failed(Unread.DAMAGED)
    pages = _Pages()
    for each in range(min(number, MOST_PAGES)):
        if pages.room <= 0:
            break
        pages.read(reader, each)
    return pages.words(whole=number <= MOST_PAGES and pages.room > 0)


class _Pages:
    """Collects the text of pages, and counts what could not be told."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.room = LONGEST
        self.unnamed = 0
        self.unread = 0

    def read(self, reader: PdfReader, number: int) -> None:
        try:
            page = reader.pages[number]
            contents = page.get_contents()
            if contents is not None and len(contents.get_data()) > _LARGEST_PAGE:
                self.unread += 1
                return
            text = self._text(page)
        except Exception:
            self.unread += 1
            return
        self.texts.append(text)
        self.room -= len(text)

    def _text(self, page: PageObject) -> str:
        pieces: list[str] = []

        def take(text: str, _cm: Any, _tm: Any, font: Mapping[str, Any] | None, _size: float) -> None:
            if font is None or _names_its_letters(font):
                pieces.append(text)
            else:
                self.unnamed += len(text.strip())

        page.extract_text(visitor_text=take)
        return "".join(pieces)

    def words(self, *, whole: bool) -> Words:
        text = closed_up("\n".join(self.texts))
        if text.strip():
            return words_of(text, cut=not whole or bool(self.unread or self.unnamed))
        if self.unnamed:
            return failed(Unread.LETTERS)
        return failed(Unread.DAMAGED) if self.unread else words_of("", nothing=Unread.SCANNED)


def _names_its_letters(font: Mapping[str, Any]) -> bool:
    if "/ToUnicode" in font or font.get("/Subtype") != "/Type0":
        return True
    encoding = font.get("/Encoding")
    return isinstance(encoding, str) and encoding.startswith(_NAMED)
