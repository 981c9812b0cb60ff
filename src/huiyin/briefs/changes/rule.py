"""社情民意信息规则: how long a brief may be, and who signs it."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiyin.briefs.enums import Signing
from huiyin.briefs.models import Brief, BriefRule
from huiyin.briefs.rules.state_groups import SIGNING, WRITING
from huiyin.briefs.selectors.brief import rule_of
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
from huiyin.people.changing.pages import SettingPage, setting_page
from huiyin.people.changing.plan import Plan
from huiyin.people.enums import Role
from huiyin.people.models import Committee

CLERKS = frozenset({Role.CPPCC_CLERK})
PAGE = "brief-rules"
LEAST, MOST = 300, 5000
"""Characters: shorter says nothing, longer is a report."""


def address(committee: Committee) -> str:
    """The page of these rules."""
    return f"{reverse('briefs:rules')}?committee={committee.code}"


def said(rule: BriefRule) -> str:
    """A rule in words."""
    return _("不超过%(longest)d字，%(signing)s") % {
        "longest": rule.longest,
        "signing": rule.get_signing_display(),
    }


class RuleForm(ChangeForm):
    """The limit, the signatures, and why."""

    longest = forms.IntegerField(
        label=gettext_lazy("字数上限"),
        min_value=LEAST,
        max_value=MOST,
        help_text=gettext_lazy("情况、分析和建议合计，不计空格和换行。"),
    )
    signing = forms.ChoiceField(label=gettext_lazy("审签"), choices=Signing.choices)
    reason = reason_field(required=False)


@change_kind
class ChangeRule(Change):
    """变更规则."""

    code, page, roles = "brief-rule", PAGE, CLERKS
    label, form_class = gettext_lazy("变更社情民意信息规则"), RuleForm

    def back(self, asked: Asked) -> str:
        """The page of these rules."""
        return address(asked.keeper.committee)

    def initial(self, asked: Asked) -> dict[str, Any]:
        """As it is."""
        now = rule_of(asked.keeper.committee)
        return {"longest": now.longest, "signing": now.signing}

    def plan(self, asked: Asked, values: Values) -> Plan:
        """What is handed in and sent to be signed from now on follows it."""
        committee = asked.keeper.committee
        now = rule_of(committee)
        after = BriefRule(committee=committee, longest=values["longest"], signing=values["signing"])
        if (now.longest, now.signing) == (after.longest, after.signing):
            raise ChangeRefused(_("与现在的设定相同。"), field="longest")
        rows = Brief.objects.filter(committee=committee)
        count = {
            "writing": rows.filter(matter__state__in=WRITING).count(),
            "signing": rows.filter(matter__state__in=SIGNING).count(),
        }
        return Plan(
            what=_("社情民意信息"),
            before=said(now),
            after=said(after),
            since=asked.keeper.day,
            says=(_("以后提交、送审的，%(rule)s。") % {"rule": said(after)},),
            untouched=(_("已经提交的文字；已经送审的仍按送审时的规定签发。"),),
            concerned=(_("还没有提交的草稿%(writing)d件，正在审签、编发的%(signing)d件。") % count,),
        )

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Store it."""
        BriefRule.objects.update_or_create(
            committee=asked.keeper.committee,
            defaults={"longest": values["longest"], "signing": values["signing"]},
        )
        return Done(_("已变更。"))


setting_page(
    SettingPage(
        PAGE,
        gettext_lazy("社情民意信息规则"),
        gettext_lazy("一件信息最多多少字，由谁审签。"),
        address,
        CLERKS,
        lambda committee, day: [said(rule_of(committee))],
        order=65,
    )
)
