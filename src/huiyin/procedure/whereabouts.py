"""我的意见去哪了: what a person put forward, of every kind, with how far it has come and what came of it.

A package that takes in what people put forward adds its source when it is ready; the page asks every source and knows
none of them. A source starts from what the person may see and reads a year with a fixed number of queries.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from huiyin.procedure.page.viewing import Visit
from huiyin.ui.shown import Step


class Standing(StrEnum):
    """What a person wants to know first of what they put forward."""

    YOURS = "yours"
    """It waits for this person."""
    UNDER_WAY = "under_way"
    ECHOED = "echoed"
    """A result was given back to whoever put it forward."""
    ENDED = "ended"
    """It goes no further, and the person was told where it went."""


@dataclass(frozen=True)
class Happening:
    """One thing that came of it: an answer, a promise, a use, a visit; `words` are whole sentences."""

    label: str
    words: str
    on: date | None = None
    url: str = ""


@dataclass(frozen=True)
class Whereabouts:
    """One thing that was put forward. `now` says in a sentence where it is and what comes next."""

    kind: str
    title: str
    given_on: date
    standing: Standing
    state: str
    now: str
    url: str = ""
    mine_as: str = ""
    due: date | None = None
    steps: tuple[Step, ...] = ()
    came_of_it: tuple[Happening, ...] = field(default=())
    ask: str = ""
    """What the person is asked to do, as a button's words; `ask_url` leads there."""
    ask_url: str = ""


@dataclass(frozen=True)
class Source:
    """One kind of what is put forward: in which years this person did, and a year of it, the latest first."""

    code: str
    label: Any
    years: Callable[[Visit], Sequence[int]]
    read: Callable[[Visit, int], Sequence[Whereabouts]]


sources: dict[str, Source] = {}


def source(value: Source) -> None:
    """Have the page of every person ask this source too; asked again with the same code it replaces nothing."""
    sources.setdefault(value.code, value)
