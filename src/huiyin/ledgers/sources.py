"""What is exported: a ledger of this package, or the ledger of instructions, which is read in handling."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from huiyin.handling.forms.ledger import LedgerForm
from huiyin.handling.ledger_tally import Entry
from huiyin.handling.selectors.instruction_ledger import filtered_entries, ledger_entries
from huiyin.handling.views.instructions import READERS
from huiyin.ledgers.definition import Asked, Cell, CellType, Column, Heading, Ledger, ledgers
from huiyin.ledgers.enums import INSTRUCTIONS
from huiyin.ledgers.filters import LedgerFilterForm
from huiyin.ledgers.reading import ROW, ordered, rows_of, with_content
from huiyin.people.enums import Role

CHUNK = 500
"""Rows that are read at once: so the memory of an export does not grow with it."""


class Changed(Exception):
    """While it was read, a row that had been counted was gone or not to be seen any more."""


class Source(ABC):
    """Rows that become a sheet."""

    code: str
    label: str
    unit: str
    columns: Sequence[Column]
    readers: frozenset[Role]
    sheet: Sequence[Heading] = ()

    def is_for(self, asker: Asked) -> bool:
        """Whether one of the roles held here may have it."""
        return any(grant.role in self.readers for grant in asker.grants)

    @abstractmethod
    def understood(self, address: QueryDict, asker: Asked) -> tuple[dict[str, str], str]:
        """The filters of an address that are understood, and the same in words."""

    @abstractmethod
    def count(self, asker: Asked, filters: Mapping[str, str]) -> int:
        """How many rows there are."""

    @abstractmethod
    def keys(self, asker: Asked, filters: Mapping[str, str]) -> Sequence[Any]:
        """All rows as they stand at one moment, in their order."""

    @abstractmethod
    def read(self, asker: Asked, keys: Sequence[Any]) -> list[Callable[[Column], Cell]]:
        """The rows of some keys, each as what it gives for a column. Raises Changed."""

    def rows(self, asker: Asked, keys: Sequence[Any]) -> Iterator[Callable[[Column], Cell]]:
        """The rows of all keys, read piece by piece. Raises Changed."""
        for start in range(0, len(keys), CHUNK):
            yield from self.read(asker, keys[start : start + CHUNK])


@dataclass(frozen=True)
class LedgerSource(Source):
    """A ledger of this package."""

    book: Ledger

    @property
    def code(self) -> str:  # type: ignore[override]
        """The code of the ledger."""
        return self.book.code

    @property
    def label(self) -> str:  # type: ignore[override]
        """Its name."""
        return self.book.label

    @property
    def unit(self) -> str:  # type: ignore[override]
        """What its rows are counted by."""
        return self.book.unit

    @property
    def columns(self) -> Sequence[Column]:  # type: ignore[override]
        """Its columns, all of them."""
        return self.book.columns

    @property
    def readers(self) -> frozenset[Role]:  # type: ignore[override]
        """Whom it is for."""
        return self.book.readers

    @property
    def sheet(self) -> Sequence[Heading]:  # type: ignore[override]
        """The layout that the product brings besides its own, where there is one."""
        return self.book.sheet

    def understood(self, address: QueryDict, asker: Asked) -> tuple[dict[str, str], str]:
        """As the list's own form reads the address."""
        form = LedgerFilterForm(address, book=self.book, asker=asker)
        filters = form.filters()
        words = [
            str(_("只看一条")) if code == ROW else form.in_words(code, value)
            for code, value in filters.items()
        ]
        return filters, "；".join(words)

    def count(self, asker: Asked, filters: Mapping[str, str]) -> int:
        """One count in the database."""
        return rows_of(self.book, asker, filters).count()

    def keys(self, asker: Asked, filters: Mapping[str, str]) -> Sequence[Any]:
        """One query, so that all keys are of one moment."""
        return list(ordered(self.book, rows_of(self.book, asker, filters)).values_list("pk", flat=True))

    def read(self, asker: Asked, keys: Sequence[Any]) -> list[Callable[[Column], Cell]]:
        """Read again as the person may see them now."""
        lines = with_content(self.book, asker, keys)
        if len(lines) != len(keys):
            raise Changed
        return [lambda column, line=line: column.cell(line) for line in lines]  # type: ignore[misc]


def _entry(value: Callable[[Entry], Cell]) -> Callable[[Any], Cell]:
    return cast("Callable[[Any], Cell]", value)


class InstructionSource(Source):
    """批示件台账: a committee's year of instructions, small enough to be read at once."""

    code = INSTRUCTIONS
    label = str(_("批示件台账"))
    unit = str(_("次"))
    readers = READERS
    columns = (
        Column(
            "title",
            str(_("批示件")),
            _entry(lambda row: row.title),
            width=40,
            names=("标题", "文件名称", "议题"),
        ),
        Column(
            "on", str(_("批示日期")), _entry(lambda row: row.on), CellType.DATE, width=12, names=("批示时间",)
        ),
        Column(
            "leader",
            str(_("批示领导")),
            _entry(lambda row: row.leader_name),
            width=12,
            names=("领导", "领导姓名"),
        ),
        Column("post", str(_("职务")), _entry(lambda row: row.leader_post), width=18),
        Column(
            "kind",
            str(_("批示类型")),
            _entry(lambda row: row.kind_label),
            width=10,
            names=("类型", "领导批示"),
        ),
        Column(
            "times",
            str(_("次数")),
            _entry(lambda row: row.times),
            CellType.NUMBER,
            width=8,
            names=("批示次数",),
        ),
        Column(
            "office", str(_("收文办公室")), _entry(lambda row: row.office_name), width=16, names=("办理单位",)
        ),
        Column("offline", str(_("线下件")), _entry(lambda row: "是" if row.offline else ""), width=8),
    )

    def understood(self, address: QueryDict, asker: Asked) -> tuple[dict[str, str], str]:
        """As the list's own form reads the address."""
        form = LedgerForm(address, self._entries(asker), _year(asker))
        return form.filters(), "；".join(str(each["label"]) for each in form.active(address))

    def count(self, asker: Asked, filters: Mapping[str, str]) -> int:
        """How many instructions."""
        return len(self.keys(asker, filters))

    def keys(self, asker: Asked, filters: Mapping[str, str]) -> Sequence[Any]:
        """The entries themselves."""
        return filtered_entries(self._entries(asker), dict(filters))

    def read(self, asker: Asked, keys: Sequence[Any]) -> list[Callable[[Column], Cell]]:
        """They are there already."""
        return [lambda column, row=row: column.value(row) for row in keys]  # type: ignore[misc]

    def _entries(self, asker: Asked) -> list[Entry]:
        return ledger_entries(asker.committee, _year(asker), asker.person, asker.day)


def _year(asker: Asked) -> int:
    """This ledger is of one year."""
    return asker.day.year if asker.year is None else asker.year


def source(code: str) -> Source | None:
    """What is exported under this code; None where there is nothing."""
    if code == INSTRUCTIONS:
        return InstructionSource()
    return LedgerSource(ledgers[code]) if code in ledgers else None
