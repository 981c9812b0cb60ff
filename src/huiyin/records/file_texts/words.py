"""What is kept of a file's text, and why there is none."""

import re
from dataclasses import dataclass

from huiyin.kernel.text import normalise
from huiyin.records.enums import TextState, Unread

METHOD = 1
"""Version of the way files are read; when it rises, the worker reads every attachment anew."""
LONGEST = 199_000
"""Characters kept of one file, a book of two hundred pages: what the index of search takes of one text."""
_CHINESE = "\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_SET_APART = re.compile(f"(?<=[{_CHINESE}])[ \n]+(?=[{_CHINESE}])")


@dataclass(frozen=True)
class Words:
    """The text of a file, how that went, and the reason where it is not all of it."""

    text: str
    state: TextState
    reason: str = ""


def words_of(text: str, *, nothing: Unread = Unread.NOTHING, cut: bool = False) -> Words:
    """The text as it is kept; `nothing` says why there is none, `cut` that not all of the file was read."""
    text = normalise(text[: 2 * LONGEST])
    if not text:
        return Words("", TextState.EMPTY, nothing)
    cut = cut or len(text) > LONGEST
    return Words(text[:LONGEST], TextState.DONE, Unread.CUT if cut else "")


def failed(reason: Unread) -> Words:
    """No text, although there may be some."""
    return Words("", TextState.FAILED, reason)


def closed_up(text: str) -> str:
    """Text of set pages: a line's end or a spacer between Chinese characters was put there by the setting alone."""
    return _SET_APART.sub("", text)
