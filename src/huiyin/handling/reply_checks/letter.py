"""What is checked and what is found: the letter as the unit drafted it, and one remark on it."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

_ENDS = re.compile(r"[。！？!?；;\n]+")
_FULL_STOPS = re.compile(r"[。！？!?\n]+")
LONGEST_QUOTE = 120
LONGEST_STATEMENT = 1000
"""Longer than any sentence; what has no full stop for so long is no text in which figures belong together."""


@dataclass(frozen=True)
class PointAnswer:
    """The answer to one point, by the number of the point."""

    number: int
    text: str


@dataclass(frozen=True)
class Promise:
    """A commitment that the draft lists, with its date."""

    what: str
    by_when: date


@dataclass(frozen=True)
class OtherUnit:
    """Another unit of the committee: how it is called in a suggestion, and every name a letter may use for it."""

    name: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Sentence:
    """A sentence, and where it stands: in the overall text or in the answer to a point."""

    text: str
    where: str


@dataclass(frozen=True)
class Letter:
    """A reply before it is signed, with what is known of the case it answers (None or "": not known, not checked).

    `parts`: number and title of every case that was merged into it; `composed`: its opening is written by the product.
    """

    text: str
    day: date
    answers: tuple[PointAnswer, ...] = ()
    meaning: str = ""
    class_code: str = ""
    class_label: str = ""
    document_number: str = ""
    promises: tuple[Promise, ...] = ()
    term: int | None = None
    session: int | None = None
    number: str = ""
    title: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    composed: bool = False
    level: str = ""
    own_names: tuple[str, ...] = ()
    others: tuple[OtherUnit, ...] = ()

    @cached_property
    def passages(self) -> tuple[tuple[str, str], ...]:
        """Every text of the letter with the name of its place."""
        answers = ((f"第{each.number}条答复", each.text) for each in self.answers)
        return (("办理情况", self.text), *answers)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences and the parts between semicolons."""
        return self._split(_ENDS)

    @cached_property
    def statements(self) -> tuple[Sentence, ...]:
        """Sentences up to the full stop: figures that belong together may stand on both sides of a semicolon."""
        return tuple(each for each in self._split(_FULL_STOPS) if len(each.text) <= LONGEST_STATEMENT)

    def _split(self, ends: re.Pattern[str]) -> tuple[Sentence, ...]:
        return tuple(
            Sentence(part.strip(), where)
            for where, text in self.passages
            for part in ends.split(text)
            if part.strip()
        )


@dataclass(frozen=True)
class Finding:
    """One remark: its code, why, the words it is about, what could be done, whether it stops the sign-off."""

    code: str
    reason: str
    quote: str = ""
    suggestion: str = ""
    blocks: bool = False


def quoted(text: str) -> str:
    """A quotation short enough to be read beside its reason."""
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1]}…"
