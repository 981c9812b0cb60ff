from datetime import date, timedelta

import pytest

from huiyin.kernel.lights import (
    Level,
    Light,
    latest_start_of_yellow,
    level,
    level_days,
    light,
    next_level_day,
    remaining_words,
    warning_days,
)
from kernel.calendars import CALENDAR_2026

DUE = date(2026, 10, 12)


@pytest.mark.parametrize(
    ("today", "expected", "words"),
    [
        (date(2026, 9, 28), Light.GREEN, "还有6个工作日"),
        (date(2026, 9, 29), Light.YELLOW, "还有5个工作日"),
        (date(2026, 10, 10), Light.YELLOW, "还有1个工作日"),
        (DUE, Light.YELLOW, "今天到期"),
        (date(2026, 10, 13), Light.RED, "已逾期1个工作日"),
        (date(2026, 10, 24), Light.RED, "已逾期9个工作日"),
    ],
)
def test_light_before_and_after_due(today, expected, words):
    assert light(DUE, today, CALENDAR_2026) is expected
    assert remaining_words(DUE, today, CALENDAR_2026) == words


def test_light_without_due_date_is_grey():
    assert light(None, DUE, CALENDAR_2026) is Light.GREY
    assert remaining_words(None, DUE, CALENDAR_2026) == "暂不计时"


def test_light_warns_as_early_as_asked():
    assert light(DUE, date(2026, 9, 28), CALENDAR_2026, warn_before=6) is Light.YELLOW
    assert light(DUE, date(2026, 10, 9), CALENDAR_2026, warn_before=1) is Light.GREEN


@pytest.mark.parametrize(
    ("started", "due", "days"),
    [
        (None, date(2026, 11, 20), 5),
        (date(2026, 11, 20), date(2026, 11, 20), 5),
        (date(2026, 11, 18), date(2026, 11, 20), 1),
        (date(2026, 11, 17), date(2026, 11, 20), 1),
        (date(2026, 11, 13), date(2026, 11, 20), 2),
        (date(2026, 11, 6), date(2026, 11, 20), 4),
        (date(2026, 9, 1), date(2026, 11, 20), 5),
        (date(2026, 10, 2), date(2026, 10, 4), 1),
    ],
)
def test_yellow_is_the_last_third_of_the_time(started, due, days):
    assert warning_days(started, due, CALENDAR_2026) == days


@pytest.mark.parametrize("length", range(1, 25))
def test_clocks_that_are_yellow_are_found_by_when_they_started(length):
    due = date(2026, 11, 20)
    started = CALENDAR_2026.add(date(2026, 10, 9), 25 - length)
    for offset in range(8):
        today = due - timedelta(days=offset)
        start = latest_start_of_yellow(due, today, CALENDAR_2026)
        shown = light(due, today, CALENDAR_2026, started=started)
        if started < due and CALENDAR_2026.count(today, due) <= 5:
            assert (shown is Light.YELLOW) == (start is None or started <= start)


def test_short_clock_is_green_when_it_starts():
    started, due = date(2026, 11, 17), date(2026, 11, 20)
    assert light(due, started, CALENDAR_2026, started=started) is Light.GREEN
    assert light(due, date(2026, 11, 19), CALENDAR_2026, started=started) is Light.YELLOW


def test_lateness_over_days_off_is_said_in_days():
    assert remaining_words(date(2026, 10, 10), date(2026, 10, 11), CALENDAR_2026) == "已逾期1天，其间无工作日"


def test_remaining_words_with_days_off_only():
    assert remaining_words(date(2026, 10, 5), date(2026, 10, 3), CALENDAR_2026) == "还有2天，其间无工作日"


def test_light_labels_are_words():
    assert [each.label for each in Light] == ["正常", "临期", "逾期", "未计时"]


@pytest.mark.parametrize("due", [DUE, date(2026, 10, 4), date(2026, 9, 26), date(2026, 6, 7)])
def test_yellow_level_begins_with_the_yellow_light(due):
    (_yellow, since), *_later = level_days(due, CALENDAR_2026)
    assert light(due, since, CALENDAR_2026) is Light.YELLOW
    assert light(due, since - timedelta(days=1), CALENDAR_2026) is Light.GREEN


@pytest.mark.parametrize(
    ("today", "reached", "then"),
    [
        (date(2026, 9, 28), None, date(2026, 9, 29)),
        (date(2026, 9, 29), Level.YELLOW, date(2026, 10, 13)),
        (DUE, Level.YELLOW, date(2026, 10, 13)),
        (date(2026, 10, 13), Level.RED, date(2026, 10, 19)),
        (date(2026, 10, 18), Level.RED, date(2026, 10, 19)),
        (date(2026, 10, 19), Level.SUPERIOR, None),
    ],
)
def test_levels_follow_one_another(today, reached, then):
    assert level(DUE, today, CALENDAR_2026) is reached
    assert next_level_day(DUE, CALENDAR_2026, today) == then


def test_the_end_of_all_dates_has_no_level():
    assert level_days(date.max, CALENDAR_2026) == []
    assert (level(date.max, DUE, CALENDAR_2026), next_level_day(date.max, CALENDAR_2026)) == (None, None)
