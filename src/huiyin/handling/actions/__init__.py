"""Effects of handling, registered by name when imported."""

from huiyin.handling.actions import (
    assign,
    commitment,
    contact,
    evaluation,
    extension,
    findings,
    later_result,
    look_back,
    offline_item,
    reply,
    returning,
    submission,
    supervision,
)
from huiyin.handling.actions.commitment import begin_commitment

__all__ = [
    "assign",
    "begin_commitment",
    "commitment",
    "contact",
    "evaluation",
    "extension",
    "findings",
    "later_result",
    "look_back",
    "offline_item",
    "reply",
    "returning",
    "submission",
    "supervision",
]
