"""The filters of the ledger of instructions, read from the address; offered is what the person sees anyway."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from huiyin.handling.enums import InstructionKind
from huiyin.handling.ledger_tally import Entry
from huiyin.handling.selectors.instruction_ledger import OFFLINE_NO, OFFLINE_YES

ALL = ("", _("全部"))
FILTERS = ("leader", "addressee", "kind", "offline")
YEARS = (1949, 2999)


def year_asked(address: QueryDict, present: int) -> int:
    """The year of the address; the present one where there is none or a wrong one."""
    text = address.get("year", "")
    asked = int(text) if text.isdecimal() and len(text) == 4 else present
    return asked if YEARS[0] <= asked <= YEARS[1] else present


def years_beside(year: int, present: int) -> list[int]:
    """The years before and after the one shown; a year that has not begun has nothing to show."""
    return [each for each in (year - 1, year + 1) if each <= present]


class LedgerForm(forms.Form):
    """Year, leader, office, kind, and whether offline."""

    year = forms.IntegerField(
        label=_("年度"),
        required=False,
        min_value=YEARS[0],
        max_value=YEARS[1],
        error_messages={
            "invalid": _("年度请填四位数字，例如 2026。"),
            "min_value": _("年度请填四位数字，例如 2026。"),
            "max_value": _("年度请填四位数字，例如 2026。"),
        },
    )
    leader = forms.ChoiceField(label=_("批示领导"), required=False)
    addressee = forms.ChoiceField(label=_("收文办公室"), required=False)
    kind = forms.ChoiceField(label=_("批示类型"), required=False, choices=[ALL, *InstructionKind.choices])
    offline = forms.ChoiceField(
        label=_("线下件"),
        required=False,
        choices=[ALL, (OFFLINE_YES, _("只看线下件")), (OFFLINE_NO, _("不含线下件"))],
    )

    def __init__(self, data: QueryDict, entries: Iterable[Entry], year: int) -> None:
        given = data.copy()
        given.setdefault("year", str(year))
        super().__init__(given)
        entries = list(entries)
        self._offer("leader", {each.leader: each.leader_name for each in entries})
        self._offer("addressee", {str(each.office): each.office_name for each in entries})

    def _offer(self, name: str, labels: dict[str, str]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [ALL, *sorted(labels.items(), key=lambda each: each[1])]

    def filters(self) -> dict[str, str]:
        """The filters that were understood; a wrong one is told on the page and left out."""
        self.is_valid()
        return {name: self.cleaned_data[name] for name in FILTERS if self.cleaned_data.get(name)}

    def active(self, address: QueryDict) -> list[dict[str, Any]]:
        """Each filter in force with the address that takes it off."""
        found = []
        for name, value in self.filters().items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            labels = dict(field.choices)  # type: ignore[arg-type]
            rest = address.copy()
            rest.pop(name, None)
            rest.pop("after", None)
            found.append({"label": f"{field.label}：{labels[value]}", "remove_url": f"?{rest.urlencode()}"})
        return found
