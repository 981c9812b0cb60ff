"""Who says what stands on a paper beside its text: one writer per kind of document, given by its package."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from huiyin.procedure.act import Act
from huiyin.records.models import Document, DocumentVersion
from huiyin.records.official.body_text import parts_of
from huiyin.records.official.paper import Frame, OfficialPaper, PaperFormat, frame_from

Writer = Callable[[Act, Document], Frame]
DOCUMENTS = "documents"


@dataclass(frozen=True)
class PaperKind:
    """How a kind of document is written, and beside `documents` the parts of the matter it is shown with."""

    write: Writer
    facets: tuple[str, ...] = ()


paper_kinds: dict[str, PaperKind] = {}


def paper_kind(code: str, write: Writer, *, facets: tuple[str, ...] = ()) -> None:
    """Register the writer of a kind of document (its package calls this when ready); safe to repeat."""
    paper_kinds[code] = PaperKind(write, facets)


def frame_for(act: Act, document: Document) -> dict[str, Any]:
    """What the writer of the document's kind says, as it is stored; nothing where a kind has no writer."""
    kind = paper_kinds.get(document.kind)
    return kind.write(act, document).stored() if kind else {}


def facets_of(kind: str) -> frozenset[str]:
    """The parts of a matter whose readers may read papers of this kind."""
    known = paper_kinds.get(kind)
    return frozenset((DOCUMENTS, *(known.facets if known else ())))


def paper_of(version: DocumentVersion) -> OfficialPaper:
    """The paper that a version is; one without a frame gets a plain head with its own number."""
    stored = version.frame or _plain_frame(version).stored()
    return OfficialPaper(frame_from(stored), version.title, parts_of(version.body_text))


def _plain_frame(version: DocumentVersion) -> Frame:
    name = version.committee.name
    return Frame(
        format=PaperFormat.DOCUMENT,
        mark=f"{name}文件",
        number=version.document.number,
        signature=name,
        day=version.at.date(),
    )
