"""Forms of proposals by subject: filing, signing, examining, handing over."""

from huiyin.proposals.forms import (
    answering,
    commending,
    converting,
    correcting,
    examining,
    filing,
    hand_over,
    key,
    letter,
    merging,
    signing,
    tips,
)

__all__ = [
    "answering",
    "commending",
    "converting",
    "correcting",
    "examining",
    "filing",
    "hand_over",
    "key",
    "letter",
    "merging",
    "signing",
    "tips",
]
