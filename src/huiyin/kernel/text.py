"""Text as it is stored and compared: one form of every character, no invisible ones, paragraphs kept."""

import re
import unicodedata
from datetime import date

LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
"""Everything that some system somewhere takes for the end of a line."""

# Marks of direction, joiners, soft hyphens, fillers, tags. Selectors of glyph variants stay for rare names.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\U000e0001-\U000e007f"
)
_CONTROL = "\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff"
UNSEEN = re.compile(f"[{_INVISIBLE}{_CONTROL}]")
"""Characters that leave no trace on paper."""
_EMPTY_LINES = re.compile(r"\n{3,}")
_SPACES = re.compile(r"\s+")
_MIDDLE_DOTS = re.compile("[\u2022\u2027\u30fb\u2219\u22c5\u0387]")
_ELLIPSIS = "…"
_NUMERALS = "一二三四五六七八九十"


def normalise(text: str) -> str:
    """Text as it is stored.

    NFC, lines ended by a line feed, no control or zero-width characters, no space around lines or the whole,
    at most one empty line between paragraphs. Characters are never exchanged for look-alikes: rare ones in
    names (䶮, 𬭎) and full-width forms stay as typed.
    """
    text = LINE_ENDS.sub("\n", text).replace("\t", " ")
    text = unicodedata.normalize("NFC", UNSEEN.sub("", text))
    text = "\n".join(line.strip() for line in text.split("\n"))
    return _EMPTY_LINES.sub("\n\n", text).strip()


def fold(text: str) -> str:
    """Text for comparing names: without width, case, spaces and the several kinds of middle dot.

    For comparing only; what is shown and stored is what the person typed.
    """
    while (simpler := _simpler(text)) != text:
        text = simpler
    return text


def _simpler(text: str) -> str:
    """One pass of folding; each step may bring up work for the others, so `fold` repeats it until it rests."""
    seen = UNSEEN.sub("", _SPACES.sub("", text))
    return _MIDDLE_DOTS.sub("·", unicodedata.normalize("NFKC", seen).casefold())


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, normalised, empty lines left out."""
    return [line for line in normalise(text).split("\n") if line]


def shorten(text: str, limit: int) -> str:
    """The text on one line in at most `limit` characters, with … where it was cut.

    A character is never parted from its accents and variant selectors. ValueError for a limit below 1.
    """
    if limit < 1:
        raise ValueError("a text cannot be shortened to nothing")
    line = _SPACES.sub(" ", normalise(text))
    if len(line) <= limit:
        return line
    cut = limit - 1
    while cut and unicodedata.category(line[cut]).startswith("M"):
        cut -= 1
    return line[:cut].rstrip() + _ELLIPSIS


def said_day(day: date) -> str:
    """A day as sentences give it: 2026年3月2日."""
    return f"{day:%Y年%-m月%-d日}"


def numeral(number: int) -> str:
    """1 → 一, 12 → 十二, 20 → 二十; as items of an official text are counted (up to 99)."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _NUMERALS[ones - 1]
    head = "" if tens == 1 else _NUMERALS[tens - 1]
    return f"{head}十{_NUMERALS[ones - 1] if ones else ''}"
