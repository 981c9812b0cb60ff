"""归口: which units stand under the party office, which under the government office."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiyin.people.actions.bodies import put_under
from huiyin.people.changes.bodies import OfBody, body_of
from huiyin.people.changing.change import (
    Asked,
    ChangeForm,
    ChangeRefused,
    Done,
    Values,
    change_kind,
    reason_field,
)
from huiyin.people.changing.keeper import Keeper
from huiyin.people.changing.plan import Plan
from huiyin.people.enums import BodyKind, Side
from huiyin.people.models import Body
from huiyin.people.selectors.bodies import SIDE_OF
from huiyin.ui.forms import ObjectsField


def _units(asked: Asked) -> QuerySet[Body]:
    units = Body.objects.filter(committee=asked.keeper.committee, kind=BodyKind.UNIT, until__isnull=True)
    return units.order_by("pk")


def units_under(office: Body) -> QuerySet[Body]:
    """The living units of an office's side."""
    units = Body.objects.filter(committee=office.committee_id, kind=BodyKind.UNIT, until__isnull=True)
    return units.filter(side=SIDE_OF[office.kind]).order_by("pk")


class UnitsForm(ChangeForm):
    """All units of the office's side."""

    units = ObjectsField(label=gettext_lazy("归口单位"), offered=_units, required=False)
    reason = reason_field(required=False)


@change_kind
class UnitsUnder(OfBody):
    """确定归口单位."""

    code, label, form_class = "body-units-under", gettext_lazy("确定归口单位"), UnitsForm

    def target(self, keeper: Keeper, key: str) -> Body:
        """An office that speaks for a side. Raises Http404."""
        body = body_of(keeper, key)
        if body.kind not in SIDE_OF or body.until is not None:
            raise Http404
        return body

    def initial(self, asked: Asked) -> dict[str, Any]:
        """Those that stand under it now."""
        return {"units": list(units_under(asked.target))}

    def plan(self, asked: Asked, values: Values) -> Plan:
        """Whom the office is asked about from today on."""
        office, chosen = asked.target, set(values["units"])
        before = set(units_under(office))
        if chosen == before:
            raise ChangeRefused(_("与现在的归口单位相同。"), field="units")
        side = SIDE_OF[office.kind]
        moved = sorted(str(each) for each in chosen if each.side and each.side != side)
        says = [_("从今天起，拟由这些单位承办的，先与%(office)s商定。") % {"office": office.name}]
        if moved:
            says.append(_("%(units)s原来归口另一方，改为归口本方。") % {"units": "、".join(moved)})
        return Plan(
            what=office.name,
            before=_named(before),
            after=_named(chosen),
            since=asked.keeper.day,
            says=tuple(says),
            untouched=(_("已经交办的办理件，各人的职责。"),),
        )

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Lay it down."""
        office = asked.target
        put_under(committee=asked.keeper.committee, side=Side(SIDE_OF[office.kind]), units=values["units"])
        return Done(_("已确定归口单位。"))


def _named(units: set[Body]) -> str:
    return "、".join(str(each) for each in sorted(units, key=lambda each: each.pk)) or _("（无）")
