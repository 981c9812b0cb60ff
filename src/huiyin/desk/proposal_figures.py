"""提案统计: what was received and what became of it, by session, proposer, sector: every number opens its list."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from huiyin.ledgers.definition import Asked, ledgers
from huiyin.ledgers.figures import count_for, figure_url
from huiyin.ledgers.sums import Table, table_of
from huiyin.proposals.rules.state_groups import Result
from huiyin.ui.shown import Figure

BOOK = "proposals"
RESULT = "result"
BY = ("session", "timing", "kind", "proposer", "sector", "sectors", "class", "subclass")
"""The tables of the page, as the ledger's dimensions are called."""


@dataclass(frozen=True)
class Line:
    """One value: how many, of which how many were docketed, and the lists of both."""

    label: str
    received: int
    received_url: str
    docketed: int
    docketed_url: str


@dataclass(frozen=True)
class Grouped:
    """The numbers by one dimension; `repeated`: by how much the lines exceed the whole."""

    code: str
    label: str
    lines: tuple[Line, ...]
    summed: int
    repeated: int
    total: int
    docketed: int


@dataclass(frozen=True)
class ProposalFigures:
    """The whole page: what was received, its results that add up to it, the tables, and the list of everything."""

    received: Figure
    results: tuple[Figure, ...]
    groups: tuple[Grouped, ...]
    docketed_url: str

    @property
    def adds_up(self) -> bool:
        """Whether the results come to what was received: said on the page, whatever it is."""
        return sum(each.number for each in self.results) == self.received.number  # type: ignore[misc]


def proposal_figures(asker: Asked, filters: dict[str, str]) -> ProposalFigures:
    """The figures of what this person may see; a fixed number of queries, whatever there is."""
    book = ledgers[BOOK]
    total = count_for(book, asker, filters)
    results = {
        line.value: line.count
        for line in table_of(book, book.by_code[RESULT], asker, filters, total=total).lines
    }
    docketed = {**filters, RESULT: Result.DOCKETED.value}
    received = Figure(
        _("收到提案"),
        total,
        _("件"),
        _url(asker, filters),
        _("已经提交的全部提案，按提交日期计入年度；草稿和提交后撤回成草稿的不计。"),
    )
    return ProposalFigures(
        received=received,
        results=tuple(_results(asker, filters, results)),
        groups=tuple(_grouped(asker, code, filters, total, results) for code in BY if code not in filters),
        docketed_url=_url(asker, docketed),
    )


def _results(asker: Asked, filters: dict[str, str], counts: dict[str, int]) -> Iterable[Figure]:
    notes = {Result.DOCKETED: _("不论现在办到哪一步")}
    for result in Result:
        url = _url(asker, {**filters, RESULT: result.value})
        yield Figure(str(result.label), counts.get(result.value, 0), _("件"), url, note=notes.get(result, ""))


def _grouped(
    asker: Asked, code: str, filters: dict[str, str], total: int, results: dict[str, int]
) -> Grouped:
    book = ledgers[BOOK]
    dimension, docketed = book.by_code[code], {**filters, RESULT: Result.DOCKETED.value}
    whole = table_of(book, dimension, asker, filters, total=total)
    part = _counts(table_of(book, dimension, asker, docketed, total=results.get(Result.DOCKETED.value, 0)))
    lines = tuple(
        Line(
            label=line.label,
            received=line.count,
            received_url=_url(asker, {**filters, code: line.value}),
            docketed=part.get(line.value, 0),
            docketed_url=_url(asker, {**docketed, code: line.value}),
        )
        for line in whole.lines
    )
    return Grouped(
        code=code,
        label=str(dimension.label),
        lines=lines,
        summed=whole.summed,
        repeated=whole.repeated,
        total=total,
        docketed=results.get(Result.DOCKETED.value, 0),
    )


def _counts(table: Table) -> dict[str, int]:
    return {line.value: line.count for line in table.lines}


def _url(asker: Asked, filters: dict[str, str]) -> str:
    return figure_url(BOOK, committee=asker.committee, year=asker.year, **filters)
