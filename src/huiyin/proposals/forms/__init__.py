"""Forms of the acts on a proposal; importing the package registers them."""

from huiyin.proposals.forms import correcting, examining, filing, signing

__all__ = ["correcting", "examining", "filing", "signing"]
