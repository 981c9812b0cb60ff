"""Changes of bodies: registering, renaming from a day on, another short name, dissolving."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiyin.kernel.text import fold, said_day
from huiyin.people.actions.bodies import (
    add_body,
    dissolve_body,
)
from huiyin.people.changing.blockers import in_the_way
from huiyin.people.changing.change import (
    Asked,
    Change,
    ChangeForm,
    ChangeRefused,
    Done,
    Values,
    change_kind,
    number_in,
    reason_field,
)
from huiyin.people.changing.keeper import Keeper
from huiyin.people.changing.plan import Plan
from huiyin.people.enums import BodyKind
from huiyin.people.guards import MANAGING_ROLES
from huiyin.people.models import Body, BodyName, ComingName
from huiyin.ui.forms import DateField, TextField

KEEPERS = frozenset(MANAGING_ROLES)
PAGE = "bodies"
MOST_NAMED = 10


def body_of(keeper: Keeper, key: str) -> Body:
    """A body of the keeper's committee. Raises Http404."""
    found = Body.objects.filter(committee=keeper.committee, pk=number_in(key)).first()
    if found is None:
        raise Http404
    return found


def refuse_taken(body: Body, name: str, *, field: str) -> None:
    """Refuse a name by which another living body of the same kind is known."""
    folded = fold(name)
    same = Body.objects.filter(committee_id=body.committee_id, kind=body.kind, until__isnull=True)
    known = Q(folded_name=folded) | Q(folded_short_name=folded)
    other = same.filter(known).exclude(pk=body.pk).first()
    if other is None:
        names = BodyName.objects.filter(committee_id=body.committee_id, folded=folded, until__isnull=True)
        found = names.filter(body__kind=body.kind, body__until__isnull=True).exclude(body_id=body.pk).first()
        other = found.body if found is not None else None
    if other is None:
        coming = ComingName.objects.filter(committee_id=body.committee_id, body__kind=body.kind)
        others = coming.exclude(body_id=body.pk).select_related("body")
        other = next((each.body for each in others if fold(each.name) == folded), None)
    if other is not None:
        text = _("“%(name)s”已是%(other)s的名称，两个机构不能同名。")
        raise ChangeRefused(text % {"name": name, "other": other.name}, field=field)


class OfBody(Change):
    """Changes of one body that is there already."""

    page = PAGE
    roles = KEEPERS

    def target(self, keeper: Keeper, key: str) -> Any:
        """The body."""
        return body_of(keeper, key)

    def title(self, asked: Asked) -> str:
        """With the name of the body."""
        return f"{self.label}：{asked.target.name}"

    def back(self, asked: Asked) -> str:
        """The page of the body."""
        return f"{reverse('people:body', args=[asked.key])}?committee={asked.keeper.committee.code}"


class AddForm(ChangeForm):
    """A body to be registered."""

    kind = forms.ChoiceField(label=gettext_lazy("类别"), choices=BodyKind.choices)
    name = TextField(label=gettext_lazy("全称"), max_length=100)
    short_name = TextField(label=gettext_lazy("简称"), max_length=40, required=False)
    since = DateField(
        label=gettext_lazy("设立日期"), required=False, help_text=gettext_lazy("不清楚的可以不填。")
    )
    reason = reason_field(required=False)


@change_kind
class AddBody(Change):
    """登记机构."""

    code, page, label, roles = "body-add", PAGE, gettext_lazy("登记机构"), KEEPERS
    form_class = AddForm

    def initial(self, asked: Asked) -> dict[str, Any]:
        """A unit: most of them are; the first steps ask for other kinds in the address."""
        return {"kind": asked.key if asked.key in BodyKind.values else BodyKind.UNIT}

    def plan(self, asked: Asked, values: Values) -> Plan:
        """Offered from now on; nothing else changes."""
        body = Body(committee=asked.keeper.committee, kind=values["kind"], name=values["name"])
        refuse_taken(body, values["name"], field="name")
        since = values["since"] or asked.keeper.day
        kind = BodyKind(values["kind"]).label
        short = _("，简称%(short)s") % {"short": values["short_name"]} if values["short_name"] else ""
        return Plan(
            what=values["name"],
            before="",
            after=f"{kind}{short}",
            since=since,
            says=(
                _("登记后可以选为%(kind)s，也可以给其中的人员授予职责。") % {"kind": kind},
                _("文件和名册中写这个全称或简称，都能认出是它。"),
            ),
            untouched=(_("已经登记的机构和办理中的事项。"),),
        )

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Register it."""
        body = add_body(
            committee=asked.keeper.committee,
            kind=BodyKind(values["kind"]),
            name=values["name"],
            short_name=values["short_name"],
            since=values["since"],
        )
        return Done(_("已登记%(name)s。") % {"name": body.name})

    def back(self, asked: Asked) -> str:
        """The list of bodies."""
        return f"{reverse('people:bodies')}?committee={asked.keeper.committee.code}"


class DissolveForm(ChangeForm):
    """The last day and why."""

    until = DateField(
        label=gettext_lazy("撤销日期"), help_text=gettext_lazy("到这一天为止（含当天），次日起不能再选它。")
    )
    reason = reason_field(help_text=gettext_lazy("如机构改革文件的文号、承接职能的机构。"))


@change_kind
class DissolveBody(OfBody):
    """撤销机构."""

    code, label, form_class = "body-dissolve", gettext_lazy("撤销机构"), DissolveForm

    def initial(self, asked: Asked) -> dict[str, Any]:
        """Today."""
        return {"until": asked.keeper.day}

    def plan(self, asked: Asked, values: Values) -> Plan:
        """Refused while anybody acts or anything is open there."""
        body, until = asked.target, values["until"]
        if body.until is not None:
            text = _("%(name)s已登记到%(day)s撤销。") % {"name": body.name, "day": said_day(body.until)}
            raise ChangeRefused(text)
        if body.since is not None and until < body.since:
            text = _("撤销日期早于设立日期%(day)s。") % {"day": said_day(body.since)}
            raise ChangeRefused(text, field="until")
        if until < asked.keeper.day - timedelta(days=1):
            text = _("撤销日期不能早于昨天：此前的办理中它还在用，倒填日期会改变已有的记录。")
            raise ChangeRefused(text, field="until")
        if getattr(body, "coming_name", None) is not None:
            raise ChangeRefused(_("%(name)s已登记将要更名，请先取消更名。") % {"name": body.name})
        found = in_the_way(body, until)
        if found:
            text = _("暂时不能撤销%(name)s：%(found)s。请先办完或者调整，再来撤销。")
            raise ChangeRefused(text % {"name": body.name, "found": "；".join(found)}, code="in-use")
        says = [
            _("从%(day)s起，不再出现在可选的机构中。") % {"day": said_day(until + timedelta(days=1))},
            _("此后来文写它的名称，会提示已经撤销。"),
        ]
        if until > asked.keeper.day:
            says.append(_("到那一天为止仍可以选它；这期间新交办的，请在撤销前办结或者改办。"))
        return Plan(
            what=body.name,
            before=_("在用"),
            after=_("%(day)s撤销") % {"day": said_day(until)},
            since=until,
            says=tuple(says),
            untouched=(_("它办过的事项、答复和统计都保留。"),),
        )

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Give it its last day."""
        dissolve_body(body=asked.target, until=values["until"])
        return Done(
            _("已登记%(name)s于%(day)s撤销。") % {"name": asked.target.name, "day": said_day(values["until"])}
        )
