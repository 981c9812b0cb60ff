"""What the engine needs from packages above it: a short, closed list, set once at start-up.

Unset ports answer as an installation without that package would: no documents, nothing found.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from huiyin.people.models import Person
    from huiyin.procedure.models import Matter, Step


@dataclass(frozen=True)
class DocumentFact:
    """A document of a matter as a step records it."""

    kind: str
    title: str
    number: str
    version: int
    digest: str


def _no_documents(matter: "Matter", kinds: Sequence[str]) -> list[DocumentFact]:
    return []


@dataclass(frozen=True)
class Finding:
    """Content that must not be taken: the sentence for the person, and the hash that is all we keep."""

    sentence: str
    digest: str


def _nothing_found(data: Mapping[str, Any], files: Mapping[str, Any]) -> Finding | None:
    return None


def _no_incident(finding: Finding, person: "Person | None", at: datetime, place: str) -> None:
    return None


@dataclass
class Ports:
    """The closed list. `screen` looks for classified content; `incident` keeps hash, person and time.

    `passed` are called inside the transaction, for every step once it and its to-dos are written: they may note what is
    to be done, and do nothing before the transaction is over. `opened` are called when a person has opened the
    page of a matter that this person may see; whatever they do must not keep the page from being shown.
    """

    documents: Callable[["Matter", Sequence[str]], list[DocumentFact]] = field(default=_no_documents)
    screen: Callable[[Mapping[str, Any], Mapping[str, Any]], Finding | None] = field(default=_nothing_found)
    incident: Callable[[Finding, "Person | None", datetime, str], None] = field(default=_no_incident)
    passed: list[Callable[["Matter", "Step"], None]] = field(default_factory=list)
    opened: list[Callable[["Person", "Matter", datetime], None]] = field(default_factory=list)

    def step_passed(self, matter: "Matter", step: "Step") -> None:
        """A step of a matter is written."""
        for note in self.passed:
            note(matter, step)


ports = Ports()
