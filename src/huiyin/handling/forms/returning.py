"""Forms of 申退: asking to return a matter, replacing the unit, naming an arbiter."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from huiyin.handling import offered
from huiyin.handling.enums import AssignmentRole, RequestState
from huiyin.handling.forms.assign import places_in
from huiyin.handling.models import Assignment
from huiyin.handling.rules import plan_faults, uncovered
from huiyin.handling.selectors import names_for, places_of
from huiyin.handling.selectors.requests import last_return_request
from huiyin.people.models import Body
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.registry import form
from huiyin.ui.forms import LongTextField, ObjectField, ObjectsField, RowForm, Rows


def other_units(act: Act) -> QuerySet[Body]:
    """Units that could handle it instead."""
    return offered.units(act).exclude(pk=act.matter.assignment.unit_id)


def said_so_far(act: Act) -> str:
    """What unit and office have said on a return that is not settled: read while one decides, not looked up."""
    request = last_return_request(act.matter)
    if request is None or request.state not in (RequestState.ASKED, RequestState.REFUSED) or request.ruling:
        return ""
    said = [
        (_("%(unit)s申退") % {"unit": act.matter.assignment.unit}, request.reason),
        (_("交办单位不同意"), request.decision_reason),
        (_("提请裁定"), request.dispute_reason),
    ]
    return "　".join(f"{label}：{text}" for label, text in said if text)


@form("handling.request_return@1")
class RequestReturnForm(ActForm):
    """Why this unit cannot handle it, and who should."""

    reason = LongTextField(
        label=_("申退理由"), max_length=1000, rows=4, help_text=_("写明职责依据，如“三定”规定或者法规条款。")
    )
    proposed_unit = ObjectField(
        label=_("建议改由"),
        offered=other_units,
        required=False,
        help_text=_("知道应由哪个单位办理的，请选择。"),
    )


class ReplacementRow(RowForm):
    """One unit that takes over points of the returned assignment."""

    points = ObjectsField(label=_("建议"), offered=offered.covered)
    unit = ObjectField(label=_("承办单位"), offered=other_units)
    role = forms.ChoiceField(label=_("承办方式"), choices=AssignmentRole.choices, initial=AssignmentRole.SOLE)
    request = LongTextField(label=_("办理要求"), max_length=1000, rows=2, required=False)


@form("handling.replace_unit@1")
class ReplaceUnitForm(ActForm):
    """Who handles instead of the unit that returns it; each new unit gets its own clocks."""

    reason = LongTextField(label=_("改办理由"), max_length=1000, rows=3)
    rows = {"assignments": Rows(ReplacementRow, label=_("改由"), min_rows=0)}

    def prepare(self) -> None:
        """What the unit said stands with the reason for the change."""
        if self.context is not None:
            self.fields["reason"].help_text = said_so_far(self.context)

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """The unit that was proposed, in the same role, with every point."""
        assignment = act.matter.assignment
        request = last_return_request(act.matter)
        unit = request.proposed_unit if request is not None else None
        row = {
            "points": list(offered.covered(act)),
            "unit": unit,
            "role": assignment.role,
            "request": assignment.request,
        }
        return {"assignments": [row], "reason": ""}

    def clean(self) -> dict[str, Any]:
        """Compare with who handles the same points already; nothing may be left without somebody who answers."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if "assignments" not in data:
            return data
        own: Assignment = self.context.matter.assignment
        parent = self.context.matter.parent
        places = places_in(data["assignments"])
        standing = [
            place
            for place in places_of(parent, parent.round)
            if (place.unit, place.role) != (own.unit_id, own.role)
        ]
        names = names_for(parent, (place.unit for place in [*places, *standing]))
        for fault in plan_faults(places, standing, names):
            self.add_error("assignments", fault.text)
        if own.role != AssignmentRole.ASSIST:
            wanted = offered.covered(self.context).values_list("pk", flat=True)
            for fault in uncovered(wanted, [*standing, *places], (), names):
                self.add_error("assignments", fault.text)
        return data


@form("handling.refuse_return@1")
class RefuseReturnForm(ActForm):
    """Why the unit handles it after all; what it said stands above."""

    reason = LongTextField(label=_("不同意的理由"), max_length=1000, rows=3)

    def prepare(self) -> None:
        """The unit's reason is read here, not looked up."""
        if self.context is not None:
            self.fields["reason"].help_text = said_so_far(self.context)


@form("handling.name_arbiter@1")
class NameArbiterForm(ActForm):
    """Who decides between unit and office."""

    arbiter = ObjectField(
        label=_("裁定人"),
        offered=offered.arbiters,
        help_text=_("一般为分管的党政领导；政协直接函送的，为政协领导。"),
    )


@form("handling.ruling@1")
class RulingForm(ActForm):
    """The arbiter's ruling that the unit handles it; what both sides said stands above."""

    reason = LongTextField(label=_("裁定理由"), max_length=1000, rows=3)

    def prepare(self) -> None:
        """Both sides are read here, not looked up."""
        if self.context is not None:
            self.fields["reason"].help_text = said_so_far(self.context)
