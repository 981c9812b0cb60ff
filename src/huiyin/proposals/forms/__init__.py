"""Forms of proposals by subject: filing, signing, examining, handing over."""

from huiyin.proposals.forms import (
    answering,
    converting,
    correcting,
    examining,
    filing,
    hand_over,
    letter,
    merging,
    signing,
    tips,
)

__all__ = [
    "answering",
    "converting",
    "correcting",
    "examining",
    "filing",
    "hand_over",
    "letter",
    "merging",
    "signing",
    "tips",
]
