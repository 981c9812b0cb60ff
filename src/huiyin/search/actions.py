"""Writes of the index of similar texts: beside the act that changes a text, and anew when it has to be rebuilt.

The index is no content of its matter: it says nothing that the text does not say, so no fingerprint covers it, and a
new method of comparing needs no act on every matter (decision 19). What is wrong with it `huiyin similar` finds.
"""

from collections.abc import Sequence

from django.db import transaction

from huiyin.procedure.act import Act
from huiyin.procedure.models import Matter
from huiyin.search.kinds import kinds
from huiyin.search.models import TextBand, TextSignature
from huiyin.search.sentences import digest, sentences
from huiyin.search.signatures import METHOD, buckets_of, signature_of


def remember_text(act: Act, *, kind: str, parts: Sequence[str]) -> None:
    """Have the matter's text found by its like from now on; an effect calls it with the new text (title first).

    The same text again changes nothing. ValueError for a kind that was not registered with `similar_kind`.
    """
    index_text(act.matter, kind=kind, parts=parts)


def forget_text(act: Act, *, kind: str) -> None:
    """The matter's text is no longer to be found by its like (it was withdrawn before anybody saw it, for instance)."""
    TextSignature.objects.filter(committee_id=act.matter.committee_id, matter=act.matter, kind=kind).delete()


def index_text(matter: Matter, *, kind: str, parts: Sequence[str]) -> bool:
    """Store signature and buckets of a text; whether anything had to be changed."""
    if kind not in kinds:
        raise ValueError(f"{kind!r} is not a kind whose texts are compared")
    known = TextSignature.objects.filter(committee_id=matter.committee_id, matter=matter, kind=kind).first()
    now = digest(parts)
    if known is not None and (known.digest, known.method) == (now, METHOD):
        return False
    with transaction.atomic():
        row, _created = TextSignature.objects.update_or_create(
            committee_id=matter.committee_id,
            matter=matter,
            kind=kind,
            defaults={"digest": now, "signature": signature_of(sentences(parts)), "method": METHOD},
        )
        write_bands([row])
    return True


def write_bands(rows: Sequence[TextSignature]) -> None:
    """The buckets of these signatures, in place of those they had."""
    TextBand.objects.filter(signature__in=rows).delete()
    TextBand.objects.bulk_create(
        [
            TextBand(committee_id=row.committee_id, bucket=bucket, signature=row)
            for row in rows
            for bucket in buckets_of(bytes(row.signature), row.kind)
        ],
        batch_size=5_000,
    )
