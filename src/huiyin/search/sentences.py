"""Texts as they are compared: sentences without punctuation, width, case and numbering, each knowing where it stood."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

LONGEST = 20_000
"""Characters of a text that are compared; a proposal has 1,500 at most, and nobody makes the server chew on a book."""
SHORTEST = 4
"""A sentence of fewer characters ("建议：") says nothing."""
MOST_REMEMBERED = 20_000
"""Characters of which the fold is remembered; all of Chinese that is in use."""
_SENTENCE = re.compile(r"[^。！？!?；;\n\r]+")
_COUNTED = r"[一二三四五六七八九十]+|[0-9０-９]{1,2}"
_NUMBERING = re.compile(
    rf"\s*(?:[（(](?:{_COUNTED})[)）]|第[一二三四五六七八九十]+[，、]|(?:{_COUNTED})[、.．)）]|"
    rf"[一二三四五六七八九十]是|[①-⑳])\s*"
)


@dataclass(frozen=True)
class Sentence:
    """One sentence of a text: in which part, from where to where, and as it is compared.

    `places[i]` says where in the part the i-th compared character stands.
    """

    part: int
    start: int
    end: int
    folded: str
    places: tuple[int, ...]


def sentences(parts: Sequence[str]) -> list[Sentence]:
    """The sentences of a text in order, those that say nothing left out."""
    found: list[Sentence] = []
    left = LONGEST
    for number, part in enumerate(parts):
        found += _of_part(number, part[:left])
        left = max(0, left - len(part))
    return found


def _of_part(number: int, part: str) -> Iterator[Sentence]:
    for match in _SENTENCE.finditer(part):
        start = match.start()
        if numbering := _NUMBERING.match(part, start, match.end()):
            start = numbering.end()
        folded, places = _folded(part, start, match.end())
        if len(folded) >= SHORTEST:
            yield Sentence(number, places[0], places[-1] + 1, folded, tuple(places))


def _folded(part: str, start: int, end: int) -> tuple[str, list[int]]:
    letters = [_compared_as[character] for character in part[start:end]]
    places = [place for place, folded in enumerate(letters, start) for _letter in folded]
    return "".join(letters), places


class _Folds(dict[str, str]):
    """Letters and digits alone, without width and case; remembered, for a text is a few hundred characters again."""

    def __missing__(self, character: str) -> str:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        folded = unicodedata.normalize("NFKC", character).casefold()
        return self.setdefault(character, "".join(letter for letter in folded if letter.isalnum()))


_compared_as = _Folds()


def digest(parts: Sequence[str]) -> str:
    """The same for texts that are compared alike; tells whether what was remembered is still the text."""
    return sha256("\n".join(each.folded for each in sentences(parts)).encode()).hexdigest()
