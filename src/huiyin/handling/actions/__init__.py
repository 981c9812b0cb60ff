"""Effects of handling, registered by name when imported."""

from huiyin.handling.actions import assign, commitment, findings, offline_item, reply, submission
from huiyin.handling.actions.commitment import begin_commitment

__all__ = ["assign", "begin_commitment", "commitment", "findings", "offline_item", "reply", "submission"]
