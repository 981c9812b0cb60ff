"""Forms of asking for more time and of answering."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huiyin.handling.enums import ContactMethod
from huiyin.handling.models.request import UNITS
from huiyin.handling.selectors.requests import author_rows, authors_untold, open_extension_request
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.registry import form
from huiyin.ui.forms import DateField, LongTextField, ObjectsField


class AuthorsField(ObjectsField):
    """Authors by their names."""

    def label_from_instance(self, obj: Any) -> str:
        """The person or the body, without the role."""
        return str(obj.holder)


@form("handling.tell_extension@1")
class TellExtensionForm(ActForm):
    """When and how the unit told authors that the reply will be late, why, and when they may expect it."""

    authors = AuthorsField(label=_("已告知的提出人"), offered=lambda act: author_rows(act.matter))
    on = DateField(label=_("告知日期"))
    method = forms.ChoiceField(label=_("告知方式"), choices=[("", _("请选择")), *ContactMethod.choices])
    explained = LongTextField(label=_("说明情况"), max_length=1000, rows=3, help_text=_("提出人可以看到。"))
    expected_on = DateField(label=_("预计答复日期"))

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """Today, and whoever has not been told."""
        return {"on": act.day, "authors": authors_untold(act.matter)}

    def clean_on(self) -> Any:
        """Between the hand-over and today."""
        day = self.cleaned_data["on"]
        if day > self.context.day:
            raise forms.ValidationError(_("告知日期不能晚于今天。"))
        if day < timezone.localdate(self.context.matter.opened_at):
            raise forms.ValidationError(_("告知日期不能早于交办日期。"))
        return day

    def clean_expected_on(self) -> Any:
        """A day to come."""
        day = self.cleaned_data["expected_on"]
        if day <= self.context.day:
            raise forms.ValidationError(_("预计答复日期应在今天以后。"))
        return day


@form("handling.ask_extension@1")
class AskExtensionForm(ActForm):
    """How much longer, and why."""

    amount = forms.IntegerField(label=_("申请延长"), min_value=1, max_value=366)
    unit = forms.ChoiceField(label=_("单位"), choices=UNITS)
    reason = LongTextField(label=_("延期理由"), max_length=1000, rows=3)


def asked_for(act: Act) -> str:
    """How much more time the unit asks for, and why: read while one decides, not looked up."""
    asked = open_extension_request(act.matter)
    if asked is None:
        return ""
    words = {"amount": asked.amount, "unit": asked.get_unit_display(), "reason": asked.reason}
    return _("申请延长%(amount)d%(unit)s：%(reason)s") % words


@form("handling.grant_extension@1")
class GrantExtensionForm(ActForm):
    """How much more time is granted; as a rule what was asked for."""

    amount = forms.IntegerField(label=_("同意延长"), min_value=1, max_value=366)
    unit = forms.ChoiceField(label=_("单位"), choices=UNITS)
    reason = LongTextField(label=_("说明"), max_length=1000, rows=2, required=False)

    def prepare(self) -> None:
        """The request stands with the field that answers it."""
        if self.context is not None:
            self.fields["amount"].help_text = asked_for(self.context)

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """What the unit asked for."""
        asked = open_extension_request(act.matter)
        return {"amount": asked.amount, "unit": asked.unit} if asked else {}


@form("handling.refuse_extension@1")
class RefuseExtensionForm(ActForm):
    """Why the due date stays; the request stands above."""

    reason = LongTextField(label=_("不同意的理由"), max_length=1000, rows=3)

    def prepare(self) -> None:
        """The request is read here, not looked up."""
        if self.context is not None:
            self.fields["reason"].help_text = asked_for(self.context)
