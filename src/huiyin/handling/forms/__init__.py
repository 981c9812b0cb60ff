"""Forms of handling, registered by name when imported."""

from huiyin.handling.forms import (
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

__all__ = [
    "assign",
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
