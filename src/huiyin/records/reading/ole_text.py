"""The text of Word 97, Excel 97 and WPS files, as far as it lies open: runs of readable characters.

These formats keep text as UTF-16 or as single bytes in the system's code page, in long runs. Their structure is
not followed (formatting between the runs does not matter here); files with a password are told by their flags.
"""

import re
from collections.abc import Iterator

from huiyin.records.file_types import FileRefused
from huiyin.records.reading.passages import Passage

_SECTOR = 512
_WORD_HEAD = b"\xec\xa5"
_WORD_FLAGS_AT = 0x0B
_WORD_ENCRYPTED = 0x01
_EXCEL_HEAD = b"\x09\x08\x10\x00\x00\x06\x05\x00"
_EXCEL_PASSWORD, _EXCEL_SHEET = 0x2F, 0x85
_PACKAGE_STREAM = "EncryptedPackage".encode("utf-16-le")

_LETTER = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef\u2018-\u201d\u2605\u2606\x20-\x7e\u00b7"
_RUN = re.compile(f"[{_LETTER}\r\n\x07\x0b\x0c\t]{{2,}}")
_WORTH_READING = re.compile(
    r"[密★☆]|份\s*号|内\s*部|[保存管严不请勿禁]\s*[存密管禁得勿外翻复转]|[会阅]后收回"
)
"""Pictures within the file decode to endless runs of chance characters; only runs that could be marks are read."""


def ole_passages(name: str, content: bytes, *, place: str = "正文或文件属性") -> Iterator[Passage]:
    """Readable runs of an OLE file. Raises FileRefused when it has a password."""
    if _has_password(content):
        raise FileRefused(f"“{name}”设有密码，无法进行保密检查，请去掉密码后上传。")
    for encoding, shifted in (("utf-16-le", 0), ("utf-16-le", 1), ("gb18030", 0), ("utf-8", 0)):
        text = content[shifted:].decode(encoding, errors="replace")
        for run in _RUN.finditer(text):
            if _WORTH_READING.search(run[0]):
                yield Passage(place, run[0])


def _has_password(content: bytes) -> bool:
    return _PACKAGE_STREAM in content or any(
        _word_has_password(content, at) or _excel_has_password(content, at)
        for at in range(0, len(content), _SECTOR)
    )


def _word_has_password(content: bytes, at: int) -> bool:
    if content[at : at + 2] != _WORD_HEAD or at + _WORD_FLAGS_AT >= len(content):
        return False
    return bool(content[at + _WORD_FLAGS_AT] & _WORD_ENCRYPTED)


def _excel_has_password(content: bytes, at: int) -> bool:
    """Whether a FILEPASS record stands between the beginning of the workbook and its first sheet."""
    if content[at : at + len(_EXCEL_HEAD)] != _EXCEL_HEAD:
        return False
    while at + 4 <= len(content):
        record = int.from_bytes(content[at : at + 2], "little")
        if record in (_EXCEL_PASSWORD, _EXCEL_SHEET):
            return record == _EXCEL_PASSWORD
        at += 4 + int.from_bytes(content[at + 2 : at + 4], "little")
    return False
