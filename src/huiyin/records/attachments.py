"""Attachments: a file becomes part of a matter, within an act of that matter."""

from django.core.files.base import File

from huiyin.kernel.chain import sm3
from huiyin.kernel.verdicts import Refused
from huiyin.people.selectors import current_grants
from huiyin.procedure.act import Act
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.rights import active_parties, facets_seen, roles_held
from huiyin.records.file_types import FileRefused, checked_type
from huiyin.records.limits import LONGEST_NAME, most_attachments
from huiyin.records.models import Attachment, AttachmentText, Document
from huiyin.records.reading.file_text import read_file
from huiyin.records.reading.passages import Budget
from huiyin.records.screening import content_of
from huiyin.records.storage import put_aside


def attach(
    act: Act, *, file: "File[bytes]", facet: str, title: str = "", document: Document | None = None
) -> Attachment:
    """Add a file to the act's matter, seen by those who see the facet. Only within the matter's own act.

    ActRefused, in words, for a file that may not be taken in, or one too many.
    """
    name = str(file.name or "")
    if facet not in act.procedure.facets:
        raise ActRefused([Refused("unknown_facet", "所选的部分不属于本事项，请重新选择。")])
    if Attachment.objects.filter(matter=act.matter).count() >= most_attachments():
        raise ActRefused(
            [Refused("too_many_files", f"本件已有{most_attachments()}个附件，不能再加，请合并后上传。")]
        )
    try:
        content = content_of(file, name)
        kind = checked_file(name, content)
    except FileRefused as refused:
        raise ActRefused([Refused("file_not_taken", str(refused))]) from refused
    digest = sm3(content)
    kept = Attachment.objects.create(
        committee=act.committee,
        matter=act.matter,
        document=document,
        facet=facet,
        title=title,
        original_name=name[-LONGEST_NAME:],
        media_type=kind,
        size=len(content),
        digest=digest,
        stored_path=put_aside(content, committee_id=act.committee.pk, digest=digest),
        uploaded_by=act.actor,
        at=act.at,
    )
    AttachmentText.objects.create(committee=act.committee, attachment=kept)
    return kept


def attach_again(act: Act, attachment: Attachment, *, facet: str, name: str) -> Attachment:
    """Show a file of the act's matter in another facet too, under another name. Only within the matter's own act."""
    copied = Attachment.objects.create(
        committee=act.committee,
        matter=act.matter,
        facet=facet,
        original_name=name[-LONGEST_NAME:],
        media_type=attachment.media_type,
        size=attachment.size,
        digest=attachment.digest,
        stored_path=attachment.stored_path,
        uploaded_by=act.actor,
        at=act.at,
    )
    AttachmentText.objects.create(committee=act.committee, attachment=copied)
    return copied


def checked_file(name: str, content: bytes) -> str:
    """The media type of a file that may be taken in: its kind, its insides. Raises FileRefused."""
    for _passage in read_file(name, content, Budget()):
        pass  # reading to the end is the check: whatever cannot be opened is refused on the way
    return checked_type(name, content).media_type


def facets_open_to(act: Act) -> list[tuple[str, str]]:
    """Code and label of the parts of the matter that the actor sees: where a file may be put."""
    if act.actor is None:
        return []
    held = roles_held(
        act.procedure, act.matter, current_grants(act.actor, act.day), active_parties(act.matter)
    )
    seen = facets_seen(act.procedure, act.matter, held)
    return [(code, facet.label) for code, facet in act.procedure.facets.items() if code in seen]
