"""From keys of the index to what may be shown: each text is read, and held against the words and the rights of now."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from huiyin.procedure.library import procedure_of
from huiyin.procedure.models import Matter, MatterParty
from huiyin.procedure.rights import facets_seen, roles_held
from huiyin.search.full_text.asked import HEAD_PLACES, Look, Pass
from huiyin.search.full_text.engine import holds
from huiyin.search.full_text.entries import HEAD, wanted_entries
from huiyin.search.full_text.folding import folded, occurs
from huiyin.search.full_text.places import Place
from huiyin.search.full_text.scopes import ANY_FACET
from huiyin.search.models import IndexedMatter, TextEntry


@dataclass(frozen=True)
class Shown:
    """A matter that was found, and the entry by which."""

    matter: Matter
    entry: TextEntry


@dataclass
class Reader:
    """Reads for one question; what a matter shows its asker is worked out once."""

    look: Look
    matters: dict[UUID, Matter] = field(default_factory=dict)
    seen: dict[UUID, frozenset[str]] = field(default_factory=dict)
    fresh: dict[UUID, dict[str, TextEntry]] = field(default_factory=dict)
    """Of matters that the index has not caught up with: what their texts are now."""

    def newest(self, which: Pass, keys: Sequence[int], *, top: int | None) -> list[Shown | None]:
        """For each key what is to be shown: None where nothing is, or a newer text of the matter is shown instead.

        The keys are all that the index found below `top` (None: all there are), down to the last of them.
        """
        entries = TextEntry.objects.in_bulk(keys)
        self._load(entries.values())
        right = {
            key: entry for key, entry in entries.items() if self._shows(entry) and self._has_words(entry)
        }
        if which is Pass.REST:
            newer = self._newest_keys(right.values(), top)
            right = {
                key: entry
                for key, entry in right.items()
                if newer[entry.matter_id] == key and not self._found_by_title(entry)
            }
        return [
            Shown(self.matters[right[key].matter_id], right[key]) if key in right else None for key in keys
        ]

    def allowed(self, entries: Sequence[TextEntry]) -> list[Shown]:
        """Those that may be shown, whatever the words; every matter once."""
        self._load(entries)
        found: dict[UUID, Shown] = {}
        for entry in entries:
            if self._shows(entry):
                found.setdefault(entry.matter_id, Shown(self.matters[entry.matter_id], entry))
        return list(found.values())

    def _load(self, entries: Iterable[TextEntry]) -> None:
        new = {entry.matter_id for entry in entries} - self.matters.keys()
        if not new:
            return
        loaded = Matter.objects.select_related("committee", "term").in_bulk(new)
        parties: dict[UUID, list[MatterParty]] = defaultdict(list)
        for party in MatterParty.objects.filter(matter__in=new, active=True):
            parties[party.matter_id].append(party)
        for key, matter in loaded.items():
            procedure = procedure_of(matter.procedure, matter.version)
            held = roles_held(procedure, matter, self.look.asked.grants, parties[key])
            self.matters[key] = matter
            self.seen[key] = facets_seen(procedure, matter, held)
        self._read_anew(loaded.values())

    def _read_anew(self, matters: Iterable[Matter]) -> None:
        """What changed after the index was written (a name that is not to be told any more) must not be shown by it."""
        there = {each.pk: each for each in matters}
        indexed = dict(IndexedMatter.objects.filter(matter__in=there).values_list("matter", "step"))
        late = [each for each in there.values() if indexed.get(each.pk) != each.step_number]
        if late:
            for key, wanted in wanted_entries(late).items():
                self.fresh[key] = {each.key: each for each in wanted}

    def _is_as_it_was(self, entry: TextEntry) -> bool:
        """Whether the text, and what is said with it, still stand as they were read; who sees it may have changed."""
        if entry.matter_id not in self.fresh:
            return True
        now = self.fresh[entry.matter_id].get(entry.key)
        return now is not None and all(
            getattr(now, name) == getattr(entry, name) for name in ("facets", "parts", "context")
        )

    def _shows(self, entry: TextEntry) -> bool:
        """By the rights and the state of this moment, whatever the index says."""
        matter = self.matters.get(entry.matter_id)
        if matter is None or not self.look.wants(matter) or not self._is_as_it_was(entry):
            return False
        seen = self.seen[entry.matter_id]
        if ANY_FACET in entry.facets:
            return bool(seen)
        return entry.place in self.look.asked.within and not seen.isdisjoint(entry.facets)

    def _has_words(self, entry: TextEntry) -> bool:
        said = self._said(entry)
        missing = [word for word in self.look.words if not occurs(said, word)]
        if not missing:
            return True
        if len(missing) == len(self.look.words):
            return False
        beside = [folded(text) for facet, text in entry.context if self._counts(facet, entry)]
        return all(any(occurs(each, word) for each in beside) for word in missing)

    def _said(self, entry: TextEntry) -> str:
        wanted = self.look.asked.within
        parts = [text for label, text in entry.parts if entry.key != HEAD or label in wanted]
        return folded(" | ".join(parts))

    def _counts(self, facet: str, entry: TextEntry) -> bool:
        within = self.look.asked.within
        if facet == ANY_FACET:
            return any(each in within for each in HEAD_PLACES)
        return Place.NAMES in within and facet in self.seen[entry.matter_id]

    def _found_by_title(self, entry: TextEntry) -> bool:
        """Whether the pass over titles has shown the matter already."""
        wanted = [each for each in HEAD_PLACES if each in self.look.asked.within]
        if not wanted:
            return False
        matter = self.matters[entry.matter_id]
        parts = [{Place.TITLE: matter.title, Place.NUMBER: matter.number}[each] for each in wanted]
        said = folded(" | ".join(filter(str.strip, parts)))
        return all(occurs(said, word) for word in self.look.words)

    def _newest_keys(self, entries: Iterable[TextEntry], top: int | None) -> dict[UUID, int]:
        """The newest text of each of these matters that is to be found, besides titles.

        Below `top` these are all there are; above it, on pages before this one, others are asked for.
        """
        newest: dict[UUID, int] = {}
        for entry in entries:
            newest[entry.matter_id] = max(entry.pk, newest.get(entry.matter_id, 0))
        if top is None or not newest:
            return newest
        above = TextEntry.objects.filter(matter__in=list(newest), pk__gte=top).exclude(key=HEAD)
        with_words = holds(self.look.tree(Pass.REST), list(above.values_list("pk", flat=True)))
        for entry in TextEntry.objects.filter(pk__in=with_words):
            if self._shows(entry) and self._has_words(entry):
                newest[entry.matter_id] = max(entry.pk, newest[entry.matter_id])
        return newest
