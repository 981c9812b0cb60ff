"""Forms of the acts on a proposal; importing the package registers them."""

from huiyin.proposals.forms import converting, correcting, examining, filing, letter, merging, signing

__all__ = ["converting", "correcting", "examining", "filing", "letter", "merging", "signing"]
