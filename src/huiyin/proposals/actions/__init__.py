"""What the acts on a proposal write; importing the package registers the effects."""

from huiyin.proposals.actions import (
    answering,
    converting,
    examining,
    filing,
    hand_over,
    letter,
    merging,
    screening,
    signing,
    taking_back,
    text,
    tips,
)

__all__ = [
    "answering",
    "converting",
    "examining",
    "filing",
    "hand_over",
    "letter",
    "merging",
    "screening",
    "signing",
    "taking_back",
    "text",
    "tips",
]
