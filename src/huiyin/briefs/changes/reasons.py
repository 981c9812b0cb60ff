"""不采用的原因: the committee adds, words, orders, retires and takes up again its reasons for declining a brief."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiyin.briefs.models import Brief, UnsuitedReason
from huiyin.briefs.presets.reasons import ensure_unsuited_reasons, reasons_of
from huiyin.people.changing.change import ChangeForm, change_kind, reason_field
from huiyin.people.changing.pages import SettingPage, setting_page
from huiyin.people.changing.worded_list import (
    CLERKS,
    AddRow,
    ChangeRow,
    RestoreRow,
    RetireRow,
    WordedList,
)
from huiyin.people.models import Committee
from huiyin.ui.forms import TextField

PAGE = "unsuited-reasons"
MOST = 60
"""Reasons in use: more than anybody would read through."""


def address(committee: Committee) -> str:
    """The page of reasons."""
    return f"{reverse('briefs:unsuited_reasons')}?committee={committee.code}"


def in_use(committee: Committee) -> list[UnsuitedReason]:
    """The reasons a clerk may choose, in order."""
    return [each for each in reasons_of(committee) if each.in_use]


class ReasonForm(ChangeForm):
    """Wording and place in the list."""

    label = TextField(
        label=gettext_lazy("原因"), max_length=120, help_text=gettext_lazy("反映人会看到这句话。")
    )
    order = forms.IntegerField(
        label=gettext_lazy("排在第几"),
        min_value=1,
        max_value=MOST,
        help_text=gettext_lazy("其余的依次后移。"),
    )
    reason = reason_field(required=False)


def _concerned(committee: Committee, row: UnsuitedReason) -> str:
    used = Brief.objects.filter(committee=committee, unsuited_reason=row).count()
    return _("已以此原因不采用的%(used)d件。") % {"used": used}


WORDED = WordedList(
    noun=gettext_lazy("原因"),
    model=UnsuitedReason,
    rows=reasons_of,
    ensure=ensure_unsuited_reasons,
    address=address,
    most=MOST,
    chosen=gettext_lazy("以后筛选时可选：%(now)s。"),
    untouched=gettext_lazy("已经告知反映人的原因，保持告知时的文字。"),
    still_seen=gettext_lazy("以前用过的信息上仍能看到。"),
    concerned=_concerned,
)


@change_kind
class AddReason(AddRow):
    """增加社情民意信息不采用的原因."""

    code, page, label, worded = (
        "unsuited-reason-add",
        PAGE,
        gettext_lazy("增加社情民意信息不采用的原因"),
        WORDED,
    )
    form_class = ReasonForm


@change_kind
class ChangeReason(ChangeRow):
    """变更社情民意信息不采用的原因."""

    code, page, label, worded = (
        "unsuited-reason-change",
        PAGE,
        gettext_lazy("变更社情民意信息不采用的原因"),
        WORDED,
    )
    form_class = ReasonForm


@change_kind
class RetireReason(RetireRow):
    """停用社情民意信息不采用的原因."""

    code, page, label, worded = (
        "unsuited-reason-retire",
        PAGE,
        gettext_lazy("停用社情民意信息不采用的原因"),
        WORDED,
    )


@change_kind
class RestoreReason(RestoreRow):
    """恢复使用社情民意信息不采用的原因."""

    code, page, label, worded = (
        "unsuited-reason-restore",
        PAGE,
        gettext_lazy("恢复使用社情民意信息不采用的原因"),
        WORDED,
    )


setting_page(
    SettingPage(
        PAGE,
        gettext_lazy("社情民意信息不采用的原因"),
        gettext_lazy("筛选社情民意信息时可选的不采用原因和排列顺序。"),
        address,
        CLERKS,
        lambda committee, day: [_("在用%(number)d条") % {"number": len(in_use(committee))}],
        order=66,
    )
)
