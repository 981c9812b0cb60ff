"""What the acts on a brief write; importing the package registers the effects."""

from huiyin.briefs.actions import issuing, screening, text, writing

__all__ = ["issuing", "screening", "text", "writing"]
