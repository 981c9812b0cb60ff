"""不予立案理由: the committee adds, words, orders, retires and takes up again its reasons for not docketing."""

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
from huiyin.proposals.enums import Disposal
from huiyin.proposals.models import Examination, Proposal, RefusalReason
from huiyin.proposals.presets.reasons import ensure_refusal_reasons, reasons_of
from huiyin.proposals.rules.reasons import next_code, placed
from huiyin.ui.forms import TextField

CLERKS = frozenset({Role.CPPCC_CLERK})
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
            used = Proposal.objects.filter(committee=asked.keeper.committee, refusal_reason=row).count()
            advised = Examination.objects.filter(committee=asked.keeper.committee, reason=row)
            number = {"used": used, "advised": advised.values("proposal").distinct().count()}
            concerned.append(_("已以此理由不予立案的%(used)d件，审查意见中提到的%(advised)d件。") % number)
        return Plan(
            what=what,
            before=before,
            after=after,
            since=asked.keeper.day,
            says=(_("以后审查提案时可选：%(now)s。") % {"now": listed},),
            untouched=(_("已经告知提案人的理由，保持告知时的文字。"),),
            concerned=tuple(concerned),
        )

    def labels(self, rows: list[RefusalReason]) -> list[str]:
        """How the rows read."""
        return [each.label for each in rows]


class _OfReason(_OfReasons):
    """Changes of one reason that is there."""

    def target(self, keeper: Keeper, key: str) -> RefusalReason:
        """A reason of the committee by its code, of the preset where it has none of its own. Raises Http404."""
        found = next((each for each in reasons_of(keeper.committee) if each.code == key), None)
        if found is None:
            raise Http404
        return found

    def title(self, asked: Asked) -> str:
        """With the reason."""
        return f"{self.label}：{asked.target.label}"


def stored(committee: Committee, code: str) -> RefusalReason:
    """The row of a reason; the preset is written down before anything of it changes."""
    ensure_refusal_reasons(committee)
    return RefusalReason.objects.get(committee=committee, code=code)


def store_order(rows: list[RefusalReason]) -> None:
    """Number the rows as they stand."""
    for number, row in enumerate(rows, start=1):
        row.order = number
    RefusalReason.objects.bulk_update(rows, ["order"])


def refuse_taken(rows: list[RefusalReason], label: str, row: RefusalReason | None) -> None:
    """Two reasons in use do not read the same."""
    if any(each.label == label for each in rows if row is None or each.code != row.code):
        raise ChangeRefused(_("已有同样的理由。"), field="label")


@change_kind
class AddReason(_OfReasons):
    """增加理由."""

    code, label, form_class = "refusal-reason-add", gettext_lazy("增加不予立案理由"), ReasonForm

    def initial(self, asked: Asked) -> dict[str, Any]:
        """At the end."""
        return {"order": len(in_use(asked.keeper.committee)) + 1}

    def plan(self, asked: Asked, values: Values) -> Plan:
        """A reason that is not there yet."""
        rows = in_use(asked.keeper.committee)
        refuse_taken(rows, values["label"], None)
        if len(rows) >= MOST:
            raise ChangeRefused(_("在用的理由最多%(most)d条，请先停用不用的。") % {"most": MOST})
        now = placed(self.labels(rows), values["label"], values["order"])
        words = said(values["label"], values["disposal"])
        return self.explained(asked, values["label"], "", words, now)

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Write it down with a code of its own."""
        committee = asked.keeper.committee
        ensure_refusal_reasons(committee)
        codes = list(RefusalReason.objects.filter(committee=committee).values_list("code", flat=True))
        row = RefusalReason.objects.create(
            committee=committee,
            code=next_code(codes),
            label=values["label"],
            disposal=values["disposal"],
            order=len(codes) + 1,
        )
        store_order(placed(in_use(committee), row, values["order"]))
        return Done(_("已增加理由。"))


@change_kind
class ChangeReason(_OfReason):
    """变更理由."""

    code, label, form_class = "refusal-reason-change", gettext_lazy("变更不予立案理由"), ReasonForm

    def initial(self, asked: Asked) -> dict[str, Any]:
        """As it is."""
        row = asked.target
        codes = [each.code for each in in_use(asked.keeper.committee)]
        return {
            "label": row.label,
            "order": codes.index(row.code) + 1 if row.code in codes else len(codes) + 1,
            "disposal": row.disposal,
        }

    def plan(self, asked: Asked, values: Values) -> Plan:
        """Another wording, place or disposal of a reason in use."""
        row, rows = asked.target, in_use(asked.keeper.committee)
        if not row.in_use:
            raise ChangeRefused(_("这条理由已经停用，请先恢复使用。"))
        refuse_taken(rows, values["label"], row)
        at = [each.code for each in rows].index(row.code) + 1
        place = min(values["order"], len(rows))
        if (row.label, row.disposal, at) == (values["label"], values["disposal"], place):
            raise ChangeRefused(_("与现在的设定相同。"), field="label")
        others = [each.label for each in rows if each.code != row.code]
        now = placed(others, values["label"], place)
        before = f"{at}. {said(row.label, row.disposal)}"
        after = f"{place}. {said(values['label'], values['disposal'])}"
        return self.explained(asked, row.label, before, after, now)

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Write it down; the code stays."""
        row = stored(asked.keeper.committee, asked.target.code)
        row.label, row.disposal = values["label"], values["disposal"]
        row.save(update_fields=["label", "disposal"])
        store_order(placed(in_use(asked.keeper.committee), row, values["order"]))
        return Done(_("已变更理由。"))


@change_kind
class RetireReason(_OfReason):
    """停用理由."""

    code, label, form_class = "refusal-reason-retire", gettext_lazy("停用不予立案理由"), WhyForm

    def plan(self, asked: Asked, values: Values) -> Plan:
        """It can be chosen no more; one at least stays."""
        row, rows = asked.target, in_use(asked.keeper.committee)
        if not row.in_use:
            raise ChangeRefused(_("这条理由已经停用。"))
        if len(rows) == 1:
            raise ChangeRefused(_("至少要保留一条理由。"))
        now = [each.label for each in rows if each.code != row.code]
        return self.explained(asked, row.label, _("在用"), _("停用"), now)

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Keep it for the record."""
        row = stored(asked.keeper.committee, asked.target.code)
        row.in_use = False
        row.save(update_fields=["in_use"])
        store_order(in_use(asked.keeper.committee))
        return Done(_("已停用。以前用过的提案上仍能看到。"))


@change_kind
class RestoreReason(_OfReason):
    """恢复使用."""

    code, label, form_class = "refusal-reason-restore", gettext_lazy("恢复使用不予立案理由"), WhyForm

    def plan(self, asked: Asked, values: Values) -> Plan:
        """It can be chosen again, at the end."""
        row, rows = asked.target, in_use(asked.keeper.committee)
        if row.in_use:
            raise ChangeRefused(_("这条理由正在使用。"))
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
        gettext_lazy("不予立案理由"),
        gettext_lazy("审查提案时可选的不予立案理由、排列顺序和一般去向。"),
        address,
        CLERKS,
        lambda committee, day: [_("在用%(number)d条") % {"number": len(in_use(committee))}],
        order=62,
    )
)
