"""Plain text in the encodings that offices use."""

import codecs

_CONTROLS = frozenset(chr(code) for code in range(32)) - set("\t\n\r\f\v\x1a")


def decoded(content: bytes) -> str | None:
    """The text of a plain text file (UTF-8, UTF-16 with its mark, GB18030); None if it is not text."""
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _CONTROLS.isdisjoint(text):
            return text
    return None


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    return ("utf-8-sig", "gb18030")
