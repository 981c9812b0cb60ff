"""Letting somebody stand in for the holder of a right."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiyin.kernel.verdicts import Refused
from huiyin.people.actions.grants import appoint_deputy
from huiyin.people.changes.grant_checks import (
    check_span,
    days_of,
    in_words,
    overlapping,
    refuse_verdict,
    span_in_words,
)
from huiyin.people.changes.grants import OfGrant
from huiyin.people.changing.change import (
    Asked,
    ChangeForm,
    ChangeRefused,
    Done,
    Values,
    change_kind,
    reason_field,
)
from huiyin.people.changing.plan import Plan
from huiyin.people.enums import Role
from huiyin.people.models import Grant, Person
from huiyin.people.rules import may_give
from huiyin.people.selectors.staff import find_person_of
from huiyin.ui.forms import DateField, TextField


class DeputyForm(ChangeForm):
    """Who stands in, and for how long."""

    person = TextField(
        label=gettext_lazy("代行人"), max_length=60, help_text=gettext_lazy("填姓名；同名的填编号，如 #12。")
    )
    since = DateField(label=gettext_lazy("起始日期"))
    until = DateField(
        label=gettext_lazy("最后一天"),
        required=False,
        help_text=gettext_lazy("一般写明，如外出学习结束的日期。"),
    )
    reason = reason_field(required=False)


@change_kind
class AppointDeputy(OfGrant):
    """登记代行."""

    code, label, form_class = "grant-deputy", gettext_lazy("登记代行"), DeputyForm

    def initial(self, asked: Asked) -> dict[str, Any]:
        """From today."""
        return {"since": max(asked.keeper.day, asked.target.since)}

    def plan(self, asked: Asked, values: Values) -> Plan:
        """The principal keeps the right; acts say for whom they were done."""
        keeper, principal = asked.keeper, asked.target
        refuse_verdict(may_give(keeper.roles, Role(principal.role)))
        person = self._person(asked, values)
        check_span(keeper, values["since"], values["until"])
        if values["since"] < principal.since or (principal.until and values["since"] > principal.until):
            text = _("起始日期不在被代行的职责期限之内：%(days)s。") % {"days": days_of(principal)}
            raise ChangeRefused(text, field="since")
        if overlapping(
            Grant.objects.filter(deputy_of=principal, person=person), values["since"], values["until"]
        ):
            raise ChangeRefused(_("%(name)s在这几天已登记代行。") % {"name": person.name}, field="person")
        right = in_words(Role(principal.role), principal.body)
        said = {"name": person.name, "principal": principal.person.name, "right": right}
        return Plan(
            what=principal.person.name,
            before="",
            after=_("由%(name)s代行%(right)s") % said
            + f"，{span_in_words(values['since'], values['until'])}",
            since=values["since"],
            says=(
                _("这几天里，%(name)s可以代%(principal)s办理“%(right)s”的事项，记录中写明代行。") % said,
                _("%(principal)s的职责终止时，代行同时终止。") % said,
            ),
            untouched=(_("%(principal)s自己仍可办理。") % said,),
        )

    def _person(self, asked: Asked, values: Values) -> Person:
        found = find_person_of(asked.keeper.committee, values["person"])
        if isinstance(found, Refused):
            raise ChangeRefused(found.text, field="person")
        if found.pk == asked.keeper.person.pk:
            text = _("不能给自己登记代行，请由另一位有权限的人员办理。")
            raise ChangeRefused(text, field="person", code="to-oneself")
        if found.pk == asked.target.person_id:
            raise ChangeRefused(_("不能由本人代行本人职权。"), field="person")
        if asked.target.deputy_of_id is not None:
            raise ChangeRefused(_("代行的职权不能再转由他人代行。"))
        return found

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Register it."""
        person = self._person(asked, values)
        appoint_deputy(principal=asked.target, person=person, since=values["since"], until=values["until"])
        said = {"name": person.name, "principal": asked.target.person.name}
        return Done(_("已登记由%(name)s代行%(principal)s的职责。") % said)
