"""Zip containers (zip, docx, xlsx, pptx, ofd): refused before anything inside is unpacked if they look harmful."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import PurePosixPath

from huiyin.records import limits
from huiyin.records.file_types import OLE_MAGIC, FileRefused

_PROGRAMS = re.compile(
    r"\.(exe|dll|com|scr|sys|bat|cmd|ps1|vbs|vbe|js|jse|wsf|wsh|hta|msi|msp|jar|lnk|cpl|sh|apk|reg|chm|pif|elf|so"
    r"|py|php|jsp|asp)$",
    re.IGNORECASE,
)
_PROGRAM_HEADS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe")
_PROGRAM_INSIDE = b"This program cannot be run in DOS mode"
_MACRO_NAMES = ("vbaproject.bin", "vbadata.xml")
_ENCRYPTED = 0x1


@contextmanager
def opened(name: str, content: bytes) -> Iterator[zipfile.ZipFile]:
    """The container, checked; that it opens at all was seen when its type was told.

    Raises FileRefused for one that is locked, a bomb, leads out of itself or carries programs.
    """
    with zipfile.ZipFile(BytesIO(content)) as container:
        _check_size(name, container, len(content))
        for info in container.infolist():
            _check_entry(name, info)
        yield container


def member(name: str, container: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The content of one entry, never more than it declared. Raises FileRefused."""
    try:
        content = container.read(info)
    except Exception as fault:  # zlib, lzma, bz2, zipfile and struct each have their own errors
        raise _damaged(name) from fault
    if content.startswith(_PROGRAM_HEADS) or (content.startswith(OLE_MAGIC) and _PROGRAM_INSIDE in content):
        raise _program(name, entry_name(info))
    return content


def entry_name(info: zipfile.ZipInfo) -> str:
    """The name of an entry; names not marked as UTF-8 come from Windows and are GB18030."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return info.filename


def _check_size(name: str, container: zipfile.ZipFile, packed: int) -> None:
    entries = container.infolist()
    if not any(not info.is_dir() for info in entries):
        raise FileRefused(f"“{name}”里面没有文件，请检查后重新上传。")
    if len(entries) > limits.MOST_ENTRIES:
        raise FileRefused(f"“{name}”内含{len(entries)}个文件，超过{limits.MOST_ENTRIES}个，请拆分后上传。")
    unpacked = sum(info.file_size for info in entries)
    bomb = unpacked > limits.RATIO_MATTERS_FROM and unpacked > limits.MOST_RATIO * packed
    if unpacked > limits.MOST_UNPACKED or bomb:
        raise FileRefused(f"“{name}”展开后过大（{unpacked // limits.MEGABYTE}MB），不予接收，请拆分后上传。")


def _check_entry(name: str, info: zipfile.ZipInfo) -> None:
    inner = entry_name(info)
    path = PurePosixPath(inner.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in inner or "\x00" in inner:
        raise FileRefused(f"“{name}”内有越出压缩包的路径“{inner}”，不予接收。")
    if info.flag_bits & _ENCRYPTED:
        raise FileRefused(f"“{name}”设有密码，无法进行保密检查，请去掉密码后上传。")
    if path.name.lower() in _MACRO_NAMES:
        raise FileRefused(f"“{name}”含有宏，不予接收。请另存为不含宏的文档后上传。")
    if _PROGRAMS.search(inner):
        raise _program(name, inner)


def _program(name: str, inner: str) -> FileRefused:
    return FileRefused(f"“{name}”内含程序文件“{inner}”，不予接收。请去掉后上传。")


def _damaged(name: str) -> FileRefused:
    return FileRefused(f"“{name}”已损坏，无法打开，请检查后重新上传。")
