"""What somebody typed, as the words and phrases that are looked for."""

import re
from dataclasses import dataclass

from huiyin.search.full_text.folding import folded

LONGEST = 200
MOST_WORDS = 8
_QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”|„([^“]*)“|「([^」]*)」')
_BETWEEN_WORDS = re.compile(r"[\s，、；。,;]+")
_NUMBERED = re.compile(r"^第?0*([0-9]{1,8})(?:号(?:提案)?)?$")


@dataclass(frozen=True)
class Words:
    """Folded words, in the order typed, each once; `cut` when not everything that was typed is looked for."""

    words: tuple[str, ...]
    cut: bool


def words_of(typed: str) -> Words:
    """At most eight words of the first 200 characters; what has neither letter nor digit is none."""
    text, found, last = typed[:LONGEST], [], 0
    for match in _QUOTED.finditer(text):
        found += _BETWEEN_WORDS.split(text[last : match.start()])
        found.append(next(filter(None, match.groups()), ""))
        last = match.end()
    found += _BETWEEN_WORDS.split(text[last:])
    words = tuple(dict.fromkeys(filter(None, map(folded, found))))
    return Words(words[:MOST_WORDS], cut=len(typed) > LONGEST or len(words) > MOST_WORDS)


def sequence_in(word: str) -> str:
    """The plain digits of a word like 第0012号, 12号 or 0012; "" for any other."""
    match = _NUMBERED.match(word)
    return match.group(1) if match else ""
