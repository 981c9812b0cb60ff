"""The columns of a list, the headings offices give them, and its rows as the file has them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise

from huiyin.kernel.text import fold


@dataclass(frozen=True)
class Column:
    """One column: its code, what it is called on the page, its headings in files, and how long a cell may be."""

    code: str
    label: str | Promise
    headings: tuple[str, ...]
    limit: int


@dataclass(frozen=True)
class Layout:
    """What a kind of list looks like: its columns, the one by which the row of headings is known, its words.

    `noun` is the list (名册), `subject` what stands in its rows (委员).
    """

    columns: tuple[Column, ...]
    key: Column
    noun: str | Promise
    subject: str | Promise

    @cached_property
    def by_code(self) -> Mapping[str, Column]:
        """The columns by their codes."""
        return {column.code: column for column in self.columns}

    @cached_property
    def _by_heading(self) -> Mapping[str, Column]:
        return {fold(heading): column for column in self.columns for heading in column.headings}

    def column_of_heading(self, heading: str) -> Column | None:
        """The column a heading stands for; spaces, width and a trailing colon or star do not matter."""
        return self._by_heading.get(fold(heading).strip("*:"))

    @property
    def labels(self) -> str:
        """The headings as a sentence names them."""
        return "、".join(str(column.label) for column in self.columns)


@dataclass(frozen=True)
class SheetRow:
    """One row as the file has it: its number in the file, its cells by column code, cells with formulas."""

    line: int
    values: Mapping[str, str]
    formulas: Sequence[str] = ()

    def as_json(self) -> dict[str, object]:
        """For keeping between preview and confirmation."""
        return {"line": self.line, "values": dict(self.values), "formulas": list(self.formulas)}


@dataclass(frozen=True)
class Sheet:
    """The rows of a list and the headings that no column stands for."""

    rows: Sequence[SheetRow]
    unused: Sequence[str]


@dataclass(frozen=True)
class Problem:
    """What is wrong in which column, and what to do about it."""

    column: str
    text: str


@dataclass(frozen=True)
class Change:
    """A value that applying the row would change."""

    column: str
    before: str
    after: str
