"""Names within texts: when a body or a person is called otherwise, the matters that name them are read again.

Names change without an act of the matter, so they are compared with those that were there when texts were last read.
"""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import F, Model

from huiyin.people.models import Body, Committee, Person
from huiyin.procedure.models import Matter, MatterParty
from huiyin.search.full_text.engine import All, candidates
from huiyin.search.full_text.folding import folded
from huiyin.search.full_text.tokens import grams_of_word, of_committee
from huiyin.search.models import IndexedName, TextEntry, WaitingMatter

AT_ONCE = 500
MOST_TEXTS = 200_000


def queue_renamed(*, most: int = 1000) -> int:
    """Let matters wait that name a body or person by an old name; how many names were taken up."""
    return _take_up(Body, "body", most) + _take_up(Person, "person", most)


def _take_up(model: type[Model], field: str, most: int) -> int:
    _remember_new(model, field)
    renamed = IndexedName.objects.filter(**{f"{field}__isnull": False}).exclude(name=F(f"{field}__name"))
    rows = list(renamed.select_related(field).order_by("pk")[:most])
    for row in rows:
        holder = getattr(row, field)
        with transaction.atomic():
            _queue(sorted(set(_naming(field, holder.pk, row.name))))
            row.name = holder.name
            row.save(update_fields=["name"])
    return len(rows)


def _remember_new(model: type[Model], field: str) -> None:
    """Who was added since: no text names them by another name yet."""
    known = IndexedName.objects.filter(**{f"{field}__isnull": False}).values(field)
    new = model._default_manager.exclude(pk__in=known).values_list("pk", "name")
    IndexedName.objects.bulk_create(
        [IndexedName(**{f"{field}_id": key}, name=name) for key, name in new.iterator(chunk_size=AT_ONCE)],
        ignore_conflicts=True,
        batch_size=AT_ONCE,
    )


def _naming(field: str, key: int, old: str) -> Iterator[UUID]:
    """Matters that have the holder as a party, now or once, or whose texts in the index have the old name."""
    yield from MatterParty.objects.filter(**{field: key}).values_list("matter", flat=True)
    grams = grams_of_word(folded(old))
    for committee in Committee.objects.values_list("pk", flat=True) if grams else ():
        own = All(tuple(of_committee("w", committee, grams)))
        entries = candidates(own, below=None, most=MOST_TEXTS)
        for start in range(0, len(entries), AT_ONCE):
            found = TextEntry.objects.filter(pk__in=entries[start : start + AT_ONCE])
            yield from found.values_list("matter", flat=True)


def _queue(matters: Sequence[UUID]) -> None:
    for start in range(0, len(matters), AT_ONCE):
        here = Matter.objects.filter(pk__in=matters[start : start + AT_ONCE])
        rows = here.values_list("committee", "pk", "step_number")
        WaitingMatter.objects.bulk_create(
            WaitingMatter(committee_id=committee, matter_id=key, step=step) for committee, key, step in rows
        )
