"""What the acts on a brief ask for; importing the package registers the forms."""

from huiyin.briefs.forms import issuing, screening, sending_up, using, writing

__all__ = ["issuing", "screening", "sending_up", "using", "writing"]
