"""What the ledger of outcomes reads besides its rows: dates from the record, holders, instructions, units, figures."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from huiyin.consultation.models import Opinion
from huiyin.handling.enums import AssignmentRole, EvaluationAspect
from huiyin.handling.models import Assignment, EvaluationMark, Instruction, Measure, Point
from huiyin.handling.selectors.points import RELIEVED
from huiyin.ledgers.definition import Asked
from huiyin.outcomes.models import Echo
from huiyin.procedure.models import Matter, Step, Todo
from huiyin.procedure.page.viewing import Viewing

ENTERED = {
    "formed": "formed",
    "submitted": "submitted",
    "assigning": "instructed",
    "noted": "instructed",
    "handling": "assigned",
    "answered": "answered",
    "fed_back": "fed_back",
}
"""State → which of the six steps its entry is."""


@dataclass
class OutcomeContent:
    """One outcome: when it entered each step, who has it, what leaders said, who handles it, what became of it."""

    day: date
    entered: dict[str, date] = field(default_factory=dict)
    holders: list[str] = field(default_factory=list)
    instructions: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    adoption: Counter[str] = field(default_factory=Counter)
    points: int = 0
    measures: list[str] = field(default_factory=list)
    marks: Counter[str] = field(default_factory=Counter)
    given: int = 0
    told: int = 0

    @property
    def echo_share(self) -> str:
        """Of the opinions that went in, how many givers were told in this round."""
        return f"{self.told / self.given:.0%}" if self.given else ""


def prepare(
    asker: Asked, rows: Sequence[Matter], views: Mapping[Any, Viewing]
) -> Mapping[Any, OutcomeContent]:
    """The content of these outcomes; nine queries whatever their number."""
    found: dict[Any, OutcomeContent] = defaultdict(lambda: OutcomeContent(asker.day))
    keys = [row.pk for row in rows]
    _steps(found, keys)
    _holders(found, rows, views)
    _instructed(found, asker, keys)
    _handled(found, keys)
    for point in Point.objects.filter(matter__in=keys).values_list("matter", "adoption"):
        found[point[0]].points += 1
        if point[1]:
            found[point[0]].adoption[point[1]] += 1
    for measure in Measure.objects.filter(point__matter__in=keys).select_related("point").order_by("pk"):
        found[measure.point.matter_id].measures.append(f"{measure.get_kind_display()}：{measure.text}")
    _echoed(found, keys)
    _marked(found, asker, keys)
    return found


def _steps(found: dict[Any, OutcomeContent], keys: Sequence[Any]) -> None:
    """The last entry into each step: after a return or a new round the day is the new one."""
    steps = Step.objects.filter(
        ~Q(from_state=F("to_state")), matter__in=keys, to_state__in=ENTERED, round__lte=F("matter__round")
    )
    for matter, state, at in steps.order_by("number").values_list("matter", "to_state", "at"):
        found[matter].entered[ENTERED[state]] = timezone.localdate(at)


def _holders(found: dict[Any, OutcomeContent], rows: Sequence[Matter], views: Mapping[Any, Viewing]) -> None:
    """Who is asked for something: bodies and persons by name, roles of the committee by their label."""
    todos = Todo.objects.filter(matter__in=[row.pk for row in rows if row.is_open])
    for todo in todos.select_related("body", "person").order_by("pk"):
        named = todo.body or todo.person
        roles = views[todo.matter_id].procedure.roles.values()
        label = next((role.label for role in roles if todo.role in role.grants), "")
        found[todo.matter_id].holders.append(str(named) if named else label)


def _instructed(found: dict[Any, OutcomeContent], asker: Asked, keys: Sequence[Any]) -> None:
    """Leader, day and kind of each instruction that the reader may read; never its text."""
    given = Instruction.objects.filter(
        asker.sees("instructions", path="submission__matter__"), submission__matter__parent__in=keys
    )
    for row in given.select_related("submission__matter").order_by("on", "pk"):
        matter = row.submission.matter.parent_id
        found[matter].instructions.append(f"{row.leader_name} {row.on} {row.get_kind_display()}")


def _handled(found: dict[Any, OutcomeContent], keys: Sequence[Any]) -> None:
    """The units of the present round; while they handle, it is they who have the outcome."""
    rows = Assignment.objects.filter(
        ~Q(role=AssignmentRole.ASSIST),
        matter__parent__in=keys,
        matter__parent_round=F("matter__parent__round"),
    ).exclude(matter__state__in=RELIEVED)
    for row in rows.select_related("unit", "matter__parent").order_by("pk"):
        parent = row.matter.parent
        assert parent is not None
        found[parent.pk].units.append(str(row.unit))
        if parent.state == "handling" and row.matter.is_open:
            found[parent.pk].holders.append(str(row.unit))


def _echoed(found: dict[Any, OutcomeContent], keys: Sequence[Any]) -> None:
    """How many opinions went in and how many of their givers were told in this round."""
    fed = Opinion.objects.filter(went_into__outcome__matter__in=keys)
    for matter, _opinion in fed.values_list("went_into__outcome__matter", "pk").distinct():
        found[matter].given += 1
    told = Echo.objects.filter(
        outcome__matter__in=keys, round=F("outcome__matter__round"), opinion__went_into__outcome=F("outcome")
    )
    for matter, _opinion in told.values_list("outcome__matter", "opinion").distinct():
        found[matter].told += 1


def _marked(found: dict[Any, OutcomeContent], asker: Asked, keys: Sequence[Any]) -> None:
    """Totals of the closed round of evaluation whose totals the reader sees; never who said what."""
    marks = EvaluationMark.objects.filter(
        asker.sees("totals", kind="evaluation", path="form__evaluation__matter__"),
        aspect=EvaluationAspect.RESULT,
        form__evaluation__closed_on__isnull=False,
        form__evaluation__matter__parent__in=keys,
        form__evaluation__matter__parent_round=F("form__evaluation__matter__parent__round"),
    )
    rows = marks.order_by("value__order").values_list("form__evaluation__matter__parent", "value__label")
    for matter, label in rows:
        found[matter].marks[label] += 1
