"""What the acts on a proposal write; importing the package registers the effects."""

from huiyin.proposals.actions import (
    converting,
    examining,
    filing,
    letter,
    merging,
    signing,
    taking_back,
    text,
)

__all__ = ["converting", "examining", "filing", "letter", "merging", "signing", "taking_back", "text"]
