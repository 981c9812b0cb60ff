"""Forms of commitments: reporting that a promise was kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.handling.models import Commitment
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.registry import form
from huiyin.ui.forms import DateField, LongTextField


@form("handling.report@1")
class ReportForm(ActForm):
    """What was done, and since when."""

    evidence = LongTextField(label=_("兑现情况"), max_length=3000, rows=5)
    delivered_on = DateField(label=_("兑现日期"))

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """What was reported before, when it was sent back."""
        commitment = Commitment.objects.get(matter=act.matter)
        return {"evidence": commitment.evidence, "delivered_on": commitment.delivered_on or act.day}

    def clean_delivered_on(self) -> Any:
        """Only what has happened can be reported."""
        day = self.cleaned_data["delivered_on"]
        if day > self.context.day:
            raise forms.ValidationError(_("兑现日期不能晚于今天。"))
        return day
