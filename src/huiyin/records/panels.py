"""What the records add to the page of every matter."""

from typing import Any

from django.utils import timezone

from huiyin.people.models import Person
from huiyin.procedure.choices import standing
from huiyin.procedure.models import Matter
from huiyin.procedure.registry import Panel, document_kinds
from huiyin.records.official.fonts import fonts_here, replaced_in_words
from huiyin.records.selectors import VERIFIERS, attachments_seen, newest_versions

DOCUMENTS = "documents"


def documents_context(matter: Matter, person: Person) -> dict[str, Any]:
    """Documents with their last version, and the attachments that this person sees."""
    here = standing(matter, person, timezone.now())
    documents = [
        {"kind": document_kinds.get(document.kind, document.kind), "document": document, "version": version}
        for document, version in newest_versions(matter)
    ]
    return {
        "documents": documents,
        "replaced_fonts": replaced_in_words(fonts_here().replaced) if documents else [],
        "attachments": attachments_seen(here),
        "facet_labels": {code: facet.label for code, facet in here.procedure.facets.items()},
        "may_verify": any(each.grant.role in VERIFIERS for each in here.held),
        "matter": matter,
    }


documents_panel = Panel(
    code=DOCUMENTS,
    facet=DOCUMENTS,
    template="records/panels/documents.html",
    context=documents_context,
    order=70,
)
