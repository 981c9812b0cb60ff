"""What somebody asks for, and as a question to the index: by the rights and filters of the asker alone."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from huiyin.people.models import Committee, Grant
from huiyin.procedure.models import Matter
from huiyin.search.full_text.engine import All, AnyOf, Tree
from huiyin.search.full_text.places import EVERYWHERE, Place
from huiyin.search.full_text.registry import MOST_NAMES
from huiyin.search.full_text.scopes import Scope, scope_tokens, scopes_held
from huiyin.search.full_text.tokens import grams_of_word, of_committee

HEAD_PLACES = (Place.TITLE, Place.NUMBER)
_CODE = re.compile(r"[a-z0-9_]+")


@dataclass(frozen=True)
class Asked:
    """What is looked for: words as typed, by the holder of these grants, in one committee or all of theirs.

    `after` is what the page before gave as `more`; anything else begins anew.
    """

    words: str
    grants: Sequence[Grant]
    committee: Committee | None = None
    kinds: Sequence[str] = ()
    years: Sequence[int] = ()
    states: Sequence[str] = ()
    within: Sequence[Place] = EVERYWHERE
    after: str = ""


class Pass(Enum):
    """Titles and numbers come first, then everything else."""

    HEAD = "h"
    REST = "w"


@dataclass(frozen=True)
class Look:
    """A question made ready: folded words, and what the asker holds in each committee that is looked in."""

    asked: Asked
    words: tuple[str, ...]
    held: dict[int, set[Scope]]

    @classmethod
    def of(cls, asked: Asked, words: tuple[str, ...]) -> "Look":
        """Grants of other committees than the one that is asked for are left out."""
        held = scopes_held(asked.grants)
        if asked.committee is not None:
            held = {key: scopes for key, scopes in held.items() if key == asked.committee.pk}
        return cls(asked, words, held)

    def passes(self) -> Iterator[Pass]:
        """What there is to look through; nothing without words or rights."""
        if not self.words or not self.held:
            return
        if set(self.asked.within) & set(HEAD_PLACES):
            yield Pass.HEAD
        if set(self.asked.within) - set(HEAD_PLACES):
            yield Pass.REST

    def tree(self, which: Pass) -> Tree:
        """The question of one pass: in each committee what the asker may find there, filtered, with the words."""
        said = self._in_titles if which is Pass.HEAD else self._in_texts
        return AnyOf(tuple(All((*self._narrowed(key), *said(key))) for key in self.held))

    def sequence_tree(self, sequence: str) -> Tree:
        """Matters whose number has this sequence."""
        return AnyOf(
            tuple(All((*self._narrowed(key), *of_committee("n", key, [sequence]))) for key in self.held)
        )

    def _narrowed(self, committee: int) -> Iterator[Tree]:
        yield AnyOf(tuple(scope_tokens("s", committee, self.held[committee])))
        asked = self.asked
        for mark, codes in (("k", asked.kinds), ("y", map(str, asked.years)), ("z", asked.states)):
            wanted = list(codes)
            if wanted:
                yield _either(mark, committee, wanted)

    def _in_titles(self, committee: int) -> Iterator[Tree]:
        for word in self.words:
            yield from of_committee("h", committee, grams_of_word(word))

    def _in_texts(self, committee: int) -> Iterator[Tree]:
        """Every word in the text or in what is said with it, and one at least in the text itself."""
        left = set(self.asked.within) - set(HEAD_PLACES)
        if len(left) + len(HEAD_PLACES) < len(EVERYWHERE):
            yield _either("o", committee, sorted(left))
        own = [All(tuple(of_committee("w", committee, grams_of_word(word)))) for word in self.words]
        if len(own) == 1:
            yield own[0]
            return
        yield AnyOf(tuple(own))
        for word, here in zip(self.words, own, strict=True):
            yield AnyOf((here, *self._said_with(committee, word)))

    def _said_with(self, committee: int, word: str) -> Iterator[Tree]:
        grams = grams_of_word(word)
        if set(self.asked.within) & set(HEAD_PLACES):
            yield All(tuple(of_committee("x0", committee, grams)))
        if Place.NAMES in self.asked.within:
            for slot in range(1, MOST_NAMES + 1):
                sees = AnyOf(tuple(scope_tokens(f"s{slot}", committee, self.held[committee])))
                yield All((sees, *of_committee(f"x{slot}", committee, grams)))

    def wants(self, matter: Matter) -> bool:
        """Whether a matter, as it is now, is among what is asked for."""
        asked = self.asked
        return (
            matter.committee_id in self.held
            and _among(matter.kind, asked.kinds)
            and _among(matter.year, asked.years)
            and _among(matter.state, asked.states)
        )


def _among(value: object, wanted: Collection[object]) -> bool:
    return not wanted or value in wanted


def _either(mark: str, committee: int, codes: Iterable[str]) -> Tree:
    """One of these codes; what is no code is nothing's, and asks for a token that no entry has."""
    return AnyOf(tuple(of_committee(mark, committee, [c if _CODE.fullmatch(c) else "" for c in codes])))
