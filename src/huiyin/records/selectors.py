"""Reads of documents and attachments, starting from what a person may see."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from huiyin.people.enums import Role
from huiyin.people.models import Committee, Person
from huiyin.people.selectors import current_grants
from huiyin.procedure.choices import Standing, standing
from huiyin.procedure.models import Matter
from huiyin.records.models import Attachment, Document, DocumentVersion
from huiyin.records.official.writers import facets_of

MOST_NAMED = 20
VERIFIERS = frozenset({Role.CPPCC_CLERK, Role.SYSTEM_OPERATOR})


def attachment_for(person: Person, key: int, at: datetime) -> Attachment | None:
    """The attachment, if this person sees the part of the matter that it belongs to; else None."""
    found = Attachment.objects.select_related("matter__committee").filter(pk=key).first()
    if found is None or found.facet not in standing(found.matter, person, at).seen:
        return None
    return found


def attachments_seen(here: Standing) -> list[Attachment]:
    """The attachments of a matter that somebody of this standing sees, oldest first."""
    return list(
        Attachment.objects.filter(matter=here.matter, facet__in=here.seen)
        .select_related("uploaded_by", "document", "words")
        .defer("words__text")
        .order_by("pk")
    )


def newest_versions(matter: Matter) -> list[tuple[Document, DocumentVersion]]:
    """Every document of a matter with its last version, in the order they were first made."""
    versions = DocumentVersion.objects.filter(document__matter=matter).select_related("document", "made_by")
    newest = {version.document_id: version for version in versions.order_by("document_id", "version")}
    return [(version.document, version) for version in newest.values()]


def version_for(person: Person, key: int, version: int, at: datetime) -> DocumentVersion | None:
    """A version of a document, if this person sees the matter's documents or the part it is shown with; else None."""
    found = (
        DocumentVersion.objects.select_related("document__matter__committee", "committee")
        .filter(document=key, version=version)
        .first()
    )
    if found is None or not facets_of(found.document.kind) & standing(found.document.matter, person, at).seen:
        return None
    return found


def newest_of_kinds(matter: Matter, kinds: Sequence[str]) -> list[DocumentVersion]:
    """The last version of each of the matter's documents of these kinds, to be offered on a part of its page."""
    return [version for document, version in newest_versions(matter) if document.kind in kinds]


def committees_to_verify(person: Person, at: datetime) -> list[Committee]:
    """The committees whose record this person may have verified."""
    grants = current_grants(person, timezone.localdate(at))
    return list({grant.committee_id: grant.committee for grant in grants if grant.role in VERIFIERS}.values())


def matter_to_verify(person: Person, matter_id: UUID, at: datetime) -> Matter | None:
    """The matter, if this person may have the record of its committee verified."""
    committees = committees_to_verify(person, at)
    return Matter.objects.select_related("committee").filter(pk=matter_id, committee__in=committees).first()


def matters_named(words: str, committees: Sequence[Committee]) -> list[Matter]:
    """Matters of these committees with this number or identifier; usually one."""
    named = Q(number=words)
    with suppress(ValueError):
        named |= Q(pk=UUID(words))
    return list(
        Matter.objects.filter(named, committee__in=committees).order_by("opened_at", "pk")[:MOST_NAMED]
    )
