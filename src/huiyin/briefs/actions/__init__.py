"""What the acts on a brief write; importing the package registers the effects."""

from huiyin.briefs.actions import (
    beginning,
    carrying,
    combining,
    forwarding,
    issuing,
    screening,
    sending_up,
    text,
    using,
    writing,
)

__all__ = [
    "beginning",
    "carrying",
    "combining",
    "forwarding",
    "issuing",
    "screening",
    "sending_up",
    "text",
    "using",
    "writing",
]
