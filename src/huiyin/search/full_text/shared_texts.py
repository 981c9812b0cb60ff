"""What any matter has: papers with what they say, and the names of its parties.

Attachments come by the package that reads their files.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.db.models import Q

from huiyin.procedure.models import MatterParty
from huiyin.procedure.registry import document_kinds
from huiyin.records.models import DocumentVersion
from huiyin.records.official.writers import facets_of
from huiyin.search.full_text.columns import columns, together
from huiyin.search.full_text.entries import ANY_KIND
from huiyin.search.full_text.registry import FoundInDocument, searchable_documents, searchable_names


def papers(matters: Collection[UUID]) -> Mapping[UUID, Sequence[FoundInDocument]]:
    """The papers of matters, each by its last version: number, title and text."""
    versions = DocumentVersion.objects.filter(document__matter__in=matters).select_related("document")
    newest = {each.document_id: each for each in versions.order_by("document_id", "version")}
    found: dict[UUID, list[FoundInDocument]] = defaultdict(list)
    for version in newest.values():
        document = version.document
        label = document_kinds.get(document.kind, document.kind)
        parts = [("文号", document.number), ("标题", version.title), (label, version.body_text)]
        facets = tuple(sorted(facets_of(document.kind)))
        found[document.matter_id].append(FoundInDocument(facets, "document", document.pk, label, parts))
    return found


def register() -> None:
    """Safe to repeat."""
    searchable_documents(papers)
    names = together(
        columns(MatterParty, "matter", "body__name", only=Q(active=True)),
        columns(MatterParty, "matter", "person__name", only=Q(active=True)),
    )
    searchable_names(ANY_KIND, "parties", "相关方", read=names)
