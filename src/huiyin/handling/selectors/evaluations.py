"""Reads of evaluations. Individual forms are for the committee alone; units get totals of closed rounds."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from huiyin.handling.enums import EvaluationAspect
from huiyin.handling.evaluation_rules import Mark, disputed_assignments
from huiyin.handling.models import (
    Assignment,
    Evaluation,
    EvaluationForm,
    EvaluationMark,
    EvaluationValue,
)
from huiyin.handling.rules import ANSWERING
from huiyin.handling.selectors.points import RELIEVED
from huiyin.people.models import Committee, Person
from huiyin.procedure.models import Matter, Step

MOST = 500


def evaluation_values(committee: Committee, on: date) -> QuerySet[EvaluationValue]:
    """The committee's values in force on a day, in its order."""
    return (
        EvaluationValue.objects.filter(committee=committee)
        .filter(Q(in_force_from__isnull=True) | Q(in_force_from__lte=on))
        .filter(Q(in_force_until__isnull=True) | Q(in_force_until__gte=on))
        .order_by("order", "pk")
    )


def evaluated_assignments(evaluation_matter: Matter) -> QuerySet[Assignment]:
    """The answering assignments of the round that is evaluated."""
    rows = Assignment.objects.filter(
        matter__parent=evaluation_matter.parent,
        matter__parent_round=evaluation_matter.parent_round,
        role__in=list(ANSWERING),
    )
    return rows.exclude(matter__state__in=RELIEVED).select_related("unit", "matter").order_by("pk")


def forms_of(evaluation: Evaluation) -> list[EvaluationForm]:
    """Every form with its marks: for those who see the facet `forms`, never for a unit."""
    marks = Prefetch(
        "marks", EvaluationMark.objects.select_related("value", "assignment__unit").order_by("pk")
    )
    rows = evaluation.forms.select_related("evaluator", "entered_by").prefetch_related(marks)
    return list(rows.order_by("pk")[:MOST])


def marks_of(evaluation: Evaluation) -> list[Mark]:
    """All marks of a round as the rules see them."""
    return _marks(EvaluationMark.objects.filter(form__evaluation=evaluation))


def _marks(rows: QuerySet[EvaluationMark]) -> list[Mark]:
    values = rows.order_by("pk").values_list("assignment_id", "aspect", "value__label", "value__meaning")
    return [Mark(*each) for each in values[: MOST * 10]]


def evaluators_of(evaluation_matter: Matter) -> list[Person]:
    """Who was asked."""
    parties = evaluation_matter.parties.filter(role="evaluator", active=True, person__isnull=False)
    return [each.person for each in parties.select_related("person").order_by("pk")[:MOST] if each.person]


def silent_evaluators(evaluation_matter: Matter) -> list[Person]:
    """Who was asked and has not answered."""
    given = set(
        EvaluationForm.objects.filter(evaluation__matter=evaluation_matter).values_list(
            "evaluator_id", flat=True
        )
    )
    return [person for person in evaluators_of(evaluation_matter) if person.pk not in given]


def evaluations_of(matter: Matter) -> list[Evaluation]:
    """The rounds of evaluation of a matter, the latest first."""
    return list(
        Evaluation.objects.filter(matter__parent=matter).select_related("matter").order_by("-pk")[:MOST]
    )


def last_evaluation(matter: Matter) -> Evaluation | None:
    """The evaluation of the matter's present round."""
    rows = Evaluation.objects.filter(matter__parent=matter, matter__parent_round=matter.round)
    return rows.select_related("matter").order_by("-pk").first()


def disputed_units(matter: Matter, round_number: int) -> set[int]:
    """Units whose result in that round of the matter somebody did not accept."""
    rows = EvaluationMark.objects.filter(
        form__evaluation__matter__parent=matter, form__evaluation__matter__parent_round=round_number
    )
    keys = disputed_assignments(_marks(rows.filter(aspect=EvaluationAspect.RESULT)))
    return set(Assignment.objects.filter(pk__in=keys).values_list("unit_id", flat=True))


def handlers_among(matter: Matter, persons: Iterable[Person]) -> set[int]:
    """Those of these persons who had a hand in a reply to the matter: nobody evaluates what they handled."""
    keys = [person.pk for person in persons]
    steps = Step.objects.filter(matter__parent=matter, matter__kind="assignment", actor__in=keys)
    # An author's word on a contact, or an office's check, is no handling: what counts is acting for the unit.
    by_unit = steps.filter(grant__role__startswith="unit_")
    return set(by_unit.values_list("actor_id", flat=True))
