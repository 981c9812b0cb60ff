"""Handing over 交办: each recommendation to its units, one by one or as suggested."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiyin.handling import offered
from huiyin.handling.enums import TO_ANSWER, AssignmentRole
from huiyin.handling.models import Point
from huiyin.handling.plan import proposed_rows, uncovered_points
from huiyin.handling.rules import Place, assigned_and_dropped, plan_faults, uncovered
from huiyin.handling.selectors import names_for, places_of
from huiyin.procedure.act import Act
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.registry import form
from huiyin.ui.forms import LongTextField, ObjectField, ObjectsField, RowForm, Rows


class AssignmentRow(RowForm):
    """One unit with the points it handles."""

    points = ObjectsField(label=_("建议"), offered=offered.open_points)
    unit = ObjectField(label=_("承办单位"), offered=offered.units)
    role = forms.ChoiceField(label=_("承办方式"), choices=AssignmentRole.choices, initial=AssignmentRole.SOLE)
    request = LongTextField(label=_("办理要求"), max_length=1000, rows=2, required=False)


class NoActionRow(RowForm):
    """A point of which no handling is asked, and why."""

    point = ObjectField(label=_("建议"), offered=offered.open_points)
    reason = LongTextField(label=_("理由"), max_length=500, rows=2)


@form("handling.assign@1")
class AssignForm(ActForm):
    """Every recommendation gets its units, or a reason why no action is asked."""

    rows = {
        "assignments": Rows(AssignmentRow, label=_("交办"), min_rows=1),
        "no_action": Rows(NoActionRow, label=_("不需办理"), extra=0),
    }

    @classmethod
    def initial_from(cls, act: Act) -> dict[str, Any]:
        """The drafters' suggestion for what is left; in a new round whoever handled it in the last one."""
        return {"assignments": proposed_rows(act.matter, again=_opens_round(act))}

    def clean(self) -> dict[str, Any]:
        """Compare the rows with each other and with what was handed over before."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if "assignments" not in data or "no_action" not in data:
            return data
        matter = self.context.matter
        places = places_in(data["assignments"])
        dropped = [row["point"].pk for row in data["no_action"]]
        names = names_for(matter, (place.unit for place in places))
        standing = [] if _opens_round(self.context) else places_of(matter, matter.round)
        for fault in (
            *plan_faults(places, standing, names),
            *assigned_and_dropped(places, dropped, names),
        ):
            self.add_error("assignments", fault.text)
        wanted = matter.points.filter(kind__in=TO_ANSWER, no_action=False).values_list("pk", flat=True)
        for fault in uncovered(wanted, [*places_of(matter), *places], dropped, names):
            self.add_error("assignments", fault.text)
        return data


@form("handling.reassign@1")
class ReassignForm(AssignForm):
    """Handing over once more in a new round, with its reason."""

    reason = LongTextField(label=_("重新办理的理由"), max_length=1000, rows=3)


@form("handling.assign_suggested@1")
class AssignSuggestedForm(ActForm):
    """Hand everything that is left over to the units that the drafters suggested; fits many matters at once."""

    request = LongTextField(label=_("办理要求"), max_length=1000, rows=2, required=False)

    def clean(self) -> dict[str, Any]:
        """Nothing may be left without a suggestion."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        left = uncovered_points(self.context.matter)
        if not left:
            self.add_error(None, _("没有待交办的建议。"))
        for point in left:
            if not list(point.suggested_units.all()):
                message = _("第%(number)d条没有建议承办单位，请逐条交办。") % {"number": point.order}
                self.add_error(None, message)
        return data


def _opens_round(act: Act) -> bool:
    """Whether the act begins a new round, in which nobody handles anything yet."""
    return act.definition is not None and act.definition.new_round


def places_in(rows: Sequence[dict[str, Any]]) -> list[Place]:
    """The places that rows of the form give."""
    points: list[tuple[Point, dict[str, Any]]] = [(point, row) for row in rows for point in row["points"]]
    return [Place(point.pk, row["unit"].pk, row["role"]) for point, row in points]
