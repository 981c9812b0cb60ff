"""Whether the index of similar texts still says what the texts say: names what is missing, stale or left over."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from huiyin.people.models import Committee
from huiyin.procedure.models import Matter
from huiyin.search.actions import index_text, write_bands
from huiyin.search.kinds import SimilarKind, kinds
from huiyin.search.models import TextBand, TextSignature
from huiyin.search.sentences import digest
from huiyin.search.signatures import METHOD, buckets_of

CHUNK = 500


class Fault(models.TextChoices):
    """比对索引的问题: what is wrong with the entry of one matter."""

    MISSING = "missing", _("没有比对特征，找不到这一件")
    STALE = "stale", _("比对特征与现在的文本不符")
    SCATTERED = "scattered", _("比对分组不完整")
    LEFT_OVER = "left_over", _("已不参加比对，特征仍然留着")


@dataclass(frozen=True)
class Finding:
    """One matter of which the entry is wrong."""

    matter: UUID
    kind: str
    fault: Fault


def check(committee: Committee) -> Iterator[Finding]:
    """Everything that is wrong with the committee's index, kind by kind, oldest matter first; in pieces of 500."""
    for kind in kinds.values():
        last = UUID(int=0)
        matters = Matter.objects.filter(committee=committee, kind=kind.code).order_by("pk")
        while keys := list(matters.filter(pk__gt=last).values_list("pk", flat=True)[:CHUNK]):
            yield from _faults(committee, kind, keys)
            last = keys[-1]


def _faults(committee: Committee, kind: SimilarKind, keys: Collection[UUID]) -> Iterator[Finding]:
    texts = kind.read(keys)
    rows = TextSignature.objects.filter(committee=committee, kind=kind.code, matter__in=keys)
    known = {row.matter_id: row for row in rows}
    buckets: dict[int, set[int]] = defaultdict(set)
    bands = TextBand.objects.filter(signature__in=[row.pk for row in known.values()])
    for signature, bucket in bands.values_list("signature_id", "bucket"):
        buckets[signature].add(bucket)
    for key in keys:
        row = known.get(key)
        if row is None:
            fault = Fault.MISSING if key in texts else None
        elif key not in texts:
            fault = Fault.LEFT_OVER
        elif (row.method, row.digest) != (METHOD, digest(texts[key])):
            fault = Fault.STALE
        else:
            wanted = set(buckets_of(bytes(row.signature), kind.code))
            fault = None if buckets[row.pk] == wanted else Fault.SCATTERED
        if fault is not None:
            yield Finding(key, kind.code, fault)


def mend(finding: Finding) -> None:
    """Put one entry right, by the text as it is now: the matter is locked, so that no act comes in between."""
    with transaction.atomic():
        matter = Matter.objects.select_for_update().get(pk=finding.matter)
        text = kinds[finding.kind].read([matter.pk]).get(matter.pk)
        entry = TextSignature.objects.filter(
            committee_id=matter.committee_id, matter=matter, kind=finding.kind
        )
        if text is None:
            entry.delete()
        elif not index_text(matter, kind=finding.kind, parts=text):
            write_bands(list(entry))
