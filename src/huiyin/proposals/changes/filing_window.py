"""大会提案征集时间: the office says from which day to which day proposals belong to a plenary session."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiyin.kernel.text import said_day
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
from huiyin.people.changing.pages import SettingPage, setting_page
from huiyin.people.changing.plan import Plan
from huiyin.people.enums import Role
from huiyin.people.models import Committee, PlenarySession
from huiyin.proposals.enums import Timing
from huiyin.proposals.models import FilingWindow, Proposal
from huiyin.proposals.selectors.filing_windows import Window, window_of, window_words, windows_of
from huiyin.ui.forms import DateField

CLERKS = frozenset({Role.CPPCC_CLERK})
PAGE = "filing-windows"
LONGEST = 366
"""Days: longer than a year would reach into the session before or after."""


def said_days(window: Window) -> str:
    """The days of a window in words."""
    return _("%(first)s至%(last)s") % {"first": said_day(window.first), "last": said_day(window.last)}


def address(committee: Committee) -> str:
    """The page of windows."""
    return f"{reverse('proposals:filing_windows')}?committee={committee.code}"


class _OfWindow(Change):
    page, roles = PAGE, CLERKS

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

    def back(self, asked: Asked) -> str:
        """The page of windows."""
        return address(asked.keeper.committee)

    def explained(self, asked: Asked, after: Window, says: tuple[str, ...]) -> Plan:
        """What was filed stays what it was; only what is filed from now on is judged anew."""
        session, keeper = asked.target, asked.keeper
        before = window_of(session)
        if after.last < keeper.day:
            says += (_("截止日期已经过去，以后提交的不再作为这次会议的大会提案。"),)
        return Plan(
            what=str(session),
            before=said_days(before)
            if before.is_set
            else _("%(days)s（会期）") % {"days": said_days(before)},
            after=said_days(after) if after.is_set else _("%(days)s（会期）") % {"days": said_days(after)},
            since=keeper.day,
            says=says,
            untouched=(
                _("已经提交的提案，提交日期、大会提案或者平时提案的归类保持提交时的样子。"),
                _("已经编的提案号。"),
            ),
            concerned=(
                _("已作为这次会议大会提案提交的%(number)d件，不改动。") % {"number": _filed(session).count()},
            ),
        )


def _filed(session: PlenarySession) -> QuerySet[Proposal]:
    return Proposal.objects.filter(
        committee=session.committee_id, plenary_session=session, timing=Timing.SESSION, filed_on__isnull=False
    )


class WindowForm(ChangeForm):
    """The two days, and why."""

    first_day = DateField(
        label=gettext_lazy("起始日期"), help_text=gettext_lazy("例如开幕前三个月的那一天，当天提交的也算。")
    )
    last_day = DateField(
        label=gettext_lazy("截止日期"), help_text=gettext_lazy("大会提案截止的那一天，当天提交的也算。")
    )
    reason = reason_field(required=False)


@change_kind
class SetWindow(_OfWindow):
    """设定征集时间."""

    code, label, form_class = "filing-window", gettext_lazy("设定大会提案征集时间"), WindowForm

    def initial(self, asked: Asked) -> dict[str, Any]:
        """As it is."""
        now = window_of(asked.target)
        return {"first_day": now.first, "last_day": now.last}

    def plan(self, asked: Asked, values: Values) -> Plan:
        """In order, about this session, and apart from the days of every other one."""
        session, first, last = asked.target, values["first_day"], values["last_day"]
        before, after = window_of(session), Window(session, first, last, True)
        if last < first:
            raise ChangeRefused(_("截止日期早于起始日期。"), field="last_day")
        if first > session.opens_on:
            text = _("起始日期晚于开幕日期%(day)s：会议期间提交的应当都算大会提案。")
            raise ChangeRefused(text % {"day": said_day(session.opens_on)}, field="first_day")
        if last < session.opens_on:
            text = _("截止日期早于开幕日期%(day)s，请核对是哪一次会议。")
            raise ChangeRefused(text % {"day": said_day(session.opens_on)}, field="last_day")
        if (last - first).days >= LONGEST:
            raise ChangeRefused(_("征集时间超过一年，请核对年份。"), field="first_day")
        if before.is_set and (before.first, before.last) == (first, last):
            raise ChangeRefused(_("与现在的设定相同。"), field="first_day")
        _refuse_overlap(after, windows_of(asked.keeper.committee))
        says = _("%(days)s提交的，作为%(session)s大会提案，编大会提案的号；此外提交的为平时提案。")
        return self.explained(asked, after, (says % {"days": said_days(after), "session": session},))

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Store the days."""
        FilingWindow.objects.update_or_create(
            committee=asked.keeper.committee,
            plenary_session=asked.target,
            defaults={"first_day": values["first_day"], "last_day": values["last_day"]},
        )
        return Done(_("已设定%(session)s大会提案征集时间。") % {"session": asked.target})


def _refuse_overlap(after: Window, windows: list[Window]) -> None:
    """One day belongs to one session."""
    for other in windows:
        if other.session.pk == after.session.pk:
            continue
        if after.first <= other.last and other.first <= after.last:
            text = _("与%(session)s的征集时间（%(days)s）有重叠，同一天提交的只能归一次会议。")
            raise ChangeRefused(
                text % {"session": other.session, "days": said_days(other)}, field="first_day"
            )


class ReasonForm(ChangeForm):
    """Why, and nothing else."""

    reason = reason_field(required=False)


@change_kind
class ClearWindow(_OfWindow):
    """恢复按会期."""

    code, label, form_class = "filing-window-clear", gettext_lazy("恢复按会期计算"), ReasonForm

    def plan(self, asked: Asked, values: Values) -> Plan:
        """The session's own days decide again."""
        session = asked.target
        if not window_of(session).is_set:
            raise ChangeRefused(_("这次会议没有另外设定，本来就按会期计算。"))
        after = Window(session, session.opens_on, session.closes_on or session.opens_on, False)
        others = [each for each in windows_of(asked.keeper.committee) if each.session.pk != session.pk]
        _refuse_overlap(after, others)
        says = _("会议开幕至闭幕（%(days)s）提交的，作为%(session)s大会提案。")
        return self.explained(asked, after, (says % {"days": said_days(after), "session": session},))

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Take the setting away; the record keeps it."""
        FilingWindow.objects.filter(plenary_session=asked.target).delete()
        return Done(_("已恢复按会期计算。"))


setting_page(
    SettingPage(
        PAGE,
        gettext_lazy("大会提案征集时间"),
        gettext_lazy("从哪一天到哪一天提交的算某次全体会议的大会提案，此外为平时提案。"),
        address,
        CLERKS,
        lambda committee, day: [window_words(committee, day)],
        order=60,
    )
)
