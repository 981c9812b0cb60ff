"""Rules and texts of sittings that need no database."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from huiyin.kernel.text import numeral
from huiyin.sittings.enums import Decision, SittingKind

SEPARATORS = re.compile(r"[、，,；;\n]+")
MOST_ITEMS = 60
"""Items that are set one by one in a form; a longer agenda (all proposals of a session) is set by numbers."""
MOST_TOGETHER = 1000
"""Items of one agenda."""


@dataclass(frozen=True)
class Resolved:
    """One item of the agenda as the minutes tell it."""

    subject: str
    decision: str
    text: str


def names_in(text: str) -> list[str]:
    """The names in a list as offices write it: one after the other with 、 or commas, or one a line."""
    return [name for part in SEPARATORS.split(text) if (name := part.strip())]


def named_twice(names: Iterable[str]) -> list[str]:
    """Names that stand in the lists more than once."""
    seen: set[str] = set()
    return [name for name in names if name in seen or seen.add(name)]  # type: ignore[func-returns-value]


def codes_in(text: str) -> list[str]:
    """Codes that a procedure document gives as one text, with commas between them."""
    return [code for part in text.split(",") if (code := part.strip())]


def kinds_in_words(kinds: Sequence[str]) -> str:
    """主席会议、常务委员会会议, or any sitting where none is named."""
    return "、".join(str(SittingKind(kind).label) for kind in kinds) or "有关会议"


def decisions_in_words(decisions: Sequence[str]) -> str:
    """通过或修改后通过; empty where any decision will do."""
    return "或".join(str(Decision(code).label) for code in decisions)


def minutes_text(facts: Mapping[str, str], items: Sequence[Resolved]) -> str:
    """The body of the minutes: when, where, and each item with what was decided; who was there stands at the end."""
    head = [f"{label}：{value}" for label, value in facts.items() if value]
    body = [
        f"{numeral(number)}、{item.subject}\n会议决定：{item.decision}。{item.text}".rstrip()
        for number, item in enumerate(items, start=1)
    ]
    return "\n\n".join(["\n".join(head), "会议审议情况如下：", *body])


def minutes_title(name: str) -> str:
    """The title of a sitting's minutes."""
    return f"{name}纪要"


def in_chinese(day: date | None) -> str:
    """2026年3月2日, or nothing."""
    return f"{day:%Y年%-m月%-d日}" if day else ""
