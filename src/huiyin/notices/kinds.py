"""Kinds of messages by code: those of this package, and those that other packages bring when they are ready."""

from django.utils.functional import Promise

from huiyin.notices.enums import MessageKind

_labels: dict[str, str | Promise] = {}


def message_kind(code: str, label: str | Promise) -> str:
    """Make a kind of message known (a package calls this when ready). Raises ValueError for a code with two labels."""
    if label_of(code) not in ("", str(label)):
        raise ValueError(f"message kind {code!r} has another label already")
    _labels[code] = label
    return code


def is_known(code: str) -> bool:
    """Whether somebody has registered this kind."""
    return code in MessageKind.values or code in _labels


def label_of(code: str) -> str:
    """The word before the text; nothing for a kind whose package is no longer there."""
    if code in MessageKind.values:
        return str(MessageKind(code).label)
    return str(_labels.get(code, ""))
