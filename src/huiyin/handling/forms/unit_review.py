"""Forms of the review of a unit's year."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.handling import offered
from huiyin.handling.selectors.unit_reviews import review_in_force, review_of
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.registry import form
from huiyin.ui.forms import LongTextField, ObjectField


@form("handling.review_text@1")
class ReviewTextForm(ActForm):
    """What the office says of the unit's year."""

    text = LongTextField(
        label=_("考核意见"), max_length=10000, rows=12, help_text=_("送达以后，承办单位会看到")
    )

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """As it stands."""
        return {"text": review_of(act.matter).text}


@form("handling.review_begin@1")
class ReviewBeginForm(ActForm):
    """Which unit, which year."""

    unit = ObjectField(label=_("承办单位"), offered=offered.units)
    of_year = forms.IntegerField(label=_("考核年度"), min_value=1950, max_value=2100)
    text = LongTextField(
        label=_("考核意见"), max_length=10000, rows=12, help_text=_("送达以后，承办单位会看到")
    )

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """The present year."""
        return {"of_year": act.day.year}

    def clean(self) -> dict[str, Any]:
        """One review a year, of a year that has begun."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        unit, year = values.get("unit"), values.get("of_year")
        if year and year > self.context.day.year:
            self.add_error("of_year", _("这一年还没有开始。"))
        elif unit and year and review_in_force(self.context.committee, unit, year) is not None:
            text = _("%(unit)s%(year)d年已有考核意见；要重写的，请先作废。")
            self.add_error("unit", text % {"unit": unit, "year": year})
        return values


@form("handling.review_answer@1")
class ReviewAnswerForm(ActForm):
    """What the unit says to it."""

    answer = LongTextField(label=_("单位说明"), max_length=5000, rows=6)


@form("handling.review_close@1")
class ReviewCloseForm(ActForm):
    """What the office makes of the answer."""

    conclusion = LongTextField(
        label=_("对说明的意见"), max_length=2000, rows=4, required=False, help_text=_("承办单位会看到")
    )
