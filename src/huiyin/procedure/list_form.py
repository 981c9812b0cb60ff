"""The filters of the work list, read from the address; what is offered depends on who looks."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from huiyin.people.enums import BodyKind
from huiyin.people.models import Body, Committee
from huiyin.procedure import registry
from huiyin.procedure.definition import Procedure
from huiyin.procedure.page.work_list import LATE, SOON

ALL = ("", _("全部"))
UNIT_KINDS = (BodyKind.UNIT, BodyKind.PARTY_OFFICE, BodyKind.GOVERNMENT_OFFICE, BodyKind.SPECIAL_COMMITTEE)
SEPARATOR = ","
Choices = list[tuple[str, Any]]


class WorkListForm(forms.Form):
    """Kind, stage, state, light, unit, year and words of the title or number."""

    text = forms.CharField(label=_("标题或编号"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("种类"), required=False)
    stage = forms.ChoiceField(label=_("阶段"), required=False)
    state = forms.ChoiceField(label=_("状态"), required=False)
    light = forms.ChoiceField(
        label=_("时限"), required=False, choices=[ALL, (LATE, _("已逾期")), (SOON, _("临期"))]
    )
    unit = forms.ChoiceField(label=_("单位"), required=False)
    year = forms.IntegerField(
        label=_("年度"),
        required=False,
        min_value=1949,
        max_value=2999,
        error_messages={
            "invalid": _("年度请填四位数字，例如 2026。"),
            "min_value": _("年度请填四位数字，例如 2026。"),
            "max_value": _("年度请填四位数字，例如 2026。"),
        },
    )

    def __init__(
        self, data: QueryDict, *, procedures: Sequence[Procedure], committee: Committee, for_offices: bool
    ) -> None:
        super().__init__(data)
        self.merged: dict[str, str] = {}
        chosen = data.get("kind", "")
        shown = [each for each in procedures if not chosen or each.kind == chosen]
        self._offer("kind", _kinds(procedures))
        self._offer("stage", _labels(each.stages.items() for each in shown))
        if for_offices:
            states = ({code: state.label for code, state in each.states.items()}.items() for each in shown)
            self._offer("state", _labels(states))
            self._offer("unit", _units(committee))
        else:
            for name in ("state", "light", "unit"):
                del self.fields[name]

    def _offer(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [ALL, *choices]
        for value, _label in choices:
            for code in value.split(SEPARATOR):
                self.merged[f"{name}.{code}"] = value
        # An address may name one of several codes that the list shows as one.
        given = self.data.get(name, "")
        if f"{name}.{given}" in self.merged:
            address = QueryDict(mutable=True)
            address.update(self.data)
            address[name] = self.merged[f"{name}.{given}"]
            self.data = address

    def filters(self) -> dict[str, Any]:
        """The filters that were understood; a wrong one is told on the page and left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}

    def active(self, address: QueryDict) -> list[dict[str, str]]:
        """Each filter in force with the address that takes it off."""
        found = []
        for name, value in self.filters().items():
            field = self.fields[name]
            text = str(value)
            if isinstance(field, forms.ChoiceField):
                text = str(dict(field.choices).get(text, text))  # type: ignore[arg-type]
            rest = address.copy()
            rest.pop(name, None)
            rest.pop("after", None)
            found.append({"label": f"{field.label}：{text}", "remove_url": f"?{rest.urlencode()}"})
        return found


def _kinds(procedures: Iterable[Procedure]) -> Choices:
    codes = dict.fromkeys(procedure.kind for procedure in procedures)
    return [(code, registry.kinds[code].label) for code in codes if code in registry.kinds]


def _labels(groups: Iterable[Iterable[tuple[str, str]]]) -> Choices:
    """Code and label; where procedures name one code differently, all its names, and codes of one name together."""
    names: dict[str, list[str]] = {}
    for group in groups:
        for code, label in group:
            if label not in names.setdefault(code, []):
                names[code].append(label)
    codes: dict[str, list[str]] = {}
    for code, labels in names.items():
        codes.setdefault("／".join(labels), []).append(code)
    return [(SEPARATOR.join(same), label) for label, same in codes.items()]


def _units(committee: Committee) -> Choices:
    bodies = Body.objects.filter(committee=committee, kind__in=UNIT_KINDS).order_by("kind", "id")[:500]
    return [(str(body.pk), str(body)) for body in bodies]
