"""Forms of proposals by subject: filing, signing, examining, handing over."""

from huiyin.proposals.forms import (
    answering,
    commending,
    commending_list,
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
    "commending_list",
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
