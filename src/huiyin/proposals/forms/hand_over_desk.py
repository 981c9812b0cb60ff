"""Forms of the hand-over desk that are read from the address, and the choice of a sitting for many proposals."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from huiyin.people.enums import Side
from huiyin.people.models import Body
from huiyin.procedure.models import Matter
from huiyin.proposals.enums import Timing
from huiyin.proposals.lists.hand_over_desk import UNDECIDED
from huiyin.proposals.models import ProposalClass

ALL = ("", _("全部"))


class DeskFilters(forms.Form):
    """Stage, side, unit, time of filing, key proposals, words of title or number."""

    text = forms.CharField(label=_("案由或编号"), required=False, max_length=100)
    side = forms.ChoiceField(
        label=_("归口"), required=False, choices=[ALL, *Side.choices, (UNDECIDED, _("尚未列出单位"))]
    )
    unit = forms.ChoiceField(label=_("承办单位"), required=False)
    timing = forms.ChoiceField(label=_("提出时间"), required=False, choices=[ALL, *Timing.choices])
    key = forms.ChoiceField(
        label=_("重点"), required=False, choices=[ALL, ("yes", _("重点提案")), ("no", _("非重点提案"))]
    )
    state = forms.CharField(required=False, widget=forms.HiddenInput)
    committee = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: QueryDict, *, units: list[Body], classes: list[ProposalClass], states: tuple[str, ...]
    ) -> None:
        super().__init__(data)
        choices = [ALL, *((str(each.pk), str(each)) for each in classes)]
        # The field is called as the address calls it, which no attribute of a class can be.
        self.fields["class"] = forms.ChoiceField(label=_("分类"), required=False, choices=choices)
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [ALL, *((str(each.pk), str(each)) for each in units)]
        self.states = states

    def clean_state(self) -> str:
        """A stage that there is."""
        state = str(self.cleaned_data["state"])
        return state if state in self.states else ""

    def filters(self) -> dict[str, Any]:
        """The filters that were understood; a wrong one is told on the page and left out."""
        self.is_valid()
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if value not in (None, "") and name != "committee"
        }

    def active(self, address: QueryDict) -> list[dict[str, str]]:
        """Each filter in force with the address that takes it off."""
        found = []
        for name, value in self.filters().items():
            if name == "state":
                continue
            field = self.fields[name]
            text = str(value)
            if isinstance(field, forms.ChoiceField):
                text = str(dict(field.choices).get(text, text))  # type: ignore[arg-type]
            rest = address.copy()
            rest.pop(name, None)
            rest.pop("after", None)
            found.append({"label": f"{field.label}：{text}", "remove_url": f"?{rest.urlencode()}"})
        return found


class SittingForm(forms.Form):
    """The sitting on whose agenda the chosen proposals are put."""

    # It stands in one form with moves that need no sitting.
    use_required_attribute = False

    sitting: "forms.ModelChoiceField[Matter]" = forms.ModelChoiceField(
        label=_("列入的会议"),
        queryset=None,
        empty_label=_("请选择会议"),
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def __init__(self, data: QueryDict | None, *, offered: QuerySet[Matter]) -> None:
        super().__init__(data)
        field = self.fields["sitting"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = offered
