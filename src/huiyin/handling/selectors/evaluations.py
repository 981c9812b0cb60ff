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
from huiyin.handling.settings import evaluation_setting
from huiyin.people.enums import Role
from huiyin.people.models import Body, Committee, Person
from huiyin.people.selectors import grant_holders
from huiyin.procedure.act import Act
from huiyin.procedure.library import procedure_of
from huiyin.procedure.models import Matter, Step

MOST = 500
CALLED_OFF = "called_off"


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
    return with_marks(evaluation.forms.all())


def with_marks(forms: QuerySet[EvaluationForm]) -> list[EvaluationForm]:
    """The forms with their marks in the order in which they were asked for."""
    marks = Prefetch(
        "marks", EvaluationMark.objects.select_related("value", "assignment__unit").order_by("pk")
    )
    rows = forms.select_related("evaluator", "body", "entered_by").prefetch_related(marks)
    return list(rows.order_by("pk")[:MOST])


def marks_of(evaluation: Evaluation) -> list[Mark]:
    """All marks of a round as the rules see them."""
    return _marks(EvaluationMark.objects.filter(form__evaluation=evaluation))


def _marks(rows: QuerySet[EvaluationMark]) -> list[Mark]:
    values = rows.order_by("pk").values_list("assignment_id", "aspect", "value__label", "value__meaning")
    return [Mark(*each) for each in values[: MOST * 10]]


def evaluators_for(matter: Matter) -> list[Person | Body]:
    """Whom the procedure of a matter lets evaluate it; nobody on what they handled."""
    roles = evaluation_setting(matter).by
    rows = matter.parties.filter(role__in=roles, active=True).select_related("person", "body").order_by("pk")
    found = list(dict.fromkeys(holder for row in rows[:MOST] if (holder := row.person or row.body)))
    handled = handlers_among(matter, [each for each in found if isinstance(each, Person)])
    units = set(Assignment.objects.filter(matter__parent=matter).values_list("unit_id", flat=True))
    return [each for each in found if each.pk not in (handled if isinstance(each, Person) else units)]


def evaluators_of(evaluation_matter: Matter) -> list[Person]:
    """Which persons were asked."""
    parties = evaluation_matter.parties.filter(role="evaluator", active=True, person__isnull=False)
    return [each.person for each in parties.select_related("person").order_by("pk")[:MOST] if each.person]


def evaluating_bodies_of(evaluation_matter: Matter) -> list[Body]:
    """Which bodies were asked; their clerks speak for them."""
    parties = evaluation_matter.parties.filter(role="evaluating_body", active=True, body__isnull=False)
    return [each.body for each in parties.select_related("body").order_by("pk")[:MOST] if each.body]


def persons_asked(evaluation_matter: Matter, on: date) -> list[Person]:
    """Who is to hear of a round: the persons who were asked, and of bodies those who speak for them that day."""
    grants = (
        procedure_of(evaluation_matter.procedure, evaluation_matter.version).roles["evaluating_body"].grants
    )
    found = evaluators_of(evaluation_matter)
    for body in evaluating_bodies_of(evaluation_matter):
        holders = grant_holders(
            evaluation_matter.committee, roles=[Role(each) for each in grants], on=on, body=body
        )
        found += [grant.person for grant in holders]
    return list(dict.fromkeys(found))


def silent_evaluators(evaluation_matter: Matter) -> list[Person | Body]:
    """Who was asked and has not answered, persons first."""
    forms = EvaluationForm.objects.filter(evaluation__matter=evaluation_matter)
    persons, bodies = set(), set()
    for person, body in forms.values_list("evaluator_id", "body_id"):
        persons.add(person)
        bodies.add(body)
    return [
        *(person for person in evaluators_of(evaluation_matter) if person.pk not in persons),
        *(body for body in evaluating_bodies_of(evaluation_matter) if body.pk not in bodies),
    ]


def evaluations_of(matter: Matter) -> list[Evaluation]:
    """The rounds of evaluation of a matter, the latest first."""
    return list(
        Evaluation.objects.filter(matter__parent=matter).select_related("matter").order_by("-pk")[:MOST]
    )


def last_evaluation(matter: Matter) -> Evaluation | None:
    """The evaluation of the matter's present round; one that was called off was never asked."""
    rows = Evaluation.objects.filter(matter__parent=matter, matter__parent_round=matter.round)
    rows = rows.exclude(matter__state=CALLED_OFF)
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


def speaks_for(act: Act) -> Person | Body:
    """Whose form the actor of an act fills in: the body's for which the clerk was asked, else the own one."""
    if act.role == "evaluating_body":
        assert act.grant is not None and act.grant.body is not None, "a clerk speaks for a body"
        return act.grant.body
    assert act.actor is not None, "a form is filled in by somebody"
    return act.actor
