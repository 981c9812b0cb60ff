"""Forms of the acts on a proposal; importing the package registers them."""

from huiyin.proposals.forms import converting, examining, filing, letter, merging, signing

__all__ = ["converting", "examining", "filing", "letter", "merging", "signing"]
