"""Forms of proposals by subject: filing, signing, examining, handing over."""

from huiyin.proposals.forms import correcting, examining, filing, hand_over, signing

__all__ = ["correcting", "examining", "filing", "hand_over", "signing"]
