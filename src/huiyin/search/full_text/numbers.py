"""Numbers of matters and papers, however they are typed: 〔2026〕12号, [2026]12号, 第0012号."""

import re

from huiyin.kernel.text import fold

_YEAR_IN_BRACKETS = re.compile(r"[\[［【〖(（〔]\s*(\d{4})\s*[\]］】〗)）〕]")
_DIGITS = re.compile(r"[0-9]+")
_YEAR = 4


def written_number(words: str) -> str:
    """A number as it is stored: 〔year〕, no spaces, plain digits, whatever brackets and widths were typed."""
    evened = _YEAR_IN_BRACKETS.sub(r"〔\1〕", "".join(words.split()))
    return "".join(fold(each) if each.isdecimal() else each for each in evened)


def sequences_of(number: str) -> list[str]:
    """The sequence within a number, without leading zeros: 12 of 〔2026〕12号, of 20260012 and of 信20260012."""
    found: dict[str, None] = {}
    for digits in _DIGITS.findall(_YEAR_IN_BRACKETS.sub("|", number)):
        found[digits.lstrip("0")] = None
        if len(digits) > _YEAR:
            found[digits[_YEAR:].lstrip("0")] = None
    return [each for each in found if each]
