"""Changes of what bodies are also called, and of which units a special committee is in contact with."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiyin.kernel.text import fold, said_day
from huiyin.people.actions.bodies import add_alias, end_body_name, set_counterpart
from huiyin.people.changes.bodies import OfBody, body_of, refuse_taken
from huiyin.people.changing.change import (
    Asked,
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
from huiyin.people.enums import BodyKind, BodyNameKind
from huiyin.people.models import Body, BodyName, Counterpart
from huiyin.people.rules import valid_on
from huiyin.ui.forms import DateField, ObjectField, TextField


class AliasForm(ChangeForm):
    """An alias and its first day."""

    name = TextField(label=gettext_lazy("别称"), max_length=100)
    since = DateField(label=gettext_lazy("启用日期"))
    reason = reason_field(required=False)


@change_kind
class AddAlias(OfBody):
    """增加别称."""

    code, label, form_class = "alias-add", gettext_lazy("增加别称"), AliasForm

    def initial(self, asked: Asked) -> dict[str, Any]:
        """From today."""
        return {"since": asked.keeper.day}

    def plan(self, asked: Asked, values: Values) -> Plan:
        """Refused when the name leads to this body already, or to another."""
        body, name, since = asked.target, values["name"], values["since"]
        folded = fold(name)
        known = body.other_names.filter(folded=folded).first()
        living = known is not None and (known.kind == BodyNameKind.FORMER or known.until is None)
        if living or folded in {body.folded_name, body.folded_short_name}:
            text = _("写“%(name)s”已经能认出%(body)s。") % {"name": name, "body": body.name}
            raise ChangeRefused(text, field="name")
        refuse_taken(body, name, field="name")
        return Plan(
            what=body.name,
            before="",
            after=_("别称“%(name)s”") % {"name": name},
            since=since,
            says=(
                _("从%(day)s起，来文、名册中写“%(name)s”，能认出是%(body)s。")
                % {"day": said_day(since), "name": name, "body": body.name},
            ),
            untouched=(_("页面和文书上显示的名称。"),),
        )

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Add it."""
        add_alias(body=asked.target, name=values["name"], since=values["since"])
        return Done(_("已增加别称。"))


class EndAliasForm(ChangeForm):
    """The last day."""

    until = DateField(label=gettext_lazy("停用日期"), help_text=gettext_lazy("到这一天为止（含当天）。"))
    reason = reason_field(required=False)


@change_kind
class EndAlias(OfBody):
    """停用别称."""

    code, label, form_class = "alias-end", gettext_lazy("停用别称"), EndAliasForm

    def target(self, keeper: Keeper, key: str) -> BodyName:
        """An alias in use. Raises Http404."""
        names = BodyName.objects.filter(
            committee=keeper.committee, kind=BodyNameKind.ALIAS, until__isnull=True
        )
        found = names.filter(pk=number_in(key)).select_related("body").first()
        if found is None:
            raise Http404
        return found

    def title(self, asked: Asked) -> str:
        """With the alias."""
        return f"{self.label}：{asked.target.name}"

    def initial(self, asked: Asked) -> dict[str, Any]:
        """Today."""
        return {"until": asked.keeper.day}

    def plan(self, asked: Asked, values: Values) -> Plan:
        """The name leads nowhere afterwards."""
        alias, until = asked.target, values["until"]
        if until < asked.keeper.day - timedelta(days=1) or (alias.since and until < alias.since):
            raise ChangeRefused(_("停用日期不能早于昨天，也不能早于启用日期。"), field="until")
        day = said_day(until + timedelta(days=1))
        return Plan(
            what=alias.body.name,
            before=_("别称“%(name)s”") % {"name": alias.name},
            after=_("%(day)s停用") % {"day": said_day(until)},
            since=until,
            says=(
                _("从%(day)s起，来文写“%(name)s”不再认作%(body)s。")
                % {"day": day, "name": alias.name, "body": alias.body.name},
            ),
            untouched=(_("已经认出、登记的事项。"),),
        )

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """End it."""
        end_body_name(name=asked.target, until=values["until"])
        return Done(_("已登记停用别称。"))

    def back(self, asked: Asked) -> str:
        """The page of the body."""
        page = reverse("people:body", args=[asked.target.body_id])
        return f"{page}?committee={asked.keeper.committee.code}"


def _free_units(asked: Asked) -> QuerySet[Body]:
    units = Body.objects.filter(committee=asked.keeper.committee, kind=BodyKind.UNIT, until__isnull=True)
    return units.exclude(counterpart_committees__special_committee=asked.target).order_by("pk")


class CounterpartForm(ChangeForm):
    """The unit."""

    unit = ObjectField(label=gettext_lazy("承办单位"), offered=_free_units)
    reason = reason_field(required=False)


@change_kind
class AddCounterpart(OfBody):
    """建立对口联系."""

    code, label, form_class = "counterpart-add", gettext_lazy("建立对口联系"), CounterpartForm

    def target(self, keeper: Keeper, key: str) -> Body:
        """A special committee that is there. Raises Http404."""
        body = body_of(keeper, key)
        if body.kind != BodyKind.SPECIAL_COMMITTEE or not valid_on(body.since, body.until, keeper.day):
            raise Http404
        return body

    def plan(self, asked: Asked, values: Values) -> Plan:
        """From today."""
        body, unit = asked.target, values["unit"]
        if Counterpart.objects.filter(special_committee=body, unit=unit).exists():
            raise ChangeRefused(_("已经是对口联系单位。"), field="unit")
        return Plan(
            what=body.name,
            before="",
            after=_("对口联系%(unit)s") % {"unit": unit.name},
            since=asked.keeper.day,
            says=(
                _("从今天起，%(unit)s列为%(body)s的对口联系单位。") % {"unit": unit.name, "body": body.name},
            ),
            untouched=(_("各人的职责和办理中的事项。"),),
        )

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Lay it down."""
        set_counterpart(special_committee=asked.target, unit=values["unit"], standing=True)
        return Done(_("已建立对口联系。"))


class EndCounterpartForm(ChangeForm):
    """Why, and nothing else."""

    reason = reason_field(required=False)


@change_kind
class EndCounterpart(OfBody):
    """解除对口联系."""

    code, label, form_class = "counterpart-end", gettext_lazy("解除对口联系"), EndCounterpartForm

    def target(self, keeper: Keeper, key: str) -> Counterpart:
        """A relation of the committee. Raises Http404."""
        rows = Counterpart.objects.filter(committee=keeper.committee, pk=number_in(key))
        found = rows.select_related("special_committee", "unit").first()
        if found is None:
            raise Http404
        return found

    def title(self, asked: Asked) -> str:
        """With both names."""
        return f"{self.label}：{asked.target}"

    def plan(self, asked: Asked, values: Values) -> Plan:
        """From today."""
        relation = asked.target
        return Plan(
            what=relation.special_committee.name,
            before=_("对口联系%(unit)s") % {"unit": relation.unit.name},
            after=_("不再对口联系"),
            since=asked.keeper.day,
            says=(_("从今天起，%(unit)s不再列为对口联系单位。") % {"unit": relation.unit.name},),
            untouched=(_("各人的职责和办理中的事项。"),),
        )

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Take it back."""
        relation = asked.target
        set_counterpart(special_committee=relation.special_committee, unit=relation.unit, standing=False)
        return Done(_("已解除对口联系。"))

    def back(self, asked: Asked) -> str:
        """The page of the special committee."""
        page = reverse("people:body", args=[asked.target.special_committee_id])
        return f"{page}?committee={asked.keeper.committee.code}"
