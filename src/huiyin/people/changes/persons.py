"""Changes of persons: registering somebody with a first right, correcting name and post."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiyin.people.actions.accounts import issue_account
from huiyin.people.actions.grants import give_grant
from huiyin.people.actions.persons import add_person, describe_person
from huiyin.people.changes.accounts import check_user_name
from huiyin.people.changes.grant_checks import check_right, in_words, span_in_words
from huiyin.people.changes.grants import KEEPERS, PAGE, GrantForm, person_in, says_of_right
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
from huiyin.people.models import Grant, Person
from huiyin.people.selectors.staff import persons_of
from huiyin.ui.forms import TextField


class PersonForm(GrantForm):
    """Somebody new, with the first right and, if wanted, an account."""

    name = TextField(label=gettext_lazy("姓名"), max_length=60)
    post = TextField(label=gettext_lazy("职务"), max_length=120, required=False)
    user_name = TextField(
        label=gettext_lazy("登录名"),
        max_length=30,
        required=False,
        help_text=gettext_lazy("需要登录的填写，一般用姓名拼音，如 wang.fang；确认后显示一次初始密码。"),
    )
    namesake = forms.BooleanField(label=gettext_lazy("与已登记的同名人员不是同一人"), required=False)
    field_order = ("name", "post", "role", "body", "since", "until", "user_name", "namesake", "reason")


@change_kind
class AddPerson(Change):
    """登记人员."""

    code, page, label, roles = "person-add", PAGE, gettext_lazy("登记人员"), KEEPERS
    about = gettext_lazy("登记一位新的工作人员，同时授予职责；委员请用“导入名册”。")
    form_class = PersonForm

    def initial(self, asked: Asked) -> dict[str, Any]:
        """The role named in the address, from today."""
        return {"since": asked.keeper.day, "role": asked.key if asked.key in Role.values else ""}

    def plan(self, asked: Asked, values: Values) -> Plan:
        """A second person of one name only when said to be another."""
        known = persons_of(asked.keeper.committee).filter(name=values["name"]).first()
        if known is not None and not values["namesake"]:
            text = _(
                "本会已登记%(name)s（%(post)s）。是同一人的，请在其页面授予职责；是另一人的，请勾选同名。"
            )
            said = {"name": known.name, "post": known.post or _("未填职务")}
            raise ChangeRefused(text % said, field="name")
        check_right(asked.keeper, None, values)
        user_name = values["user_name"].lower()
        if user_name:
            check_user_name(user_name)
        right = in_words(Role(values["role"]), values["body"])
        says = says_of_right(values["name"], right, values["since"], bool(user_name))
        if user_name:
            says.append(
                _("开通账号“%(user)s”，确认后显示一次初始密码，首次登录须修改。") % {"user": user_name}
            )
        account = _("，登录名%(user)s") % {"user": user_name} if user_name else ""
        return Plan(
            what=values["name"],
            before="",
            after=f"{right}，{span_in_words(values['since'], values['until'])}{account}",
            since=values["since"],
            says=tuple(says),
            untouched=(_("同一职责的其他人员。"),),
        )

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Person, right and account together, or nothing."""
        person = add_person(name=values["name"], post=values["post"], namesake=True)
        give_grant(
            person=person,
            role=Role(values["role"]),
            committee=asked.keeper.committee,
            body=values["body"],
            since=values["since"],
            until=values["until"],
        )
        text = _("已登记%(name)s。") % {"name": person.name}
        if not values["user_name"]:
            return Done(text)
        account, password = issue_account(person=person, user_name=values["user_name"].lower())
        return Done(text, account.username, password)

    def back(self, asked: Asked) -> str:
        """The list of persons."""
        return f"{reverse('people:persons')}?committee={asked.keeper.committee.code}"


class DescribeForm(ChangeForm):
    """Name and post."""

    name = TextField(label=gettext_lazy("姓名"), max_length=60)
    post = TextField(label=gettext_lazy("职务"), max_length=120, required=False)
    reason = reason_field(required=False)


@change_kind
class DescribePerson(Change):
    """变更姓名、职务."""

    code, page, label, roles = "person-describe", PAGE, gettext_lazy("变更姓名、职务"), KEEPERS
    form_class = DescribeForm

    def target(self, keeper: Keeper, key: str) -> Person:
        """The person."""
        return person_in(keeper, key)

    def title(self, asked: Asked) -> str:
        """With the name."""
        return f"{self.label}：{asked.target.name}"

    def initial(self, asked: Asked) -> dict[str, Any]:
        """As they are."""
        return {"name": asked.target.name, "post": asked.target.post}

    def plan(self, asked: Asked, values: Values) -> Plan:
        """A post is what stands beside the name; it gives no right."""
        person = asked.target
        if (person.name, person.post) == (values["name"], values["post"]):
            raise ChangeRefused(_("姓名、职务与现在的相同。"), field="post")
        if Grant.objects.filter(person=person).exclude(committee__in=asked.keeper.committees).exists():
            text = _("%(name)s还在别的政协任职，姓名、职务请系统管理员在服务器上办理。")
            raise ChangeRefused(text % {"name": person.name})
        return Plan(
            what=person.name,
            before=_words(person.name, person.post),
            after=_words(values["name"], values["post"]),
            since=asked.keeper.day,
            says=(_("从今天起，页面和新生成的文书用新的写法。"), _("职务只用于显示，不改变能办理的事项。")),
            untouched=(_("已经形成的办理记录和文书，仍是当时的写法。"), _("账号和职责。")),
        )

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Store them."""
        describe_person(person=asked.target, name=values["name"], post=values["post"])
        return Done(_("已变更。"))

    def back(self, asked: Asked) -> str:
        """The page of the person."""
        return f"{reverse('people:person', args=[asked.key])}?committee={asked.keeper.committee.code}"


def _words(name: str, post: str) -> str:
    return f"{name}（{post}）" if post else name
