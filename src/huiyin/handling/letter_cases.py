"""Whom a reply is written to, where it is a letter to authors: said by the package whose kind of matter is answered.

`@letters_to("proposal")` on a function from the parent matter, the answering unit and the day to a `LetterPlan`. Of a
kind that says nothing the unit reports to the office that handed over, and nobody gets a letter.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from huiyin.handling.references import CaseReference
from huiyin.people.models import Body, Person
from huiyin.procedure.models import Matter


@dataclass(frozen=True)
class Addressee:
    """One author who gets a copy; known by name alone where neither person nor body is registered."""

    name: str
    person: Person | None = None
    body: Body | None = None


@dataclass(frozen=True)
class AnsweredCase:
    """One case that is answered: the matter itself, or one that was merged into it, with its own authors and number."""

    matter: Matter
    reference: CaseReference
    salutation: str
    addressees: tuple[Addressee, ...]

    @property
    def title(self) -> str:
        """The 案由."""
        return self.matter.title


@dataclass(frozen=True)
class LetterPlan:
    """The main case, what was merged into it, and the bodies that get a copy of every letter (抄送).

    `consent`: what the author said of publication, in words; the unit reads it where it says what may be published.
    """

    main: AnsweredCase
    parts: tuple[AnsweredCase, ...] = ()
    copies: tuple[Body, ...] = ()
    consent: str = ""

    @property
    def cases(self) -> tuple[AnsweredCase, ...]:
        """Every case with authors of its own, the main one first."""
        return (self.main, *self.parts)


Planner = Callable[[Matter, Body, date], LetterPlan]
AnyPlanner = TypeVar("AnyPlanner", bound=Planner)
planners: dict[str, Planner] = {}


def letters_to(kind: str) -> Callable[[AnyPlanner], AnyPlanner]:
    """Register to whom the replies to matters of a kind are written."""

    def register(planner: AnyPlanner) -> AnyPlanner:
        planners[kind] = planner
        return planner

    return register


def has_letters(assignment_matter: Matter) -> bool:
    """Whether the reply of this assignment is a letter to authors."""
    parent = assignment_matter.parent
    return parent is not None and parent.kind in planners


def letter_plan(assignment_matter: Matter, unit: Body, day: date) -> LetterPlan | None:
    """To whom the unit's reply is written; None where it is a report to the office."""
    parent = assignment_matter.parent
    if parent is None or parent.kind not in planners:
        return None
    return planners[parent.kind](parent, unit, day)
