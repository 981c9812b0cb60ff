"""The form of delivering a letter on paper."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.handling.enums import LetterWay
from huiyin.handling.selectors.reply_letters import letter_of
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.registry import form
from huiyin.ui.forms import DateField, LongTextField, TextField


@form("handling.deliver_letter@1")
class DeliverLetterForm(ActForm):
    """When and how the letter on paper reached its author."""

    on = DateField(label=_("送达日期"))
    way = forms.ChoiceField(label=_("送达方式"), choices=LetterWay.choices, widget=forms.RadioSelect)
    remark = TextField(
        label=_("送达说明"), max_length=300, required=False, help_text=_("如签收人、邮件号、转交人。")
    )

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """Today."""
        return {"on": act.day, "way": LetterWay.BY_HAND}

    def clean_on(self) -> Any:
        """Between the day on which the letter went out and today."""
        day = self.cleaned_data["on"]
        if day > self.context.day:
            raise forms.ValidationError(_("送达日期不能晚于今天。"))
        if day < letter_of(self.context.matter).sent_on:
            raise forms.ValidationError(_("送达日期不能早于答复函发出的日期。"))
        return day


@form("handling.correct_delivery@1")
class CorrectDeliveryForm(DeliverLetterForm):
    """What was registered of the delivery, put right, with the reason."""

    reason = LongTextField(label=_("更正理由"), max_length=300, rows=2)

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """What is registered now."""
        letter = letter_of(act.matter)
        return {"on": letter.delivered_on, "way": letter.way, "remark": letter.remark}
