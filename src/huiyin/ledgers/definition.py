"""What a ledger is: rows, columns, by what it is narrowed and summed. One definition serves page and export."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from operator import attrgetter
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huiyin.ledgers.dimensions import AnyDimension
from huiyin.people.enums import Role
from huiyin.people.models import Committee, Grant, Person
from huiyin.people.selectors import current_grants
from huiyin.procedure.page.viewing import Viewing, Visit
from huiyin.procedure.selectors import seeing


class Group(StrEnum):
    """Where a ledger stands in the overview."""

    LISTS = "lists"
    BOOKS = "books"
    SUPERVISION = "supervision"


GROUPS = {Group.LISTS: _("三张清单"), Group.BOOKS: _("台账"), Group.SUPERVISION: _("督查台账")}
Cell = str | int | date | None


class CellType(StrEnum):
    """How the value of a column is written into a sheet."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True)
class Asked:
    """Who asks for which committee and year (None: all years), and when. Grants are those held in that committee."""

    committee: Committee
    year: int | None
    person: Person
    at: datetime
    grants: tuple[Grant, ...]

    @property
    def day(self) -> date:
        """The day of asking where the office is."""
        return timezone.localdate(self.at)

    @cached_property
    def visit(self) -> Visit:
        """The same as the pages of matters know it."""
        return Visit(self.person, self.at, self.grants)

    def sees(self, facet: str, *, kind: str = "", path: str = "") -> Q:
        """The condition under which this person sees a facet of a matter (`path` leads to the matter)."""
        return seeing(self.grants, kind=kind, facet=facet, path=path)

    def may_read(self, book: "Ledger") -> bool:
        """Whether the ledger is for one of the roles held here."""
        return any(grant.role in book.readers for grant in self.grants)


def asked(*, committee: Committee, year: int | None, person: Person, at: datetime) -> Asked:
    """Somebody asks for the ledgers of a committee's year."""
    held = current_grants(person, timezone.localdate(at))
    own = tuple(grant for grant in held if grant.committee_id == committee.pk)
    return Asked(committee, year, person, at, own)


@dataclass(frozen=True)
class Line:
    """One row of a ledger in the eyes of its reader; `more` is what the ledger read besides, for all rows at once."""

    row: Any
    view: Viewing
    more: Any = None

    def shows(self, facet: str) -> bool:
        """Whether the matter's own page would show this part to the reader."""
        return not facet or self.view.shows(facet)


@dataclass(frozen=True)
class Column:
    """A column: its value for a line, and the part of the matter that must be seen for it.

    `names` are other headings under which offices keep it; `listed` columns stand on the page, all go into the export.
    """

    code: str
    label: str
    value: Callable[[Line], Cell]
    type: CellType = CellType.TEXT
    facet: str = ""
    listed: bool = True
    width: int = 14
    names: tuple[str, ...] = ()

    def cell(self, line: Line) -> Cell:
        """What the reader gets: nothing where the matter's page shows nothing."""
        return self.value(line) if line.shows(self.facet) else None


@dataclass(frozen=True)
class Heading:
    """A heading of a ready sheet: its column of the ledger ("": left for the office), and over it that of a group."""

    label: str
    column: str
    group: str = ""
    width: int = 12


Prepare = Callable[[Asked, Sequence[Any], Mapping[Any, Viewing]], Mapping[Any, Any]]


@dataclass(frozen=True)
class Ledger:
    """One ledger. `rows` starts from what the reader may see; `order` is unique and never null.

    `matter` is the attribute that leads from a row to its matter ("": the row is the matter); `about` says in words
    what brings a row in; `year` turns a year into the condition that bounds the rows; `sheet` is a layout
    that offices know.
    """

    code: str
    label: str
    about: str
    readers: frozenset[Role]
    rows: Callable[[Asked], QuerySet[Any]]
    year: Callable[[int], Q]
    order: tuple[tuple[str, bool], ...]
    columns: tuple[Column, ...]
    dimensions: tuple[AnyDimension, ...]
    prepare: Prepare
    matter: str = ""
    related: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()
    unit: str = "件"
    group: Group = Group.BOOKS
    sheet: tuple[Heading, ...] = ()
    by_code: Mapping[str, AnyDimension] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_code", {each.code: each for each in self.dimensions})

    def matter_of(self, row: Any) -> Any:
        """The matter of a row."""
        return attrgetter(self.matter)(row) if self.matter else row

    @property
    def listed(self) -> tuple[Column, ...]:
        """The columns of the page."""
        return tuple(each for each in self.columns if each.listed)


ledgers: dict[str, Ledger] = {}


def ledger(book: Ledger) -> Ledger:
    """Register a ledger (its module calls this once)."""
    if ledgers.setdefault(book.code, book) is not book:
        raise ValueError(f"two ledgers are called {book.code!r}")
    return book


def readable(asker: Asked) -> Iterable[Ledger]:
    """The ledgers that are for this person here, in the order of registration."""
    return [each for each in ledgers.values() if asker.may_read(each)]
