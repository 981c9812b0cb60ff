"""How alike two texts are, and in which passages: each sentence is held against the likest one of the other text.

So it does not matter in which order they stand. The score is the geometric mean of how much of either text is met in
the other: half of a text, word for word, is like the whole (71), one sentence of it is not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from huiyin.search.sentences import Sentence

LEAST_RATIO = 60
"""Sentences less alike than this (0 to 100) have only words in common."""
LEAST_MARKED = 2
MOST_PASSAGES = 6


@dataclass(frozen=True)
class Piece:
    """A run of a passage's characters; `marked` where the other text says the same."""

    text: str
    marked: bool


@dataclass(frozen=True)
class Span:
    """Where a passage stands in its text (part, from, to), and which stretches of it (from, to) the other has too."""

    part: int
    start: int
    end: int
    marks: tuple[tuple[int, int], ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Passage:
    """Two alike sentences side by side; `ratio` is how alike they are, 0 to 100."""

    mine: Span
    theirs: Span
    ratio: int


@dataclass(frozen=True)
class Likeness:
    """How alike two texts are, 0 to 100, and the sentences that have their like: place, its place, how alike."""

    score: int
    pairs: tuple[tuple[int, int, float], ...]


def likeness(mine: Sequence[Sentence], theirs: Sequence[Sentence]) -> Likeness:
    """Compare two texts; 0 for a text without a sentence. The same whichever of the two is named first."""
    if not mine or not theirs:
        return Likeness(0, ())
    ratios: Any = process.cdist(
        [each.folded for each in mine],
        [each.folded for each in theirs],
        scorer=fuzz.ratio,
        score_cutoff=LEAST_RATIO,
    )
    covered = _covered(mine, ratios.max(axis=1)), _covered(theirs, ratios.max(axis=0))
    best = ratios.argmax(axis=1)
    pairs = [(row, int(column), float(ratios[row, column])) for row, column in enumerate(best)]
    return Likeness(round(sqrt(covered[0] * covered[1])), tuple(pair for pair in pairs if pair[2]))


def _covered(sentences: Sequence[Sentence], best: Sequence[float]) -> float:
    whole = sum(len(each.folded) for each in sentences)
    met = sum(len(each.folded) * float(ratio) for each, ratio in zip(sentences, best, strict=True))
    return met / whole


def passages(
    found: Likeness,
    mine: tuple[Sequence[str], Sequence[Sentence]],
    theirs: tuple[Sequence[str], Sequence[Sentence]],
) -> list[Passage]:
    """The alike sentences of two texts (parts and sentences of each), those that tell most first, at most six."""
    weighed = sorted(found.pairs, key=lambda pair: -pair[2] * len(mine[1][pair[0]].folded))
    made = []
    for row, column, ratio in weighed[:MOST_PASSAGES]:
        one, other = mine[1][row], theirs[1][column]
        blocks = [block for block in _same(one, other) if block[2] >= LEAST_MARKED]
        made.append(
            Passage(
                _span(mine[0], one, [(start, start + size) for start, _other, size in blocks]),
                _span(theirs[0], other, [(start, start + size) for _one, start, size in blocks]),
                round(ratio),
            )
        )
    return made


def _same(one: Sentence, other: Sentence) -> Iterator[tuple[int, int, int]]:
    blocks = LCSseq.opcodes(one.folded, other.folded)
    return ((b.src_start, b.dest_start, b.src_end - b.src_start) for b in blocks if b.tag == "equal")


def _span(parts: Sequence[str], sentence: Sentence, blocks: Sequence[tuple[int, int]]) -> Span:
    """Marks reach over punctuation between two of them, so that a clause is not cut in pieces."""
    marks: list[tuple[int, int]] = []
    for start, end in blocks:
        first, last = sentence.places[start], sentence.places[end - 1] + 1
        if marks and start and marks[-1][1] == sentence.places[start - 1] + 1:
            marks[-1] = (marks[-1][0], last)
        else:
            marks.append((first, last))
    text = parts[sentence.part]
    return Span(
        sentence.part, sentence.start, sentence.end, tuple(marks), tuple(_pieces(text, sentence, marks))
    )


def _pieces(text: str, sentence: Sentence, marks: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    place = sentence.start
    for start, end in marks:
        if place < start:
            yield Piece(text[place:start], marked=False)
        yield Piece(text[start:end], marked=True)
        place = end
    if place < sentence.end:
        yield Piece(text[place : sentence.end], marked=False)
