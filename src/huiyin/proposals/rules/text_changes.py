"""What changed between two texts of a proposal, field by field, suggestion by suggestion, with what differs marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher

FIELDS = (("title", "案由"), ("situation", "情况"), ("analysis", "分析"))
LEAST_KEPT = 2
"""A shorter run that both texts have is drawn as changed too: single characters that happen to agree confuse."""


@dataclass(frozen=True)
class Suggestion:
    """One suggestion: `point` is its row, by which it is known again in another text."""

    point: int
    text: str


@dataclass(frozen=True)
class Text:
    """The whole of a proposal's text."""

    title: str
    situation: str
    analysis: str
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True)
class Piece:
    """A run of characters; `marked` where the other text has it otherwise or not at all."""

    text: str
    marked: bool


@dataclass(frozen=True)
class Change:
    """One field or suggestion: what it is called, and both texts; an empty one where it was added or taken out."""

    label: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


def changes_between(old: Text, new: Text) -> list[Change]:
    """Everything that is not the same, in the order of the new text; what was taken out comes last."""
    found = [
        Change(label, *pieces(getattr(old, name), getattr(new, name)))
        for name, label in FIELDS
        if getattr(old, name) != getattr(new, name)
    ]
    return [*found, *_of_suggestions(old.suggestions, new.suggestions)]


def _of_suggestions(old: Sequence[Suggestion], new: Sequence[Suggestion]) -> Iterator[Change]:
    before = {each.point: (number, each.text) for number, each in enumerate(old, start=1)}
    for number, each in enumerate(new, start=1):
        earlier, text = before.pop(each.point, (0, ""))
        if not earlier:
            yield Change(f"建议第{number}条（新增）", *pieces("", each.text))
        elif text != each.text:
            moved = f"（原第{earlier}条）" if earlier != number else ""
            yield Change(f"建议第{number}条{moved}", *pieces(text, each.text))
        elif earlier != number:
            whole = (Piece(text, marked=False),)
            yield Change(f"建议第{number}条（原第{earlier}条，内容未改）", whole, whole)
    for number, text in before.values():
        yield Change(f"原建议第{number}条（删去）", *pieces(text, ""))


def pieces(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts cut into runs that are the same and runs that differ."""
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    kept = [block for block in blocks if block.size >= LEAST_KEPT or _at_an_end(block, before, after)]
    return (
        tuple(_cut(before, [(block.a, block.a + block.size) for block in kept])),
        tuple(_cut(after, [(block.b, block.b + block.size) for block in kept])),
    )


def _at_an_end(block: Match, before: str, after: str) -> bool:
    """Whether both texts begin or end with it: a full stop, for instance, that nobody touched."""
    ends = (block.a + block.size, block.b + block.size) == (len(before), len(after))
    return block.size > 0 and (ends or (block.a, block.b) == (0, 0))


def _cut(text: str, same: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    reached = 0
    for start, end in same:
        if start > reached:
            yield Piece(text[reached:start], marked=True)
        yield Piece(text[start:end], marked=False)
        reached = end
    if reached < len(text):
        yield Piece(text[reached:], marked=True)
