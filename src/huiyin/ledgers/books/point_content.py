"""What the three linked lists read of their points besides the rows: one query each, for all rows at once."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q

from huiyin.handling.enums import AssignmentRole, EvaluationAspect
from huiyin.handling.models import (
    AssignmentPoint,
    Commitment,
    EvaluationMark,
    Measure,
    Point,
    PointUnit,
    SupervisionCheck,
)
from huiyin.handling.selectors.points import RELIEVED
from huiyin.ledgers.definition import Asked
from huiyin.ledgers.points import ACCEPTED, RESULT, problems, reached
from huiyin.outcomes.models import RecommendationSource
from huiyin.people.models import Member
from huiyin.procedure.page.viewing import Viewing


@dataclass
class PointContent:
    """One point: who handles it, what came of it, what is said of it, which lists it has reached."""

    units: list[str] = field(default_factory=list)
    assists: list[str] = field(default_factory=list)
    suggested: list[str] = field(default_factory=list)
    measures: list[str] = field(default_factory=list)
    promises: list[str] = field(default_factory=list)
    checks: list[str] = field(default_factory=list)
    sectors: list[str] = field(default_factory=list)
    marks: Counter[str] = field(default_factory=Counter)
    reached: str = ""

    @property
    def in_results(self) -> bool:
        """Whether the row stands in 成果清单."""
        return self.reached in (RESULT, ACCEPTED)

    @property
    def in_satisfied(self) -> bool:
        """Whether it stands in 满意清单, as far as the reader may know."""
        return self.reached == ACCEPTED


def prepare(asker: Asked, rows: Sequence[Point], views: Mapping[Any, Viewing]) -> Mapping[int, PointContent]:
    """The content of these points, of which the columns show what the reader sees of the matter."""
    found: dict[int, PointContent] = defaultdict(PointContent)
    keys = [row.pk for row in rows]
    _units(found, asker, keys)
    for row in PointUnit.objects.filter(point__in=keys).select_related("body").order_by("pk"):
        found[row.point_id].suggested.append(str(row.body))
    for measure in Measure.objects.filter(point__in=keys).order_by("pk"):
        evidence = f"（{measure.evidence}）" if measure.evidence else ""
        found[measure.point_id].measures.append(f"{measure.get_kind_display()}：{measure.text}{evidence}")
    for promise in Commitment.objects.filter(point__in=keys).select_related("unit").order_by("by_when", "pk"):
        assert promise.point_id is not None
        found[promise.point_id].promises.append(f"{promise.unit}：{promise.what}（{promise.by_when}前）")
    for check in SupervisionCheck.objects.filter(point__in=keys).order_by("round"):
        word = "已整改" if check.is_done else "未整改"
        found[check.point_id].checks.append(f"{check.on} {word}{'：' + check.remark if check.remark else ''}")
    _sectors(found, asker, keys)
    _marks(found, asker, keys)
    standing = problems(asker).filter(pk__in=keys).annotate(furthest=reached(asker))
    for key, furthest in standing.values_list("pk", "furthest"):
        found[key].reached = furthest
    return found


def _units(found: dict[int, PointContent], asker: Asked, keys: Sequence[int]) -> None:
    """Who handles the point in the matter's present round; assistants where the reader may see their part."""
    rows = AssignmentPoint.objects.filter(
        ~Q(assignment__role=AssignmentRole.ASSIST)
        | asker.sees("request", kind="assignment", path="assignment__matter__"),
        point__in=keys,
        assignment__matter__parent_round=F("point__matter__round"),
    ).exclude(assignment__matter__state__in=RELIEVED)
    for row in rows.select_related("assignment__unit").order_by("pk"):
        content, name = found[row.point_id], str(row.assignment.unit)
        (content.assists if row.assignment.role == AssignmentRole.ASSIST else content.units).append(name)


def _sectors(found: dict[int, PointContent], asker: Asked, keys: Sequence[int]) -> None:
    """The sectors of the members whose opinions went into the point."""
    sources = RecommendationSource.objects.filter(point__in=keys, opinion__giver__person__isnull=False)
    givers = list(sources.values_list("point_id", "opinion__giver__person_id"))
    rows = Member.objects.filter(
        committee=asker.committee, person__in={person for _point, person in givers}, sector__isnull=False
    )
    sector = {row.person_id: str(row.sector) for row in rows.select_related("sector").order_by("pk")}
    for point, person in givers:
        if person in sector and sector[person] not in found[point].sectors:
            found[point].sectors.append(sector[person])


def _marks(found: dict[int, PointContent], asker: Asked, keys: Sequence[int]) -> None:
    """Totals of closed rounds whose totals the reader sees; never who said what."""
    marks = EvaluationMark.objects.filter(
        asker.sees("totals", kind="evaluation", path="form__evaluation__matter__"),
        aspect=EvaluationAspect.RESULT,
        form__evaluation__closed_on__isnull=False,
        form__evaluation__matter__parent_round=F("form__evaluation__matter__parent__round"),
        assignment__covered__point__in=keys,
    )
    rows = marks.order_by("value__order").values_list("assignment__covered__point", "value__label")
    wanted = set(keys)
    for point, label in rows:
        if point in wanted:
            found[point].marks[label] += 1
