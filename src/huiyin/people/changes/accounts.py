"""Changes of accounts: opening, closing, opening again, a new first password."""

from typing import ClassVar

from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiyin.kernel.verdicts import Refused
from huiyin.people.actions.accounts import issue_account, reset_password, set_account_open
from huiyin.people.changes.grants import KEEPERS, PAGE, person_in
from huiyin.people.changing.change import (
    Asked,
    Change,
    ChangeForm,
    ChangeRefused,
    Done,
    Values,
    change_kind,
    reason_field,
)
from huiyin.people.changing.keeper import Keeper
from huiyin.people.changing.plan import Plan
from huiyin.people.enums import Role
from huiyin.people.guards import MANAGING_ROLES, may_keep_account, one_remains
from huiyin.people.models import Account, Grant, Person
from huiyin.people.roster.values import USER_NAME
from huiyin.ui.forms import TextField


def check_user_name(user_name: str) -> None:
    """Refuse a user name that cannot be one, or is taken."""
    if not USER_NAME.fullmatch(user_name):
        text = _("登录名须以字母开头，由 3 至 30 个字母、数字、点、横线或下划线组成。")
        raise ChangeRefused(text, field="user_name")
    if Account.objects.filter(username__iexact=user_name).exists():
        text = _("登录名“%(name)s”已被使用，请换一个。") % {"name": user_name}
        raise ChangeRefused(text, field="user_name")


class OfAccount(Change):
    """Changes of a person's account: never of one's own."""

    page, roles = PAGE, KEEPERS
    wants: ClassVar[bool | None] = True
    """Whether the account must be open (True), closed (False) or not there yet (None)."""
    says: ClassVar[tuple[str | Promise, ...]] = ()
    untouched: ClassVar[tuple[str | Promise, ...]] = ()

    def target(self, keeper: Keeper, key: str) -> Person:
        """A person whose account is in the state that is asked for. Raises Http404."""
        person = person_in(keeper, key)
        state = person.account.is_active if person.account is not None else None
        if state is not self.wants:
            raise Http404
        return person

    def title(self, asked: Asked) -> str:
        """With the name."""
        return f"{self.label}：{asked.target.name}"

    def back(self, asked: Asked) -> str:
        """The page of the person."""
        return f"{reverse('people:person', args=[asked.key])}?committee={asked.keeper.committee.code}"

    def check(self, asked: Asked) -> Person:
        """Refuse what this keeper may not do to this account."""
        keeper, person = asked.keeper, asked.target
        if person.pk == keeper.person.pk:
            raise ChangeRefused(
                _("不能变更自己的账号；修改密码请用页面右上角的“修改密码”。"), code="to-oneself"
            )
        verdict = may_keep_account(keeper.roles, keeper.committees, person, keeper.day)
        if isinstance(verdict, Refused):
            raise ChangeRefused(verdict.text, code=verdict.code)
        return person  # type: ignore[no-any-return]

    def planned(self, asked: Asked, before: str, after: str) -> Plan:
        """From today, with the sentences of the kind."""
        return Plan(
            what=asked.target.name,
            before=before,
            after=after,
            since=asked.keeper.day,
            says=tuple(str(each) for each in self.says),
            untouched=tuple(str(each) for each in self.untouched),
        )


class OpenForm(ChangeForm):
    """The user name."""

    user_name = TextField(
        label=gettext_lazy("登录名"), max_length=30, help_text=gettext_lazy("一般用姓名拼音，如 wang.fang。")
    )
    reason = reason_field(required=False)


@change_kind
class OpenAccount(OfAccount):
    """开通账号."""

    code, label, form_class, wants = "account-open", gettext_lazy("开通账号"), OpenForm, None
    says = (
        gettext_lazy("从现在起可以登录，办理本人职责内的事项。"),
        gettext_lazy("确认后显示一次初始密码，请当面交给本人；首次登录须修改。"),
    )
    untouched = (gettext_lazy("账号本身不带来任何职责。"),)

    def plan(self, asked: Asked, values: Values) -> Plan:
        """A free user name."""
        self.check(asked)
        user_name = values["user_name"].lower()
        check_user_name(user_name)
        return self.planned(asked, _("没有账号"), _("登录名%(user)s") % {"user": user_name})

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Issue it."""
        account, password = issue_account(person=asked.target, user_name=values["user_name"].lower())
        return Done(_("已为%(name)s开通账号") % {"name": asked.target.name}, account.username, password)


class WhyForm(ChangeForm):
    """Why."""

    reason = reason_field(help_text=gettext_lazy("如调离、账号由他人知悉。"))


@change_kind
class CloseAccount(OfAccount):
    """停用账号."""

    code, label, form_class = "account-close", gettext_lazy("停用账号"), WhyForm
    says = (
        gettext_lazy("从现在起不能登录，已经登录的也立即退出。"),
        gettext_lazy("职责仍登记在其名下；不再担任的，请另行终止职责。"),
    )
    untouched = (gettext_lazy("办过的事项，仍记在其名下。"),)

    def plan(self, asked: Asked, values: Values) -> Plan:
        """Refused for the last one who could let others in."""
        person = self.check(asked)
        keeper = asked.keeper
        held = Grant.objects.filter(
            committee=keeper.committee, person=person, role__in=MANAGING_ROLES, deputy_of__isnull=True
        ).exclude(until__lt=keeper.day)
        for grant in held:
            verdict = one_remains(keeper.committee, Role(grant.role), person, keeper.day)
            if isinstance(verdict, Refused):
                raise ChangeRefused(verdict.text, code=verdict.code)
        user = {"user": person.account.username if person.account else ""}
        return self.planned(asked, _("登录名%(user)s") % user, _("停用"))

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Close it."""
        set_account_open(account=asked.target.account, is_open=False)
        return Done(_("已停用%(name)s的账号。") % {"name": asked.target.name})


@change_kind
class ReopenAccount(OfAccount):
    """恢复账号."""

    code, label, form_class, wants = "account-reopen", gettext_lazy("恢复账号"), WhyForm, False
    says = (gettext_lazy("从现在起可以用原来的登录名和密码登录。"),)
    untouched = (gettext_lazy("职责按各自的起止日期计算，不因恢复账号而恢复。"),)

    def plan(self, asked: Asked, values: Values) -> Plan:
        """As before it was closed."""
        self.check(asked)
        return self.planned(asked, _("停用"), _("登录名%(user)s") % {"user": asked.target.account.username})

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Open it again."""
        set_account_open(account=asked.target.account, is_open=True)
        return Done(_("已恢复%(name)s的账号。") % {"name": asked.target.name})


@change_kind
class RenewPassword(OfAccount):
    """重置密码."""

    code, label, form_class = "account-password", gettext_lazy("重置密码"), WhyForm
    says = (
        gettext_lazy("原来的密码立即作废，已经登录的也立即退出。"),
        gettext_lazy("确认后显示一次初始密码，请当面交给本人；首次登录须修改。"),
    )
    untouched = (gettext_lazy("登录名和职责。"),)

    def plan(self, asked: Asked, values: Values) -> Plan:
        """A new first password."""
        self.check(asked)
        return self.planned(asked, _("现用密码"), _("新的初始密码"))

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Make it."""
        account = asked.target.account
        password = reset_password(account=account)
        return Done(_("已重置%(name)s的密码") % {"name": asked.target.name}, account.username, password)
