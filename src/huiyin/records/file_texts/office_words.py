"""The text of docx, pptx and ofd, and what stands beside the cells of xlsx: only the parts that are seen."""

import re
import zipfile

from huiyin.records.containers import entry_name, member
from huiyin.records.file_texts.words import LONGEST
from huiyin.records.file_types import FileRefused
from huiyin.records.reading.xml_text import NotXml, xml_text

_PARTS = {
    "docx": (
        r"word/document\d*\.xml",
        r"word/(header|footer)\d*\.xml",
        r"word/(foot|end)notes\.xml",
        r"word/comments\.xml",
        r"word/diagrams/data\d*\.xml",
    ),
    "pptx": (
        r"ppt/slides/slide\d+\.xml",
        r"ppt/notesSlides/notesSlide\d+\.xml",
        r"ppt/diagrams/data\d*\.xml",
    ),
    "xlsx": (r"xl/drawings/drawing\d+\.xml", r"xl/comments\d*\.xml"),
    "ofd": (r"Doc_\d+/(Tpls?|Temps?)/.*\.xml", r"Doc_\d+/Pages/Page_\d+/Content\.xml"),
}
_NUMBER = re.compile(r"\d+")
_UNSEEN = frozenset({"delText", "Fallback", "posOffset", "pctWidth", "pctHeight", "author"})
"""Struck out under tracked changes; a text box told a second time for old readers; measures."""


def office_text(name: str, kind: str, container: zipfile.ZipFile) -> str:
    """What the parts that are seen say, the main part first. Raises FileRefused where one cannot be read."""
    pieces: list[str] = []
    for pattern in _PARTS[kind]:
        found = [info for info in container.infolist() if re.fullmatch(pattern, entry_name(info))]
        for info in sorted(found, key=_place):
            pieces.append(_part(name, member(name, container, info)))
            if sum(map(len, pieces)) > LONGEST:
                return "\n".join(pieces)
    return "\n".join(pieces)


def _place(info: zipfile.ZipInfo) -> list[int]:
    """Slide 10 comes after slide 9."""
    return [int(number) for number in _NUMBER.findall(info.filename)]


def _part(name: str, content: bytes) -> str:
    try:
        return xml_text(content, left_out=_UNSEEN)
    except NotXml as fault:
        raise FileRefused(f"“{name}”已损坏。") from fault
