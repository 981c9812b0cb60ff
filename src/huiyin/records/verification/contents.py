"""The rows of one matter against the fingerprints in its last step; documents and files against their hashes."""

from collections.abc import Iterator

from huiyin.procedure.content import fingerprints
from huiyin.procedure.models import Matter, Step
from huiyin.records.documents import body_digest
from huiyin.records.models import Attachment, Document, DocumentVersion, NumberRegister
from huiyin.records.storage import digest_of, locate
from huiyin.records.verification.findings import Finding, about, table_words

MATTER_KEY = "matter"


def rows_altered(matter: Matter, last: Step) -> Iterator[Finding]:
    """Rows that were altered, inserted or removed after the last step, by table and key."""
    then, now = last.content, fingerprints(matter)
    for key in sorted(then.keys() | now.keys()):
        if then.get(key) == now.get(key):
            continue
        if key == MATTER_KEY:
            yield about(matter, "row_altered", "事项本身的登记内容（标题、编号、状态等）被改动。")
        elif key not in now:
            yield _row(matter, key, "row_removed", "被删除")
        elif key not in then:
            yield _row(matter, key, "row_inserted", "不是经办理产生的，系插入")
        else:
            yield _row(matter, key, "row_altered", "被改动")


def _row(matter: Matter, key: str, code: str, what: str) -> Finding:
    table, _colon, primary_key = key.partition(":")
    text = f"{table_words(table)}（{table} 第{primary_key}行）{what}。"
    return about(matter, code, text, table=table, key=primary_key)


def documents_altered(matter: Matter) -> Iterator[Finding]:
    """Texts that no longer have their hash, versions that are missing, numbers that the register does not know."""
    expected: dict[int, int] = {}
    versions = DocumentVersion.objects.filter(document__matter=matter).order_by("document_id", "version")
    for version in versions.iterator(chunk_size=20):
        number = expected.get(version.document_id, 0) + 1
        expected[version.document_id] = version.version
        if body_digest(version.body_text, version.frame) != version.digest:
            text = f"文件《{version.title}》第{version.version}版的正文与其散列值不符，已被改动。"
            yield about(matter, "document_altered", text, table="records.documentversion", key=version.pk)
        if version.version != number:
            text = f"文件《{version.title}》缺第{number}版，已被删除。"
            yield about(matter, "document_removed", text, table="records.documentversion", key=version.pk)
    for document in Document.objects.filter(matter=matter).exclude(series=""):
        known = NumberRegister.objects.filter(
            committee_id=matter.committee_id, series=document.series, number=document.number, matter=matter
        )
        if not known.exists():
            text = f"文件《{document.title}》的文号“{document.number}”在编号登记中没有。"
            yield about(matter, "number_unknown", text, table="records.document", key=document.pk)


def files_altered(matter: Matter) -> Iterator[Finding]:
    """Attachments whose file is gone or has other contents than were handed in."""
    for attachment in Attachment.objects.filter(matter=matter).order_by("pk").iterator(chunk_size=100):
        path = locate(attachment)
        if path is None:
            code, what = "file_removed", "的文件已不在存储目录中"
        elif digest_of(path) != attachment.digest:
            code, what = "file_altered", "的文件内容与其散列值不符，已被改动"
        else:
            continue
        text = f"附件“{attachment.original_name}”（第{attachment.pk}行）{what}。"
        yield about(matter, code, text, table="records.attachment", key=attachment.pk)
