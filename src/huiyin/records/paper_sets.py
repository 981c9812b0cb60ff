"""Sets of papers as one file, made one after the other while their person does something else."""

import zipfile
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from huiyin.background.kinds import long_work
from huiyin.background.progress import CannotFinish, Progress
from huiyin.people.models import Committee, Person
from huiyin.people.selectors import current_grants
from huiyin.procedure.page.viewing import Visit, view_many
from huiyin.records.models import Document, DocumentVersion
from huiyin.records.official.cache import pdf_file
from huiyin.records.official.names import file_name
from huiyin.records.official.writers import facets_of

KIND = "records.papers"
ZIP = "application/zip"
MOST = 5000
"""Papers of one set; more than any office issues of one kind in a year."""


def document_set(versions: Iterable[DocumentVersion], path: Path, told: Callable[[], None]) -> int:
    """Write the papers as PDF into a zip file, one at a time; how many. `told` is called after each."""
    count = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
        for count, version in enumerate(versions, start=1):
            container.write(pdf_file(version), f"{count:04d} {file_name(version, 'pdf')}")
            told()
    return count


@long_work(KIND, "下载成套文件")
def make_set(progress: Progress) -> str:
    """The papers asked for, as far as the person may see them."""
    asked = progress.parameters
    found = papers_asked(progress.person, progress.committee, asked, progress.at)
    if not found:
        raise CannotFinish(_("没有您可以查看的文件。"))
    progress.total(len(found))
    rows = DocumentVersion.objects.filter(pk__in=found).select_related("document", "committee").order_by("pk")
    path = progress.file(f"{asked['name']}.zip", ZIP)
    count = document_set(rows.iterator(chunk_size=20), path, progress.advance)
    return _("共 %(count)d 份文件。") % {"count": count}


def papers_asked(person: Person, committee: Committee, asked: dict[str, Any], at: datetime) -> list[int]:
    """Keys of the newest versions asked for: of the children of a matter by kind, or of a year's series."""
    rows = Document.objects.filter(committee=committee)
    if "parent" in asked:
        rows = rows.filter(matter__parent=UUID(asked["parent"]), kind=asked["kind"])
    else:
        rows = rows.filter(series=asked["series"], matter__numbers__year=asked["year"]).distinct()
    newest = DocumentVersion.objects.filter(document=OuterRef("pk")).order_by("-version").values("pk")[:1]
    rows = rows.annotate(newest=Subquery(newest)).select_related("matter__committee").order_by("pk")[:MOST]
    documents = list(rows)
    grants = tuple(current_grants(person, timezone.localdate(at)))
    views = view_many(Visit(person, at, grants), [each.matter for each in documents])
    return [each.newest for each in documents if facets_of(each.kind) & views[each.matter_id].here.seen]
