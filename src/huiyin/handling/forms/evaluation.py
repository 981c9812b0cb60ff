"""The evaluation form: one per evaluator and round, process and result apart, unit by unit."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from huiyin.handling.enums import EvaluationAspect, WordChannel
from huiyin.handling.evaluation_rules import DISPUTING
from huiyin.handling.forms.given_rows import GivenRow
from huiyin.handling.models import Assignment, EvaluationForm, EvaluationValue
from huiyin.handling.selectors.evaluations import (
    evaluated_assignments,
    evaluation_values,
    silent_evaluators,
)
from huiyin.people.models import Person
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.registry import form
from huiyin.ui.forms import LongTextField, ObjectField, Rows, Section

STAFF_CHANNELS = [choice for choice in WordChannel.choices if choice[0] != WordChannel.OWN]


def _assignments(act: Act) -> QuerySet[Assignment]:
    return evaluated_assignments(act.matter)


def _values(act: Act) -> QuerySet[EvaluationValue]:
    return evaluation_values(act.committee, act.day)


def _silent(act: Act) -> QuerySet[Person]:
    return Person.objects.filter(pk__in=[each.pk for each in silent_evaluators(act.matter)]).order_by("pk")


class MarkRow(GivenRow):
    """What is said of one unit: one touch for the process, one for the result."""

    given = "assignment"
    assignment = ObjectField(label=_("承办单位"), offered=_assignments, widget=forms.HiddenInput)
    process = ObjectField(label=EvaluationAspect.PROCESS.label, offered=_values, widget=forms.RadioSelect)
    result = ObjectField(label=EvaluationAspect.RESULT.label, offered=_values, widget=forms.RadioSelect)

    def prepare(self) -> None:
        """The unit stands with what is asked about it."""
        assignment = self.record()
        if isinstance(assignment, Assignment):
            for field in (self.fields["process"], self.fields["result"]):
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
        evaluator = data.get("evaluator") or self.context.actor
        given = EvaluationForm.objects.filter(evaluation__matter=self.context.matter, evaluator=evaluator)
        if given.exists():
            self.add_error(None, _("%(name)s本轮已经评价，每人每轮只填一份。") % {"name": evaluator})
        if "marks" not in data:
            return data
        judged = [row["assignment"].pk for row in data["marks"]]
        for assignment in _assignments(self.context):
            if judged.count(assignment.pk) != 1:
                self.add_error("marks", _("请对%(unit)s评价一次。") % {"unit": assignment.unit})
        if not data.get("remark") and any(row["result"].meaning in DISPUTING for row in data["marks"]):
            self.add_error("remark", _("对结果不满意或者保留意见的，请写明理由。"))
        return data


@form("handling.evaluate_on_word@1")
class EvaluateOnWordForm(EvaluateForm):
    """Staff fill the form in as the evaluator told them, and say how."""

    evaluator = ObjectField(label=_("评价人"), offered=_silent)
    channel = forms.ChoiceField(label=_("填写方式"), choices=STAFF_CHANNELS)
    sections = (Section("", ("evaluator", "channel", "marks")), Section("", ("remark",)))
