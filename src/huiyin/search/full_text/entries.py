"""What the index is to say of matters: every text with its context, and who may find it."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from huiyin.procedure.library import procedure_of
from huiyin.procedure.models import Matter, MatterParty
from huiyin.search.full_text import registry
from huiyin.search.full_text.folding import folded
from huiyin.search.full_text.numbers import sequences_of
from huiyin.search.full_text.places import Place
from huiyin.search.full_text.scopes import ANY_FACET, Scope, scope_tokens, scopes_of
from huiyin.search.full_text.tokens import METHOD, grams, of_committee
from huiyin.search.models import TextEntry

HEAD = "head"
ANY_KIND = ""
LONGEST_TEXT = 200_000
"""Characters of one entry that are found; a book handed in as an attachment must not hold up everybody else's texts."""


@dataclass(frozen=True)
class Text:
    """One text of a matter before it becomes an entry."""

    key: str
    place: Place
    label: str
    facets: tuple[str, ...]
    parts: registry.Parts
    source: str = ""
    document_id: int | None = None


def wanted_entries(matters: Sequence[Matter]) -> dict[UUID, list[TextEntry]]:
    """All entries of these matters as they should be, unsaved; a fixed number of queries for each kind."""
    parties: dict[UUID, list[MatterParty]] = defaultdict(list)
    for party in MatterParty.objects.filter(matter__in=matters, active=True):
        parties[party.matter_id].append(party)
    found: dict[UUID, list[Text]] = defaultdict(list)
    for key, text in _texts(matters):
        found[key].append(text)
    return {each.pk: entries_from(each, parties[each.pk], found[each.pk]) for each in matters}


def _texts(matters: Sequence[Matter]) -> Iterator[tuple[UUID, Text]]:
    by_kind: dict[str, list[UUID]] = defaultdict(list)
    for matter in matters:
        by_kind[matter.kind].append(matter.pk)
        # An empty part is left out, so that a place in the list says nothing: the label does.
        yield (
            matter.pk,
            Text(
                HEAD,
                Place.TITLE,
                str(Place.TITLE.label),
                (ANY_FACET,),
                [(Place.TITLE.value, matter.title), (Place.NUMBER.value, matter.number)],
            ),
        )
    for kind, keys in by_kind.items():
        for text in (*registry.texts.get(kind, ()), *registry.texts.get(ANY_KIND, ())):
            for key, parts in text.read(keys).items():
                yield key, Text(text.key, text.place, text.label, text.facets, parts)
    for read in registry.documents:
        for key, documents in read([each.pk for each in matters]).items():
            for document in documents:
                yield key, _of_document(document)


def _of_document(document: registry.FoundInDocument) -> Text:
    return Text(
        f"{Place.ATTACHMENTS}:{document.source}:{document.document_id}",
        Place.ATTACHMENTS,
        document.label,
        document.facets,
        document.parts,
        document.source,
        document.document_id,
    )


def entries_from(matter: Matter, parties: Sequence[MatterParty], texts: Sequence[Text]) -> list[TextEntry]:
    """The entries of one matter, unsaved, from its active parties and its texts, title and number first."""
    return list(_entries(matter, parties, texts))


def _entries(matter: Matter, parties: Sequence[MatterParty], texts: Sequence[Text]) -> Iterator[TextEntry]:
    procedure = procedure_of(matter.procedure, matter.version)
    named = [each for each in texts if each.place == Place.NAMES][: registry.MOST_NAMES]
    for text in texts:
        parts = _kept(text.parts)
        if not parts:
            continue
        scopes = scopes_of(procedure, matter, parties, text.facets)
        if not scopes:
            # Nobody sees it in this state; the step that changes that has it read again.
            continue
        context = _context(text, texts, named)
        entry = TextEntry(
            committee_id=matter.committee_id, matter=matter, key=text.key, place=text.place,
            label=text.label[:120], facets=list(text.facets), source=text.source, document_id=text.document_id,
            parts=parts, context=context, marks="",
        )  # fmt: skip
        said_with = [scopes_of(procedure, matter, parties, [facet]) for facet, _text in context]
        entry.marks = " ".join(_marks(matter, text, scopes, said_with))
        entry.digest = digest_of(entry)
        yield entry


def _kept(parts: registry.Parts) -> list[list[str]]:
    """Parts that say something, all together not too long."""
    kept, left = [], LONGEST_TEXT
    for label, text in parts:
        text = text[:left].replace("\x00", "")
        left -= len(text)
        if text.strip():
            kept.append([str(label), text])
    return kept


def _context(text: Text, texts: Sequence[Text], named: Sequence[Text]) -> list[list[str]]:
    """Facet ("" for what is seen with any) and text: the title and number, then the names of up to three facets."""
    if text.key == HEAD:
        return []
    context = [[ANY_FACET, " | ".join(part for _label, part in texts[0].parts)]]
    if text.place != Place.NAMES:
        context += [[each.facets[0], " | ".join(part for _l, part in each.parts)] for each in named]
    return context


def _marks(matter: Matter, text: Text, scopes: set[Scope], said_with: Sequence[set[Scope]]) -> Iterator[str]:
    """The tokens that are no words: s who sees it, s1…s3 who sees the names said with it, then what is filtered by."""
    committee = matter.committee_id
    yield from scope_tokens("s", committee, scopes)
    for slot, seen_by in enumerate(said_with):
        if slot:
            yield from scope_tokens(f"s{slot}", committee, seen_by)
    yield from of_committee("k", committee, [matter.kind])
    yield from of_committee("y", committee, [str(matter.year)])
    yield from of_committee("z", committee, [matter.state])
    yield from of_committee("o", committee, [text.place])
    if text.key == HEAD:
        yield from of_committee("n", committee, sequences_of(matter.number))


def digest_of(entry: TextEntry) -> str:
    """The same as long as the entry's tokens and what is shown of it are the same."""
    shown = [METHOD, entry.place, entry.label, entry.facets, entry.parts, entry.context, entry.marks]
    return sha256(json.dumps(shown, ensure_ascii=False).encode()).hexdigest()


def tokens_of(entry: TextEntry) -> list[str]:
    """Everything that the entry is found by: h of titles, w of other texts, x0…x3 of what is said with them, marks.

    The digest is among them, so that it can be proved that the tokens in the index are these.
    """
    mark = "h" if entry.key == HEAD else "w"
    found = set(of_committee(mark, entry.committee_id, _grams(part for _label, part in entry.parts)))
    for slot, (_facet, text) in enumerate(entry.context):
        found.update(of_committee(f"x{slot}", entry.committee_id, _grams([text])))
    found.update(entry.marks.split())
    found.add(proof_of(entry))
    return sorted(found)


def proof_of(entry: TextEntry) -> str:
    """The token that says with which content an entry was put into the index."""
    return f"d_{entry.digest[:24]}"


def _grams(texts: Iterable[str]) -> set[str]:
    return {gram for text in texts for gram in grams(folded(text))}
