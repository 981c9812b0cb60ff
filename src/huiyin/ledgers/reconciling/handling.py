"""The handling of proposals against the record: classes, units, replies, terms and evaluations, counted by hand."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from huiyin.handling.enums import EvaluationAspect
from huiyin.handling.models import Assignment, Evaluation, EvaluationForm, EvaluationMark, Reply
from huiyin.handling.rules import ANSWERING
from huiyin.handling.selectors.evaluations import CALLED_OFF
from huiyin.handling.selectors.points import RELIEVED
from huiyin.ledgers.books.handling_keys import CONTENT, REPLIED, REPLY_CLOCKS
from huiyin.ledgers.books.proposal_handling import HANDED
from huiyin.ledgers.definition import ledgers
from huiyin.ledgers.dimensions import NONE
from huiyin.ledgers.reading import rows_of
from huiyin.ledgers.reconciling.checks import Part, Scope, check
from huiyin.ledgers.reconciling.proposals import CODE, received_by_record
from huiyin.ledgers.reconciling.record import first_of
from huiyin.ledgers.sums import table_of
from huiyin.ledgers.tally import tally_of
from huiyin.procedure.models import Clock, Matter, Step
from huiyin.proposals.rules.state_groups import DOCKETED, Result

EVALUATING = "evaluate"
"""With what the moves begin by which a form is handed in."""


def _listed(scope: Scope, **filters: str) -> QuerySet[Matter]:
    rows: QuerySet[Matter] = rows_of(ledgers[CODE], scope.office, filters)
    return rows


def _differing(left: Iterable[Any], right: Iterable[Any]) -> list[Matter]:
    """The earliest that stands on one side alone."""
    apart = set(left) ^ set(right)
    return first_of(Matter.objects.filter(pk__in=sorted(apart, key=str)[:1_000])) if apart else []


@check(
    "proposal_classes",
    "立案的提案按一级分类相加（含还没有分类的），等于立案数",
    "各分类相加",
    "有立案记录、没有改作别的结果的提案",
)
def classes(scope: Scope) -> Part:
    """Each docketed proposal stands in one class or in none."""
    book = ledgers[CODE]
    table = table_of(book, book.by_code["class"], scope.office, {"result": Result.DOCKETED.value})
    recorded = received_by_record(scope).filter(state__in=DOCKETED)
    listed = _listed(scope, result=Result.DOCKETED.value)
    return Part(
        table.summed,
        recorded.count(),
        lambda: _differing(listed.values_list("pk", flat=True), recorded.values_list("pk", flat=True)),
    )


def _handed(scope: Scope) -> QuerySet[Matter]:
    """By the record: received, and some unit has it, or had it in a round before."""
    given = Assignment.objects.filter(matter__parent=OuterRef("pk"), role__in=list(ANSWERING))
    return received_by_record(scope).filter(Exists(given.exclude(matter__state__in=RELIEVED)))


@check("proposal_replied", "已办复加尚未办复等于已交办的提案", "已办复、尚未办复相加", "有承办单位的提案")
def replied(scope: Scope) -> Part:
    """What was handed over is answered or not yet, and has units."""
    tally = tally_of(ledgers[CODE], scope.office, {}, ["progress"])
    counts = tally.counts("progress")
    place = tally.places["progress"]
    listed = [UUID(key) for key, row in tally.rows.items() if row[place] in HANDED]
    recorded = list(_handed(scope).values_list("pk", flat=True))
    return Part(sum(counts[code] for code in HANDED), len(recorded), lambda: _differing(listed, recorded))


@check(
    "proposal_units",
    "承办单位按件次相加，减去一件有几个单位的重复，等于已交办的提案",
    "按件次相加减去重复",
    "有承办单位的提案",
)
def units(scope: Scope) -> Part:
    """Each proposal once under each of its units; by hand the pairs of proposal and unit."""
    book = ledgers[CODE]
    table = table_of(book, book.by_code["units"], scope.office, {})
    told = sum(line.count for line in table.lines if line.value != NONE)
    pairs: dict[Any, set[int]] = defaultdict(set)
    handed = Assignment.objects.filter(
        matter__parent__in=_handed(scope).values("pk"), role__in=list(ANSWERING)
    ).exclude(matter__state__in=RELIEVED)
    for parent, unit in handed.values_list("matter__parent", "unit"):
        pairs[parent].add(unit)
    repeated = sum(len(each) - 1 for each in pairs.values())
    single = tally_of(book, scope.office, {}, ["unit"])
    place = single.places["unit"]
    listed = [UUID(key) for key, row in single.rows.items() if row[place] not in (NONE, "")]
    return Part(told - repeated, len(pairs), lambda: _differing(listed, pairs))


@check(
    "proposal_in_time",
    "按期办复的提案逐件逐单位核对答复日期与期限",
    "台账中按期办复的提案",
    "逐单位核对按期的提案",
)
def in_time(scope: Scope) -> Part:
    """In time only where each unit of the present round replied by its last term."""
    listed = list(_listed(scope, in_time=REPLIED).values_list("pk", flat=True))
    by_hand = _in_time_by_hand(_handed(scope))
    return Part(len(listed), len(by_hand), lambda: _differing(listed, by_hand))


def _in_time_by_hand(handed: QuerySet[Matter]) -> set[Any]:
    rounds = dict(handed.values_list("pk", "round"))
    parts: dict[Any, list[Any]] = defaultdict(list)
    rows = Assignment.objects.filter(matter__parent__in=handed.values("pk"), role__in=list(ANSWERING))
    for matter, parent, number in rows.exclude(matter__state__in=RELIEVED).values_list(
        "matter", "matter__parent", "matter__parent_round"
    ):
        if parent is not None and rounds[parent] == number:
            parts[parent].append(matter)
    keys = [key for each in parts.values() for key in each]
    dues = _last(Clock.objects.filter(code__in=REPLY_CLOCKS).order_by("round", "pk"), "due", keys)
    sent = _last(Reply.objects.filter(answered_on__isnull=False).order_by("round"), "answered_on", keys)
    return {
        parent for parent, each in parts.items() if all(_by(sent.get(key), dues.get(key)) for key in each)
    }


def _last(rows: QuerySet[Any], value: str, keys: Collection[Any]) -> dict[Any, date]:
    wanted = set(keys)
    return {key: day for key, day in rows.values_list("matter", value).iterator() if key in wanted}


def _by(done: date | None, due: date | None) -> bool:
    return done is not None and (due is None or done <= due)


@check(
    "proposal_satisfaction",
    "满意和基本满意的提案逐份评价表核对，没有一份不满意",
    "台账中满意和基本满意的提案",
    "逐份核对满意和基本满意的提案",
)
def satisfaction(scope: Scope) -> Part:
    """By the forms of the last round that is over: somebody spoke, and nobody was less than satisfied."""
    listed = [
        key
        for meaning in CONTENT
        for key in _listed(scope, satisfaction=meaning.value).values_list("pk", flat=True)
    ]
    by_hand = _content_by_hand(received_by_record(scope))
    return Part(len(listed), len(by_hand), lambda: _differing(listed, by_hand))


def _content_by_hand(proposals: QuerySet[Matter]) -> set[Any]:
    rounds = Evaluation.objects.filter(matter__parent__in=proposals.values("pk")).exclude(
        matter__state=CALLED_OFF
    )
    last: dict[Any, tuple[int, bool]] = {}
    for key, parent, closed in rounds.order_by("matter__parent_round", "pk").values_list(
        "pk", "matter__parent", "closed_on"
    ):
        # While a further round is under way the proposal is being evaluated, whatever was said before.
        asking = parent in last and last[parent][1]
        last[parent] = (key, asking or closed is None)
    standing = {key: parent for parent, (key, asking) in last.items() if not asking}
    said: dict[int, set[str]] = defaultdict(set)
    marks = EvaluationMark.objects.filter(
        aspect=EvaluationAspect.RESULT, form__evaluation__in=rounds.values("pk")
    )
    for evaluation, meaning in marks.values_list("form__evaluation", "value__meaning"):
        said[evaluation].add(meaning)
    return {parent for key, parent in standing.items() if said[key] and said[key] <= set(CONTENT)}


@check("forms", "评价表份数等于各种评价相加，也等于填写评价的动作", "各种评价相加", "填写、代录评价的动作")
def forms(scope: Scope) -> Part:
    """Each form has one result, or says nothing of it; each was handed in by one act."""
    book = ledgers["forms"]
    table = table_of(book, book.by_code["satisfaction"], scope.office, {})
    acts = Step.objects.filter(
        matter__kind="evaluation", move__startswith=EVALUATING, **scope.of_year("matter__")
    )
    rows = EvaluationForm.objects.filter(**scope.of_year("evaluation__matter__"))
    given, taken = rows.values_list("evaluation__matter", flat=True), acts.values_list("matter", flat=True)
    return Part(table.summed, acts.count(), lambda: _counted_apart(given, taken))


def _counted_apart(left: Iterable[Any], right: Iterable[Any]) -> list[Matter]:
    """Matters that occur more often on one side than on the other."""
    counts: dict[Any, int] = defaultdict(int)
    for key in left:
        counts[key] += 1
    for key in right:
        counts[key] -= 1
    return first_of(Matter.objects.filter(pk__in=[key for key, number in counts.items() if number][:1_000]))
