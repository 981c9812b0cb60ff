"""Finding bodies by any of their names, grants on a day, terms, the calendar."""

from datetime import date, timedelta

import pytest

from factories.people import SINCE, Cast
from huiyin.kernel.verdicts import Refused
from huiyin.people.actions.bodies import add_body, add_body_name, rename_body
from huiyin.people.actions.calendar import clear_day, seed_calendar, set_day, set_year
from huiyin.people.actions.grants import GrantRefusedError, appoint_deputy, end_grant, give_grant
from huiyin.people.enums import BodyKind, BodyNameKind, Role
from huiyin.people.models import Body, CalendarDay, CalendarYear, Person, Term
from huiyin.people.selectors import (
    bodies_of,
    counterparts_of,
    current_grants,
    current_term,
    find_body,
    grant_holders,
    is_grant_current,
    person_of,
    work_calendar,
)

TODAY = date(2025, 3, 10)


@pytest.mark.parametrize(
    "name",
    ["市城市管理局", "市城管局", "市综合执法局", "市城市管理综合执法局", " 市城市　管理局 "],
)
def test_find_body_by_full_short_alias_or_former_name(shizuishan: Cast, name: str) -> None:
    assert find_body(shizuishan.committee, name, TODAY) == shizuishan.body("市城市管理局")


def test_find_body_of_another_committee_is_unknown(shizuishan: Cast, zhongwei: Cast) -> None:
    found = find_body(shizuishan.committee, "市旅游和文化体育广电局", TODAY)
    assert isinstance(found, Refused) and found.code == "body-unknown"
    assert "市旅游和文化体育广电局" in found.text


def test_find_body_without_a_name_is_unknown(shizuishan: Cast) -> None:
    found = find_body(shizuishan.committee, "　", TODAY)
    assert isinstance(found, Refused) and found.code == "body-unknown"


def test_find_body_ambiguous_names_are_reported_with_both(shizuishan: Cast) -> None:
    other = add_body(committee=shizuishan.committee, kind=BodyKind.UNIT, name="市综合行政执法支队")
    add_body_name(body=other, name="市综合执法局", kind=BodyNameKind.ALIAS)
    found = find_body(shizuishan.committee, "市综合执法局", TODAY)
    assert isinstance(found, Refused) and found.code == "body-ambiguous"
    assert "市城市管理局" in found.text and "市综合行政执法支队" in found.text


def test_find_body_full_name_wins_over_an_alias_of_another(shizuishan: Cast) -> None:
    add_body_name(body=shizuishan.body("市自然资源局"), name="市城市管理局", kind=BodyNameKind.ALIAS)
    assert find_body(shizuishan.committee, "市城市管理局", TODAY) == shizuishan.body("市城市管理局")


def test_find_body_alias_out_of_its_dates_is_unknown(shizuishan: Cast) -> None:
    add_body_name(
        body=shizuishan.body("市自然资源局"),
        name="市林草局",
        kind=BodyNameKind.ALIAS,
        until=date(2024, 12, 31),
    )
    assert isinstance(find_body(shizuishan.committee, "市林草局", TODAY), Refused)
    assert isinstance(find_body(shizuishan.committee, "市林草局", date(2024, 6, 1)), Body)


def test_find_body_abolished_says_since_when(shizuishan: Cast) -> None:
    unit = shizuishan.body("市交通运输局")
    unit.until = date(2024, 12, 31)
    unit.save()
    found = find_body(shizuishan.committee, "市交通局", TODAY)
    assert isinstance(found, Refused) and found.code == "body-abolished"
    assert "2024年12月31日" in found.text
    assert find_body(shizuishan.committee, "市交通局", date(2024, 6, 1)) == unit


def test_find_body_kind_narrows(shizuishan: Cast) -> None:
    found = find_body(shizuishan.committee, "市城管局", TODAY, kinds=[BodyKind.SECTOR])
    assert isinstance(found, Refused)


def test_rename_body_keeps_the_old_name_findable(shizuishan: Cast) -> None:
    unit = rename_body(body=shizuishan.body("市交通运输局"), name="市交通局（新）", on=TODAY)
    assert find_body(shizuishan.committee, "市交通运输局", TODAY) == unit
    assert find_body(shizuishan.committee, "市交通局(新)", TODAY) == unit
    assert unit.other_names.get().until == TODAY - timedelta(days=1)


def test_add_body_gives_the_next_free_code(shizuishan: Cast) -> None:
    first = add_body(committee=shizuishan.committee, kind=BodyKind.SECTOR, name="教育界")
    second = add_body(committee=shizuishan.committee, kind=BodyKind.SECTOR, name="科技界")
    assert first.code != second.code
    assert {first.code, second.code}.isdisjoint({"sector-economy", "sector-agriculture"})


def test_bodies_of_gives_one_kind_of_one_committee_on_a_day(shizuishan: Cast, zhongwei: Cast) -> None:
    unit = shizuishan.body("市交通运输局")
    unit.until = date(2024, 12, 31)
    unit.save()
    names = [body.name for body in bodies_of(shizuishan.committee, BodyKind.UNIT)]
    assert names == ["市城市管理局", "市自然资源局", "市交通运输局"]
    assert unit not in bodies_of(shizuishan.committee, BodyKind.UNIT, TODAY)


def test_counterparts_of_lists_the_units_in_contact(shizuishan: Cast) -> None:
    assert [unit.short_name for unit in counterparts_of(shizuishan.body("经济委员会"))] == [
        "市城管局",
        "市资源局",
        "市交通局",
    ]


def test_current_term_is_the_newer_of_two_that_overlap(shizuishan: Cast) -> None:
    committee = shizuishan.committee
    assert current_term(committee, date(2021, 11, 30)) is None
    assert current_term(committee, TODAY) == shizuishan.term
    newer = Term.objects.create(committee=committee, number=12, starts_on=TODAY)
    assert current_term(committee, TODAY) == newer
    assert current_term(committee, TODAY - timedelta(days=1)) == shizuishan.term


def test_current_grants_cover_several_committees_in_one_query(
    shizuishan: Cast, zhongwei: Cast, django_assert_num_queries
) -> None:
    person = shizuishan["何秘书长"]
    give_grant(person=person, role=Role.CHAIR, committee=zhongwei.committee, since=date(2025, 1, 1))
    with django_assert_num_queries(1):
        grants = current_grants(person, TODAY)
        assert [(grant.committee.code, grant.role) for grant in grants] == [
            ("shizuishan", Role.SECRETARY_GENERAL),
            ("zhongwei", Role.CHAIR),
        ]
    assert len(current_grants(person, date(2024, 12, 31))) == 1
    assert current_grants(person, SINCE - timedelta(days=1)) == []


def test_deputy_holds_only_while_the_principal_does(shizuishan: Cast) -> None:
    principal, deputy = shizuishan.grant("陈副主席"), shizuishan["何秘书长"]
    standing_in = appoint_deputy(principal=principal, person=deputy, since=TODAY)
    assert standing_in in current_grants(deputy, TODAY)
    assert standing_in not in current_grants(deputy, TODAY - timedelta(days=1))
    end_grant(grant=principal, on=TODAY)
    assert standing_in in current_grants(deputy, TODAY)
    after = TODAY + timedelta(days=1)
    assert standing_in not in current_grants(deputy, after)
    standing_in.refresh_from_db()
    assert is_grant_current(standing_in, TODAY) and not is_grant_current(standing_in, after)


def test_appoint_deputy_of_oneself_or_of_a_deputy_is_refused(shizuishan: Cast) -> None:
    principal = shizuishan.grant("陈副主席")
    with pytest.raises(GrantRefusedError, match="本人"):
        appoint_deputy(principal=principal, person=principal.person, since=TODAY)
    standing_in = appoint_deputy(principal=principal, person=shizuishan["何秘书长"], since=TODAY)
    with pytest.raises(GrantRefusedError, match="不能再转由"):
        appoint_deputy(principal=standing_in, person=shizuishan["江主席"], since=TODAY)


def test_give_grant_in_a_body_of_the_wrong_kind_or_committee_is_refused(
    shizuishan: Cast, zhongwei: Cast
) -> None:
    person = shizuishan["林政协"]
    wrong = [
        (Role.UNIT_CLERK, shizuishan.body("市委办公室"), "承办单位"),
        (Role.OFFICE_CLERK, None, "党委办公室"),
        (Role.UNIT_CLERK, zhongwei.body("市旅游和文化体育广电局"), "不属于该政协"),
    ]
    for role, body, words in wrong:
        with pytest.raises(GrantRefusedError, match=words):
            give_grant(person=person, role=role, committee=shizuishan.committee, since=TODAY, body=body)
    assert len(current_grants(person, TODAY)) == 1


def test_grant_holders_of_a_body_on_a_day(shizuishan: Cast) -> None:
    unit = shizuishan.body("市城市管理局")
    held = grant_holders(shizuishan.committee, roles=[Role.UNIT_CLERK, Role.UNIT_HEAD], on=TODAY, body=unit)
    assert [grant.person.name for grant in held] == ["城经办", "城局长"]


def test_person_of_account(shizuishan: Cast) -> None:
    assert person_of(shizuishan.account("林政协")) == shizuishan["林政协"]
    lonely = shizuishan.account("白委员")
    Person.objects.filter(account=lonely).update(account=None)
    lonely.refresh_from_db()
    assert person_of(lonely) is None


def test_work_calendar_seeded_knows_holidays_and_make_up_days(db: None) -> None:
    seeded = seed_calendar()
    assert seeded.filled[0] == 2004 and 2026 in seeded.filled
    calendar = work_calendar()
    assert not calendar.is_working(date(2025, 10, 1)) and calendar.names[date(2025, 10, 1)] == "国庆节"
    assert calendar.is_working(date(2025, 9, 28))  # a Sunday worked for National Day
    assert calendar.names[date(2025, 9, 28)] == "国庆节调休上班"
    assert not calendar.is_provisional(date(2025, 1, 1))
    assert calendar.is_provisional(date(2031, 1, 1))


def test_work_calendar_seed_twice_changes_nothing_and_respects_the_office(db: None) -> None:
    seed_calendar()
    days, version = CalendarDay.objects.count(), work_calendar().version
    again = seed_calendar()
    assert again.filled == [] and again.kept == []
    assert (CalendarDay.objects.count(), work_calendar().version) == (days, version)
    set_day(day=date(2025, 3, 10), working=False, name="演示")
    assert seed_calendar().kept == [2025]
    assert not work_calendar().is_working(date(2025, 3, 10))


def test_work_calendar_provisional_year_is_filled_when_published(db: None) -> None:
    set_day(day=date(2025, 10, 1), working=True)
    assert work_calendar().is_provisional(date(2025, 10, 1))
    assert 2025 in seed_calendar().filled
    assert not work_calendar().is_working(date(2025, 10, 1))


def test_work_calendar_is_read_again_after_a_change_and_only_then(
    db: None, django_assert_num_queries
) -> None:
    before = work_calendar()
    with django_assert_num_queries(1):
        assert work_calendar() is before
    set_day(day=date(2027, 1, 4), working=False, name="演示")
    after = work_calendar()
    assert after.version != before.version
    assert not after.is_working(date(2027, 1, 4)) and before.is_working(date(2027, 1, 4))
    assert clear_day(day=date(2027, 1, 4)) and not clear_day(day=date(2027, 1, 4))
    assert work_calendar().is_working(date(2027, 1, 4))


def test_work_calendar_set_year_official_ends_provisional(db: None) -> None:
    set_year(number=2027, official=True, notice="演示通知")
    assert not work_calendar().is_provisional(date(2027, 5, 1))
    assert CalendarYear.objects.get(year=2027).notice == "演示通知"
