"""Forms of proposals by subject: filing, signing, examining, handing over."""

from huiyin.proposals.forms import (
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
