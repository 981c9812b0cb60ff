"""Changes of terms of office (届) and their plenary sessions (次会议)."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiyin.kernel.text import said_day
from huiyin.people.actions.committees import (
    add_plenary_session,
    add_term,
    check_term,
    close_plenary_session,
    end_term,
)
from huiyin.people.changing.change import (
    Asked,
    Change,
    ChangeForm,
    ChangeRefused,
    Done,
    Values,
    change_kind,
    number_in,
    reason_field,
)
from huiyin.people.changing.keeper import Keeper
from huiyin.people.changing.plan import Plan
from huiyin.people.enums import Role
from huiyin.people.guards import MANAGING_ROLES
from huiyin.people.models import Grant, PlenarySession, Term
from huiyin.ui.forms import DateField, ObjectField

KEEPERS = frozenset(MANAGING_ROLES)
PAGE = "terms-of-office"


def _running_before(asked: Asked, number: int) -> Term | None:
    """The term before, when its end is not laid down yet."""
    rows = Term.objects.filter(committee=asked.keeper.committee, number__lt=number, ends_on__isnull=True)
    return rows.order_by("-number").first()


class _OfTerms(Change):
    page, roles = PAGE, KEEPERS

    def back(self, asked: Asked) -> str:
        """The page of terms of office."""
        return f"{reverse('people:terms')}?committee={asked.keeper.committee.code}"


class TermForm(ChangeForm):
    """Number and days."""

    number = forms.IntegerField(label=gettext_lazy("届次"), min_value=1, max_value=200)
    starts_on = DateField(label=gettext_lazy("开始日期"))
    ends_on = DateField(
        label=gettext_lazy("结束日期"), required=False, help_text=gettext_lazy("没有确定的不填。")
    )
    reason = reason_field(required=False)


@change_kind
class AddTerm(_OfTerms):
    """登记新一届."""

    code, label, form_class = "term-add", gettext_lazy("登记新一届"), TermForm

    def initial(self, asked: Asked) -> dict[str, Any]:
        """The next number."""
        newest = Term.objects.filter(committee=asked.keeper.committee).order_by("-number").first()
        return {"number": newest.number + 1} if newest is not None else {}

    def plan(self, asked: Asked, values: Values) -> Plan:
        """The term before ends on the eve, and with it what its members may do."""
        committee, number, starts_on = asked.keeper.committee, values["number"], values["starts_on"]
        check_term(committee=committee, number=number, starts_on=starts_on, ends_on=values["ends_on"])
        if Term.objects.filter(committee=committee, number=number).exists():
            raise ChangeRefused(_("%(term)s已经登记。") % {"term": Term(number=number)}, field="number")
        days = span(starts_on, values["ends_on"])
        says = [
            _("从%(day)s起，新登记的事项、新编的文号归%(term)s。")
            % {"day": said_day(starts_on), "term": Term(number=number)}
        ]
        if starts_on < asked.keeper.day:
            says.append(_("开始日期早于今天：此前已经登记的事项和文号不改动。"))
        concerned = []
        before = _running_before(asked, number)
        if before is not None:
            eve = starts_on - timedelta(days=1)
            says.append(_("%(term)s到%(day)s结束。") % {"term": before, "day": said_day(eve)})
            says.append(
                _("随%(term)s授予的委员职责同日结束；连任的，导入新一届名册时重新授予。") % {"term": before}
            )
            lasting = Grant.objects.filter(committee=committee, role=Role.MEMBER, until__isnull=True)
            concerned.append(_("没有截止日期的委员职责%(number)d项。") % {"number": lasting.count()})
        return Plan(
            what=str(Term(number=number)),
            before="",
            after=days,
            since=starts_on,
            says=tuple(says),
            untouched=(_("此前各届的委员名册、事项和文号。"), _("办理中的事项接着办，不重新计时。")),
            concerned=tuple(concerned),
        )

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """End the one before, register the new."""
        before = _running_before(asked, values["number"])
        if before is not None:
            end_term(term=before, on=values["starts_on"] - timedelta(days=1))
        term, _new = add_term(
            committee=asked.keeper.committee,
            number=values["number"],
            starts_on=values["starts_on"],
            ends_on=values["ends_on"],
        )
        return Done(_("已登记%(term)s。") % {"term": term})


def span(first: date, last: date | None) -> str:
    """Days of a term or session in words."""
    if last is None:
        return _("%(first)s起") % {"first": said_day(first)}
    return _("%(first)s至%(last)s") % {"first": said_day(first), "last": said_day(last)}


def _terms(asked: Asked) -> QuerySet[Term]:
    return Term.objects.filter(committee=asked.keeper.committee).order_by("-number")


class SessionForm(ChangeForm):
    """Of which term, number and days."""

    term = ObjectField(label=gettext_lazy("届"), offered=_terms, empty_label=None)
    number = forms.IntegerField(label=gettext_lazy("次"), min_value=1, max_value=200)
    opens_on = DateField(label=gettext_lazy("开幕日期"))
    closes_on = DateField(label=gettext_lazy("闭幕日期"), required=False)
    reason = reason_field(required=False)


@change_kind
class AddSession(_OfTerms):
    """登记全体会议."""

    code, label, form_class = "session-add", gettext_lazy("登记全体会议"), SessionForm

    def initial(self, asked: Asked) -> dict[str, Any]:
        """The next session of the newest term."""
        term = _terms(asked).first()
        if term is None:
            return {}
        newest = PlenarySession.objects.filter(term=term).order_by("-number").first()
        return {"term": term.pk, "number": newest.number + 1 if newest is not None else 1}

    def plan(self, asked: Asked, values: Values) -> Plan:
        """Numbers that name the session name this one from its opening on."""
        term, number = values["term"], values["number"]
        known = PlenarySession.objects.filter(term=term)
        if known.filter(number=number).exists():
            raise ChangeRefused(
                _("%(session)s已经登记。") % {"session": PlenarySession(term=term, number=number)},
                field="number",
            )
        opens, closes = values["opens_on"], values["closes_on"]
        if closes is not None and closes < opens:
            raise ChangeRefused(_("闭幕日期早于开幕日期。"), field="closes_on")
        if opens < term.starts_on or (term.ends_on is not None and opens > term.ends_on):
            raise ChangeRefused(_("开幕日期不在%(term)s任期之内。") % {"term": term}, field="opens_on")
        wrong = known.filter(number__lt=number, opens_on__gte=opens) | known.filter(
            number__gt=number, opens_on__lte=opens
        )
        if wrong.exists():
            raise ChangeRefused(_("开幕日期与其他各次会议的先后不符。"), field="opens_on")
        return Plan(
            what=str(PlenarySession(term=term, number=number)),
            before="",
            after=span(opens, closes),
            since=opens,
            says=(_("从%(day)s起，编号格式中写明届次的，用这次会议编号。") % {"day": said_day(opens)},),
            untouched=(_("已经编的文号。"),),
        )

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Register it."""
        session, _new = add_plenary_session(
            term=values["term"],
            number=values["number"],
            opens_on=values["opens_on"],
            closes_on=values["closes_on"],
        )
        return Done(_("已登记%(session)s。") % {"session": session})


class ClosingForm(ChangeForm):
    """The day it closed."""

    closes_on = DateField(label=gettext_lazy("闭幕日期"))
    reason = reason_field(required=False)


@change_kind
class CloseSession(_OfTerms):
    """登记闭幕日期."""

    code, label, form_class = "session-close", gettext_lazy("登记闭幕日期"), ClosingForm

    def target(self, keeper: Keeper, key: str) -> PlenarySession:
        """A session of the committee. Raises Http404."""
        rows = PlenarySession.objects.filter(committee=keeper.committee, pk=number_in(key))
        found = rows.select_related("term").first()
        if found is None:
            raise Http404
        return found

    def title(self, asked: Asked) -> str:
        """With the session."""
        return f"{self.label}：{asked.target}"

    def initial(self, asked: Asked) -> dict[str, Any]:
        """As it is."""
        return {"closes_on": asked.target.closes_on}

    def plan(self, asked: Asked, values: Values) -> Plan:
        """Not before it opened."""
        session, closes = asked.target, values["closes_on"]
        if closes < session.opens_on:
            raise ChangeRefused(_("闭幕日期早于开幕日期。"), field="closes_on")
        if closes == session.closes_on:
            raise ChangeRefused(_("与已登记的闭幕日期相同。"), field="closes_on")
        return Plan(
            what=str(session),
            before=span(session.opens_on, session.closes_on),
            after=span(session.opens_on, closes),
            since=closes,
            says=(_("会议登记为%(days)s。") % {"days": span(session.opens_on, closes)},),
            untouched=(_("已经登记的事项和文号。"),),
        )

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Store it."""
        close_plenary_session(session=asked.target, on=values["closes_on"])
        return Done(_("已登记闭幕日期。"))
