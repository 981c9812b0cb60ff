"""What the acts on an outcome write; importing the package registers the effects."""

from huiyin.outcomes.actions import drafting, feedback, sending

__all__ = ["drafting", "feedback", "sending"]
