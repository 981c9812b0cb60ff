"""What the acts on a proposal write; importing the package registers the effects."""

from huiyin.proposals.actions import examining, filing, leads, screening, signing, taking_back

__all__ = ["examining", "filing", "leads", "screening", "signing", "taking_back"]
