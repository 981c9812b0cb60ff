"""Bringing the index up to a matter's last step: texts are read, compared with what is there, written if need be."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from huiyin.procedure.library import every
from huiyin.procedure.models import Matter
from huiyin.search.full_text import registry
from huiyin.search.full_text.engine import AnyOf, holds, remove_tokens, write_tokens
from huiyin.search.full_text.entries import digest_of, proof_of, tokens_of, wanted_entries
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


def index_matters(keys: Collection[UUID], *, proving: bool = False) -> int:
    """Bring the entries of these matters up to date; how many entries were written or removed.

    Fifty at a time, each locked, so that no act comes in between; what waited for it waits no longer. A matter that
    somebody is at work on is passed over: that act lets it wait again. With `proving` the tokens of every entry are
    looked up, and whatever is not as it was written is written anew.
    """
    ordered, changed, by = sorted(keys), 0, rules()
    for start in range(0, len(ordered), AT_ONCE):
        with transaction.atomic():
            changed += _index(ordered[start : start + AT_ONCE], by, proving=proving)
    return changed


def _index(keys: Sequence[UUID], by: str, *, proving: bool) -> int:
    # Whoever holds locks here waits for none, so no act can come to stand against it.
    matters = list(Matter.objects.select_for_update(skip_locked=True).filter(pk__in=keys).order_by("pk"))
    # What comes to wait from now on may be about something that is read too early here.
    waiting = list(WaitingMatter.objects.filter(matter__in=matters).values_list("pk", flat=True))
    wanted = wanted_entries(matters)
    known: dict[UUID, dict[str, TextEntry]] = defaultdict(dict)
    for entry in _sound(list(TextEntry.objects.filter(matter__in=matters)), proving=proving):
        known[entry.matter_id][entry.key] = entry
    changed = sum(_write(known[matter.pk], wanted[matter.pk]) for matter in matters)
    _note(matters, by)
    WaitingMatter.objects.filter(pk__in=waiting).delete()
    return changed


def _sound(entries: Sequence[TextEntry], *, proving: bool) -> list[TextEntry]:
    """Those that are as they were written; the others are removed, to come again under another key.

    What tokens an altered entry was put in with nobody knows any more: they stay behind and lead nowhere.
    """
    odd = [each for each in entries if digest_of(each) != each.digest]
    if proving:
        whole = [each for each in entries if each not in odd]
        odd += [each for each in whole if not holds(AnyOf((proof_of(each),)), [each.pk])]
    if odd:
        TextEntry.objects.filter(pk__in=[each.pk for each in odd]).delete()
    return [each for each in entries if each not in odd]


def _note(matters: Sequence[Matter], by: str) -> None:
    """How far these were read, and by which rules."""
    IndexedMatter.objects.bulk_create(
        [
            IndexedMatter(committee_id=each.committee_id, matter=each, step=each.step_number, rules=by)
            for each in matters
        ],
        update_conflicts=True,
        unique_fields=["matter"],
        update_fields=["step", "rules"],
    )


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
