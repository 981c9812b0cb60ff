from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.kernel.working_days import MAX_WORKING_DAYS, WorkCalendar
from kernel.calendars import CALENDAR_2026, PLAIN

DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
CALENDARS = st.builds(
    WorkCalendar,
    exceptions=st.dictionaries(DAYS, st.booleans(), max_size=60),
    official_years=st.just(frozenset({2026})),
    version=st.just("any"),
)


def test_is_working_follows_week_and_notice():
    assert CALENDAR_2026.is_working(date(2026, 9, 28))
    assert not CALENDAR_2026.is_working(date(2026, 10, 1))
    assert CALENDAR_2026.is_working(date(2026, 10, 10))
    assert not CALENDAR_2026.is_working(date(2026, 10, 11))


def test_is_provisional_without_notice():
    assert CALENDAR_2026.is_provisional(date(2027, 1, 4))
    assert not CALENDAR_2026.is_provisional(date(2026, 12, 31))


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        (date(2026, 9, 28), 1, date(2026, 9, 29)),
        (date(2026, 9, 28), 2, date(2026, 9, 30)),
        (date(2026, 9, 28), 3, date(2026, 10, 8)),
        (date(2026, 9, 28), 5, date(2026, 10, 10)),
        (date(2026, 9, 28), 6, date(2026, 10, 12)),
        (date(2026, 10, 3), 1, date(2026, 10, 8)),
        (date(2026, 10, 8), -1, date(2026, 9, 30)),
        (date(2026, 10, 12), -2, date(2026, 10, 9)),
        (date(2026, 10, 3), 0, date(2026, 10, 3)),
    ],
)
def test_add_counts_over_national_day(day, n, expected):
    assert CALENDAR_2026.add(day, n) == expected


@pytest.mark.parametrize("n", [MAX_WORKING_DAYS + 1, -MAX_WORKING_DAYS - 1])
def test_add_refuses_absurd_numbers(n):
    with pytest.raises(ValueError, match="超出可推算的范围"):
        PLAIN.add(date(2026, 1, 1), n)


@pytest.mark.parametrize(
    ("day", "n"), [(date.max, 1), (date(9999, 12, 30), 5), (date.min, -1), (date(1, 1, 5), -9)]
)
def test_add_at_the_edge_of_all_dates_is_refused(day, n):
    with pytest.raises(ValueError, match="超出日历范围"):
        PLAIN.add(day, n)


def test_add_reaches_over_a_long_closure():
    first = date(2026, 1, 1)
    closed = WorkCalendar({first + timedelta(n): False for n in range(700)}, frozenset(), "closed")
    assert closed.add(first, 1) == first + timedelta(700)


def test_count_backwards_is_negative():
    assert CALENDAR_2026.count(date(2026, 10, 10), date(2026, 9, 30)) == -3
    assert CALENDAR_2026.count(date(2026, 9, 30), date(2026, 10, 10)) == 3
    assert CALENDAR_2026.count(date.min, date.min) == 0


def test_changed_days_lists_only_what_differs():
    found = CALENDAR_2026.changed_days(date(2026, 10, 1), date(2026, 10, 10))
    assert found == [date(2026, 10, n) for n in (1, 2, 5, 6, 7, 10)]


def test_next_working_stays_or_moves():
    assert CALENDAR_2026.next_working(date(2026, 9, 30)) == date(2026, 9, 30)
    assert CALENDAR_2026.next_working(date(2026, 10, 1)) == date(2026, 10, 8)


@given(CALENDARS, DAYS, st.integers(-300, 300))
def test_count_undoes_add(calendar, day, n):
    reached = calendar.add(day, n)
    assert calendar.count(day, reached) == n
    assert n == 0 or calendar.is_working(reached)


@given(CALENDARS, DAYS, st.integers(0, 120))
def test_count_agrees_with_the_paper_calendar(calendar, day, length):
    days = [day + timedelta(n) for n in range(1, length + 1)]
    assert calendar.count(day, day + timedelta(length)) == sum(map(calendar.is_working, days))


@given(CALENDARS, DAYS, DAYS, DAYS)
def test_count_adds_up(calendar, first, second, third):
    first, second, third = sorted((first, second, third))
    assert calendar.count(first, third) == calendar.count(first, second) + calendar.count(second, third)
