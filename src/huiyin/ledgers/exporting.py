"""Writing a ledger into a workbook: read piece by piece, counted again from the file before it is handed over."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from huiyin.ledgers.definition import Asked, Cell
from huiyin.ledgers.enums import SERIAL
from huiyin.ledgers.models import LedgerLayout
from huiyin.ledgers.sheets.filling import MOST_ROWS, fill, rows_in
from huiyin.ledgers.sheets.grouped import grouped
from huiyin.ledgers.sheets.standard import FilledLayout, standard
from huiyin.ledgers.sources import Changed, Source

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TRIES = 3


class NotExported(Exception):
    """Nothing is handed over; the message is the sentence for the person."""


@dataclass(frozen=True)
class Export:
    """What is to be written: which rows of which source, for whom, in whose layout (None: the product's own).

    `known_sheet`: of the product's own the one that offices know, where the source has one.
    """

    source: Source
    asker: Asked
    filters: Mapping[str, str]
    words: str
    layout: LedgerLayout | None
    known_sheet: bool = False

    @property
    def file_name(self) -> str:
        """How the person's copy is called."""
        return f"{self.source.label}（{self._year}）.xlsx"

    @property
    def _year(self) -> str:
        return str(_("全部年度")) if self.asker.year is None else f"{self.asker.year}年"

    def template(self) -> FilledLayout:
        """The workbook to be filled."""
        if self.layout is not None:
            return FilledLayout(
                bytes(self.layout.content), self.layout.sheet, self.layout.first_row, self.layout.columns
            )
        asker = self.asker
        note = _("导出人：%(who)s　导出时间：%(at)s　筛选：%(filters)s") % {
            "who": asker.person.name,
            "at": f"{timezone.localtime(asker.at):%Y-%m-%d %H:%M}",
            "filters": self.words or _("无"),
        }
        title = f"{asker.committee.name}{self.source.label}（{self._year}）"
        if self.known_sheet and self.source.sheet:
            return grouped(title, note, self.source.sheet, self.source.columns)
        return standard(title, note, self.source.columns)


def write(export: Export, target: Path, tell: Callable[[int, int], None] | None = None) -> int:
    """Write the file; how many rows it has. `tell` is told the whole and each further row.

    What the file holds is counted again from the file and must be what was asked for. Raises NotExported.
    """
    template = export.template()
    for _attempt in range(TRIES):
        keys = export.source.keys(export.asker, export.filters)
        if len(keys) + template.first_row > MOST_ROWS:
            raise NotExported(_("超过一张工作表能容纳的行数，请按年度或者条件分次导出。"))
        if tell is not None:
            tell(len(keys), 0)
        try:
            written = _fill(export, template, keys, target, tell)
        except Changed:
            continue
        found = rows_in(target, sheet=template.sheet, first_row=template.first_row)
        expected = export.source.count(export.asker, export.filters)
        if written == found == len(keys) == expected:
            return found
    raise NotExported(_("导出过程中数据有变动，行数核对不一致，文件没有生成。请重新导出。"))


def _fill(
    export: Export,
    template: FilledLayout,
    keys: Sequence[Any],
    target: Path,
    tell: Callable[[int, int], None] | None,
) -> int:
    def rows() -> Iterator[Mapping[str, Cell]]:
        by_code = {column.code: column for column in export.source.columns}
        places = {letters: by_code.get(code) for letters, code in template.columns.items() if code}
        serials = [letters for letters, code in template.columns.items() if code == SERIAL]
        for number, row in enumerate(export.source.rows(export.asker, keys), start=1):
            values: dict[str, Cell] = {
                letters: row(column) for letters, column in places.items() if column is not None
            }
            values.update(dict.fromkeys(serials, number))
            yield values
            if tell is not None:
                tell(len(keys), 1)

    return fill(
        template.content,
        sheet=template.sheet,
        first_row=template.first_row,
        rows=rows(),
        count=len(keys),
        target=target,
    )
