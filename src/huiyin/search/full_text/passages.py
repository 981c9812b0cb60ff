"""What is shown of a text that was found: the words marked, and of a long text the passage around the first of them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from huiyin.search.full_text.folding import folded, folded_with_places, occurrences, occurs

BEFORE = 24
LONGEST = 110


class Piece(NamedTuple):
    """A run of a text; `is_hit` where it is what was looked for."""

    text: str
    is_hit: bool


Marked = tuple[Piece, ...]


def marked(text: str, words: Iterable[str]) -> Marked:
    """The whole text in pieces, these folded words marked."""
    return _pieces(text, 0, len(text), _spans(text, words))


def passage(text: str, words: Sequence[str]) -> Marked:
    """At most 110 characters from shortly before the first of these words, on one line, … where the text was cut."""
    text = _where_it_stands(text, words)
    spans = _spans(text, words)
    start = max(0, spans[0][0] - BEFORE) if spans and len(text) > LONGEST else 0
    end = min(len(text), start + LONGEST)
    if spans:
        end = min(len(text), max(end, spans[0][1]))
    pieces = list(_pieces(text, start, end, spans))
    if start:
        pieces.insert(0, Piece("…", is_hit=False))
    if end < len(text):
        pieces.append(Piece("…", is_hit=False))
    return tuple(Piece(" ".join(each.text.split("\n")), each.is_hit) for each in pieces)


def _where_it_stands(text: str, words: Sequence[str]) -> str:
    """The first line that has one of the words, for a long text; all of it where a word reaches over lines."""
    if len(text) <= LONGEST:
        return text
    for line in text.split("\n"):
        said = folded(line)
        if any(occurs(said, word) for word in words):
            return line
    return text


def _spans(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """From where to where the words stand, in order, none within another."""
    said, places = folded_with_places(text)
    found = sorted(
        (places[start], places[start + len(word) - 1] + 1)
        for word in words
        for start in occurrences(said, word)
    )
    spans: list[tuple[int, int]] = []
    for start, end in found:
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _pieces(text: str, start: int, end: int, spans: Iterable[tuple[int, int]]) -> Marked:
    pieces: list[Piece] = []
    place = start
    for first, last in spans:
        if first >= end:
            break
        if place < first:
            pieces.append(Piece(text[place:first], is_hit=False))
        pieces.append(Piece(text[first : min(last, end)], is_hit=True))
        place = min(last, end)
    if place < end:
        pieces.append(Piece(text[place:end], is_hit=False))
    return tuple(pieces)
