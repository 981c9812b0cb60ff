"""What the acts on a proposal write; importing the package registers the effects."""

from huiyin.proposals.actions import (
    answering,
    commending,
    converting,
    examining,
    filing,
    hand_over,
    key,
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
    "commending",
    "converting",
    "examining",
    "filing",
    "hand_over",
    "key",
    "letter",
    "merging",
    "screening",
    "signing",
    "taking_back",
    "text",
    "tips",
]
