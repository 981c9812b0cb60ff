"""Text that came from Word, WPS or a web page as plain text: what their lists and pictures leave behind.

The browser writes automatic numbers out while pasting (`ui/static/ui/paste.js`); this is the same for what is posted
without it, and it changes nothing in a text that is in order.
"""

import re

from huiyin.kernel.text import normalise

_CJK = "\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
# 一、（一）1. （1） ①, then the blank that the word processor puts after an automatic number.
_NUMBER_GAP = re.compile(
    rf"^([（(]?[0-9一二三四五六七八九十]{{1,3}}[、.．）)]|[①-⑳])[ \u00a0\u3000]+(?=[{_CJK}])", re.MULTILINE
)
# Bullets of the fonts Symbol and Wingdings, which other fonts show as boxes, and filled ones.
_BULLET = re.compile("^[\uf06c\uf06e\uf075\uf0a7\uf0b7\uf0d8\uf0fc●◆■▪][ \u00a0\u3000]*", re.MULTILINE)
_PICTURE = "\ufffc"


def tidy(text: str) -> str:
    """A long text as it is stored: normalised, numbering close to its words, bullets readable, no picture marks."""
    plain = normalise(text.replace(_PICTURE, ""))
    return normalise(_NUMBER_GAP.sub(r"\1", _BULLET.sub("• ", plain)))
