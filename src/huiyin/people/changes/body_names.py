"""Changes of a body's names: a new name from a day on, a coming one called off, the short name."""

from datetime import date
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiyin.kernel.text import said_day
from huiyin.people.actions.bodies import (
    cancel_coming_name,
    rename_from,
    shorten_name,
)
from huiyin.people.changes.bodies import OfBody, body_of, refuse_taken
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
from huiyin.people.models import Body
from huiyin.ui.forms import DateField, TextField


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
