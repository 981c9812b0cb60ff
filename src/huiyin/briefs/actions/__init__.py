"""What the acts on a brief write; importing the package registers the effects."""

from huiyin.briefs.actions import (
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
