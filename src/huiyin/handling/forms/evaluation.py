"""The evaluation form: one per evaluator and round, unit by unit, each aspect that the procedure asks for apart."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from huiyin.handling.enums import EvaluationAspect, WordChannel
from huiyin.handling.evaluation_rules import REASONED
from huiyin.handling.forms.given_rows import GivenRow
from huiyin.handling.models import Assignment, EvaluationForm, EvaluationValue
from huiyin.handling.selectors.evaluations import (
    evaluated_assignments,
    evaluation_values,
    handlers_among,
    silent_evaluators,
    speaks_for,
)
from huiyin.handling.settings import aspects_of
from huiyin.people.models import Body, Person
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.registry import form
from huiyin.ui.forms import LongTextField, ObjectField, Rows, Section

STAFF_CHANNELS = [choice for choice in WordChannel.choices if choice[0] != WordChannel.OWN]


def _assignments(act: Act) -> QuerySet[Assignment]:
    return evaluated_assignments(act.matter)


def _values(act: Act) -> QuerySet[EvaluationValue]:
    return evaluation_values(act.committee, act.day)


def _silent(act: Act) -> dict[str, Person | Body]:
    """Who has not answered: a person under the own key, a body under its key with a sign before it."""
    return {
        str(each.pk) if isinstance(each, Person) else f"b{each.pk}": each
        for each in silent_evaluators(act.matter)
    }


class MarkRow(GivenRow):
    """What is said of one unit: one touch for each aspect."""

    given = "assignment"
    assignment = ObjectField(label=_("承办单位"), offered=_assignments, widget=forms.HiddenInput)
    contact = ObjectField(label=EvaluationAspect.CONTACT.label, offered=_values, widget=forms.RadioSelect)
    attitude = ObjectField(label=EvaluationAspect.ATTITUDE.label, offered=_values, widget=forms.RadioSelect)
    pertinence = ObjectField(
        label=EvaluationAspect.PERTINENCE.label, offered=_values, widget=forms.RadioSelect
    )
    process = ObjectField(label=EvaluationAspect.PROCESS.label, offered=_values, widget=forms.RadioSelect)
    result = ObjectField(label=EvaluationAspect.RESULT.label, offered=_values, widget=forms.RadioSelect)

    def prepare(self) -> None:
        """The unit stands with what is asked about it; what the procedure does not ask for is not there."""
        asked = set(aspects_of(self.context.matter) if self.context is not None else EvaluationAspect)
        assignment = self.record()
        for aspect in EvaluationAspect:
            if aspect not in asked:
                del self.fields[aspect.value]
            elif isinstance(assignment, Assignment):
                field = self.fields[aspect.value]
                field.label = f"{assignment} · {field.label}"


@form("handling.evaluate@1")
class EvaluateForm(ActForm):
    """The evaluator's own form; it goes to the committee and never through the unit."""

    rows = {"marks": Rows(MarkRow, label=_("评价"), can_add=False, can_remove=False, min_rows=1)}
    remark = LongTextField(
        label=_("意见"),
        max_length=1000,
        rows=3,
        required=False,
        help_text=_("对办理结果不满意的，请写明哪里没有落实。"),
    )

    sections = (Section("", ("marks",)), Section("", ("remark",)))

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """One row per unit that answered."""
        return {"marks": [{"assignment": each} for each in _assignments(act)]}

    def clean(self) -> dict[str, Any]:
        """Every unit once; who does not accept a result says why; nobody twice, nobody on what they handled."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        self._check_whose(data)
        if "marks" not in data:
            return data
        judged = [row["assignment"].pk for row in data["marks"]]
        for assignment in _assignments(self.context):
            if judged.count(assignment.pk) != 1:
                self.add_error("marks", _("请对%(unit)s评价一次。") % {"unit": assignment.unit})
        if not data.get("remark") and any(row["result"].meaning in REASONED for row in data["marks"]):
            self.add_error("remark", _("对结果不满意或者保留意见的，请写明理由。"))
        return data

    def _check_whose(self, data: dict[str, Any]) -> None:
        """Nobody twice, and nobody on a reply that they handled, not for a body either."""
        act = self.context
        evaluator = data.get("evaluator") or (None if "evaluator" in self.fields else speaks_for(act))
        column = "body" if isinstance(evaluator, Body) else "evaluator"
        given = EvaluationForm.objects.filter(evaluation__matter=act.matter, **{column: evaluator})
        if evaluator is not None and given.exists():
            self.add_error(None, _("%(name)s本轮已经评价，每人每轮只填一份。") % {"name": evaluator})
        if act.actor is not None and handlers_among(act.matter.parent, [act.actor]):
            self.add_error(None, _("您参与过本件的办理，不能评价。"))


@form("handling.evaluate_on_word@1")
class EvaluateOnWordForm(EvaluateForm):
    """Staff fill the form in as the evaluator told them, and say how."""

    evaluator = forms.ChoiceField(label=_("评价人"))
    channel = forms.ChoiceField(label=_("填写方式"), choices=STAFF_CHANNELS)
    sections = (Section("", ("evaluator", "channel", "marks")), Section("", ("remark",)))

    def prepare(self) -> None:
        """Offer who has not answered."""
        silent = _silent(self.context) if self.context is not None else {}
        field = self.fields["evaluator"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("请选择")), *((key, str(each)) for key, each in silent.items())]

    def clean_evaluator(self) -> Person | Body:
        """The person or body itself."""
        return _silent(self.context)[self.cleaned_data["evaluator"]]
