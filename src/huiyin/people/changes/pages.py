"""The pages of settings of this package, as the hub shows them."""

from collections.abc import Callable
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiyin.people.changing.pages import SettingPage, setting_page
from huiyin.people.enums import BodyKind, Role
from huiyin.people.guards import MANAGING_ROLES
from huiyin.people.models import Body, CalendarYear, Committee, Grant, PlenarySession
from huiyin.people.selectors.committees import current_term

KEEPERS = frozenset(MANAGING_ROLES)


def at(route: str) -> Callable[[Committee], str]:
    """The address of a page with the committee named in it."""
    return lambda committee: f"{reverse(route)}?committee={committee.code}"


def bodies_in_force(committee: Committee, day: date) -> list[str]:
    """How many bodies of each kind there are."""
    living = Body.objects.filter(committee=committee).filter(Q(until__isnull=True) | Q(until__gte=day))
    rows = living.values_list("kind").annotate(number=Count("pk")).order_by()
    numbers = dict(rows.values_list("kind", "number"))
    return (
        ["、".join(f"{kind.label} {numbers[kind]}" for kind in BodyKind if numbers.get(kind))]
        if numbers
        else []
    )


def rights_in_force(committee: Committee, day: date) -> list[str]:
    """How many persons act, without the members."""
    held = Grant.objects.filter(committee=committee, since__lte=day).exclude(role=Role.MEMBER)
    held = held.filter(Q(until__isnull=True) | Q(until__gte=day))
    number = held.values("person").distinct().count()
    if not number:
        return []
    deputies = held.filter(deputy_of__isnull=False).count()
    lines = [_("有职责的工作人员 %(number)d 人") % {"number": number}]
    return [*lines, _("正在代行的 %(number)d 项") % {"number": deputies}] if deputies else lines


def terms_in_force(committee: Committee, day: date) -> list[str]:
    """The running term and its newest session."""
    term = current_term(committee, day)
    if term is None:
        return []
    session = PlenarySession.objects.filter(term=term, opens_on__lte=day).order_by("-opens_on").first()
    return [str(session) if session is not None else str(term)]


def calendar_in_force(committee: Committee, day: date) -> list[str]:
    """Whether this year and the next are official."""
    known = dict(
        CalendarYear.objects.filter(year__in=(day.year, day.year + 1)).values_list("year", "official")
    )
    words = {True: _("已公布"), False: _("未公布，暂按星期计算")}
    return [f"{year} 年{words[known.get(year, False)]}" for year in (day.year, day.year + 1)]


setting_page(
    SettingPage(
        "bodies",
        gettext_lazy("机构和别称"),
        gettext_lazy("办公室、专委会、界别、承办单位，以及更名、别称、对口联系。"),
        at("people:bodies"),
        KEEPERS,
        bodies_in_force,
        order=10,
    )
)
setting_page(
    SettingPage(
        "persons",
        gettext_lazy("人员和职责"),
        gettext_lazy("谁以什么身份办理、到哪一天为止，代行，账号。"),
        at("people:persons"),
        KEEPERS,
        rights_in_force,
        order=20,
    )
)
setting_page(
    SettingPage(
        "terms-of-office",
        gettext_lazy("届次和全体会议"),
        gettext_lazy("换届、历次全体会议的日期。"),
        at("people:terms"),
        KEEPERS,
        terms_in_force,
        order=30,
    )
)
setting_page(
    SettingPage(
        "calendar",
        gettext_lazy("工作日历"),
        gettext_lazy("放假和调休上班的日子，按工作日计算的期限以它为准。"),
        at("people:calendar"),
        frozenset({Role.SYSTEM_OPERATOR}),
        calendar_in_force,
        order=90,
    )
)
