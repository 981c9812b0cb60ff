"""Changes of rights: giving one, ending one."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiyin.kernel.text import said_day
from huiyin.people.actions.grants import end_grant, give_grant, take_back_grant
from huiyin.people.changes.grant_checks import check_right, days_of, in_words, refuse_verdict, span_in_words
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
from huiyin.people.enums import Role
from huiyin.people.guards import MANAGING_ROLES, one_remains
from huiyin.people.models import Body, Grant, Person
from huiyin.people.rules import GIVEN_BY, may_give
from huiyin.people.selectors.staff import persons_of
from huiyin.ui.forms import DateField, ObjectField

KEEPERS = frozenset(MANAGING_ROLES)
PAGE = "persons"


def person_in(keeper: Keeper, key: str) -> Person:
    """A person of the keeper's committee. Raises Http404."""
    found = persons_of(keeper.committee).filter(pk=number_in(key)).first()
    if found is None:
        raise Http404
    return found


def grant_in(keeper: Keeper, key: str) -> Grant:
    """A right in the keeper's committee that has not ended. Raises Http404."""
    rows = Grant.objects.filter(committee=keeper.committee, pk=number_in(key))
    rows = rows.filter(Q(until__isnull=True) | Q(until__gte=keeper.day))
    found = rows.select_related("person__account", "body", "deputy_of__person").first()
    if found is None:
        raise Http404
    return found


def roles_given(keeper: Keeper) -> list[tuple[str, str]]:
    """The roles that this keeper gives, for choosing; members come by the roster."""
    mine = [role for role, giver in GIVEN_BY.items() if giver in keeper.roles and role != Role.MEMBER]
    return [("", _("请选择")), *((role.value, str(role.label)) for role in Role if role in mine)]


def living_bodies(asked: Asked) -> QuerySet[Body]:
    """Bodies in which somebody may act from now on."""
    rows = Body.objects.filter(committee=asked.keeper.committee)
    return rows.filter(Q(until__isnull=True) | Q(until__gte=asked.keeper.day)).order_by("kind", "pk")


class GrantForm(ChangeForm):
    """The right and its days."""

    role = forms.ChoiceField(label=gettext_lazy("职责"))
    body = ObjectField(
        label=gettext_lazy("所在机构"),
        offered=living_bodies,
        required=False,
        help_text=gettext_lazy("经办人、核稿人、单位领导必须选机构；主席、秘书长等可以不选。"),
    )
    since = DateField(label=gettext_lazy("起始日期"))
    until = DateField(
        label=gettext_lazy("最后一天"), required=False, help_text=gettext_lazy("长期有效的不填。")
    )
    reason = reason_field(required=False)

    def prepare(self) -> None:
        """Offer what this keeper gives."""
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        if isinstance(self.context, Asked):
            field.choices = roles_given(self.context.keeper)
            if Role.SYSTEM_OPERATOR not in self.context.keeper.roles:
                field.help_text = _("政协办经办人、系统管理员由系统管理员授予，请与其联系。")


@change_kind
class GiveGrant(Change):
    """授予职责."""

    code, page, label, roles = "grant-give", PAGE, gettext_lazy("授予职责"), KEEPERS
    form_class = GrantForm

    def target(self, keeper: Keeper, key: str) -> Person:
        """The person."""
        return person_in(keeper, key)

    def title(self, asked: Asked) -> str:
        """With the name."""
        return f"{self.label}：{asked.target.name}"

    def initial(self, asked: Asked) -> dict[str, Any]:
        """From today."""
        return {"since": asked.keeper.day}

    def plan(self, asked: Asked, values: Values) -> Plan:
        """What the person will be able to do."""
        person = asked.target
        check_right(asked.keeper, person, values)
        right = in_words(Role(values["role"]), values["body"])
        return Plan(
            what=person.name,
            before="",
            after=f"{right}，{span_in_words(values['since'], values['until'])}",
            since=values["since"],
            says=tuple(says_of_right(person.name, right, values["since"], bool(person.account_id))),
            untouched=(_("%(name)s已有的其他职责。") % {"name": person.name}, _("同一职责的其他人员。")),
        )

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Give it."""
        give_grant(
            person=asked.target,
            role=Role(values["role"]),
            committee=asked.keeper.committee,
            body=values["body"],
            since=values["since"],
            until=values["until"],
        )
        return Done(_("已授予%(name)s职责。") % {"name": asked.target.name})

    def back(self, asked: Asked) -> str:
        """The page of the person."""
        return f"{reverse('people:person', args=[asked.key])}?committee={asked.keeper.committee.code}"


def says_of_right(name: str, right: str, since: date, has_account: bool) -> list[str]:
    """What a right brings."""
    said = {"name": name, "right": right, "day": said_day(since)}
    says = [_("从%(day)s起，%(name)s可以办理“%(right)s”的事项，看到相应的待办。") % said]
    if not has_account:
        says.append(_("%(name)s还没有账号，开通之后才能登录办理。") % said)
    return says


class OfGrant(Change):
    """Changes of a right that somebody holds."""

    page, roles = PAGE, KEEPERS

    def target(self, keeper: Keeper, key: str) -> Grant:
        """The right."""
        return grant_in(keeper, key)

    def title(self, asked: Asked) -> str:
        """With name and role."""
        grant = asked.target
        return f"{self.label}：{grant.person.name} {in_words(Role(grant.role), grant.body)}"

    def back(self, asked: Asked) -> str:
        """The page of the person who holds it."""
        page = reverse("people:person", args=[asked.target.person_id])
        return f"{page}?committee={asked.keeper.committee.code}"


class EndForm(ChangeForm):
    """The last day."""

    until = DateField(
        label=gettext_lazy("最后一天"),
        help_text=gettext_lazy("到这一天为止（含当天）。填昨天，今天起就不能再办理。"),
    )
    reason = reason_field(help_text=gettext_lazy("如调离、退休、分工调整。"))


@change_kind
class EndGrant(OfGrant):
    """终止职责."""

    code, label, form_class = "grant-end", gettext_lazy("终止职责"), EndForm

    def initial(self, asked: Asked) -> dict[str, Any]:
        """Today, or its first day when that is still to come."""
        return {"until": max(asked.keeper.day, asked.target.since)}

    def plan(self, asked: Asked, values: Values) -> Plan:
        """Refused for oneself, for another giver's role, for the last clerk; what was done stays done."""
        keeper, grant, until = asked.keeper, asked.target, values["until"]
        role = Role(grant.role)
        if grant.person_id == keeper.person.pk:
            raise ChangeRefused(_("不能终止自己的职责，请由另一位有权限的人员办理。"), code="of-oneself")
        refuse_verdict(may_give(keeper.roles, role))
        if until < keeper.day - timedelta(days=1):
            text = _("最后一天不能早于昨天：此前办理的事项是有权办理的，不能倒填。")
            raise ChangeRefused(text, field="until")
        if until < grant.since <= keeper.day:
            raise ChangeRefused(_("最后一天早于起始日期。"), field="until")
        if grant.until is not None and grant.until <= until:
            text = _("这项职责本来就到%(day)s为止。") % {"day": said_day(grant.until)}
            raise ChangeRefused(text, field="until")
        if grant.deputy_of_id is None:
            refuse_verdict(one_remains(keeper.committee, role, grant.person, until))
        deputies = [each.person.name for each in grant.deputies.select_related("person")]
        says = [self._says(grant, until)]
        if deputies:
            says.append(_("由%(names)s代行的，同时终止。") % {"names": "、".join(deputies)})
        return Plan(
            what=grant.person.name,
            before=f"{in_words(role, grant.body)}，{days_of(grant)}",
            after=_("取消") if until < grant.since else _("到%(day)s为止") % {"day": said_day(until)},
            since=until,
            says=tuple(says),
            untouched=(
                _("%(name)s办过的事项，仍记在其名下。") % {"name": grant.person.name},
                _("正等其办理的事项，由同一职责的其他人员接着办。"),
                _("账号；不再使用的请另行停用。"),
            ),
        )

    def _says(self, grant: Grant, until: date) -> str:
        if until < grant.since:
            return _("这项职责还没有开始，将直接取消。")
        day = said_day(until + timedelta(days=1))
        said = {"day": day, "name": grant.person.name, "role": grant.get_role_display()}
        return _("从%(day)s起，%(name)s不能再以“%(role)s”办理。") % said

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """End it; one that has not begun is taken back whole."""
        if values["until"] < asked.target.since:
            take_back_grant(grant=asked.target)
        else:
            end_grant(grant=asked.target, on=values["until"])
        return Done(_("已登记终止%(name)s的职责。") % {"name": asked.target.person.name})
