"""A new term, its sessions, and the work calendar, by the people who keep them."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from conftest import SignIn
from factories.changing import changed, previewed, said
from factories.people import Cast
from huiyin.people.enums import Role
from huiyin.people.models import CalendarYear, Grant, PlenarySession, SettingChange, Term
from huiyin.people.selectors import current_term, work_calendar


@pytest.fixture
def clerk(shizuishan: Cast, signed_in: SignIn) -> Client:
    return signed_in(shizuishan["林政协"])


def test_new_term_ends_the_one_before_and_its_members_rights(clerk: Client, shizuishan: Cast) -> None:
    day = timezone.localdate() + timedelta(days=30)
    page = previewed(clerk, "term-add", number=12, starts_on=day)
    assert "第十一届到" in said(page) and "没有截止日期的委员职责2项" in said(page)
    changed(clerk, "term-add", number=12, starts_on=day)
    eve = day - timedelta(days=1)
    assert current_term(shizuishan.committee, eve) == shizuishan.term
    assert current_term(shizuishan.committee, day) == Term.objects.get(number=12)
    assert {each.until for each in Grant.objects.filter(role=Role.MEMBER)} == {eve}
    assert "第十二届" in said(clerk.get("/people/terms/")) and "第十二届" in said(clerk.get("/settings/"))
    assert "已经登记" in said(previewed(clerk, "term-add", number=12, starts_on=day))
    assert "先后不符" in said(previewed(clerk, "term-add", number=13, starts_on=date(2020, 1, 1)))
    assert "早于开始日期" in said(
        previewed(clerk, "term-add", number=13, starts_on="2199-01-02", ends_on="2199-01-01")
    )


def test_session_is_added_and_closed(clerk: Client, shizuishan: Cast, zhongwei: Cast) -> None:
    assert 'value="5"' in clerk.get("/settings/changes/session-add/").content.decode()
    typed = {"term": shizuishan.term.pk, "number": 5, "opens_on": "2026-01-12"}
    changed(clerk, "session-add", **typed)
    session = PlenarySession.objects.get(number=5)
    changed(clerk, "session-close", session.pk, closes_on="2026-01-15")
    session.refresh_from_db()
    assert session.closes_on == date(2026, 1, 15)
    assert "早于开幕日期" in said(previewed(clerk, "session-close", session.pk, closes_on="2026-01-01"))
    assert "已经登记" in said(previewed(clerk, "session-add", **typed))
    assert "先后不符" in said(
        previewed(clerk, "session-add", **{**typed, "number": 6, "opens_on": "2025-06-01"})
    )
    assert "任期之内" in said(
        previewed(clerk, "session-add", **{**typed, "number": 6, "opens_on": "2001-01-01"})
    )
    foreign = {**typed, "term": zhongwei.term.pk, "number": 9}
    assert previewed(clerk, "session-add", **foreign).status_code == 422
    key = zhongwei.plenary_session.pk
    assert previewed(clerk, "session-close", key, closes_on="2025-01-11").status_code == 404


def test_operator_changes_the_calendar_on_the_record(
    clerk: Client, shizuishan: Cast, signed_in: SignIn, zhongwei: Cast
) -> None:
    operator, year = signed_in(shizuishan["运维员"]), timezone.localdate().year + 3
    day = date(year, 5, 6)
    typed = {"day": day, "working": "off", "name": "演示假"}
    assert "按星期判断" in said(previewed(operator, "calendar-day", **typed))
    changed(operator, "calendar-day", **typed)
    assert not work_calendar().is_working(day)
    assert "演示假" in said(clerk.get(f"/people/calendar/?year={year}"))
    assert "由系统管理员调整" in said(clerk.get("/people/calendar/"))
    assert "演示假" in said(clerk.get("/settings/record/?page=calendar"))
    assert "演示假" in said(signed_in(zhongwei["卫政协"]).get("/settings/record/"))  # all share the calendar
    assert "与现在的设定相同" in said(previewed(operator, "calendar-day", **typed))
    changed(operator, "calendar-day", day=day, working="clear")
    assert "没有单独设定" in said(previewed(operator, "calendar-day", day=day, working="clear"))
    past = previewed(operator, "calendar-day", day="2020-05-06", working="off")
    assert past.status_code == 422 and "已经过去" in said(past)
    assert previewed(clerk, "calendar-day", **typed).status_code == 403

    nameless = previewed(operator, "calendar-year", year, year=year, official="on")
    assert nameless.status_code == 422 and "请填写通知名称或文号" in said(nameless)
    changed(operator, "calendar-year", year, year=year, official="on", notice="演示通知")
    assert CalendarYear.objects.get(year=year).official
    assert SettingChange.objects.filter(committee__isnull=True).count() == 3
