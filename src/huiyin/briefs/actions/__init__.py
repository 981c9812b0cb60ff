"""What the acts on a brief write; importing the package registers the effects."""

from huiyin.briefs.actions import beginning, issuing, screening, text, writing

__all__ = ["beginning", "issuing", "screening", "text", "writing"]
