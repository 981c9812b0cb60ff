"""Bringing the index up to a matter's last step: texts are read, compared with what is there, written if need be."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from huiyin.procedure.library import every
from huiyin.procedure.models import Matter
from huiyin.search.full_text import registry
from huiyin.search.full_text.engine import remove_tokens, write_tokens
from huiyin.search.full_text.entries import tokens_of, wanted_entries
from huiyin.search.full_text.tokens import METHOD
from huiyin.search.models import IndexedMatter, TextEntry, WaitingMatter

SHOWN = ("place", "label", "facets", "source", "document_id", "parts", "context", "marks", "digest")
AT_ONCE = 50
"""Matters of one transaction: what is locked and held in memory at a time."""


def rules() -> str:
    """By what texts are read and found now: the method, what is registered, and who sees what by the procedures."""
    said = [str(METHOD)]
    said += sorted(
        f"{kind}|{each.key}|{each.facets}" for kind, texts in registry.texts.items() for each in texts
    )
    said += sorted(each.seal for each in every().values())
    return sha256("\n".join(said).encode()).hexdigest()


def index_matters(keys: Collection[UUID]) -> int:
    """Bring the entries of these matters up to date; how many entries were written or removed.

    Fifty at a time, each locked, so that no act comes in between; what waited for it waits no longer. A matter that
    somebody is at work on is passed over: that act lets it wait again.
    """
    ordered, changed, by = sorted(keys), 0, rules()
    for start in range(0, len(ordered), AT_ONCE):
        with transaction.atomic():
            changed += _index(ordered[start : start + AT_ONCE], by)
    return changed


def _index(keys: Sequence[UUID], by: str) -> int:
    # Whoever holds locks here waits for none, so no act can come to stand against it.
    matters = list(Matter.objects.select_for_update(skip_locked=True).filter(pk__in=keys).order_by("pk"))
    wanted = wanted_entries(matters)
    known: dict[UUID, dict[str, TextEntry]] = defaultdict(dict)
    for entry in TextEntry.objects.filter(matter__in=matters):
        known[entry.matter_id][entry.key] = entry
    changed = 0
    for matter in matters:
        changed += _write(known[matter.pk], wanted[matter.pk])
    IndexedMatter.objects.bulk_create(
        [
            IndexedMatter(committee_id=each.committee_id, matter=each, step=each.step_number, rules=by)
            for each in matters
        ],
        update_conflicts=True,
        unique_fields=["matter"],
        update_fields=["step", "rules"],
    )
    done = Q(pk__in=[])
    for each in matters:
        done |= Q(matter=each, step__lte=each.step_number)
    WaitingMatter.objects.filter(done).delete()
    return changed


def _write(known: dict[str, TextEntry], wanted: Iterable[TextEntry]) -> int:
    """Entries keep their keys for life, and with them their place in every list."""
    new, altered, before = [], [], []
    gone = dict(known)
    for entry in wanted:
        old = gone.pop(entry.key, None)
        if old is None:
            new.append(entry)
        elif old.digest != entry.digest:
            before.append((old.pk, tokens_of(old)))
            entry.pk = old.pk
            altered.append(entry)
    before += [(old.pk, tokens_of(old)) for old in gone.values()]
    if before:
        remove_tokens(before)
    if gone:
        TextEntry.objects.filter(pk__in=[old.pk for old in gone.values()]).delete()
    if altered:
        TextEntry.objects.bulk_update(altered, SHOWN)
    if new:
        TextEntry.objects.bulk_create(new)
    if new or altered:
        write_tokens([(entry.pk, tokens_of(entry)) for entry in [*new, *altered]])
    return len(new) + len(altered) + len(gone)
