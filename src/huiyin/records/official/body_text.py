"""Plain text as the paragraphs of an official paper, each with the level that its numbering says."""

import re

from huiyin.kernel.text import paragraphs
from huiyin.records.official.paper import Part

_NUMERALS = "一二三四五六七八九十百"
_LEVELS = (
    re.compile(rf"^[{_NUMERALS}]{{1,4}}、"),
    re.compile(rf"^[（(][{_NUMERALS}]{{1,4}}[）)]"),
    re.compile(r"^\d{1,3}[.．、]\s*(?!\d)"),
    re.compile(r"^[（(]\d{1,3}[）)]"),
)
LONGEST_LEAD = 40
"""Characters up to which a first sentence is read as the heading of its paragraph."""
_STOPS = "。！？；"
_OPENING, _CLOSING = "“‘《（", "”’》）"


def parts_of(text: str) -> tuple[Part, ...]:
    """The paragraphs of a text; empty lines and spaces at the beginning of a line are left out."""
    return tuple(_part(line.lstrip(" 　")) for line in paragraphs(text) if line.strip(" 　"))


def _part(line: str) -> Part:
    for level, pattern in enumerate(_LEVELS, start=1):
        if pattern.match(line):
            lead = _lead(line, level) if level < 3 else ""
            return Part(line[len(lead) :], level, lead)
    return Part(line)


def _lead(line: str, level: int) -> str:
    """What is set in 黑体 or 楷体: the heading of the paragraph, a short first sentence; else the number alone.

    A sentence that is the whole paragraph is no heading of the second level: it is what there is to say.
    """
    end = _end_of_sentence(line)
    whole = end == len(line) - 1
    if end < LONGEST_LEAD and not (level > 1 and whole and line[end] in _STOPS):
        return line[: end + 1]
    return next(found.group() for pattern in _LEVELS[:2] if (found := pattern.match(line)))


def _end_of_sentence(line: str) -> int:
    """Where the first sentence ends; what is quoted or in brackets ends none."""
    depth = 0
    for at, sign in enumerate(line):
        depth += (sign in _OPENING) - (sign in _CLOSING)
        if sign in _STOPS and depth <= 0:
            return at
    return len(line) - 1
