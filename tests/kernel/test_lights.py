from datetime import date

import pytest

from huiyin.kernel.lights import Light, light, remaining_words
from kernel.calendars import CALENDAR_2026

DUE = date(2026, 10, 12)


@pytest.mark.parametrize(
    ("today", "expected", "words"),
    [
        (date(2026, 9, 28), Light.GREEN, "还有6个工作日"),
        (date(2026, 9, 29), Light.YELLOW, "还有5个工作日"),
        (date(2026, 10, 10), Light.YELLOW, "还有1个工作日"),
        (DUE, Light.YELLOW, "今天到期"),
        (date(2026, 10, 13), Light.RED, "已逾期1天"),
        (date(2026, 10, 24), Light.RED, "已逾期12天"),
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


def test_remaining_words_with_days_off_only():
    assert remaining_words(date(2026, 10, 5), date(2026, 10, 3), CALENDAR_2026) == "还有2天，其间无工作日"


def test_light_labels_are_words():
    assert [each.label for each in Light] == ["正常", "临期", "逾期", "未计时"]
