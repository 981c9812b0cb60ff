"""Changes of bodies: registering, renaming from a day on, another short name, dissolving."""

from datetime import date, timedelta
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
    cancel_coming_name,
    dissolve_body,
    rename_from,
    shorten_name,
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


class RenameForm(ChangeForm):
    """The new name and its first day."""

    name = TextField(label=gettext_lazy("新的全称"), max_length=100)
    short_name = TextField(
        label=gettext_lazy("新的简称"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("不填则沿用现在的简称。"),
    )
    on = DateField(
        label=gettext_lazy("更名日期"), help_text=gettext_lazy("从这一天起用新名称，可以是将来的日期。")
    )
    reason = reason_field(required=False, help_text=gettext_lazy("如机构改革文件的文号。"))


@change_kind
class RenameBody(OfBody):
    """机构更名."""

    code, label, form_class = "body-rename", gettext_lazy("机构更名"), RenameForm

    def initial(self, asked: Asked) -> dict[str, Any]:
        """From today, unless said otherwise."""
        return {"on": asked.keeper.day}

    def plan(self, asked: Asked, values: Values) -> Plan:
        """The old name stays as a former name."""
        body, name, on = asked.target, values["name"], values["on"]
        self._refuse(body, name, on)
        short = values["short_name"] or body.short_name
        says = [
            _("从%(day)s起，页面和新生成的文书用“%(name)s”。") % {"day": said_day(on), "name": name},
            _("“%(old)s”作为曾用名保留，来文写旧名仍能认出。") % {"old": body.name},
        ]
        if on > asked.keeper.day:
            says.append(_("到那一天之前仍用“%(old)s”；到期由后台任务自动改用新名。") % {"old": body.name})
        if on < asked.keeper.day:
            says.append(_("更名日期早于今天：只影响今后的显示和查找，不改动此前的记录。"))
        return Plan(
            what=body.name,
            before=_named(body.name, body.short_name),
            after=_named(name, short),
            since=on,
            says=tuple(says),
            untouched=(
                _("已经生成的文书、已经形成的办理记录，仍是当时的名称。"),
                _("其中人员的职责和办理中的事项。"),
            ),
        )

    def _refuse(self, body: Body, name: str, on: date) -> None:
        if body.name == name:
            raise ChangeRefused(_("新名称与现在的名称相同。"), field="name")
        coming = getattr(body, "coming_name", None)
        if coming is not None:
            text = _("已登记从%(day)s起更名为“%(name)s”，请先取消那次更名。")
            raise ChangeRefused(text % {"day": said_day(coming.on), "name": coming.name})
        if body.since is not None and on < body.since:
            text = _("更名日期早于设立日期%(day)s。") % {"day": said_day(body.since)}
            raise ChangeRefused(text, field="on")
        if body.until is not None and on > body.until:
            text = _("%(name)s已登记到%(day)s撤销，不能在此之后更名。")
            raise ChangeRefused(text % {"name": body.name, "day": said_day(body.until)}, field="on")
        refuse_taken(body, name, field="name")

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Now, or on its day."""
        now = rename_from(
            body=asked.target,
            name=values["name"],
            short_name=values["short_name"],
            on=values["on"],
            today=asked.keeper.day,
        )
        said = {"name": values["name"], "day": said_day(values["on"])}
        text = _("已更名为%(name)s，旧称作为曾用名保留。") if now else _("已登记从%(day)s起更名为%(name)s。")
        return Done(text % said)


def _named(name: str, short_name: str) -> str:
    return f"{name}（{short_name}）" if short_name else name


class ReasonForm(ChangeForm):
    """Why, and nothing else."""

    reason = reason_field(required=False)


@change_kind
class CancelRename(OfBody):
    """取消尚未生效的更名."""

    code, label, form_class = "body-rename-cancel", gettext_lazy("取消更名"), ReasonForm

    def target(self, keeper: Keeper, key: str) -> Body:
        """A body with a coming name. Raises Http404 without."""
        body = body_of(keeper, key)
        if getattr(body, "coming_name", None) is None:
            raise Http404
        return body

    def plan(self, asked: Asked, values: Values) -> Plan:
        """Everything stays as it is."""
        coming = asked.target.coming_name
        return Plan(
            what=asked.target.name,
            before=_("从%(day)s起更名为%(name)s") % {"day": said_day(coming.on), "name": coming.name},
            after=_("不更名"),
            since=asked.keeper.day,
            says=(_("仍用“%(name)s”，到期不再更名。") % {"name": asked.target.name},),
        )

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Forget the coming name."""
        cancel_coming_name(body=asked.target)
        return Done(_("已取消更名。"))


class ShortNameForm(ChangeForm):
    """The short name."""

    short_name = TextField(
        label=gettext_lazy("简称"), max_length=40, required=False, help_text=gettext_lazy("不填则不用简称。")
    )
    reason = reason_field(required=False)


@change_kind
class ShortName(OfBody):
    """变更简称."""

    code, label, form_class = "body-short-name", gettext_lazy("变更简称"), ShortNameForm

    def initial(self, asked: Asked) -> dict[str, Any]:
        """The present one."""
        return {"short_name": asked.target.short_name}

    def plan(self, asked: Asked, values: Values) -> Plan:
        """Lists show the short name; the full name is untouched."""
        body, short = asked.target, values["short_name"]
        if short == body.short_name:
            raise ChangeRefused(_("与现在的简称相同。"), field="short_name")
        if short:
            refuse_taken(body, short, field="short_name")
        says = [_("从今天起，列表中显示“%(name)s”。") % {"name": short or body.name}]
        if body.short_name:
            says.append(
                _("写“%(old)s”的来文不再能认出；仍要认出的，请另加为别称。") % {"old": body.short_name}
            )
        return Plan(
            what=body.name,
            before=body.short_name,
            after=short,
            since=asked.keeper.day,
            says=tuple(says),
            untouched=(_("全称，已经生成的文书和办理记录。"),),
        )

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Store it."""
        shorten_name(body=asked.target, short_name=values["short_name"])
        return Done(_("简称已变更。"))


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
