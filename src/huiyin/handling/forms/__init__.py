"""Forms of handling, registered by name when imported."""

from huiyin.handling.forms import assign, commitment, findings, reply, submission

__all__ = ["assign", "commitment", "findings", "reply", "submission"]
