"""The words that accompany a picture (title, description, comment). What the picture shows cannot be read."""

import re
from collections.abc import Iterator

from huiyin.records.reading.passages import Passage

_PNG_HEAD = 8
_PNG_TEXT = frozenset({b"tEXt", b"iTXt"})
_JPEG_TEXT = frozenset({0xE1, 0xED, 0xFE})
_JPEG_SCAN = 0xDA
_BETWEEN = re.compile(r"[\x00-\x08\x0e-\x1f<>]+")


def image_passages(content: bytes) -> Iterator[Passage]:
    """The text blocks of a JPEG or PNG file, in the encodings they are written in."""
    blocks = _png_blocks(content) if content.startswith(b"\x89PNG") else _jpeg_blocks(content)
    for block in blocks:
        for encoding in ("utf-8", "utf-16-le", "gb18030"):
            yield Passage("图片属性", _BETWEEN.sub("\n", block.decode(encoding, errors="ignore")))


def _png_blocks(content: bytes) -> Iterator[bytes]:
    at = _PNG_HEAD
    while at + 8 <= len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        if content[at + 4 : at + 8] in _PNG_TEXT:
            yield content[at + 8 : at + 8 + length]
        at += 12 + length


def _jpeg_blocks(content: bytes) -> Iterator[bytes]:
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] != _JPEG_SCAN:
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        if content[at + 1] in _JPEG_TEXT:
            yield content[at + 4 : at + 2 + length]
        at += 2 + length
