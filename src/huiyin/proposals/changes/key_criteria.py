"""重点提案遴选标准: the committee adds, words, orders, retires and takes up again its criteria for key proposals."""

from typing import Any

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
from huiyin.people.changing.pages import SettingPage, setting_page
from huiyin.people.changing.plan import Plan
from huiyin.people.enums import Role
from huiyin.people.models import Committee
from huiyin.proposals.models import KeyCriterion, KeyCriterionMet
from huiyin.proposals.presets.key_criteria import criteria_in_use, criteria_of, ensure_key_criteria
from huiyin.proposals.rules.reasons import next_code, placed
from huiyin.ui.forms import TextField

CLERKS = frozenset({Role.CPPCC_CLERK})
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


class WhyForm(ChangeForm):
    """Why, and nothing else."""

    reason = reason_field(required=False)


class _OfCriteria(Change):
    page, roles = PAGE, CLERKS

    def back(self, asked: Asked) -> str:
        """The page of criteria."""
        return address(asked.keeper.committee)

    def explained(self, asked: Asked, what: str, before: str, after: str, now: list[str]) -> Plan:
        """The list as it would be, and that nothing decided changes."""
        listed = "；".join(f"{number}. {label}" for number, label in enumerate(now, start=1))
        row, concerned = asked.target, list[str]()
        if row is not None:
            met = KeyCriterionMet.objects.filter(committee=asked.keeper.committee, code=row.code)
            number = met.values("proposal").distinct().count()
            concerned.append(_("已登记符合这一标准的提案%(number)d件。") % {"number": number})
        return Plan(
            what=what,
            before=before,
            after=after,
            since=asked.keeper.day,
            says=(_("以后提名、确定重点提案时可选：%(now)s。") % {"now": listed},),
            untouched=(_("已经提名、已经确定的，保持当时的文字。"),),
            concerned=tuple(concerned),
        )


class _OfCriterion(_OfCriteria):
    """Changes of one criterion that is there."""

    def target(self, keeper: Keeper, key: str) -> KeyCriterion:
        """A criterion of the committee by its code, of the preset where it has none of its own. Raises Http404."""
        found = next((each for each in criteria_of(keeper.committee) if each.code == key), None)
        if found is None:
            raise Http404
        return found

    def title(self, asked: Asked) -> str:
        """With the criterion."""
        return f"{self.label}：{asked.target.label}"


def stored(committee: Committee, code: str) -> KeyCriterion:
    """The row of a criterion; the preset is written down before anything of it changes."""
    ensure_key_criteria(committee)
    return KeyCriterion.objects.get(committee=committee, code=code)


def store_order(rows: list[KeyCriterion]) -> None:
    """Number the rows as they stand."""
    for number, row in enumerate(rows, start=1):
        row.order = number
    KeyCriterion.objects.bulk_update(rows, ["order"])


def refuse_taken(rows: list[KeyCriterion], label: str, row: KeyCriterion | None) -> None:
    """Two criteria in use do not read the same."""
    if any(each.label == label for each in rows if row is None or each.code != row.code):
        raise ChangeRefused(_("已有同样的标准。"), field="label")


def _labels(rows: list[KeyCriterion]) -> list[str]:
    return [each.label for each in rows]


@change_kind
class AddCriterion(_OfCriteria):
    """增加标准."""

    code, label, form_class = "key-criterion-add", gettext_lazy("增加重点提案遴选标准"), CriterionForm

    def initial(self, asked: Asked) -> dict[str, Any]:
        """At the end."""
        return {"order": len(criteria_in_use(asked.keeper.committee)) + 1}

    def plan(self, asked: Asked, values: Values) -> Plan:
        """A criterion that is not there yet."""
        rows = criteria_in_use(asked.keeper.committee)
        refuse_taken(rows, values["label"], None)
        if len(rows) >= MOST:
            raise ChangeRefused(_("在用的标准最多%(most)d条，请先停用不用的。") % {"most": MOST})
        now = placed(_labels(rows), values["label"], values["order"])
        return self.explained(asked, values["label"], "", values["label"], now)

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Write it down with a code of its own."""
        committee = asked.keeper.committee
        ensure_key_criteria(committee)
        codes = list(KeyCriterion.objects.filter(committee=committee).values_list("code", flat=True))
        row = KeyCriterion.objects.create(
            committee=committee, code=next_code(codes), label=values["label"], order=len(codes) + 1
        )
        store_order(placed(criteria_in_use(committee), row, values["order"]))
        return Done(_("已增加标准。"))


@change_kind
class ChangeCriterion(_OfCriterion):
    """变更标准."""

    code, label, form_class = "key-criterion-change", gettext_lazy("变更重点提案遴选标准"), CriterionForm

    def initial(self, asked: Asked) -> dict[str, Any]:
        """As it is."""
        codes = [each.code for each in criteria_in_use(asked.keeper.committee)]
        row = asked.target
        order = codes.index(row.code) + 1 if row.code in codes else len(codes) + 1
        return {"label": row.label, "order": order}

    def plan(self, asked: Asked, values: Values) -> Plan:
        """Another wording or place of a criterion in use."""
        row, rows = asked.target, criteria_in_use(asked.keeper.committee)
        if not row.in_use:
            raise ChangeRefused(_("这条标准已经停用，请先恢复使用。"))
        refuse_taken(rows, values["label"], row)
        at = [each.code for each in rows].index(row.code) + 1
        place = min(values["order"], len(rows))
        if (row.label, at) == (values["label"], place):
            raise ChangeRefused(_("与现在的设定相同。"), field="label")
        others = [each.label for each in rows if each.code != row.code]
        now = placed(others, values["label"], place)
        return self.explained(asked, row.label, f"{at}. {row.label}", f"{place}. {values['label']}", now)

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Write it down; the code stays."""
        row = stored(asked.keeper.committee, asked.target.code)
        row.label = values["label"]
        row.save(update_fields=["label"])
        store_order(placed(criteria_in_use(asked.keeper.committee), row, values["order"]))
        return Done(_("已变更标准。"))


@change_kind
class RetireCriterion(_OfCriterion):
    """停用标准."""

    code, label, form_class = "key-criterion-retire", gettext_lazy("停用重点提案遴选标准"), WhyForm

    def plan(self, asked: Asked, values: Values) -> Plan:
        """It can be chosen no more; one at least stays."""
        row, rows = asked.target, criteria_in_use(asked.keeper.committee)
        if not row.in_use:
            raise ChangeRefused(_("这条标准已经停用。"))
        if len(rows) == 1:
            raise ChangeRefused(_("至少要保留一条标准。"))
        now = [each.label for each in rows if each.code != row.code]
        return self.explained(asked, row.label, _("在用"), _("停用"), now)

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Keep it for the record."""
        row = stored(asked.keeper.committee, asked.target.code)
        row.in_use = False
        row.save(update_fields=["in_use"])
        store_order(criteria_in_use(asked.keeper.committee))
        return Done(_("已停用。以前登记过的提案上仍能看到。"))


@change_kind
class RestoreCriterion(_OfCriterion):
    """恢复使用标准."""

    code, label, form_class = "key-criterion-restore", gettext_lazy("恢复使用重点提案遴选标准"), WhyForm

    def plan(self, asked: Asked, values: Values) -> Plan:
        """It can be chosen again, at the end."""
        row, rows = asked.target, criteria_in_use(asked.keeper.committee)
        if row.in_use:
            raise ChangeRefused(_("这条标准正在使用。"))
        refuse_taken(rows, row.label, row)
        return self.explained(asked, row.label, _("停用"), _("在用"), [*_labels(rows), row.label])

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Put it at the end."""
        row = stored(asked.keeper.committee, asked.target.code)
        row.in_use = True
        row.save(update_fields=["in_use"])
        store_order(placed(criteria_in_use(asked.keeper.committee), row, MOST))
        return Done(_("已恢复使用，排在最后。"))


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
