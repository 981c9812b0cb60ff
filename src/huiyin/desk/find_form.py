"""The box and the filters of the search page, read from the address."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from huiyin.desk.find import CLOSED, LONGEST, OPEN
from huiyin.kernel.text import normalise
from huiyin.people.models import Committee
from huiyin.procedure import registry
from huiyin.procedure.page.viewing import Visit
from huiyin.procedure.page.work_list import office_grants, procedures_for
from huiyin.search.full_text.places import Place

ALL = ("", _("全部"))
FILTERS = ("committee", "kind", "year", "state", "within")
_FOUR_DIGITS = _("年度请填四位数字，例如 2026。")


class FindForm(forms.Form):
    """Filters beside the words; what is offered depends on what the visitor holds, never on what was found."""

    committee = forms.ChoiceField(label=_("政协委员会"), required=False)
    kind = forms.ChoiceField(label=_("种类"), required=False)
    year = forms.IntegerField(
        label=_("年度"),
        required=False,
        min_value=1949,
        max_value=2999,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _FOUR_DIGITS),
    )
    state = forms.ChoiceField(
        label=_("办理情况"), required=False, choices=[ALL, (OPEN, _("未办结")), (CLOSED, _("已办结"))]
    )
    within = forms.ChoiceField(label=_("查找范围"), required=False, choices=[ALL, *Place.choices])

    def __init__(self, address: QueryDict, visit: Visit) -> None:
        super().__init__(address)
        self.by_code = {each.code: each for each in visit.committees}
        self._offer("kind", _kinds(visit))
        if len(self.by_code) > 1:
            self._offer("committee", [(code, each.short_name) for code, each in self.by_code.items()])
        else:
            del self.fields["committee"]
        if not office_grants(visit.grants):
            del self.fields["state"]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [ALL, *choices]

    def filters(self) -> dict[str, Any]:
        """The filters that were understood; a wrong one is told on the page and left out."""
        self.is_valid()
        return {name: self.cleaned_data[name] for name in FILTERS if self.cleaned_data.get(name)}

    def committee_asked(self) -> Committee | None:
        """The committee that is asked about; None for all of the visitor's."""
        return self.by_code.get(self.filters().get("committee", ""))

    def active(self, address: QueryDict) -> list[dict[str, str]]:
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


def words_in(address: QueryDict) -> str:
    """The words that were typed, on one line; a box left over the limit keeps them all."""
    return " ".join(normalise(address.get("q", "")).split())


def complaint(words: str) -> str:
    """Why these words are not looked for, in a sentence; "" where they are."""
    if len(words) > LONGEST:
        return _("查找的字词不能超过 %(longest)d 个字，请只写编号或者其中几个词。") % {"longest": LONGEST}
    if len(words) == 1 and not words.isdecimal():
        return str(_("只写一个字找到的太多，请再加一个字；两个字的姓名和词语都能找到。"))
    return ""


def _kinds(visit: Visit) -> list[tuple[str, str]]:
    codes = dict.fromkeys(each.kind for each in procedures_for(visit.grants))
    return [(code, registry.kinds[code].label) for code in codes if code in registry.kinds]
