"""What the acts on a proposal write; importing the package registers the effects."""

from huiyin.proposals.actions import examining, filing, hand_over, signing, taking_back, text

__all__ = ["examining", "filing", "hand_over", "signing", "taking_back", "text"]
