"""Forms of handling, registered by name when imported."""

from huiyin.handling.forms import assign, commitment, reply, submission

__all__ = ["assign", "commitment", "reply", "submission"]
