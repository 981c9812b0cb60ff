"""不采用的原因: the committee adds, words, orders, retires and takes up again its reasons for declining a brief."""

from typing import Any

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiyin.briefs.models import Brief, UnsuitedReason
from huiyin.briefs.presets.reasons import ensure_unsuited_reasons, reasons_of
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
from huiyin.proposals.rules.reasons import next_code, placed
from huiyin.ui.forms import TextField

CLERKS = frozenset({Role.CPPCC_CLERK})
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


class WhyForm(ChangeForm):
    """Why, and nothing else."""

    reason = reason_field(required=False)


class _OfReasons(Change):
    page, roles = PAGE, CLERKS

    def back(self, asked: Asked) -> str:
        """The page of reasons."""
        return address(asked.keeper.committee)

    def explained(self, asked: Asked, what: str, before: str, after: str, now: list[str]) -> Plan:
        """The list as it would be, and that nothing decided changes."""
        listed = "；".join(f"{number}. {label}" for number, label in enumerate(now, start=1))
        row, concerned = asked.target, list[str]()
        if row is not None and row.pk is not None:
            used = Brief.objects.filter(committee=asked.keeper.committee, unsuited_reason=row).count()
            concerned.append(_("已以此原因不采用的%(used)d件。") % {"used": used})
        return Plan(
            what=what,
            before=before,
            after=after,
            since=asked.keeper.day,
            says=(_("以后筛选时可选：%(now)s。") % {"now": listed},),
            untouched=(_("已经告知反映人的原因，保持告知时的文字。"),),
            concerned=tuple(concerned),
        )

    def labels(self, rows: list[UnsuitedReason]) -> list[str]:
        """How the rows read."""
        return [each.label for each in rows]


class _OfReason(_OfReasons):
    """Changes of one reason that is there."""

    def target(self, keeper: Keeper, key: str) -> UnsuitedReason:
        """A reason of the committee by its code, of the preset where it has none of its own. Raises Http404."""
        found = next((each for each in reasons_of(keeper.committee) if each.code == key), None)
        if found is None:
            raise Http404
        return found

    def title(self, asked: Asked) -> str:
        """With the reason."""
        return f"{self.label}：{asked.target.label}"


def stored(committee: Committee, code: str) -> UnsuitedReason:
    """The row of a reason; the preset is written down before anything of it changes."""
    ensure_unsuited_reasons(committee)
    return UnsuitedReason.objects.get(committee=committee, code=code)


def store_order(rows: list[UnsuitedReason]) -> None:
    """Number the rows as they stand."""
    for number, row in enumerate(rows, start=1):
        row.order = number
    UnsuitedReason.objects.bulk_update(rows, ["order"])


def refuse_taken(rows: list[UnsuitedReason], label: str, row: UnsuitedReason | None) -> None:
    """Two reasons in use do not read the same."""
    if any(each.label == label for each in rows if row is None or each.code != row.code):
        raise ChangeRefused(_("已有同样的原因。"), field="label")


@change_kind
class AddReason(_OfReasons):
    """增加原因."""

    code, label, form_class = "unsuited-reason-add", gettext_lazy("增加社情民意信息不采用的原因"), ReasonForm

    def initial(self, asked: Asked) -> dict[str, Any]:
        """At the end."""
        return {"order": len(in_use(asked.keeper.committee)) + 1}

    def plan(self, asked: Asked, values: Values) -> Plan:
        """A reason that is not there yet."""
        rows = in_use(asked.keeper.committee)
        refuse_taken(rows, values["label"], None)
        if len(rows) >= MOST:
            raise ChangeRefused(_("在用的原因最多%(most)d条，请先停用不用的。") % {"most": MOST})
        now = placed(self.labels(rows), values["label"], values["order"])
        return self.explained(asked, values["label"], "", values["label"], now)

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Write it down with a code of its own."""
        committee = asked.keeper.committee
        ensure_unsuited_reasons(committee)
        codes = list(UnsuitedReason.objects.filter(committee=committee).values_list("code", flat=True))
        row = UnsuitedReason.objects.create(
            committee=committee,
            code=next_code(codes),
            label=values["label"],
            order=len(codes) + 1,
        )
        store_order(placed(in_use(committee), row, values["order"]))
        return Done(_("已增加原因。"))


@change_kind
class ChangeReason(_OfReason):
    """变更原因."""

    code, label, form_class = (
        "unsuited-reason-change",
        gettext_lazy("变更社情民意信息不采用的原因"),
        ReasonForm,
    )

    def initial(self, asked: Asked) -> dict[str, Any]:
        """As it is."""
        row = asked.target
        codes = [each.code for each in in_use(asked.keeper.committee)]
        return {
            "label": row.label,
            "order": codes.index(row.code) + 1 if row.code in codes else len(codes) + 1,
        }

    def plan(self, asked: Asked, values: Values) -> Plan:
        """Another wording or place of a reason in use."""
        row, rows = asked.target, in_use(asked.keeper.committee)
        if not row.in_use:
            raise ChangeRefused(_("这条原因已经停用，请先恢复使用。"))
        refuse_taken(rows, values["label"], row)
        at = [each.code for each in rows].index(row.code) + 1
        place = min(values["order"], len(rows))
        if (row.label, at) == (values["label"], place):
            raise ChangeRefused(_("与现在的设定相同。"), field="label")
        others = [each.label for each in rows if each.code != row.code]
        now = placed(others, values["label"], place)
        before = f"{at}. {row.label}"
        after = f"{place}. {values['label']}"
        return self.explained(asked, row.label, before, after, now)

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Write it down; the code stays."""
        row = stored(asked.keeper.committee, asked.target.code)
        row.label = values["label"]
        row.save(update_fields=["label"])
        store_order(placed(in_use(asked.keeper.committee), row, values["order"]))
        return Done(_("已变更原因。"))


@change_kind
class RetireReason(_OfReason):
    """停用原因."""

    code, label, form_class = "unsuited-reason-retire", gettext_lazy("停用社情民意信息不采用的原因"), WhyForm

    def plan(self, asked: Asked, values: Values) -> Plan:
        """It can be chosen no more; one at least stays."""
        row, rows = asked.target, in_use(asked.keeper.committee)
        if not row.in_use:
            raise ChangeRefused(_("这条原因已经停用。"))
        if len(rows) == 1:
            raise ChangeRefused(_("至少要保留一条原因。"))
        now = [each.label for each in rows if each.code != row.code]
        return self.explained(asked, row.label, _("在用"), _("停用"), now)

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Keep it for the record."""
        row = stored(asked.keeper.committee, asked.target.code)
        row.in_use = False
        row.save(update_fields=["in_use"])
        store_order(in_use(asked.keeper.committee))
        return Done(_("已停用。以前用过的信息上仍能看到。"))


@change_kind
class RestoreReason(_OfReason):
    """恢复使用."""

    code, label, form_class = (
        "unsuited-reason-restore",
        gettext_lazy("恢复使用社情民意信息不采用的原因"),
        WhyForm,
    )

    def plan(self, asked: Asked, values: Values) -> Plan:
        """It can be chosen again, at the end."""
        row, rows = asked.target, in_use(asked.keeper.committee)
        if row.in_use:
            raise ChangeRefused(_("这条原因正在使用。"))
        refuse_taken(rows, row.label, row)
        return self.explained(asked, row.label, _("停用"), _("在用"), [*self.labels(rows), row.label])

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Put it at the end."""
        row = stored(asked.keeper.committee, asked.target.code)
        row.in_use = True
        row.save(update_fields=["in_use"])
        store_order(placed(in_use(asked.keeper.committee), row, MOST))
        return Done(_("已恢复使用，排在最后。"))


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
