"""Forms of handling, registered by name when imported."""

from huiyin.handling.forms import assign, commitment, findings, offline_item, reply, submission

__all__ = ["assign", "commitment", "findings", "offline_item", "reply", "submission"]
