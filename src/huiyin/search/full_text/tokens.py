"""What a text is found by: Chinese characters one by one and in pairs, the beginnings of words and numbers.

Tokens are plain ASCII, so that neither database has a view of its own on what a letter is. Each carries its committee:
what others wrote is in no list that an answer is worked out from.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from huiyin.search.full_text.folding import SPACE, is_wide

METHOD = 1
"""Changed with anything here or in `folding`: entries of another method are written anew (`huiyin search`)."""
LONGEST_BEGINNING = 12
MOST_GRAMS = 24
"""Of a long phrase so many pairs are looked up, spread over it; the text itself decides."""
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_PIECES = re.compile(r"[\u2e80-\U0010ffff]+|[^ \u2e80-\U0010ffff]+")


def written(number: int) -> str:
    """A number with the digits 0-9 and a-z."""
    text = ""
    while True:
        number, digit = divmod(number, 36)
        text = _DIGITS[digit] + text
        if not number:
            return text


class _Codes(dict[str, str]):
    """A character as four ASCII characters; ASCII letters and digits stay what they are."""

    def __missing__(self, character: str) -> str:
        made = character if character.isascii() else written(ord(character)).rjust(4, "0")
        if len(self) < MOST_CODES:
            self[character] = made
        return made


MOST_CODES = 30_000
_CODES = _Codes()


def grams(text: str) -> set[str]:
    """All that a folded text is found by."""
    return {each for run in text.split(SPACE) for piece in _PIECES.findall(run) for each in _grams_of(piece)}


def _grams_of(piece: str) -> Iterator[str]:
    if is_wide(piece[0]):
        codes = [_CODES[each] for each in piece]
        yield from codes
        yield from map("".join, pairwise(codes))
        return
    for end in range(1, min(len(piece), LONGEST_BEGINNING) + 1):
        yield _beginning(piece[:end])


def _beginning(piece: str) -> str:
    # Marked, so that letters are never taken for the code of a character.
    return "_" + "".join(_CODES[each] for each in piece)


def grams_of_word(word: str) -> list[str]:
    """What a text must have, all of it, to hold this folded word; at most 24."""
    found: list[str] = []
    for run in word.split(SPACE):
        for piece in _PIECES.findall(run):
            if not is_wide(piece[0]):
                found.append(_beginning(piece[:LONGEST_BEGINNING]))
            elif len(piece) == 1:
                found.append(_CODES[piece])
            else:
                codes = [_CODES[each] for each in piece]
                found += map("".join, pairwise(codes))
    found = list(dict.fromkeys(found))
    if len(found) <= MOST_GRAMS:
        return found
    step = (len(found) - 1) / (MOST_GRAMS - 1)
    return [found[round(number * step)] for number in range(MOST_GRAMS)]


def of_committee(mark: str, committee: int, values: Iterable[str]) -> list[str]:
    """Tokens of one sort in one committee: `mark` says what sort, a letter or two."""
    head = f"{mark}{written(committee)}_"
    return [head + each for each in values]
