"""The text of docx, xlsx, pptx and ofd: body, headers and footers, notes, comments, properties."""

import re
import zipfile
from collections.abc import Iterator

from huiyin.records.containers import entry_name, member
from huiyin.records.file_types import FileRefused
from huiyin.records.reading.ole_text import ole_passages
from huiyin.records.reading.passages import Passage
from huiyin.records.reading.xml_text import NotXml, xml_text

_PLACES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^docProps/"), "文件属性"),
    (re.compile(r"^word/header\d*\.xml$"), "页眉"),
    (re.compile(r"^word/footer\d*\.xml$"), "页脚"),
    (re.compile(r"^word/(foot|end)notes\.xml$"), "注释"),
    (re.compile(r"comments|threadedComments"), "批注"),
    (re.compile(r"^word/document\d*\.xml$"), "正文"),
    (re.compile(r"^word/glossary/"), "文档部件"),
    (re.compile(r"^xl/workbook\.xml$"), "工作表名称"),
    (re.compile(r"^xl/sharedStrings\.xml$"), "单元格"),
    (re.compile(r"^xl/(work|chart)sheets/"), "工作表或其页眉页脚"),
    (re.compile(r"^ppt/slideMasters?/|^ppt/slideLayouts/"), "母版"),
    (re.compile(r"^ppt/notesSlides/"), "备注页"),
    (re.compile(r"^(OFD|Doc_\d+/Document)\.xml$"), "文件属性"),
    (re.compile(r"Tpls?/|Temps?/"), "页面模板"),
)
_SLIDE = re.compile(r"^ppt/slides/slide(\d+)\.xml$")
_PAGE = re.compile(r"Pages/Page_(\d+)/")
_SKIPPED = re.compile(
    r"(^|/)(_rels/|theme/|printerSettings/)|\[Content_Types\]\.xml$|styles\.xml$|fontTable\.xml$"
)
_EXCEL_CODES = re.compile(r'&"[^"\n]*"|&K[0-9A-Fa-f]{6}|&\d{1,3}|&[A-Za-z]')
_METADATA = re.compile(r"^docProps/|^(OFD|Doc_\d+/Document)\.xml$")
_MACRO_TYPE = b"macroEnabled"
NESTED = re.compile(r"\.(docx|xlsx|pptx|doc|xls|pdf|zip)$", re.IGNORECASE)


def office_passages(name: str, container: zipfile.ZipFile) -> Iterator[Passage]:
    """All text of an office document. Raises FileRefused for macros and for parts that cannot be read.

    Embedded documents are left to the caller, who knows how deep it is already.
    """
    for info in container.infolist():
        inner = entry_name(info)
        if info.is_dir() or NESTED.search(inner):
            continue
        content = member(name, container, info)
        if inner == "[Content_Types].xml" and _MACRO_TYPE in content:
            raise FileRefused(f"“{name}”含有宏，不予接收。请另存为不含宏的文档后上传。")
        if inner.lower().endswith(".bin"):
            yield from ole_passages(name, content, place="内嵌对象")
        elif inner.lower().endswith((".xml", ".vml")) and not _SKIPPED.search(inner):
            yield Passage(_place(inner), _part_text(name, inner, content))


def _part_text(name: str, inner: str, content: bytes) -> str:
    try:
        text = xml_text(content, every_element_is_a_line=bool(_METADATA.search(inner)))
    except NotXml:
        raise FileRefused(f"“{name}”已损坏，无法进行保密检查，请用原来的软件打开后另存，再上传。") from None
    return _EXCEL_CODES.sub("\n", text) if inner.startswith("xl/") else text


def _place(inner: str) -> str:
    slide = _SLIDE.match(inner) or _PAGE.search(inner)
    if slide:
        return f"第{int(slide[1]) + (inner[0] != 'p')}页"
    return next((words for pattern, words in _PLACES if pattern.search(inner)), "正文")
