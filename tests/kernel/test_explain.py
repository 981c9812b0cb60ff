from datetime import date, timedelta

import pytest

from huiyin.kernel.explain import dated, holidays, long_date, short_date, span
from huiyin.kernel.working_days import WorkCalendar


def test_dates_in_words():
    day = date(2026, 9, 28)
    assert (long_date(day), dated(day)) == ("2026年9月28日", "2026年9月28日（星期一）")
    assert short_date(day) == short_date(day, date(2026, 1, 1)) == "9月28日"
    assert short_date(day, date(2027, 1, 1)) == "2026年9月28日"


@pytest.mark.parametrize(
    ("first", "last", "beside", "words"),
    [
        (date(2026, 10, 1), date(2026, 10, 1), None, "10月1日"),
        (date(2026, 10, 1), date(2026, 10, 7), None, "10月1日至7日"),
        (date(2026, 9, 30), date(2026, 10, 2), date(2025, 1, 1), "2026年9月30日至10月2日"),
        (date(2026, 12, 31), date(2027, 1, 3), None, "2026年12月31日至2027年1月3日"),
        (date(2026, 1, 5), date(2027, 1, 6), date(2026, 1, 1), "2026年1月5日至2027年1月6日"),
    ],
)
def test_span_tells_no_more_than_needed(first, last, beside, words):
    assert span(first, last, beside) == words


@pytest.mark.parametrize("edge", [date.min, date.max])
def test_holidays_at_the_edge_of_all_dates(edge):
    calendar = WorkCalendar({edge: False}, frozenset(), "edge")
    after = date(9999, 12, 1)
    expected = [] if edge == date.min else ["节假日放假1天（12月31日）不计"]
    assert holidays(after, date.max, calendar) == expected
    assert holidays(edge, edge, calendar) == []


def test_holidays_of_a_break_at_the_first_of_all_dates():
    calendar = WorkCalendar({date(1, 1, 1): False, date(1, 1, 2): False}, frozenset(), "edge")
    assert holidays(date(1, 1, 1), date(1, 1, 9), calendar) == ["节假日放假2天（1月1日至2日）不计"]


def test_holidays_stop_looking_in_a_calendar_without_workdays():
    first = date(2026, 1, 1)
    closed = WorkCalendar({first + timedelta(n): False for n in range(200)}, frozenset(), "closed")
    phrases = holidays(date(2026, 3, 1), date(2026, 3, 31), closed)
    assert phrases == ["节假日放假61天（1月31日至4月1日）不计"]
