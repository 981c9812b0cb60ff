"""重点提案遴选标准: the committee adds, words, orders, retires and takes up again its criteria for key proposals."""

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
from huiyin.proposals.models import KeyCriterion, KeyCriterionMet
from huiyin.proposals.presets.key_criteria import criteria_in_use, criteria_of, ensure_key_criteria
from huiyin.ui.forms import TextField

PAGE = "key-criteria"
MOST = 30
"""Criteria in use: more than anybody would weigh."""


def address(committee: Committee) -> str:
    """The page of criteria."""
    return f"{reverse('proposals:key_criteria')}?committee={committee.code}"


class CriterionForm(ChangeForm):
    """Wording and place in the list."""

    label = TextField(
        label=gettext_lazy("标准"), max_length=120, help_text=gettext_lazy("提案人和承办单位会看到这句话。")
    )
    order = forms.IntegerField(
        label=gettext_lazy("排在第几"),
        min_value=1,
        max_value=MOST,
        help_text=gettext_lazy("其余的依次后移。"),
    )
    reason = reason_field(required=False)


def _concerned(committee: Committee, row: KeyCriterion) -> str:
    met = KeyCriterionMet.objects.filter(committee=committee, code=row.code)
    number = met.values("proposal").distinct().count()
    return _("已登记符合这一标准的提案%(number)d件。") % {"number": number}


WORDED = WordedList(
    noun=gettext_lazy("标准"),
    model=KeyCriterion,
    rows=criteria_of,
    ensure=ensure_key_criteria,
    address=address,
    most=MOST,
    chosen=gettext_lazy("以后提名、确定重点提案时可选：%(now)s。"),
    untouched=gettext_lazy("已经提名、已经确定的，保持当时的文字。"),
    still_seen=gettext_lazy("以前登记过的提案上仍能看到。"),
    concerned=_concerned,
)


@change_kind
class AddCriterion(AddRow):
    """增加重点提案遴选标准."""

    code, page, label, worded = "key-criterion-add", PAGE, gettext_lazy("增加重点提案遴选标准"), WORDED
    form_class = CriterionForm


@change_kind
class ChangeCriterion(ChangeRow):
    """变更重点提案遴选标准."""

    code, page, label, worded = "key-criterion-change", PAGE, gettext_lazy("变更重点提案遴选标准"), WORDED
    form_class = CriterionForm


@change_kind
class RetireCriterion(RetireRow):
    """停用重点提案遴选标准."""

    code, page, label, worded = "key-criterion-retire", PAGE, gettext_lazy("停用重点提案遴选标准"), WORDED


@change_kind
class RestoreCriterion(RestoreRow):
    """恢复使用重点提案遴选标准."""

    code, page, label, worded = (
        "key-criterion-restore",
        PAGE,
        gettext_lazy("恢复使用重点提案遴选标准"),
        WORDED,
    )


setting_page(
    SettingPage(
        PAGE,
        gettext_lazy("重点提案遴选标准"),
        gettext_lazy("提名和确定重点提案时可选的标准和排列顺序。"),
        address,
        CLERKS,
        lambda committee, day: [_("在用%(number)d条") % {"number": len(criteria_in_use(committee))}],
        order=63,
    )
)
