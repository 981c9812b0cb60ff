"""What the acts on a proposal write; importing the package registers the effects."""

from huiyin.proposals.actions import examining, filing, signing, taking_back, text

__all__ = ["examining", "filing", "signing", "taking_back", "text"]
