"""Effects of evaluation: asking, a form coming in, the end of a round."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from huiyin.handling.actions.assign import child_title, parties_of
from huiyin.handling.enums import WordChannel
from huiyin.handling.evaluation_rules import verdict_of
from huiyin.handling.evaluation_value_preset import ensure_evaluation_values
from huiyin.handling.models import Evaluation, EvaluationForm, EvaluationMark
from huiyin.handling.selectors.evaluations import (
    evaluated_assignments,
    evaluators_for,
    marks_of,
    persons_asked,
    speaks_for,
)
from huiyin.handling.settings import aspects_of
from huiyin.kernel.verdicts import Refused
from huiyin.notices.kinds import message_kind
from huiyin.notices.outbox import tell
from huiyin.people.models import Body, Person
from huiyin.procedure.act import Act
from huiyin.procedure.begin import begin_child
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.library import procedure_of
from huiyin.procedure.passage import consequence
from huiyin.procedure.registry import effect

EVALUATION_OFF = message_kind("evaluation_called_off", _("评价已撤销"))
HEARS = "hear_of_calling_off"
"""Consequence by which a matter is told that its evaluation was asked by mistake."""


@effect("handling.ask_evaluation@1")
def ask_evaluation(act: Act) -> None:
    """Ask the parties that the procedure names, each for one form; nobody is asked about what they handled."""
    invite(act, evaluators_for(act.matter))


def invite(act: Act, evaluators: Sequence[Person | Body]) -> None:
    """Within an act: open the evaluation of the matter's present round for these; of a body its clerk answers."""
    if not evaluators:
        raise ActRefused([Refused("nobody_evaluates", "没有可以评价的提出人，不能发起评价。")])
    parties: list[tuple[str, Body | Person]] = [
        ("evaluator" if isinstance(each, Person) else "evaluating_body", each) for each in evaluators
    ]
    parties += parties_of(act.matter, ("drafting_body", "cppcc", "examining_body"))
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
    """One form, in the evaluator's own hand or as told to staff, which is marked; a body's with who filled it in."""
    by_staff = "evaluator" in act.data
    evaluator: Person | Body = act.data["evaluator"] if by_staff else speaks_for(act)
    body = evaluator if isinstance(evaluator, Body) else None
    form = EvaluationForm.objects.create(
        committee=act.committee,
        evaluation=act.matter.evaluation,
        evaluator=evaluator if isinstance(evaluator, Person) else None,
        body=body,
        remark=act.data["remark"],
        given_on=act.day,
        channel=act.data["channel"] if by_staff else WordChannel.OWN,
        entered_by=act.actor if by_staff or body is not None else None,
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
        for aspect in aspects_of(act.matter)
    )
    act.retire_party("evaluator" if body is None else "evaluating_body", evaluator)
    act.add_party("evaluated" if body is None else "evaluated_body", evaluator)


@effect("handling.call_off_evaluation@1")
def call_off_evaluation(act: Act) -> None:
    """Asked by mistake: whoever was asked is told why, and the parent waits where it was before it was asked.

    A matter that only waits beside its evaluation has no consequence `hear_of_calling_off` and stays as it is.
    """
    parent = act.matter.parent
    assert parent is not None, "an evaluation is asked by a matter"
    text = f"《{parent.title}》的评价是误发起的，已经撤销，不用再评价：{act.reason}"
    tell(act, persons_asked(act.matter, act.day), EVALUATION_OFF, text)
    heard = procedure_of(parent.procedure, parent.version).moves.get(HEARS)
    if heard is not None and parent.state in heard.from_:
        consequence(act, parent, HEARS, reason=act.reason)


@effect("handling.close_evaluation@1")
def close_evaluation(act: Act) -> None:
    """The round is over with what was said in it."""
    evaluation: Evaluation = act.matter.evaluation
    evaluation.verdict = verdict_of(marks_of(evaluation))
    evaluation.closed_on = act.day
    evaluation.save(update_fields=["verdict", "closed_on"])
