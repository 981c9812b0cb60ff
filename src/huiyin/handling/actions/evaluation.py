"""Effects of evaluation: asking, a form coming in, the end of a round."""

from collections.abc import Sequence

from huiyin.handling.actions.assign import child_title, parties_of
from huiyin.handling.enums import EvaluationAspect, WordChannel
from huiyin.handling.evaluation_rules import verdict_of
from huiyin.handling.evaluation_value_preset import ensure_evaluation_values
from huiyin.handling.models import Evaluation, EvaluationForm, EvaluationMark
from huiyin.handling.selectors.evaluations import evaluated_assignments, handlers_among, marks_of
from huiyin.handling.settings import evaluation_setting
from huiyin.kernel.verdicts import Refused
from huiyin.people.models import Body, Person
from huiyin.procedure.act import Act
from huiyin.procedure.begin import begin_child
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.registry import effect


@effect("handling.ask_evaluation@1")
def ask_evaluation(act: Act) -> None:
    """Ask the parties that the procedure names, each for one form; nobody is asked about what they handled."""
    invite(act, evaluators(act))


def evaluators(act: Act) -> list[Person]:
    """The persons whom the procedure of the act's matter lets evaluate."""
    roles = evaluation_setting(act.matter).by
    persons = [party for _role, party in parties_of(act.matter, roles) if isinstance(party, Person)]
    handled = handlers_among(act.matter, persons)
    return [person for person in dict.fromkeys(persons) if person.pk not in handled]


def invite(act: Act, persons: Sequence[Person]) -> None:
    """Within an act: open the evaluation of the matter's present round for these persons."""
    if not persons:
        raise ActRefused([Refused("nobody_evaluates", "没有可以评价的提出人，不能发起评价。")])
    parties: list[tuple[str, Body | Person]] = [("evaluator", person) for person in persons]
    parties += parties_of(act.matter, ("drafting_body", "cppcc"))
    begin_child(act, "evaluation", title=child_title(act, "评价"), parties=parties)


@effect("handling.evaluation_begin@1")
def begin_evaluation(act: Act) -> None:
    """A round opens; the units whose replies are evaluated learn totals when it is over."""
    ensure_evaluation_values(act.committee)
    Evaluation.objects.create(committee=act.committee, matter=act.matter)
    for assignment in evaluated_assignments(act.matter):
        act.add_party("unit", assignment.unit)


@effect("handling.evaluate@1")
def evaluate(act: Act) -> None:
    """One form, in the evaluator's own hand or as told to staff, which is marked."""
    by_staff = "evaluator" in act.data
    evaluator: Person | None = act.data["evaluator"] if by_staff else act.actor
    assert evaluator is not None
    form = EvaluationForm.objects.create(
        committee=act.committee,
        evaluation=act.matter.evaluation,
        evaluator=evaluator,
        remark=act.data["remark"],
        given_on=act.day,
        channel=act.data["channel"] if by_staff else WordChannel.OWN,
        entered_by=act.actor if by_staff else None,
    )
    EvaluationMark.objects.bulk_create(
        EvaluationMark(
            committee=act.committee,
            form=form,
            assignment=row["assignment"],
            aspect=aspect,
            value=row[aspect.value],
        )
        for row in act.data["marks"]
        for aspect in EvaluationAspect
    )
    act.retire_party("evaluator", evaluator)
    act.add_party("evaluated", evaluator)


@effect("handling.close_evaluation@1")
def close_evaluation(act: Act) -> None:
    """The round is over with what was said in it."""
    evaluation: Evaluation = act.matter.evaluation
    evaluation.verdict = verdict_of(marks_of(evaluation))
    evaluation.closed_on = act.day
    evaluation.save(update_fields=["verdict", "closed_on"])
