"""Forms on the way to the units: planning them, the chairpersons' decision, agreeing with both sides, handing over."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.handling import offered
from huiyin.handling.enums import AssignmentRole
from huiyin.handling.rules import Place, grouped, plan_faults, uncovered
from huiyin.handling.selectors import names_for, points_of
from huiyin.people.enums import Side
from huiyin.people.models import Body
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.registry import form
from huiyin.proposals.forms.examining import DecideForm
from huiyin.proposals.selectors.hand_over import (
    planned_on_side,
    planned_places,
    sides_against,
    sides_waiting,
)
from huiyin.records.documents import documents_of
from huiyin.sittings.enums import MINUTES
from huiyin.sittings.models import AgendaItem
from huiyin.ui.forms import LongTextField, ObjectField, ObjectsField, RowForm, Rows


def add_plan_faults(asked: ActForm, places: Sequence[Place], field: str) -> None:
    """Refuse a plan that leaves a suggestion to nobody, or gives it to units that do not go together."""
    matter = asked.context.matter
    names = names_for(matter, (place.unit for place in places))
    wanted = [point.pk for point in points_of(matter) if not point.no_action]
    for fault in (*plan_faults(places, [], names), *uncovered(wanted, places, (), names)):
        asked.add_error(field, fault.text)


class PlanRow(RowForm):
    """One unit with the suggestions it is to handle."""

    points = ObjectsField(
        label=_("建议"), offered=offered.open_points, required=False, help_text=_("不勾选的，为全部建议")
    )
    unit = ObjectField(label=_("承办单位"), offered=offered.units)
    role = forms.ChoiceField(label=_("承办方式"), choices=AssignmentRole.choices, initial=AssignmentRole.SOLE)


@form("proposals.plan@1")
class PlanForm(ActForm):
    """Which unit is to handle which suggestion, and as what."""

    rows = {"units": Rows(PlanRow, label=_("拟承办单位"), min_rows=1, max_rows=30)}

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """The plan as it stands; what alike proposals suggest is read beside it and filled in by the clerk alone."""
        points = {point.pk: point for point in points_of(act.matter)}
        found = grouped(planned_places(act.matter))
        bodies = Body.objects.in_bulk({unit for unit, _role in found})
        rows = [
            {
                "points": [points[key] for key in keys] if len(keys) < len(points) else [],
                "unit": bodies[unit],
                "role": role,
            }
            for (unit, role), keys in found.items()
        ]
        return {"units": rows}

    def clean(self) -> dict[str, Any]:
        """Every suggestion has somebody who answers it."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if "units" in values:
            everything = list(offered.open_points(self.context))
            values["places"] = [
                Place(point.pk, row["unit"].pk, row["role"])
                for row in values["units"]
                for point in row["points"] or everything
            ]
            add_plan_faults(self, values["places"], "units")
        return values


@form("proposals.list_together@1")
class ListTogetherForm(ActForm):
    """The same units for all suggestions of many proposals."""

    unit = ObjectField(
        label=_("主办（单办）单位"),
        offered=offered.units,
        required=False,
        help_text=_("没有会办单位的，为单办；几个单位分办的，这里不填"),
    )
    assists = ObjectsField(label=_("会办单位"), offered=offered.units, required=False)
    separate = ObjectsField(label=_("分办单位"), offered=offered.units, required=False)

    def clean(self) -> dict[str, Any]:
        """Either one unit, with others that assist it, or several that each answer."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        unit, assists, separate = (values.get(name) for name in ("unit", "assists", "separate"))
        if separate and (unit or assists):
            self.add_error("separate", _("分办的，不再填写主办和会办单位。"))
        elif separate and len(separate) == 1:
            self.add_error("separate", _("只有一个单位的，填写为主办（单办）单位。"))
        elif not unit and not separate:
            self.add_error("unit", _("请选择主办（单办）单位或者分办单位。"))
        if not self.errors:
            values["places"] = self._places(values)
            add_plan_faults(self, values["places"], "unit")
        return values

    def _places(self, values: dict[str, Any]) -> list[Place]:
        units = [(each, AssignmentRole.SEPARATE) for each in values["separate"]]
        if values["unit"]:
            first = AssignmentRole.LEAD if values["assists"] else AssignmentRole.SOLE
            units = [(values["unit"], first), *((each, AssignmentRole.ASSIST) for each in values["assists"])]
        points = offered.open_points(self.context)
        return [Place(point.pk, unit.pk, role.value) for point in points for unit, role in units]


@form("proposals.keep@1")
class KeepForm(DecideForm):
    """Not handed over: what the authors are told."""

    to_author = LongTextField(
        label=_("告知提案人的说明"),
        max_length=1000,
        rows=3,
        help_text=_("说明不交办的理由和内容的去向；提案人会立即看到"),
    )


@form("proposals.propose_other@1")
class ProposeOtherForm(ActForm):
    """The office of a side proposes another unit, and says why."""

    unit = ObjectField(label=_("拟承办单位"), offered=planned_on_side)
    other_unit = ObjectField(label=_("建议改由"), offered=offered.units)
    reason = LongTextField(label=_("理由"), max_length=1000, rows=3, help_text=_("写明职责依据"))

    def clean(self) -> dict[str, Any]:
        """Another unit is another one."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("unit") and values.get("unit") == values.get("other_unit"):
            self.add_error("other_unit", _("与拟承办单位相同。"))
        return values


def said_against(act: Act) -> str:
    """What the offices proposed: read while one decides, not looked up."""
    return "　".join(
        _("%(office)s建议%(unit)s改由%(other)s：%(reason)s")
        % {"office": each.office, "unit": each.unit, "other": each.other_unit, "reason": each.reason}
        for each in sides_against(act.matter)
    )


@form("proposals.hold_to_plan@1")
class HoldToPlanForm(ActForm):
    """The planned units stay: the office is told why and asked once more."""

    answer = LongTextField(label=_("维持原方案的理由"), max_length=1000, rows=3)

    def prepare(self) -> None:
        """What the office said stands above."""
        if self.context is not None:
            self.fields["answer"].help_text = said_against(self.context)


@form("proposals.agree_on_word@1")
class AgreeOnWordForm(ActForm):
    """Agreed at a meeting or on paper: registered for the office that said so."""

    sides = forms.MultipleChoiceField(
        label=_("已同意的一方"), choices=Side.choices, widget=forms.CheckboxSelectMultiple()
    )
    reason = LongTextField(
        label=_("商定的方式"), max_length=500, rows=2, help_text=_("如某月某日会商、来函文号")
    )

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """Who has not answered yet."""
        return {"sides": sides_waiting(act.matter)}

    def clean_sides(self) -> list[str]:
        """Only of sides that are asked and have not agreed; of many proposals each takes what concerns it."""
        waiting = sides_waiting(self.context.matter)
        found = [side for side in self.cleaned_data["sides"] if side in waiting]
        if not found:
            raise forms.ValidationError(_("所选一方没有拟承办单位，或者已经答复。"))
        return found


class HandOverFields(ActForm):
    """What every unit is asked for besides its suggestions."""

    request = LongTextField(label=_("办理要求"), max_length=1000, rows=2, required=False)


@form("proposals.hand_over@1")
class HandOverForm(HandOverFields, DecideForm):
    """Handed over at a sitting of all three sides."""

    field_order = ("decision", "request")

    def clean_decision(self) -> AgendaItem:
        """The sitting that is cited has its minutes."""
        item = super().clean_decision()
        if not documents_of(item.sitting.matter, [MINUTES]):
            raise forms.ValidationError(_("这次会议还没有生成纪要，交办须附会议纪要。"))
        return item


@form("proposals.hand_over_singly@1")
class HandOverSinglyForm(HandOverFields):
    """Handed over by the office, without a sitting."""

    reason = LongTextField(
        label=_("单独交办的理由"), max_length=500, rows=2, help_text=_("如闭会期间提出、交办会后立案")
    )
    field_order = ("reason", "request")
