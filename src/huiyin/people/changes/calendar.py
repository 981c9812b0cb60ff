"""Changes of the work calendar, which all committees share: one day, or whether a year is official."""

from datetime import date
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiyin.kernel.text import said_day
from huiyin.people.actions.calendar import clear_day, set_day, set_year
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
from huiyin.people.changing.concerns import calendar_concerns
from huiyin.people.changing.plan import Plan
from huiyin.people.enums import Role
from huiyin.people.models import CalendarDay, CalendarYear
from huiyin.ui.forms import DateField, TextField

PAGE = "calendar"
OPERATORS = frozenset({Role.SYSTEM_OPERATOR})
SATURDAY = 5


class _OfCalendar(Change):
    page, roles, shared = PAGE, OPERATORS, True
    about = gettext_lazy("工作日历由本系统的各政协共用，每个按工作日计算的期限都以它为准。")

    def back(self, asked: Asked) -> str:
        """The calendar."""
        return f"{reverse('people:calendar')}?committee={asked.keeper.committee.code}"


class DayForm(ChangeForm):
    """One day."""

    day = DateField(label=gettext_lazy("日期"))
    working = forms.ChoiceField(
        label=gettext_lazy("当天"),
        choices=[
            ("off", gettext_lazy("放假")),
            ("on", gettext_lazy("上班")),
            ("clear", gettext_lazy("取消设定，按星期判断")),
        ],
    )
    name = TextField(label=gettext_lazy("名称"), required=False, max_length=40)
    reason = reason_field(required=False)


def _state(day: date) -> str:
    """How a day stands now."""
    row = CalendarDay.objects.filter(day=day).first()
    if row is None:
        return _("按星期判断（%(word)s）") % {"word": _("放假") if day.weekday() >= SATURDAY else _("上班")}
    word = _("上班") if row.working else _("放假")
    return f"{word}（{row.name}）" if row.name else word


@change_kind
class ChangeDay(_OfCalendar):
    """设定某一天."""

    code, label, form_class = "calendar-day", gettext_lazy("设定工作日历的一天"), DayForm

    def plan(self, asked: Asked, values: Values) -> Plan:
        """Running terms of working days move with it; what is over stays."""
        day, name = values["day"], values["name"]
        if day < asked.keeper.day:
            text = _("%(day)s已经过去，改动会改变已经算过的期限。请填今天或者以后的日期。")
            raise ChangeRefused(text % {"day": said_day(day)}, field="day")
        if values["working"] == "clear":
            if not CalendarDay.objects.filter(day=day).exists():
                raise ChangeRefused(_("这一天没有单独设定。"), field="day")
            after = _("按星期判断")
        else:
            word = _("上班") if values["working"] == "on" else _("放假")
            after = f"{word}（{name}）" if name else word
        before = _state(day)
        if before == after:
            raise ChangeRefused(_("与现在的设定相同。"), field="working")
        return Plan(
            what=said_day(day),
            before=before,
            after=after,
            since=day,
            says=(_("跨过这一天、按工作日计算的期限，到期日会随之移动，由后台任务在十分钟内重算。"),),
            untouched=(_("按月、按固定日期计算的期限；已经办结、已经逾期的记录。"),),
            concerned=calendar_concerns(day, day),
        )

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Lay it down, or take it back."""
        if values["working"] == "clear":
            clear_day(day=values["day"])
        else:
            set_day(day=values["day"], working=values["working"] == "on", name=values["name"])
        return Done(_("工作日历已更新。"))


class YearForm(ChangeForm):
    """Whether the holiday notice of a year is out."""

    year = forms.IntegerField(label=gettext_lazy("年份"), min_value=1949, max_value=2999)
    official = forms.BooleanField(label=gettext_lazy("放假通知已公布"), required=False)
    notice = TextField(
        label=gettext_lazy("依据"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("如“国务院办公厅关于2027年部分节假日安排的通知”。标为已公布时必填。"),
    )
    reason = reason_field(required=False)

    def clean(self) -> dict[str, Any]:
        """An official year names its notice."""
        cleaned = super().clean()
        if cleaned.get("official") and not cleaned.get("notice"):
            self.add_error("notice", _("标为已公布时，请填写通知名称或文号。"))
        return cleaned


def _said_year(official: bool, notice: str) -> str:
    if not official:
        return _("未公布，暂按星期计算")
    return _("已公布：%(notice)s") % {"notice": notice}


@change_kind
class ChangeYear(_OfCalendar):
    """设定年度."""

    code, label, form_class = "calendar-year", gettext_lazy("设定工作日历的年度"), YearForm

    def initial(self, asked: Asked) -> dict[str, Any]:
        """The year named in the address, as it is."""
        number = int(asked.key) if asked.key.isascii() and asked.key.isdigit() and len(asked.key) == 4 else 0
        known = CalendarYear.objects.filter(year=number).first()
        if known is not None:
            return {"year": number, "official": known.official, "notice": known.notice}
        return {"year": number or asked.keeper.day.year}

    def plan(self, asked: Asked, values: Values) -> Plan:
        """Terms over a year that is not official are provisional."""
        number, official, notice = values["year"], values["official"], values["notice"]
        known = CalendarYear.objects.filter(year=number).first()
        before = _said_year(known.official, known.notice) if known is not None else _said_year(False, "")
        after = _said_year(official, notice)
        if before == after:
            raise ChangeRefused(_("与现在的设定相同。"))
        says = (
            _("这一年的工作日不再是暂算。") if official else _("跨到这一年的期限标为暂算，公布后可能变化。")
        )
        return Plan(
            what=_("%(year)d年") % {"year": number},
            before=before,
            after=after,
            since=asked.keeper.day,
            says=(says, _("单独设定的日子不变；要改的逐日设定。")),
            untouched=(_("其他年度。"), _("已经办结、已经逾期的记录。")),
            concerned=calendar_concerns(date(number, 1, 1), date(number, 12, 31)),
        )

    def carry_out(self, asked: Asked, values: Values) -> Done:
        """Store it."""
        set_year(number=values["year"], official=values["official"], notice=values["notice"])
        return Done(_("工作日历已更新。"))
