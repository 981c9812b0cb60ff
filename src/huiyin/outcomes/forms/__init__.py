"""Forms of the acts on an outcome; importing the package registers them."""

from huiyin.outcomes.forms import drafting, feedback, sending

__all__ = ["drafting", "feedback", "sending"]
