"""Whether the index is complete (cheap: every matter up to its last step, or waiting) and right (text by text)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from huiyin.people.models import Committee
from huiyin.procedure.models import Matter
from huiyin.records.verification.findings import Finding as Unproved
from huiyin.records.verification.findings import about
from huiyin.search.full_text.engine import AnyOf, holds
from huiyin.search.full_text.entries import digest_of, proof_of, wanted_entries
from huiyin.search.full_text.indexing import rules
from huiyin.search.models import IndexedMatter, TextEntry, WaitingMatter

CHUNK = 200


class Fault(models.TextChoices):
    """全文检索索引的问题: what is wrong with one text of a matter."""

    MISSING = "missing", _("没有检索条目，查不到这段文字")
    STALE = "stale", _("检索条目与现在的文字或权限不符")
    LEFT_OVER = "left_over", _("已不再显示，检索条目仍然留着")
    UNWRITTEN = "unwritten", _("检索词与检索条目不符")
    BEHIND = "behind", _("没有入检索，也不在等待之列")


@dataclass(frozen=True)
class Finding:
    """One text of a matter of which the entry is wrong."""

    matter: UUID
    key: str
    fault: Fault


def behind(committee: Committee) -> QuerySet[Matter]:
    """Matters that are neither indexed up to their last step nor waiting: nothing would ever bring them up to date."""
    waits = WaitingMatter.objects.filter(matter=OuterRef("pk"), step=OuterRef("step_number"))
    step = IndexedMatter.objects.filter(matter=OuterRef("pk")).values("step")
    rows = Matter.objects.filter(committee=committee).annotate(indexed=Subquery(step))
    late = Q(indexed__isnull=True) | ~Q(indexed=F("step_number"))
    return rows.filter(late).exclude(models.Exists(waits))


def not_indexed(committee: Committee) -> Iterator[Unproved]:
    """For `huiyin verify`: every matter can be found as it is after its last step, or will be."""
    for matter in behind(committee).select_related("committee").order_by("pk").iterator(chunk_size=CHUNK):
        text = (
            f"第{matter.step_number}步之后的内容没有入检索，也不在等待之列，请运行 huiyin search --rebuild。"
        )
        yield about(matter, "not_indexed", text, table="search.indexedmatter")


def check(committee: Committee) -> Iterator[Finding]:
    """Everything that is wrong with the committee's index, oldest matter first; two hundred matters at a time."""
    last, waiting = UUID(int=0), WaitingMatter.objects.filter(committee=committee)
    matters = Matter.objects.filter(committee=committee).order_by("pk")
    while found := list(matters.filter(pk__gt=last)[:CHUNK]):
        late = set(waiting.filter(matter__in=found).values_list("matter", flat=True))
        yield from _faults([each for each in found if each.pk not in late])
        last = found[-1].pk


def _faults(matters: Sequence[Matter]) -> Iterator[Finding]:
    wanted = wanted_entries(matters)
    known: dict[UUID, dict[str, TextEntry]] = defaultdict(dict)
    for entry in TextEntry.objects.filter(matter__in=matters):
        known[entry.matter_id][entry.key] = entry
    indexed = dict(IndexedMatter.objects.filter(matter__in=matters).values_list("matter", "step"))
    written = _written([entry for here in known.values() for entry in here.values()])
    for matter in matters:
        if indexed.get(matter.pk) != matter.step_number:
            yield Finding(matter.pk, "", Fault.BEHIND)
        here = known[matter.pk]
        for entry in wanted[matter.pk]:
            old = here.pop(entry.key, None)
            if old is None:
                yield Finding(matter.pk, entry.key, Fault.MISSING)
            elif not entry.digest == old.digest == digest_of(old):
                yield Finding(matter.pk, entry.key, Fault.STALE)
            elif old.pk not in written:
                yield Finding(matter.pk, entry.key, Fault.UNWRITTEN)
        for key in here:
            yield Finding(matter.pk, key, Fault.LEFT_OVER)


def _written(entries: Sequence[TextEntry]) -> set[int]:
    """Entries whose tokens in the index are those that belong to them, by the proof put in beside them."""
    found: set[int] = set()
    for entry in entries:
        found |= holds(AnyOf((proof_of(entry),)), [entry.pk])
    return found


def outdated(*, most: int) -> list[UUID]:
    """Matters that were never read, or by other rules than those of now; those of never first."""
    never = Matter.objects.filter(~models.Exists(IndexedMatter.objects.filter(matter=OuterRef("pk"))))
    found = list(never.order_by("opened_at", "pk").values_list("pk", flat=True)[:most])
    if len(found) < most:
        other = IndexedMatter.objects.exclude(rules=rules()).values_list("matter", flat=True)
        found += other[: most - len(found)]
    return found
