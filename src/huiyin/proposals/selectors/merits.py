"""What the record says of a year's proposals and units, by the committee's own measures: who may be commended for it.

Only what the record holds is counted: replies that were sent, contacts that authors confirmed, closed evaluations.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from huiyin.handling.enums import EvaluationAspect, EvaluationMeaning, ReplyMeaning
from huiyin.handling.models import EvaluationMark
from huiyin.handling.promise_rules import PromiseStanding
from huiyin.handling.rules import ANSWERING
from huiyin.handling.selectors.promises import standings_by_unit
from huiyin.handling.selectors.unit_year import (
    RELIEVED_STATES,
    counted_by_unit,
    percent,
    satisfied_share,
    values_by_unit,
    with_facts,
)
from huiyin.people.models import Body, Committee
from huiyin.procedure.models import Matter
from huiyin.proposals.enums import KIND
from huiyin.proposals.rules.state_groups import DOCKETED

GOOD = (EvaluationMeaning.SATISFIED, EvaluationMeaning.MOSTLY_SATISFIED)
UNIT_FIGURES = ("all", "on-time", "late", "overdue", "return-asked")


@dataclass(frozen=True)
class ProposalMerit:
    """One proposal: what each measure says of the whole of its handling."""

    matter: Matter
    resolved: bool
    satisfied: bool
    on_time: bool
    met: bool

    def words(self) -> str:
        """The measures that it meets, as the ground of a nomination."""
        found = {
            "答复类别为已经解决": self.resolved,
            "提案人评价满意": self.satisfied,
            "全部按期办复": self.on_time,
            "面商齐全": self.met,
        }
        return "、".join(words for words, holds in found.items() if holds)


@dataclass(frozen=True)
class UnitMerit:
    """One unit's year: how much it handled, and the shares that are asked for (None where nothing is to be counted)."""

    unit: Body
    handled: int
    on_time: int | None
    satisfied: int | None
    returns: int
    kept: int | None

    def words(self) -> str:
        """The figures, as the ground of a nomination."""
        found = [f"承办提案{self.handled}件次"]
        shares = (("按期办复率", self.on_time), ("满意率", self.satisfied), ("承诺兑现率", self.kept))
        found += [f"{name}{share}%" for name, share in shares if share is not None]
        return "、".join([*found, f"申退{self.returns}件次"])


def proposals_of_year(committee: Committee, year: int) -> Any:
    """The docketed proposals of a year; a merged part is not among them: it goes with its main."""
    return Matter.objects.filter(committee=committee, kind=KIND, year=year, state__in=DOCKETED)


def assignments_of_year(committee: Committee, year: int) -> Any:
    """What units were given to handle of proposals in a year."""
    return Matter.objects.filter(committee=committee, kind="assignment", parent__kind=KIND, year=year)


def proposal_merits(committee: Committee, year: int, on: date) -> list[ProposalMerit]:
    """Every proposal of the year that units have answered, by number; three queries."""
    proposals = {each.pk: each for each in proposals_of_year(committee, year).order_by("number", "pk")}
    handled = with_facts(
        Matter.objects.filter(
            parent__in=list(proposals), kind="assignment", assignment__role__in=list(ANSWERING)
        )
    ).exclude(state__in=RELIEVED_STATES)
    rows: dict[UUID | None, list[Any]] = defaultdict(list)
    for row in handled.order_by("opened_at", "pk"):
        rows[row.parent_id].append(row)
    results = _results(list(rows))
    return [
        _merit(matter, rows[key], results.get(key, [])) for key, matter in proposals.items() if key in rows
    ]


def _results(keys: Collection[UUID | None]) -> dict[UUID | None, list[str]]:
    """Proposal → the meanings given to results in the latest closed round of each."""
    marks = EvaluationMark.objects.filter(
        form__evaluation__closed_on__isnull=False,
        form__evaluation__matter__parent__in=keys,
        aspect=EvaluationAspect.RESULT,
    ).order_by("form__evaluation__matter__parent_round", "pk")
    found: dict[UUID | None, tuple[int, list[str]]] = {}
    lines = marks.values_list(
        "form__evaluation__matter__parent", "form__evaluation__matter__parent_round", "value__meaning"
    )
    for key, number, meaning in lines:
        if key not in found or found[key][0] < number:
            found[key] = (number, [])
        found[key][1].append(meaning)
    return {key: meanings for key, (_number, meanings) in found.items()}


def _merit(matter: Matter, rows: Collection[Any], results: Collection[str]) -> ProposalMerit:
    latest = max(row.parent_round for row in rows)
    now = [row for row in rows if row.parent_round == latest]
    return ProposalMerit(
        matter=matter,
        resolved=all(row.meaning == ReplyMeaning.RESOLVED for row in now),
        satisfied=bool(results) and all(meaning in GOOD for meaning in results),
        on_time=all(
            row.answered_day and (not row.due_day or row.answered_day <= row.due_day) for row in rows
        ),
        met=all(row.was_met or row.was_waived for row in now),
    )


def unit_merits(committee: Committee, year: int, on: date) -> list[UnitMerit]:
    """Every unit that had a part in the year's proposals, those with most first; five queries."""
    rows = assignments_of_year(committee, year)
    counts = counted_by_unit(rows, on, UNIT_FIGURES)
    values = values_by_unit(rows, EvaluationAspect.RESULT)
    kept = _kept(committee, year, on)
    units = Body.objects.in_bulk(list(counts))
    found = [
        UnitMerit(
            unit=units[key],
            handled=each["all"],
            on_time=percent(each["on-time"], each["on-time"] + each["late"] + each["overdue"]),
            satisfied=satisfied_share(values.get(key, {})),
            returns=each["return-asked"],
            kept=kept.get(key),
        )
        for key, each in counts.items()
    ]
    return sorted(found, key=lambda each: (-each.handled, each.unit.pk))


def _kept(committee: Committee, year: int, on: date) -> Mapping[int, int | None]:
    """Unit → promises of the year that were kept in time, in a hundred of those that are settled or late."""
    return {
        unit: percent(counts[PromiseStanding.KEPT], counts.total() - counts[PromiseStanding.RUNNING])
        for unit, counts in standings_by_unit(committee, on, year).items()
    }
