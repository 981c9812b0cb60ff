"""转化总览: one committee's year for those who lead it. Every figure is a ledger with filters, so it opens its list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from huiyin.handling.promise_rules import PromiseStanding, kept_share
from huiyin.handling.selectors.promises import promises_seen, unit_records, whole
from huiyin.handling.stopped import stopped
from huiyin.ledgers.definition import Asked, ledgers
from huiyin.ledgers.figures import count_for, counts_by, figure_url
from huiyin.ledgers.standing import AGES, OPEN
from huiyin.outcomes.home import READING_STOPPED
from huiyin.people.selectors import work_calendar
from huiyin.procedure.library import newest
from huiyin.proposals.rules.state_groups import Result
from huiyin.ui.shown import Figure

OUTCOMES, ASSIGNMENTS, ECHOES, PROPOSALS = "outcomes", "assignments", "echoes", "proposals"
LISTS = ("problems", "results", "satisfied")
LATE, REPLIED, REPLIED_LATE, RUNNING, OVERDUE = "late", "replied", "replied_late", "running", "overdue"
UNITS_SHOWN = 12
OF_OUTCOMES = {"of": "outcome"}
"""Assignments of outcomes: those of proposals are counted with the proposals."""


@dataclass(frozen=True)
class Number:
    """A number with the list behind it; none to follow where there is nothing."""

    number: int
    url: str = ""


@dataclass(frozen=True)
class StageLine:
    """One of the six steps: how many came so far, how many stand there, how many of them late, and for how long."""

    code: str
    label: str
    reached: Number
    here: Number
    late: Number
    ages: tuple[Number, ...]
    most: int = 0

    def _share(self, number: int) -> int:
        return round(number * 1000 / self.most) if self.most else 0

    @property
    def wide(self) -> dict[str, int]:
        """Lengths of the picture's bars, in thousandths of the widest step; late is part of here."""
        in_time = self.here.number - self.late.number
        return {
            "reached": self._share(self.reached.number),
            "late": self._share(self.late.number),
            "in_time": self._share(in_time),
        }


@dataclass(frozen=True)
class UnitLine:
    """One unit: what it has in hand, what of it is late, and what share it answered in time."""

    label: str
    numbers: Mapping[str, Number]
    total: Number
    share: str


@dataclass(frozen=True)
class Overview:
    """The whole page; parts that are not for the reader are empty."""

    figures: tuple[Figure, ...]
    stages: tuple[StageLine, ...]
    withdrawn: Number
    resting: Number
    ages: tuple[str, ...]
    units: tuple[UnitLine, ...]
    more_units: int
    lists: tuple[Figure, ...]
    promises: tuple[Figure, ...] = field(default_factory=tuple)


def overview(asker: Asked) -> Overview:
    """Read the year's figures of what this person may see; a fixed number of queries, whatever there is."""
    stages, states = _stages(asker)
    units = _units(asker)
    return Overview(
        figures=tuple(_headlines(asker, stages)),
        stages=stages,
        withdrawn=states.get("withdrawn", NOTHING),
        resting=states.get("noted", NOTHING),
        ages=tuple(str(label) for label in _age_labels(asker)),
        units=tuple(units[:UNITS_SHOWN]),
        more_units=max(0, len(units) - UNITS_SHOWN),
        lists=tuple(_lists(asker)),
        promises=tuple(_promises(asker)),
    )


def _numbers(asker: Asked, ledger: str, dimension: str, **filters: str) -> dict[str, Number]:
    """Value → its number and list, for a ledger that the reader may read."""
    if not asker.may_read(ledgers[ledger]):
        return {}
    table = counts_by(ledger, dimension, asker, **filters)
    return {
        line.value: Number(line.count, _url(asker, ledger, **{**filters, dimension: line.value}))
        for line in table.lines
    }


def _url(asker: Asked, ledger: str, **filters: str) -> str:
    return figure_url(ledger, committee=asker.committee, year=asker.year, **filters)


NOTHING = Number(0)


def _stages(asker: Asked) -> tuple[tuple[StageLine, ...], Mapping[str, Number]]:
    reached = _numbers(asker, OUTCOMES, "reached_stage")
    here = _numbers(asker, OUTCOMES, "stage", open=OPEN)
    late = _numbers(asker, OUTCOMES, "stage", open=OPEN, late=LATE)
    ages = [_numbers(asker, OUTCOMES, "stage", open=OPEN, age=code) for code, _most in AGES]
    states = _numbers(asker, OUTCOMES, "state")
    procedure = newest("outcome")
    most = max((each.number for each in reached.values()), default=0)
    lines = tuple(
        StageLine(
            code=code,
            label=procedure.stages[code],
            reached=reached.get(code, NOTHING),
            here=here.get(code, NOTHING),
            late=late.get(code, NOTHING),
            ages=tuple(each.get(code, NOTHING) for each in ages),
            most=most,
        )
        for code in procedure.bar
    )
    return lines, states


def _age_labels(asker: Asked) -> Iterable[str]:
    labels = ledgers[OUTCOMES].by_code["age"].labels(asker, [])
    return [labels[code] for code, _most in AGES]


def _units(asker: Asked) -> list[UnitLine]:
    """Every unit with assignments, the most overdue first."""
    if not asker.may_read(ledgers[ASSIGNMENTS]):
        return []
    by_late = {
        late: _numbers(asker, ASSIGNMENTS, "unit", late=late, **OF_OUTCOMES)
        for late in (OVERDUE, RUNNING, REPLIED, REPLIED_LATE)
    }
    whole_year = counts_by(ASSIGNMENTS, "unit", asker, **OF_OUTCOMES)
    found = []
    for line in whole_year.lines:
        numbers = {late: values.get(line.value, NOTHING) for late, values in by_late.items()}
        total = Number(line.count, _url(asker, ASSIGNMENTS, unit=line.value, **OF_OUTCOMES))
        found.append(UnitLine(line.label, numbers, total, _in_time_share(numbers)))
    return sorted(found, key=lambda unit: (-unit.numbers[OVERDUE].number, -unit.total.number))


def _in_time_share(numbers: Mapping[str, Number]) -> str:
    due = sum(numbers[late].number for late in (REPLIED, REPLIED_LATE, OVERDUE))
    return kept_share(numbers[REPLIED].number, due)


def _headlines(asker: Asked, stages: Iterable[StageLine]) -> Iterable[Figure]:
    open_now = sum(line.here.number for line in stages)
    late = sum(line.late.number for line in stages)
    yield Figure(
        _("在办成果"),
        open_now,
        _("件"),
        _url(asker, OUTCOMES, open=OPEN),
        _("本年度还没有办结、撤销、阅存的协商成果，不论在哪个环节。"),
    )
    yield Figure(
        _("其中逾期"),
        late,
        _("件"),
        _url(asker, OUTCOMES, open=OPEN, late=LATE),
        _("在办成果中，现有期限已过的。"),
        tone="bad" if late else "good",
        note=_("请看停在哪个环节") if late else _("没有逾期"),
    )
    yield from _proposals(asker)
    yield from _stopped(asker)
    yield from _replied_in_time(asker)
    yield from _echoed(asker)


def _proposals(asker: Asked) -> Iterable[Figure]:
    """What was received in the year, and how much of it was docketed so far; nothing for who sees none."""
    results = _numbers(asker, PROPOSALS, "result")
    total = sum(each.number for each in results.values())
    if not total:
        return
    docketed = results.get(Result.DOCKETED.value, NOTHING).number
    yield Figure(
        _("收到提案"),
        total,
        _("件"),
        _url(asker, PROPOSALS),
        _("本年度提交的提案，按提交日期计；草稿和提交后撤回成草稿的不计。各项结果见“提案统计”。"),
        note=_("其中立案%d件") % docketed,
    )


def _stopped(asker: Asked) -> Iterable[Figure]:
    if not READING_STOPPED & {grant.role for grant in asker.grants}:
        return None
    number = len(stopped(asker.person, asker.day, work_calendar(), kinds=("outcome",)))
    yield Figure(
        _("建议止于批示"),
        number,
        _("件"),
        reverse("outcomes:stopped"),
        _("领导已批示要求办理，超过5个工作日没有交办的；已采纳但没有落实措施的；承诺已经到期的。不分年度。"),
        tone="bad" if number else "good",
        note=_("请催办") if number else _("没有停下的"),
    )


def _replied_in_time(asker: Asked) -> Iterable[Figure]:
    sums = _numbers(asker, ASSIGNMENTS, "late", **OF_OUTCOMES)
    if not sums:
        return
    numbers = {late: sums.get(late, NOTHING) for late in (OVERDUE, RUNNING, REPLIED, REPLIED_LATE)}
    yield Figure(
        _("按期办复率"),
        _in_time_share(numbers),
        "",
        _url(asker, ASSIGNMENTS, late=REPLIED, **OF_OUTCOMES),
        _(
            "按期办复的件数，除以按期办复、逾期办复和逾期未办复的件数之和；未到期的不计。"
            "按办理件计，一件成果交几个单位就是几件。"
        ),
        note=_("按期%(a)s件，逾期%(b)s件，逾期未办复%(c)s件")
        % {
            "a": numbers[REPLIED].number,
            "b": numbers[REPLIED_LATE].number,
            "c": numbers[OVERDUE].number,
        },
    )


def _echoed(asker: Asked) -> Iterable[Figure]:
    told = _numbers(asker, ECHOES, "told")
    if not told:
        return
    total = sum(each.number for each in told.values())
    done = told.get("told", NOTHING).number
    yield Figure(
        _("回音率"),
        kept_share(done, total),
        "",
        _url(asker, ECHOES, told="told"),
        _("已告知本人去向和结果的意见条数，除以本年度协商活动中提出的全部意见条数。"),
        note=_("%(total)s条意见，已告知%(done)s条") % {"total": total, "done": done},
    )


def _lists(asker: Asked) -> Iterable[Figure]:
    """问题清单 → 成果清单 → 满意清单: each a part of the one before."""
    for code in LISTS:
        book = ledgers[code]
        if asker.may_read(book):
            number = count_for(book, asker, {})
            yield Figure(book.label, number, book.unit, _url(asker, code), book.about)


def _promises(asker: Asked) -> Iterable[Figure]:
    year = asker.year or asker.day.year
    record = whole(unit_records(promises_seen(asker.person, asker.committee, asker.day, year)))
    base: dict[str, str | int] = {"committee": asker.committee.code, "year": year}
    address = reverse("handling:promises")
    for standing in PromiseStanding:
        number = record.counts[standing]
        url = f"{address}?{urlencode({**base, 'standing': standing.value})}"
        bad = standing in (PromiseStanding.LATE, PromiseStanding.UNMET)
        yield Figure(str(standing.label), number, _("项"), url, tone="bad" if number and bad else "")
    yield Figure(
        _("承诺兑现率"),
        record.share,
        "",
        f"{reverse('handling:promise_record')}?{urlencode(base)}",
        _("按期兑现的项数，除以已经到期或者已经认定的项数；未到期的不计。按承诺的到期年度统计。"),
    )
