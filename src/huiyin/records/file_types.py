"""Which files are taken in, told by what they contain; the extension must say the same."""

import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

import puremagic

from huiyin.records.text_files import decoded

ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class FileType:
    """A kind of file that may be attached."""

    code: str
    label: str
    media_type: str
    extensions: tuple[str, ...]
    inline: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument"
PDF = FileType("pdf", "PDF", "application/pdf", (".pdf",), inline=True)
DOCX = FileType("docx", "Word文档", f"{_OFFICE}.wordprocessingml.document", (".docx",))
XLSX = FileType("xlsx", "Excel表格", f"{_OFFICE}.spreadsheetml.sheet", (".xlsx",))
PPTX = FileType("pptx", "演示文稿", f"{_OFFICE}.presentationml.presentation", (".pptx",))
DOC = FileType("doc", "Word 97文档", "application/msword", (".doc",))
XLS = FileType("xls", "Excel 97表格", "application/vnd.ms-excel", (".xls",))
WPS = FileType("wps", "WPS文字", "application/vnd.ms-works", (".wps",))
OFD = FileType("ofd", "OFD版式文件", "application/ofd", (".ofd",))
JPG = FileType("jpg", "JPEG图片", "image/jpeg", (".jpg", ".jpeg"), inline=True)
PNG = FileType("png", "PNG图片", "image/png", (".png",), inline=True)
TXT = FileType("txt", "纯文本", "text/plain; charset=utf-8", (".txt", ".csv"))
ZIP = FileType("zip", "ZIP压缩包", "application/zip", (".zip",))

ALLOWED = (PDF, DOCX, XLSX, PPTX, DOC, XLS, WPS, OFD, JPG, PNG, TXT, ZIP)
CONTAINERS = frozenset({"docx", "xlsx", "pptx", "ofd", "zip"})
OLE = frozenset({"doc", "xls", "wps"})
BY_EXTENSION = {extension: each for each in ALLOWED for extension in each.extensions}
BY_MEDIA_TYPE = {each.media_type: each for each in ALLOWED}
_MAIN_PARTS = {"word/": DOCX, "xl/": XLSX, "ppt/": PPTX}
_PUREMAGIC = {".pdf": PDF, ".jpg": JPG, ".jpeg": JPG, ".jfif": JPG, ".png": PNG}


class FileRefused(ValueError):
    """The file is not taken in; the text says in Chinese why, and what to do."""


def extension_of(name: str) -> str:
    """The extension in small letters, with its point."""
    return PurePath(name).suffix.lower()


def claimed_type(name: str) -> FileType:
    """The type that a file's name claims. Raises FileRefused for one that is not taken in."""
    found = BY_EXTENSION.get(extension_of(name))
    if found is None:
        known = "、".join(each.lstrip(".") for each in BY_EXTENSION)
        raise FileRefused(f"“{name}”的类型不在可上传之列，可上传的有：{known}。")
    return found


def checked_type(name: str, content: bytes) -> FileType:
    """The type of a file whose name and content agree. Raises FileRefused."""
    if not content:
        raise FileRefused(f"“{name}”是空文件，请重新选择。")
    claimed = claimed_type(name)
    found = sniffed(content)
    same = found == claimed if not isinstance(found, frozenset) else claimed.code in found
    if not same:
        raise FileRefused(
            f"“{name}”的内容不是{claimed.label}，与扩展名不符。请用原来的软件打开后另存，再上传；不要只改扩展名。"
        )
    return claimed


def sniffed(content: bytes) -> FileType | frozenset[str] | None:
    """What the content is: one type, several that look alike (Word 97, Excel 97, WPS), or nothing known."""
    if content.startswith(OLE_MAGIC):
        return OLE
    if content.startswith(ZIP_MAGIC):
        return _container_type(content)
    try:
        matches = puremagic.magic_string(content[:4096])
    except puremagic.PureError:
        matches = []
    for match in matches:
        if match.extension in _PUREMAGIC:
            return _PUREMAGIC[match.extension]
    return TXT if decoded(content) is not None else None


def _container_type(content: bytes) -> FileType | None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as container:
            names = container.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None
    if "OFD.xml" in names:
        return OFD
    if "[Content_Types].xml" in names:
        return next(
            (each for part, each in _MAIN_PARTS.items() if any(n.startswith(part) for n in names)), None
        )
    return ZIP
