"""提案统计: what was received, what became of it, how it was handled and received: every number opens its list.

Three blocks that are never added to each other: proposals (件), what units handle (办理件), and the forms by which
authors evaluate (份). Each is read once, whatever it is summed by.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from huiyin.desk.proposal_rates import OF_ASSIGNMENTS, OF_FORMS, OF_PROPOSALS
from huiyin.ledgers.books.proposal_handling import DONE
from huiyin.ledgers.definition import Asked, Ledger, ledgers
from huiyin.ledgers.figures import figure_url
from huiyin.ledgers.rates import Rate, RateDefinition, rate_of
from huiyin.ledgers.sums import tallied
from huiyin.ledgers.tally import Tally, tally_of
from huiyin.proposals.rules.state_groups import Result
from huiyin.ui.shown import Figure

BOOK, ASSIGNMENTS, FORMS = "proposals", "assignments", "forms"
RESULT, PROGRESS = "result", "progress"
BY = ("session", "timing", "kind", "proposer", "sector", "sectors", "class", "subclass")
"""Tables of what was received, as the ledger's dimensions are called."""
HANDLED_BY = (
    *(PROGRESS, "unit", "units", "assisting", "role", "in_time", "contact", "reply_class", "meaning"),
    *("satisfaction", "process_value", "carried", "round"),
)
"""Tables of how what was docketed is handled."""
ASSIGNED_BY = (
    "role",
    "unit",
    "state",
    "late",
    "contact",
    "class",
    "meaning",
    "satisfaction",
    "process_value",
    "carried",
)
EVALUATED_BY = ("satisfaction", "result_value", "process_value", "unit", "channel", "round")
OF_PROPOSALS_ONLY = {"of": "proposal"}


@dataclass(frozen=True)
class Cell:
    """A number with its list."""

    number: int
    url: str


@dataclass(frozen=True)
class Line:
    """One value: its numbers in the columns of the table."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Grouped:
    """The numbers by one dimension; `repeated`: by how much the lines exceed the whole, `untold`: rows whose value the
    reader may not know; both of the first column."""

    code: str
    label: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    totals: tuple[Cell, ...]
    summed: int
    repeated: int
    untold: tuple[int, ...]
    unit: str

    @property
    def total(self) -> int:
        """The whole of the first column."""
        return self.totals[0].number


@dataclass(frozen=True)
class Block:
    """Figures of one unit of counting."""

    total: Figure
    rates: tuple[Rate, ...]
    groups: tuple[Grouped, ...]


@dataclass(frozen=True)
class ProposalFigures:
    """The whole page: what was received, its results that add up to it, how it was handled, assignments, forms."""

    received: Figure
    results: tuple[Figure, ...]
    groups: tuple[Grouped, ...]
    handled: Block
    assigned: Block | None
    evaluated: Block | None

    @property
    def adds_up(self) -> bool:
        """Whether the results come to what was received: said on the page, whatever it is."""
        return sum(each.number for each in self.results) == self.received.number  # type: ignore[misc]


@dataclass(frozen=True)
class Reading:
    """A ledger that was read once for one person."""

    book: Ledger
    asker: Asked
    filters: Mapping[str, str]
    tally: Tally

    @classmethod
    def of(cls, code: str, asker: Asked, filters: Mapping[str, str], codes: Iterable[str]) -> "Reading":
        """Read what the filters leave with these dimensions."""
        book = ledgers[code]
        return cls(book, asker, filters, tally_of(book, asker, filters, codes))

    def url(self, **more: str) -> str:
        """The list behind a number."""
        address = {**self.filters, **more}
        return figure_url(self.book.code, committee=self.asker.committee, year=self.asker.year, **address)

    def rates(self, definitions: Sequence[RateDefinition]) -> tuple[Rate, ...]:
        """Rates of these rows."""
        return tuple(
            rate_of(each, self.book, self.asker, self.filters, self.tally)
            for each in definitions
            if each.dimension not in self.filters
        )

    def grouped(self, code: str, columns: Mapping[str, Mapping[str, str]]) -> Grouped:
        """A table by one dimension: a column for each of these conditions (none: all rows)."""
        dimension = self.book.by_code[code]
        tables = [
            tallied(dimension, self.asker, self.tally, **{name: (value,) for name, value in only.items()})
            for only in columns.values()
        ]
        counts = [{line.value: line.count for line in table.lines} for table in tables]
        lines = tuple(
            Line(
                line.label,
                tuple(
                    Cell(count.get(line.value, 0), self.url(**only, **{code: line.value}))
                    for only, count in zip(columns.values(), counts, strict=True)
                ),
            )
            for line in tables[0].lines
        )
        return Grouped(
            code=code,
            label=str(dimension.label),
            heads=tuple(columns),
            lines=lines,
            totals=tuple(
                Cell(table.total, self.url(**only))
                for only, table in zip(columns.values(), tables, strict=True)
            ),
            summed=tables[0].summed,
            repeated=tables[0].repeated,
            untold=tuple(table.untold for table in tables) if tables[0].untold else (),
            unit=self.book.unit,
        )


def proposal_figures(asker: Asked, filters: dict[str, str]) -> ProposalFigures:
    """The figures of what this person may see; a fixed number of queries, whatever there is."""
    codes = dict.fromkeys([RESULT, *BY, *HANDLED_BY, *_asked_for(OF_PROPOSALS)])
    reading = Reading.of(BOOK, asker, filters, codes)
    counts = reading.tally.counts(RESULT)
    received = Figure(
        _("收到提案"),
        reading.tally.total,
        _("件"),
        reading.url(),
        _("已经提交的全部提案，按提交日期计入年度；草稿和提交后撤回成草稿的不计。"),
    )
    docketed = {RESULT: Result.DOCKETED.value}
    columns = {_("收到"): {}, _("立案"): docketed, _("已办复"): {PROGRESS: DONE}}
    return ProposalFigures(
        received=received,
        results=tuple(_results(reading, counts)),
        groups=tuple(reading.grouped(code, columns) for code in BY if code not in filters),
        handled=Block(
            Figure(_("立案提案"), counts[Result.DOCKETED.value], _("件"), reading.url(**docketed)),
            reading.rates(OF_PROPOSALS),
            tuple(reading.grouped(code, {_("立案"): docketed}) for code in HANDLED_BY),
        ),
        assigned=_block(ASSIGNMENTS, _("提案办理件"), asker, {**filters, **OF_PROPOSALS_ONLY}, ASSIGNED_BY),
        evaluated=_block(
            FORMS, _("已结束评议的评价表"), asker, {**filters, **OF_PROPOSALS_ONLY, "over": "1"}, EVALUATED_BY
        ),
    )


def _asked_for(definitions: Sequence[RateDefinition]) -> list[str]:
    """The dimensions that rates are made of."""
    return [code for each in definitions for code in (each.dimension, *each.within)]


def _results(reading: Reading, counts: Mapping[str, int]) -> Iterable[Figure]:
    notes = {Result.DOCKETED: _("不论现在办到哪一步")}
    for result in Result:
        url = reading.url(**{RESULT: result.value})
        yield Figure(str(result.label), counts.get(result.value, 0), _("件"), url, note=notes.get(result, ""))


def _block(code: str, label: str, asker: Asked, filters: dict[str, str], by: Sequence[str]) -> Block | None:
    """The figures of another ledger over the same proposals; None for whom it is not, or where there is nothing."""
    if not asker.may_read(ledgers[code]):
        return None
    definitions = OF_ASSIGNMENTS if code == ASSIGNMENTS else OF_FORMS
    reading = Reading.of(code, asker, filters, [*by, *_asked_for(definitions)])
    if not reading.tally.total:
        return None
    return Block(
        Figure(label, reading.tally.total, reading.book.unit, reading.url()),
        reading.rates(definitions),
        tuple(reading.grouped(each, {_("件数"): {}}) for each in by),
    )
