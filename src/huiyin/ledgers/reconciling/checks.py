"""A check: two figures that must be one, each counted in its own way, and the first matter on which they part."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from huiyin.ledgers.definition import Asked
from huiyin.people.enums import Role
from huiyin.people.models import Committee, Grant, Person
from huiyin.procedure.models import Matter


@dataclass(frozen=True)
class Scope:
    """The committee and year whose figures are proved (None: all years), and when."""

    committee: Committee
    year: int | None
    at: datetime

    @property
    def office(self) -> Asked:
        """The ledgers as the committee's own office reads them: nobody's account is needed for the proof."""
        # Neither is saved: they stand for the role, and no act is ever made with them. Nobody has the key 0, so
        # that being a party is out of the question.
        person = Person(pk=0, name="数字核对")
        grant = Grant(committee=self.committee, person=person, role=Role.CPPCC_CLERK)
        return Asked(self.committee, self.year, person, self.at, (grant,))

    def of_year(self, path: str = "") -> dict[str, object]:
        """What bounds rows by the committee and the year of their matter."""
        bounds: dict[str, object] = {f"{path}committee": self.committee}
        return bounds if self.year is None else {**bounds, f"{path}year": self.year}


@dataclass(frozen=True)
class Part:
    """Two figures of one check and what differs; `matters` is only asked for when they are not one."""

    left: int
    right: int
    differing: Callable[[], Iterable[Matter]]


@dataclass(frozen=True)
class Check:
    """What is compared, in words, and how."""

    code: str
    label: str
    left: str
    right: str
    parts: Callable[[Scope], Part]


@dataclass(frozen=True)
class Outcome:
    """What a check came to; `first` is the first matter that differs, in the order of their beginning."""

    check: Check
    left: int
    right: int
    first: Matter | None

    @property
    def agrees(self) -> bool:
        """Whether the figures are one, matter by matter."""
        return self.left == self.right and self.first is None


checks: dict[str, Check] = {}


def check(
    code: str, label: str, left: str, right: str
) -> Callable[[Callable[[Scope], Part]], Callable[[Scope], Part]]:
    """Register a check: what it proves, and what its two figures are called."""

    def register(parts: Callable[[Scope], Part]) -> Callable[[Scope], Part]:
        checks[code] = Check(code, label, left, right, parts)
        return parts

    return register


def reconcile(scope: Scope) -> Iterator[Outcome]:
    """Every check in its order. A sum may hide two faults that even out, so each matter is looked at too."""
    for each in checks.values():
        part = each.parts(scope)
        first = min(part.differing(), key=lambda matter: (matter.opened_at, matter.pk), default=None)
        yield Outcome(each, part.left, part.right, first)
