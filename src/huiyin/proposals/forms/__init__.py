"""Forms of proposals by subject: filing, signing, examining, handing over."""

from huiyin.proposals.forms import examining, filing, hand_over, signing

__all__ = ["examining", "filing", "hand_over", "signing"]
