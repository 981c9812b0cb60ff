"""Texts and words as they are compared: letters and digits without width and case, everything between them evened out.

White space between two Chinese characters is nothing (a line of a PDF ends anywhere, a name of two characters is
written 李　明); any other run of what is neither letter nor digit is one space.
"""

import re
import unicodedata
from collections.abc import Iterator

SPACE = " "
MOST_REMEMBERED = 30_000
"""Characters of which the fold is remembered; more than are in use, so that odd input cannot fill the memory."""
_FIRST_WIDE = 0x2E80
_OTHER = "\n"  # what is neither letter nor digit nor white space, while a text is being folded
_BETWEEN = re.compile(f"[{SPACE}{_OTHER}]+")


class _Folds(dict[int, str]):
    """Code point → how it is compared, for `str.translate`."""

    def __missing__(self, code: int) -> str:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        return self.setdefault(code, _fold(chr(code)))


def _fold(character: str) -> str:
    # Without accents, so that it does not matter whether they were typed with the letter or after it.
    bare = "".join(each for each in unicodedata.normalize("NFKD", character) if _category(each) != "M")
    letters = unicodedata.normalize("NFKC", bare).casefold()
    kept = "".join(each for each in letters if each.isalnum())
    if kept:
        return kept
    if character.isspace():
        return SPACE
    # Accents and selectors of glyph variants belong to the letter before them.
    return "" if _category(character) == "M" else _OTHER


def _category(character: str) -> str:
    return unicodedata.category(character)[0]


_FOLDS = _Folds()


def is_wide(character: str) -> bool:
    """Whether a folded character is written without spaces between words (Chinese characters above all)."""
    return ord(character) >= _FIRST_WIDE


def is_narrow(character: str) -> bool:
    """Whether a folded character is part of a word or number that has a beginning."""
    return character != SPACE and not is_wide(character)


def folded(text: str) -> str:
    """The text as it is compared."""
    rough = text.translate(_FOLDS)
    return _BETWEEN.sub(lambda match: _between(rough, match.start(), match.end()), rough)


def _between(rough: str, start: int, end: int) -> str:
    if start == 0 or end == len(rough):
        return ""
    joins = _OTHER not in rough[start:end] and is_wide(rough[start - 1]) and is_wide(rough[end])
    return "" if joins else SPACE


def folded_with_places(text: str) -> tuple[str, list[int]]:
    """The same, and for each of its characters the place in the text where it stood."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for each in _FOLDS[ord(character)]:
            letters.append(each)
            places.append(place)
    rough = "".join(letters)
    kept: list[str] = []
    kept_places: list[int] = []
    last = 0
    for match in _BETWEEN.finditer(rough):
        kept.append(rough[last : match.start()])
        kept_places += places[last : match.start()]
        between = _between(rough, match.start(), match.end())
        kept.append(between)
        kept_places += [places[match.start()]] * len(between)
        last = match.end()
    kept.append(rough[last:])
    return "".join(kept), kept_places + places[last:]


def occurrences(text: str, word: str) -> Iterator[int]:
    """Where a folded word stands in a folded text: anywhere in Chinese; words and numbers from their beginning on."""
    start = text.find(word)
    while start >= 0:
        if not (start and is_narrow(word[0]) and is_narrow(text[start - 1])):
            yield start
        start = text.find(word, start + 1)


def occurs(text: str, word: str) -> bool:
    """Whether a folded word stands in a folded text."""
    return next(occurrences(text, word), None) is not None
