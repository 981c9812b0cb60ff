"""Adjusting a term within its bounds, as a change of settings: explained, confirmed, recorded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import Count
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
from huiyin.people.changing.concerns import calendar_concern
from huiyin.people.changing.keeper import Keeper
from huiyin.people.changing.pages import SettingPage, setting_page
from huiyin.people.changing.plan import Plan
from huiyin.people.enums import Role
from huiyin.people.models import Committee
from huiyin.procedure.definition import Procedure, TermDefinition
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.library import every, newest
from huiyin.procedure.models import Clock, TermAdjustment
from huiyin.procedure.procedure_table import UNITS, term_in_words
from huiyin.procedure.terms import adjust_term, check_adjustment, running_on, term_for
from huiyin.ui.forms import DateField

PAGE = "time-limits"
CLERKS = frozenset({Role.CPPCC_CLERK})


@dataclass(frozen=True)
class Limit:
    """An adjustable term of the newest version of a procedure."""

    procedure: Procedure
    code: str
    term: TermDefinition

    @property
    def key(self) -> str:
        """How an address names it."""
        return f"{self.procedure.procedure}.{self.code}"

    @property
    def bounds(self) -> str:
        """Between what it may be set."""
        return f"{self.term.least}—{self.term.most}{UNITS.get(self.term.unit, '')}"

    @property
    def preset(self) -> str:
        """What the procedure lays down."""
        return term_in_words(self.term)

    def said(self, amount: int) -> str:
        """A figure with its unit."""
        return f"{amount}{UNITS.get(self.term.unit, '')}"

    def amount(self, committee: Committee, on: date) -> int:
        """The figure in force for a committee on a day."""
        return term_for(self.procedure, self.code, committee_id=committee.pk, on=on).amount


def adjustable_limits() -> list[Limit]:
    """Everything a committee may adjust, procedure by procedure."""
    codes = dict.fromkeys(code for code, _version in sorted(every()))
    return [
        Limit(document, code, term)
        for document in map(newest, codes)
        for code, term in document.terms.items()
        if term.adjustable
    ]


class LimitForm(ChangeForm):
    """How long, from when, and why. Bounds are named in the help and judged by the act."""

    # The engine's own screen looks at the reason and keeps an incident.
    screens = False
    amount = forms.IntegerField(label=gettext_lazy("调整为"), min_value=0, max_value=3660)
    in_force_from = DateField(
        label=gettext_lazy("生效日期"),
        help_text=gettext_lazy("从这一天起开始计算的期限按新数；已在计算的不变。"),
    )
    reason = reason_field()

    def prepare(self) -> None:
        """Name the bounds beside the figure."""
        limit: Limit = self.context.target
        self.fields["amount"].help_text = _("单位：%(unit)s；可在%(bounds)s之间调整。") % {
            "unit": UNITS.get(limit.term.unit, ""),
            "bounds": limit.bounds,
        }


@change_kind
class AdjustLimit(Change):
    """调整期限."""

    code, page, label, roles = "time-limit", PAGE, gettext_lazy("调整期限"), CLERKS
    form_class = LimitForm

    def target(self, keeper: Keeper, key: str) -> Limit:
        """An adjustable term. Raises Http404."""
        for limit in adjustable_limits():
            if limit.key == key:
                return limit
        raise Http404

    def title(self, asked: Asked) -> str:
        """With procedure and term."""
        return f"{self.label}：{asked.target.procedure.label} · {asked.target.term.label}"

    def initial(self, asked: Asked) -> dict[str, Any]:
        """From today, with the figure of today."""
        keeper = asked.keeper
        return {"in_force_from": keeper.day, "amount": asked.target.amount(keeper.committee, keeper.day)}

    def plan(self, asked: Asked, values: Values) -> Plan:
        """What begins from that day is new, what runs keeps its length."""
        keeper, limit, on = asked.keeper, asked.target, values["in_force_from"]
        self._refuse(asked, values)
        if on < keeper.day:
            text = _("生效日期不能早于今天：此前开始计算的期限已按当时的数记录在案。")
            raise ChangeRefused(text, field="in_force_from")
        before, after = limit.amount(keeper.committee, on), values["amount"]
        if before == after:
            text = _("到那一天本来就是%(length)s。") % {"length": limit.said(after)}
            raise ChangeRefused(text, field="amount")
        running = running_on(keeper.committee, limit.procedure, limit.code)
        return Plan(
            what=f"{limit.procedure.label} · {limit.term.label}",
            before=limit.said(before),
            after=limit.said(after),
            since=on,
            says=(
                _("从%(day)s起开始计算的，按%(length)s计算。")
                % {"day": f"{on:%Y年%-m月%-d日}", "length": limit.said(after)},
            ),
            untouched=(_("已在计算的期限，到期日不变。"), _("已经办结的事项和按期率。")),
            concerned=(_("正在计算的%(number)d件，仍按原来的期限。") % {"number": running},),
        )

    def _refuse(self, asked: Asked, values: Values) -> None:
        try:
            check_adjustment(**self._asked_for(asked, values))
        except ActRefused as refused:
            raise ChangeRefused("；".join(each.text for each in refused.refusals)) from refused

    def _asked_for(self, asked: Asked, values: Values) -> dict[str, Any]:
        return {
            "committee": asked.keeper.committee,
            "procedure": asked.target.procedure.procedure,
            "term": asked.target.code,
            "amount": values["amount"],
            "reason": values["reason"],
            "actor": asked.keeper.person,
            "at": asked.keeper.at,
        }

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Set the figure."""
        adjust_term(**self._asked_for(asked, values), in_force_from=values["in_force_from"])
        return Done(_("期限已调整。正在计算的期限不变，新开始的期限从生效日起按新数计算。"))

    def back(self, asked: Asked) -> str:
        """The page of all adjustable terms."""
        return limits_address(asked.keeper.committee)


def limits_address(committee: Committee) -> str:
    """The page of all adjustable terms."""
    return f"{reverse('procedure:limits')}?committee={committee.code}"


def limits_in_force(committee: Committee, day: date) -> Iterable[str]:
    """How many of the adjustable terms the committee has set for itself."""
    own = TermAdjustment.objects.filter(committee=committee, in_force_from__lte=day)
    number = own.values("procedure", "term").annotate(times=Count("pk")).count()
    said = {"all": len(adjustable_limits()), "own": number}
    return [_("可调整的期限 %(all)d 项，本会调整过 %(own)d 项") % said]


setting_page(
    SettingPage(
        PAGE,
        gettext_lazy("办理期限"),
        gettext_lazy("在制度规定的范围内，调整各程序的期限。"),
        limits_address,
        CLERKS,
        lambda committee, day: list(limits_in_force(committee, day)),
        order=40,
    )
)


@calendar_concern
def clocks_over(first: date, last: date) -> str:
    """How many running clocks of working days reach over these days, in all committees."""
    running = Clock.objects.filter(stopped_at__isnull=True, unit="working_days")
    number = running.filter(started_on__lte=last, due__gte=first).count()
    return (
        _("跨过这些日子、按工作日计算的期限，各政协合计%(number)d件。") % {"number": number} if number else ""
    )
