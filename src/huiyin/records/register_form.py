"""The filters of the register, read from the address."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from huiyin.people.models import Committee
from huiyin.records.enums import NumberFate
from huiyin.records.register import series_of, years_of
from huiyin.ui.fields import TextField

ALL = ("", _("全部"))
FILTERS = ("year", "series", "fate", "number")


class RegisterForm(forms.Form):
    """Year, series, what became of it, part of the number."""

    year = forms.ChoiceField(label=_("年度"), required=False)
    series = forms.ChoiceField(label=_("文种（编号序列）"), required=False)
    fate = forms.ChoiceField(label=_("去向"), required=False, choices=[ALL, *NumberFate.choices])
    number = TextField(label=_("文号"), required=False, max_length=60)
    committee = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict, committee: Committee) -> None:
        # The form names the committee it shows also where the address does not: an empty name would be a wrong one.
        asked = data.copy()
        asked["committee"] = committee.code
        super().__init__(asked)
        self._offer("year", [(str(year), f"{year}") for year in years_of(committee)])
        self._offer("series", series_of(committee))

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [ALL, *choices]

    def filters(self) -> dict[str, Any]:
        """The filters that were understood; a wrong one is told on the page and left out."""
        self.is_valid()
        return {name: self.cleaned_data[name] for name in FILTERS if self.cleaned_data.get(name)}

    def active(self, address: QueryDict) -> list[dict[str, Any]]:
        """Each filter in force with the address that takes it off."""
        found = []
        for name, value in self.filters().items():
            field = self.fields[name]
            shown = dict(field.choices)[value] if isinstance(field, forms.ChoiceField) else value  # type: ignore[arg-type]
            rest = address.copy()
            rest.pop(name, None)
            rest.pop("after", None)
            found.append({"label": f"{field.label}：{shown}", "remove_url": f"?{rest.urlencode()}"})
        return found
