"""The ledgers against the records: each list counted again in another way, the three linked lists within each other."""

from collections import defaultdict
from collections.abc import Callable

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from huiyin.handling.enums import EvaluationAspect, PointKind
from huiyin.handling.models import Assignment, AssignmentPoint, EvaluationMark, Instruction, Point
from huiyin.ledgers.definition import ledgers
from huiyin.ledgers.points import CONTENT, problems, results, satisfied
from huiyin.ledgers.reading import rows_of
from huiyin.ledgers.reconciling.checks import Part, Scope, check
from huiyin.ledgers.reconciling.record import INSTRUCTING, first_of
from huiyin.ledgers.sums import table_of, tallied
from huiyin.ledgers.tally import tally_of
from huiyin.outcomes.models import Outcome
from huiyin.procedure.models import Matter, Step

ASSIGNED_BY = (
    *("state", "class", "late", "unit", "role", "answers", "meaning", "contact", "carried"),
    *("satisfaction", "result_value", "process_value", "session"),
)


def _points(scope: Scope, of: Callable[..., QuerySet[Point]]) -> QuerySet[Point]:
    return of(scope.office).filter(**scope.of_year("matter__"))


def _matters_of(points: QuerySet[Point]) -> list[Matter]:
    return first_of(Matter.objects.filter(pk__in=points.order_by().values("matter")))


@check("problems", "问题清单等于已签发成果的建议加督办发现的问题", "问题清单", "按办理记录计算")
def problem_list(scope: Scope) -> Part:
    """By the record: signed or adopted and not withdrawn; found on the spot and not cancelled."""

    def made(*moves: str) -> Exists:
        return Exists(Step.objects.filter(matter=OuterRef("matter"), move__in=moves))

    signed = Exists(Step.objects.filter(matter=OuterRef("matter"), to_state="formed"))
    recorded = Point.objects.filter(
        Q(matter__kind="outcome") & Q(signed) & ~Q(made("withdraw"))
        | Q(matter__kind="supervision_order", kind=PointKind.FINDING)
        & Q(made("hold_on_site"))
        & ~Q(made("cancel")),
        **scope.of_year("matter__"),
    )
    listed = _points(scope, problems)
    extra, missing = (
        listed.exclude(pk__in=recorded.values("pk")),
        recorded.exclude(pk__in=listed.values("pk")),
    )
    return Part(listed.count(), recorded.count(), lambda: [*_matters_of(extra), *_matters_of(missing)])


@check("reached", "问题清单等于成果清单加未采纳加还没有结果", "成果清单、未采纳、没有结果相加", "问题清单")
def reached(scope: Scope) -> Part:
    """Every row stands in exactly one place, and 成果清单 has those that the sum says have a result."""
    book = ledgers["problems"]
    table = table_of(book, book.by_code["reached"], scope.office, {})
    counted = {line.value: line.count for line in table.lines}
    listed = _points(scope, results)
    rest = sum(number for code, number in counted.items() if code not in ("result", "satisfied"))
    outside = listed.exclude(pk__in=_points(scope, problems).values("pk"))
    return Part(listed.count() + rest, table.total, lambda: _matters_of(outside))


@check("results", "成果清单的建议都有本轮反馈的记录", "成果清单中的建议", "其中本轮已反馈的")
def result_list(scope: Scope) -> Part:
    """A result of a recommendation stands on a feedback of the matter's present round."""
    listed = _points(scope, results).filter(matter__kind="outcome")
    fed_back = Step.objects.filter(
        matter=OuterRef("matter"), move="feed_back", round=OuterRef("matter__round")
    )
    return Part(
        listed.count(),
        listed.filter(Exists(fed_back)).count(),
        lambda: _matters_of(listed.filter(~Exists(fed_back))),
    )


@check(
    "satisfied",
    "满意清单逐条都有提出人本轮的满意评价，没有其他评价",
    "满意清单",
    "其中按评价表逐份计算成立的",
)
def satisfied_list(scope: Scope) -> Part:
    """Counted again mark by mark: somebody is content with a unit that handled the point, and nobody is not."""
    listed = set(_points(scope, satisfied).values_list("pk", flat=True))
    meanings = _meanings(scope)
    standing = _points(scope, results)
    accepted = {
        key
        for key in standing.values_list("pk", flat=True)
        if meanings.get(key) and all(meaning in CONTENT for meaning in meanings[key])
    }
    # An echo in dispute or a visit keeps a row out although every mark is good: those are no fault of the list.
    faulty = Point.objects.filter(pk__in=listed - accepted)
    return Part(len(listed), len(listed & accepted), lambda: _matters_of(faulty))


def _meanings(scope: Scope) -> dict[int, list[str]]:
    """Point → what closed rounds of the present round say of the results of its units."""
    marks = EvaluationMark.objects.filter(
        aspect=EvaluationAspect.RESULT,
        form__evaluation__closed_on__isnull=False,
        form__evaluation__matter__parent_round=F("form__evaluation__matter__parent__round"),
        **scope.of_year("form__evaluation__matter__parent__"),
    )
    by_assignment: dict[int, list[str]] = defaultdict(list)
    for assignment, meaning in marks.values_list("assignment", "value__meaning"):
        by_assignment[assignment].append(meaning)
    found: dict[int, list[str]] = defaultdict(list)
    covered = AssignmentPoint.objects.filter(assignment__in=by_assignment)
    for assignment, point in covered.values_list("assignment", "point"):
        found[point] += by_assignment[assignment]
    return found


@check("outcomes", "成果台账等于登记的协商成果，各环节相加等于全部", "成果台账各环节相加", "登记的协商成果")
def outcome_ledger(scope: Scope) -> Part:
    """Every outcome is in the ledger, and each in one stage."""
    book = ledgers["outcomes"]
    table = table_of(book, book.by_code["stage"], scope.office, {})
    rows = rows_of(book, scope.office, {})
    recorded = Outcome.objects.filter(**scope.of_year("matter__"))
    missing = Matter.objects.filter(pk__in=recorded.values("matter")).exclude(pk__in=rows.values("pk"))
    bare = rows.filter(~Exists(Outcome.objects.filter(matter=OuterRef("pk"))))
    return Part(table.summed, recorded.count(), lambda: [*first_of(missing), *first_of(bare)])


@check(
    "assignments",
    "办理台账各类、各状态相加等于交办的办理件",
    "办理台账各状态相加",
    "交办的办理件（不含会办）",
)
def assignment_ledger(scope: Scope) -> Part:
    """By state and by class the rows come to what was handed over; assisting parts are for the units alone."""
    book, office = ledgers["assignments"], scope.office
    tally = tally_of(book, office, {}, ASSIGNED_BY)
    tables = [tallied(book.by_code[code], office, tally) for code in ASSIGNED_BY]
    rows = rows_of(book, office, {})
    recorded = Assignment.objects.exclude(role="assist").filter(**scope.of_year("matter__"))
    missing = Matter.objects.filter(pk__in=recorded.values("matter")).exclude(pk__in=rows.values("pk"))
    extra = rows.exclude(pk__in=recorded.values("matter"))
    # All come to the same; the one that does not is the figure that is shown.
    sums = [table.summed + table.untold for table in tables]
    whole = recorded.count()
    return Part(
        next((each for each in sums if each != whole), whole),
        whole,
        lambda: [*first_of(missing), *first_of(extra)],
    )


@check("pieces", "批示件数与办理记录一致", "有批示的报送件", "有批示、圈阅动作的报送件")
def pieces(scope: Scope) -> Part:
    """件 as the ledger of instructions counts them: papers with an instruction, each once."""
    papers = Matter.objects.filter(kind="submission", **scope.of_year())
    given = Exists(Instruction.objects.filter(submission__matter=OuterRef("pk")))
    noted = Exists(Step.objects.filter(matter=OuterRef("pk"), move__in=INSTRUCTING))
    wrong = papers.filter(Q(given) & ~Q(noted) | ~Q(given) & Q(noted))
    return Part(papers.filter(given).count(), papers.filter(noted).count(), lambda: first_of(wrong))
