"""The form by which a committee sets its own figure for an adjustable term."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.procedure.definition import TermDefinition
from huiyin.procedure.procedure_table import UNITS
from huiyin.ui.forms import DateField, LongTextField, RecordForm


class AdjustmentForm(RecordForm):
    """Which term, how long, from when, and why. Bounds are named with each term and judged by the act."""

    term = forms.ChoiceField(label=_("期限"))
    amount = forms.IntegerField(label=_("调整为"), min_value=0, max_value=3660)
    in_force_from = DateField(
        label=_("生效日期"), help_text=_("从这一天起开始计算的期限按新数；已在计算的不变。")
    )
    reason = LongTextField(label=_("理由"), max_length=500, rows=3)

    def __init__(self, data: Any = None, *, terms: Mapping[str, TermDefinition], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field = self.fields["term"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (code, f"{term.label}（{term.least}至{term.most}{UNITS.get(term.unit, '')}）")
            for code, term in terms.items()
        ]
