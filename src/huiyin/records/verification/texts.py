"""The text of every attachment is kept, waits to be read, or says why there is none."""

from collections.abc import Iterator

from huiyin.people.models import Committee
from huiyin.records.file_texts.queue import not_queued
from huiyin.records.verification.findings import Finding, about


def texts_missing(committee: Committee) -> Iterator[Finding]:
    """Attachments that were forgotten: search does not reach what they say, and nothing tells so."""
    for attachment in not_queued(committee).select_related("matter__committee").iterator(chunk_size=100):
        text = (
            f"附件“{attachment.original_name}”没有提取文字，也不在队列中，"
            "请运行 huiyin attachment_texts --again。"
        )
        yield about(attachment.matter, "text_missing", text, table="records.attachment", key=attachment.pk)
