"""The list of a round of commendation: decided, objected to, answered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.handling.forms.given_rows import GivenRow
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.registry import form
from huiyin.proposals.forms.examining import DecideForm
from huiyin.proposals.models import CommendationObjection
from huiyin.proposals.selectors.commending import listed_nominees, passed_nominees, unanswered
from huiyin.ui.forms import DateField, LongTextField, ObjectField, ObjectsField, Rows

CHOOSE = ("", _("请选择"))


@form("proposals.commend_decide@1")
class CommendForm(DecideForm):
    """Who is commended by which sitting's decision, and until when members may object."""

    nominees = ObjectsField(label=_("受表彰的"), offered=passed_nominees)
    objections_until = DateField(
        label=_("异议期截止"),
        required=False,
        help_text=_("不征求异议的不填；填写的，这一天以前委员可以提出异议"),
    )
    field_order = ("decision", "nominees", "objections_until")

    def clean_objections_until(self) -> Any:
        """Members have a day at least."""
        day = self.cleaned_data["objections_until"]
        if day is not None and day <= self.context.day:
            raise forms.ValidationError(_("异议期截止应晚于今天。"))
        return day


@form("proposals.commend_object@1")
class ObjectionForm(ActForm):
    """Against whom, and what."""

    nominee = ObjectField(label=_("对谁"), offered=listed_nominees)
    text = LongTextField(label=_("异议"), max_length=1000, rows=4)


class AnswerRow(GivenRow):
    """The answer to one objection."""

    given = "objection"
    objection = ObjectField(label=_("异议"), offered=unanswered, widget=forms.HiddenInput)
    upheld = forms.ChoiceField(
        label=_("是否成立"), choices=[CHOOSE, ("no", _("不成立，维持")), ("yes", _("成立，从名单中去掉"))]
    )
    answer = LongTextField(label=_("答复"), max_length=1000, rows=3)

    def prepare(self) -> None:
        """What was said is read with the question."""
        objection = self.record()
        if isinstance(objection, CommendationObjection):
            self.fields["upheld"].label = f"{objection.nominee}：{objection.text}"


@form("proposals.commend_answer@1")
class AnswerForm(ActForm):
    """Objection by objection."""

    rows = {"answers": Rows(AnswerRow, label=_("答复异议"), can_add=False, can_remove=False, min_rows=1)}

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """Everything that waits."""
        return {"answers": [{"objection": each} for each in unanswered(act)]}
