"""不予立案理由: the committee adds, words, orders, retires and takes up again its reasons for not docketing."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
from huiyin.proposals.enums import Disposal
from huiyin.proposals.models import Examination, Proposal, RefusalReason
from huiyin.proposals.presets.reasons import ensure_refusal_reasons, reasons_of
from huiyin.ui.forms import TextField

PAGE = "refusal-reasons"
MOST = 60
"""Reasons in use: more than anybody would read through."""


def address(committee: Committee) -> str:
    """The page of reasons."""
    return f"{reverse('proposals:refusal_reasons')}?committee={committee.code}"


def in_use(committee: Committee) -> list[RefusalReason]:
    """The reasons an examiner may choose, in order."""
    return [each for each in reasons_of(committee) if each.in_use]


def said(label: str, disposal: str) -> str:
    """A reason with where its content usually goes."""
    where = dict(Disposal.choices).get(disposal)
    return _("%(label)s（一般%(where)s）") % {"label": label, "where": where} if where else label


class ReasonForm(ChangeForm):
    """Wording, place in the list, and where the content usually goes."""

    label = TextField(
        label=gettext_lazy("理由"), max_length=120, help_text=gettext_lazy("提案人会看到这句话。")
    )
    order = forms.IntegerField(
        label=gettext_lazy("排在第几"),
        min_value=1,
        max_value=MOST,
        help_text=gettext_lazy("其余的依次后移。"),
    )
    disposal = forms.ChoiceField(
        label=gettext_lazy("一般去向"),
        choices=[("", gettext_lazy("不预先选定")), *Disposal.choices],
        required=False,
        help_text=gettext_lazy("审查时没有另选去向的，按这里办。"),
    )
    reason = reason_field(required=False)


def _concerned(committee: Committee, row: RefusalReason) -> str:
    used = Proposal.objects.filter(committee=committee, refusal_reason=row).count()
    advised = Examination.objects.filter(committee=committee, reason=row)
    number = {"used": used, "advised": advised.values("proposal").distinct().count()}
    return _("已以此理由不予立案的%(used)d件，审查意见中提到的%(advised)d件。") % number


WORDED = WordedList(
    noun=gettext_lazy("理由"),
    model=RefusalReason,
    rows=reasons_of,
    ensure=ensure_refusal_reasons,
    address=address,
    most=MOST,
    chosen=gettext_lazy("以后审查提案时可选：%(now)s。"),
    untouched=gettext_lazy("已经告知提案人的理由，保持告知时的文字。"),
    still_seen=gettext_lazy("以前用过的提案上仍能看到。"),
    concerned=_concerned,
    more=("disposal",),
    said=lambda label, more: said(label, more["disposal"]),
)


@change_kind
class AddReason(AddRow):
    """增加不予立案理由."""

    code, page, label, worded = "refusal-reason-add", PAGE, gettext_lazy("增加不予立案理由"), WORDED
    form_class = ReasonForm


@change_kind
class ChangeReason(ChangeRow):
    """变更不予立案理由."""

    code, page, label, worded = "refusal-reason-change", PAGE, gettext_lazy("变更不予立案理由"), WORDED
    form_class = ReasonForm


@change_kind
class RetireReason(RetireRow):
    """停用不予立案理由."""

    code, page, label, worded = "refusal-reason-retire", PAGE, gettext_lazy("停用不予立案理由"), WORDED


@change_kind
class RestoreReason(RestoreRow):
    """恢复使用不予立案理由."""

    code, page, label, worded = "refusal-reason-restore", PAGE, gettext_lazy("恢复使用不予立案理由"), WORDED


setting_page(
    SettingPage(
        PAGE,
        gettext_lazy("不予立案理由"),
        gettext_lazy("审查提案时可选的不予立案理由、排列顺序和一般去向。"),
        address,
        CLERKS,
        lambda committee, day: [_("在用%(number)d条") % {"number": len(in_use(committee))}],
        order=62,
    )
)
