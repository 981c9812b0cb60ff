"""Forwarding a letter, and closing it."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huiyin.handling.offered import existing_bodies
from huiyin.people.enums import BodyKind
from huiyin.people.models import Body
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.registry import form
from huiyin.proposals.enums import LetterResult
from huiyin.ui.forms import DateField, LongTextField, ObjectField, TextField

RECEIVERS = (BodyKind.UNIT, BodyKind.GOVERNMENT_OFFICE, BodyKind.PARTY_OFFICE)


def receivers(act: Act) -> QuerySet[Body]:
    """Units and offices that exist on the day."""
    return existing_bodies(act, *RECEIVERS)


@form("proposals.letter_forward@1")
class ForwardForm(ActForm):
    """To whom, when, with which words."""

    body = ObjectField(label=_("转送单位"), offered=receivers, required=False)
    body_name = TextField(
        label=_("没有列出的单位名称"), max_length=100, required=False, help_text=_("已经从上面选择的不填")
    )
    on = DateField(label=_("转送日期"))
    text = LongTextField(label=_("转送说明"), max_length=1000, rows=3, help_text=_("写明请对方研究什么"))

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """Today, where nothing else is said."""
        return {"on": act.day}

    def clean_on(self) -> date:
        """Not in the future, and not before the letter was there."""
        day: date = self.cleaned_data["on"]
        if day > self.context.day:
            raise forms.ValidationError(_("转送日期不能晚于今天。"))
        if day < timezone.localdate(self.context.matter.opened_at):
            raise forms.ValidationError(_("转送日期不能早于转为来信的日期。"))
        return day

    def clean(self) -> dict[str, Any]:
        """One receiver, registered or named."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(values.get("body")) == bool(values.get("body_name")) and not self.errors:
            self.add_error("body", _("请选择一个转送单位，没有列出的写明单位名称；两项只填一项。"))
        return values


@form("proposals.letter_close@1")
class CloseForm(ActForm):
    """What became of it; the authors read the words."""

    result = forms.ChoiceField(label=_("处理结果"), choices=[("", _("请选择")), *LetterResult.choices])
    text = LongTextField(
        label=_("处理情况"), max_length=1500, rows=4, help_text=_("提案人会立即看到这段文字")
    )
