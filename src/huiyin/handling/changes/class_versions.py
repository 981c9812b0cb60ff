"""Reply classes and evaluation values: what may be changed of each, with their pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from huiyin.handling.changes.schemes import EVALUATION_VALUES, REPLY_CLASSES, Scheme, words_in_force
from huiyin.handling.changes.versions import (
    CLERKS,
    AddToScheme,
    CallOff,
    NameForm,
    ReasonForm,
    RenameInScheme,
    RetireFromScheme,
    SinceForm,
)
from huiyin.handling.scheme_rules import (
    in_force,
)
from huiyin.people.changing.change import (
    change_kind,
)
from huiyin.people.changing.pages import SettingPage, setting_page
from huiyin.ui.forms import TextField


class ClassNameForm(NameForm):
    """Name and meaning of a reply class."""

    scheme = REPLY_CLASSES
    label = TextField(label=gettext_lazy("名称"), max_length=60)


class ClassForm(ClassNameForm):
    """The same with its letter."""

    code = forms.RegexField(
        r"^[A-Za-z]$",
        label=gettext_lazy("代号"),
        help_text=gettext_lazy("一个字母，如 D。"),
        error_messages={"invalid": gettext_lazy("代号是一个字母，如 D。")},
    )


class ValueForm(NameForm):
    """Name and meaning of an evaluation value."""

    scheme = EVALUATION_VALUES


@change_kind
class AddClass(AddToScheme):
    """增加答复类别."""

    code, page, label = "reply-class-add", REPLY_CLASSES.page, gettext_lazy("增加答复类别")
    form_class, scheme = ClassForm, REPLY_CLASSES


@change_kind
class RenameClass(RenameInScheme):
    """变更答复类别."""

    code, page, label = "reply-class-rename", REPLY_CLASSES.page, gettext_lazy("变更答复类别")
    form_class, scheme = ClassNameForm, REPLY_CLASSES


@change_kind
class RetireClass(RetireFromScheme):
    """停用答复类别."""

    code, page, label = "reply-class-retire", REPLY_CLASSES.page, gettext_lazy("停用答复类别")
    form_class, scheme = SinceForm, REPLY_CLASSES


@change_kind
class CallOffClass(CallOff):
    """取消未生效的变更."""

    code, page, label = "reply-class-call-off", REPLY_CLASSES.page, gettext_lazy("取消未生效的变更")
    form_class, scheme = ReasonForm, REPLY_CLASSES


@change_kind
class AddValue(AddToScheme):
    """增加评价等次."""

    code, page, label = "evaluation-value-add", EVALUATION_VALUES.page, gettext_lazy("增加评价等次")
    form_class, scheme = ValueForm, EVALUATION_VALUES


@change_kind
class RenameValue(RenameInScheme):
    """变更评价等次."""

    code, page, label = "evaluation-value-rename", EVALUATION_VALUES.page, gettext_lazy("变更评价等次")
    form_class, scheme = ValueForm, EVALUATION_VALUES


@change_kind
class RetireValue(RetireFromScheme):
    """停用评价等次."""

    code, page, label = "evaluation-value-retire", EVALUATION_VALUES.page, gettext_lazy("停用评价等次")
    form_class, scheme = SinceForm, EVALUATION_VALUES


@change_kind
class CallOffValue(CallOff):
    """取消未生效的变更."""

    code, page, label = "evaluation-value-call-off", EVALUATION_VALUES.page, gettext_lazy("取消未生效的变更")
    form_class, scheme = ReasonForm, EVALUATION_VALUES


def _add_page(scheme: Scheme, about: Any, order: int) -> None:
    setting_page(
        SettingPage(
            scheme.page,
            scheme.noun,
            about,
            scheme.address,
            CLERKS,
            lambda committee, day: words_in_force(scheme, in_force(scheme.versions(committee), day)),
            order=order,
        )
    )


_add_page(REPLY_CLASSES, gettext_lazy("答复右上角的 A、B、C 类，各自的名称和统计口径。"), 50)
_add_page(EVALUATION_VALUES, gettext_lazy("委员和意见提出人评价办理情况时可选的等次。"), 55)
