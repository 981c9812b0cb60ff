"""The three linked lists as conditions on points, each narrower than the one before: 问题清单, 成果清单, 满意清单."""

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When

from huiyin.handling.enums import (
    Adoption,
    AssignmentRole,
    EvaluationAspect,
    EvaluationMeaning,
    LookBackVerdict,
    PointKind,
)
from huiyin.handling.models import (
    Commitment,
    Evaluation,
    EvaluationMark,
    LookBack,
    Measure,
    Point,
    ReplyPoint,
    SupervisionCheck,
)
from huiyin.ledgers.definition import Asked
from huiyin.outcomes.enums import GiverVerdict
from huiyin.outcomes.models import Echo
from huiyin.outcomes.selectors import TOLD_STATES

OUTCOME, ORDER = "outcome", "supervision_order"
UNFORMED = ("drafting", "reviewing", "withdrawn")
"""States of an outcome whose recommendations nobody has signed."""
UNSEEN = ("opened", "notified", "cancelled")
"""States of a supervision order before anything was found on the spot."""
CONTENT = (EvaluationMeaning.SATISFIED, EvaluationMeaning.MOSTLY_SATISFIED)


OPEN, REFUSED, RESULT, ACCEPTED = "open", "not_adopted", "result", "satisfied"
"""The furthest that a row has come."""


def problems(asker: Asked) -> QuerySet[Point]:
    """问题清单: what was recommended in a signed outcome, and what was found on the spot under a supervision order."""
    recommended = Q(matter__kind=OUTCOME) & asker.sees("recommendations", kind=OUTCOME, path="matter__")
    found = Q(matter__kind=ORDER, kind=PointKind.FINDING) & asker.sees(
        "findings", kind=ORDER, path="matter__"
    )
    return Point.objects.filter(
        recommended & ~Q(matter__state__in=UNFORMED) | found & ~Q(matter__state__in=UNSEEN),
        matter__committee=asker.committee,
        matter__kind__in=(OUTCOME, ORDER),
    )


def results(asker: Asked) -> QuerySet[Point]:
    """成果清单: of those, what has come to a result that stands now."""
    return problems(asker).filter(has_result(asker))


def satisfied(asker: Asked) -> QuerySet[Point]:
    """满意清单: of those, what the people concerned have accepted, as far as the reader may know their verdict."""
    return results(asker).filter(is_accepted(asker))


def reached(asker: Asked) -> Case:
    """How far a row has come, in one word: each row stands in exactly one place."""
    return Case(
        When(has_result(asker) & is_accepted(asker), then=Value(ACCEPTED)),
        When(has_result(asker), then=Value(RESULT)),
        When(_refused(asker), then=Value(REFUSED)),
        default=Value(OPEN),
        output_field=CharField(),
    )


def _refused(asker: Asked) -> Q:
    told = asker.sees("feedback", kind=OUTCOME, path="matter__")
    return Q(adoption=Adoption.NOT_ADOPTED, matter__state__in=TOLD_STATES) & told


def has_result(asker: Asked) -> Q:
    """Adopted, wholly or partly, with a measure, a promise or an answer of this round; a finding: checked as done."""
    fed_back = Q(matter__kind=OUTCOME, matter__state__in=TOLD_STATES) & asker.sees(
        "feedback", kind=OUTCOME, path="matter__"
    )
    adopted = Q(adoption__in=(Adoption.ADOPTED, Adoption.PARTLY))
    answers = ReplyPoint.objects.filter(
        point=OuterRef("pk"),
        reply__answered_on__isnull=False,
        reply__matter__parent_round=OuterRef("matter__round"),
    ).exclude(reply__matter__assignment__role=AssignmentRole.ASSIST)
    came_of_it = (
        Exists(Measure.objects.filter(point=OuterRef("pk")))
        | Exists(Commitment.objects.filter(point=OuterRef("pk")))
        | Exists(answers)
    )
    return fed_back & adopted & came_of_it | Q(matter__kind=ORDER) & put_right()


def put_right() -> Q:
    """The last check of the finding found it done."""
    later = SupervisionCheck.objects.filter(point=OuterRef("point"), round__gt=OuterRef("round"))
    done = SupervisionCheck.objects.filter(~Exists(later), point=OuterRef("pk"), is_done=True)
    return Q(Exists(done))


def is_accepted(asker: Asked) -> Q:
    """The round of evaluation is over, somebody concerned is satisfied with the result, and nobody says otherwise.

    Otherwise: a result mark that is not (basically) satisfied, an echo that its receiver disputes, or a visit that
    found it not done. All of the matter's present round: what is handled anew has to be accepted anew.
    """
    over = Evaluation.objects.filter(
        asker.sees("totals", kind="evaluation", path="matter__"),
        matter__parent=OuterRef("matter"),
        matter__parent_round=OuterRef("matter__round"),
        closed_on__isnull=False,
    )
    marks = marks_on_point()
    content = Exists(over) & Exists(marks.filter(value__meaning__in=CONTENT))
    discontent = Exists(marks.exclude(value__meaning__in=CONTENT)) | Exists(_disputed())
    return Q(content) & ~Q(discontent) & ~Q(_found_not_done())


def marks_on_point() -> QuerySet[EvaluationMark]:
    """What closed rounds of the matter's present round say of the result of the units that handled the point."""
    return EvaluationMark.objects.filter(
        aspect=EvaluationAspect.RESULT,
        form__evaluation__closed_on__isnull=False,
        form__evaluation__matter__parent=OuterRef("matter"),
        form__evaluation__matter__parent_round=OuterRef("matter__round"),
        assignment__covered__point=OuterRef("pk"),
    )


def _disputed() -> QuerySet[Echo]:
    return Echo.objects.filter(
        outcome__matter=OuterRef("matter"),
        round=OuterRef("matter__round"),
        verdict=GiverVerdict.DISPUTED,
        opinion__went_into__point=OuterRef("pk"),
    )


def _found_not_done() -> Exists:
    """A visit to the matter in its present round, to a unit's part of the point or to what was promised for it."""
    of_matter = Q(matter__parent=OuterRef("matter"), matter__parent_round=OuterRef("matter__round"))
    of_part = Q(
        matter__parent__assignment__covered__point=OuterRef("pk"),
        matter__parent__parent_round=OuterRef("matter__round"),
    )
    of_promise = Q(
        matter__parent__commitment__point=OuterRef("pk"), matter__parent_round=F("matter__parent__round")
    )
    return Exists(LookBack.objects.filter(of_matter | of_part | of_promise, verdict=LookBackVerdict.NOT_DONE))
