"""Forms of handling, registered by name when imported."""

from huiyin.handling.forms import (
    assign,
    commitment,
    contact,
    evaluation,
    extension,
    look_back,
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
    "look_back",
    "reply",
    "returning",
    "submission",
    "supervision",
]
