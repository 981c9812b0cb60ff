"""Asking for words: hits come by the page, the newest texts first.

Matters whose number was typed come first, then titles, then everything else. Keys come from the index narrowed down by
the asker's own rights and filters; the texts themselves are looked at, and what the rights of this moment do not show
is left out. No count, no order and no suggestion depends on anything else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from huiyin.procedure import registry as kinds_of_matters
from huiyin.procedure.models import Matter
from huiyin.records.models import Document
from huiyin.search.full_text.asked import Asked, Look, Pass
from huiyin.search.full_text.engine import candidates
from huiyin.search.full_text.entries import HEAD
from huiyin.search.full_text.folding import folded, occurs
from huiyin.search.full_text.numbers import written_number
from huiyin.search.full_text.passages import Marked, marked, passage
from huiyin.search.full_text.places import Place
from huiyin.search.full_text.reading import Reader, Shown
from huiyin.search.full_text.words import LONGEST, sequence_in, words_of
from huiyin.search.models import TextEntry

PAGE = 20
STEP = 24
MOST_LOOKED_AT = 20 * STEP
"""Entries that one page looks at; one that is not full by then says where it goes on."""
_NEWEST = 1 << 62


@dataclass(frozen=True)
class Hit:
    """A matter that was found: its title, number and the passage with the words marked, and where the passage stands.

    `source` and `document_id` name the paper or attachment it stands in ("document", "attachment"), if it does.
    """

    matter: Matter
    kind_label: str
    where: str
    title: Marked
    number: Marked
    passage: Marked
    source: str
    document_id: int | None


@dataclass(frozen=True)
class FoundPage:
    """A page of hits; `more` leads to the next one, "" where there is none.

    `words` are those that were looked for, as they are compared; none where nothing that was typed is a word. `cut`
    says that what was typed was too much, and not all of it was looked for.
    """

    hits: tuple[Hit, ...]
    more: str
    words: tuple[str, ...]
    cut: bool


def look_for(asked: Asked) -> FoundPage:
    """The page of hits for what is asked; every matter once, by its newest text that has the words.

    A page may have fewer than twenty hits and still lead to another: then so far nothing more was found.
    """
    typed = words_of(asked.words)
    look = Look.of(asked, typed.words)
    reader = Reader(look)
    numbered = _numbered(look, reader)
    start = _start(look)
    found = [] if start else numbered
    more = _fill(look, reader, start, found, {each.matter.pk for each in numbered})
    return FoundPage(tuple(_hit(each, look) for each in found), more, typed.words, typed.cut)


def _start(look: Look) -> tuple[Pass, int] | None:
    """Where a page goes on: the pass, and the key below which; None for the first page."""
    mark, _colon, key = look.asked.after.partition(":")
    there = {each.value: each for each in look.passes()}
    if mark not in there or not (key.isascii() and key.isdecimal()):
        return None
    return there[mark], min(int(key[:19]), _NEWEST)


def _fill(
    look: Look, reader: Reader, start: tuple[Pass, int] | None, found: list[Shown], known: set[UUID]
) -> str:
    """Put hits on the page until it is full; where the next one begins, "" when this is the last."""
    looked_at = 0
    passes = list(look.passes())
    for which in passes[passes.index(start[0]) if start else 0 :]:
        top = below = start[1] if start and start[0] is which else None
        while True:
            keys = candidates(look.tree(which), below=below, most=STEP + 1)
            here = keys[:STEP]
            for key, shown in zip(here, reader.newest(which, here, top=top), strict=True):
                if shown is None or shown.matter.pk in known:
                    continue
                if len(found) >= PAGE:
                    return f"{which.value}:{key + 1}"
                known.add(shown.matter.pk)
                found.append(shown)
            if len(keys) <= STEP:
                break
            looked_at, below = looked_at + STEP, here[-1]
            if looked_at >= MOST_LOOKED_AT:
                return f"{which.value}:{below}"
    return ""


def _numbered(look: Look, reader: Reader) -> list[Shown]:
    """Matters that bear the number that was typed, themselves or on one of their papers; at most twenty."""
    asked = look.asked
    typed = asked.words[:LONGEST].strip()
    if not look.held or Place.NUMBER not in asked.within or not any(each.isdecimal() for each in typed):
        return []
    number = written_number(typed)
    whole = Q(key=HEAD, matter__in=_among(Matter, look, number))
    papers = _among(Document, look, number)
    entries = list(TextEntry.objects.filter(whole | Q(source="document", document_id__in=papers)))
    sequence = sequence_in(look.words[0]) if len(look.words) == 1 else ""
    if sequence:
        keys = candidates(look.sequence_tree(sequence), below=None, most=PAGE)
        entries += sorted(TextEntry.objects.filter(pk__in=keys), key=lambda each: -each.pk)
    return reader.allowed(entries)[:PAGE]


def _among(model: type[Matter] | type[Document], look: Look, number: str) -> list[Any]:
    rows = model._default_manager.filter(committee__in=list(look.held), number=number)
    return list(rows.values_list("pk", flat=True)[:PAGE])


def _hit(shown: Shown, look: Look) -> Hit:
    matter, entry = shown.matter, shown.entry
    kind = kinds_of_matters.kinds.get(matter.kind)
    label, text = _best_part(entry, look.words)
    return Hit(
        matter=matter,
        kind_label=kind.label if kind else "",
        where=_where(entry, label),
        title=marked(matter.title, look.words),
        number=marked(matter.number, look.words),
        passage=passage(text, look.words),
        source=entry.source,
        document_id=entry.document_id,
    )


def _best_part(entry: TextEntry, words: Sequence[str]) -> tuple[str, str]:
    """The first part with the first of the words that the text itself has; its beginning where that has none."""
    said = [folded(text) for _label, text in entry.parts]
    for word in words:
        for (label, text), each in zip(entry.parts, said, strict=True):
            if occurs(each, word):
                return label, text
    label, text = entry.parts[0]
    return label, text


def _where(entry: TextEntry, part: str) -> str:
    """提案内容·情况: the label of what was read, and of its part where that has one of its own."""
    if entry.key == HEAD:
        return str(Place(part).label)
    return entry.label if part in ("", entry.label) else f"{entry.label}·{part}"
