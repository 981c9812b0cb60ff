"""Attachments by what they say: name, explanation and the text that was read from the file."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from huiyin.procedure.models import Matter
from huiyin.records.file_texts.queue import when_read
from huiyin.records.models import Attachment, AttachmentText
from huiyin.search.full_text.queue import index_or_leave
from huiyin.search.full_text.registry import FoundInDocument, searchable_documents
from huiyin.search.models import WaitingMatter

SOURCE = "attachment"


def attached_files(matters: Collection[UUID]) -> Mapping[UUID, Sequence[FoundInDocument]]:
    """The attachments of matters; one whose text is not read is found by its name."""
    found: dict[UUID, list[FoundInDocument]] = defaultdict(list)
    rows = Attachment.objects.filter(matter__in=matters).order_by("pk")
    texts = dict(
        AttachmentText.objects.filter(attachment__matter__in=matters).values_list("attachment", "text")
    )
    for row in rows:
        parts = [
            (row.original_name, texts.get(row.pk, "")),
            (_("文件名"), row.original_name),
            (_("说明"), row.title),
        ]
        found[row.matter_id].append(FoundInDocument((row.facet,), SOURCE, row.pk, row.original_name, parts))
    return found


def wait_for_index(attachment: Attachment) -> None:
    """Its text is new: the matter is read again. Locked, so that no reading that began before takes it for done."""
    matter = Matter.objects.select_for_update().get(pk=attachment.matter_id)
    WaitingMatter.objects.create(committee_id=matter.committee_id, matter=matter, step=matter.step_number)
    transaction.on_commit(lambda: index_or_leave(attachment.at, [matter.pk]), robust=True)


def register() -> None:
    """Safe to repeat."""
    searchable_documents(attached_files)
    when_read(wait_for_index)
