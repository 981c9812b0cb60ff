"""Forms of the acts on a proposal; importing the package registers them."""

from huiyin.proposals.forms import examining, filing, leads, signing

__all__ = ["examining", "filing", "leads", "signing"]
