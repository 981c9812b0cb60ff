"""Documents of a matter: made and remade inside acts, asked for by the engine."""

from collections.abc import Sequence
from typing import Any

from django.db.models import OuterRef, Subquery

from huiyin.kernel.chain import digest, sm3
from huiyin.procedure.act import Act
from huiyin.procedure.models import Matter
from huiyin.procedure.ports import DocumentFact
from huiyin.procedure.registry import document_kinds
from huiyin.records.models import Document, DocumentVersion
from huiyin.records.numbering import give_number
from huiyin.records.official.writers import frame_for


def make_document(
    act: Act, *, kind: str, title: str, body: str, series: str = "", number: str = "", public: bool = False
) -> Document:
    """Make the matter's document of a kind, or its next version when what it says has changed.

    With a `series` it gets its number from the register when it is first made, and keeps it; a `number` without
    a series is somebody else's (来文字号) and the newest one holds. What the paper says beside its text is given by
    the writer of its kind. Call it only inside the matter's own act. KeyError: unknown kind.
    """
    document_kinds[kind]  # a misspelt kind must fail here and not leave a paper nobody ever asks for
    document = Document.objects.filter(matter=act.matter, kind=kind).first()
    if document is None:
        document = Document(committee=act.committee, matter=act.matter, kind=kind)
    document.title, document.public = title, public
    if number and not document.series:
        document.number = number
    if series and not document.number:
        document.series, document.number = series, give_number(act, series).number
    document.save()
    _add_version(act, document, body)
    return document


def _add_version(act: Act, document: Document, body: str) -> None:
    last = document.versions.order_by("-version").first()
    frame = frame_for(act, document)
    if last is not None and _said(last.title, last.body_text, last.frame) == _said(
        document.title, body, frame
    ):
        return
    DocumentVersion.objects.create(
        committee=act.committee,
        document=document,
        version=last.version + 1 if last else 1,
        title=document.title,
        body_text=body,
        frame=frame,
        digest=body_digest(body, frame),
        made_by=act.actor,
        at=act.at,
    )


def _said(title: str, body: str, frame: dict[str, Any]) -> tuple[str, str, dict[str, Any]]:
    """Made again on another day, a paper that says the same is still the same paper."""
    undated = {name: value for name, value in frame.items() if name not in ("day", "printed_on")}
    return title, body, undated


def body_digest(body: str, frame: dict[str, Any] | None = None) -> str:
    """SM3 of what a version says: its text, and its frame where it has one."""
    return digest({"body": body, "frame": frame}) if frame else sm3(body.encode())


def documents_of(matter: Matter, kinds: Sequence[str] = ()) -> list[DocumentFact]:
    """The documents a matter has, each in its last version; all of them when no kinds are named."""
    newest = DocumentVersion.objects.filter(document=OuterRef("pk")).order_by("-version")
    rows = Document.objects.filter(matter=matter).annotate(
        last_version=Subquery(newest.values("version")[:1]), last_digest=Subquery(newest.values("digest")[:1])
    )
    if kinds:
        rows = rows.filter(kind__in=list(kinds))
    return [
        DocumentFact(row.kind, row.title, row.number, row.last_version, row.last_digest)
        for row in rows.order_by("pk")
    ]
