from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.kernel.due import DueDate, Extension, Pause, Term, Unit, compute_due
from huiyin.kernel.working_days import WorkCalendar
from kernel.calendars import CALENDAR_2026, PLAIN

DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
COUNTED = st.sampled_from([Unit.WORKING_DAYS, Unit.DAYS, Unit.MONTHS])


def working(amount):
    return Term(amount, Unit.WORKING_DAYS)


def months(amount):
    return Term(amount, Unit.MONTHS)


def by(month, day):
    return Term(0, Unit.FIXED_DATE, (month, day))


@pytest.mark.parametrize(
    ("term", "label"),
    [
        (working(15), "15个工作日"),
        (months(3), "3个月"),
        (Term(30, Unit.DAYS), "30日"),
        (by(8, 5), "8月5日前"),
    ],
)
def test_label_reads_as_the_rule_says(term, label):
    assert term.label() == label


@pytest.mark.parametrize(
    ("amount", "unit", "month_day", "message"),
    [
        (0, Unit.DAYS, None, "期限0日不在1至3660之间"),
        (121, Unit.MONTHS, None, "期限121个月不在1至120之间"),
        (1, Unit.FIXED_DATE, None, "须写明月、日"),
        (1, Unit.FIXED_DATE, (2, 30), "没有2月30日这一天"),
        (1, Unit.DAYS, (8, 5), "只有按固定日期"),
    ],
)
def test_term_nobody_can_keep_is_refused(amount, unit, month_day, message):
    with pytest.raises(ValueError, match=message):
        Term(amount, unit, month_day)


def test_pause_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="早于开始日期"):
        Pause(date(2026, 10, 2), date(2026, 10, 1), "补充材料")


def test_working_days_over_national_day_are_explained():
    assert compute_due(date(2026, 9, 28), working(15), CALENDAR_2026) == DueDate(
        date(2026, 10, 23),
        (
            "自2026年9月28日起算，次日为第1个工作日，第15个工作日为2026年10月23日（星期五）",
            "其间国庆节放假7天（10月1日至7日）不计，10月10日（星期六）调休上班计入",
            "到期日为2026年10月23日（星期五）",
        ),
        provisional=False,
    )


def test_working_days_from_the_eve_of_a_break_name_the_first_day():
    result = compute_due(date(2026, 9, 30), working(1), CALENDAR_2026)
    assert result.due == date(2026, 10, 8)
    assert result.explanation[0] == (
        "自2026年9月30日起算，当日不计，2026年10月8日（星期四）为第1个工作日，第1个工作日为2026年10月8日（星期四）"
    )


def test_working_days_into_a_year_without_notice_are_provisional():
    result = compute_due(date(2026, 12, 30), working(3), CALENDAR_2026)
    assert (result.due, result.provisional) == (date(2027, 1, 4), True)
    assert "2027年放假安排尚未公布，暂按周一至周五推算" in result.explanation


@pytest.mark.parametrize(
    ("start", "amount", "due", "sentence"),
    [
        (date(2026, 1, 15), 3, date(2026, 4, 15), "至对应日2026年4月15日（星期三）"),
        (date(2026, 3, 31), 1, date(2026, 4, 30), "无对应日，至月末日2026年4月30日（星期四）"),
        (date(2023, 11, 30), 3, date(2024, 2, 29), "无对应日，至月末日2024年2月29日（星期四）"),
        (
            date(2026, 6, 26),
            3,
            date(2026, 9, 28),
            "2026年9月26日（星期六）为非工作日，顺延至其后第一个工作日2026年9月28日",
        ),
        (
            date(2026, 9, 3),
            1,
            date(2026, 10, 8),
            "2026年10月3日（星期六）为非工作日，顺延至其后第一个工作日2026年10月8日",
        ),
    ],
)
def test_months_end_on_the_same_number_or_the_last_day(start, amount, due, sentence):
    result = compute_due(start, months(amount), CALENDAR_2026)
    assert result.due == due
    assert sentence in "；".join(result.explanation)


def test_days_end_on_a_make_up_workday():
    result = compute_due(date(2026, 9, 30), Term(10, Unit.DAYS), CALENDAR_2026)
    assert result.due == date(2026, 10, 10)
    assert result.explanation[0] == "自2026年9月30日起算，次日为第1日，第10日为2026年10月10日（星期六）"


@pytest.mark.parametrize(
    ("start", "month_day", "due"),
    [
        (date(2026, 8, 5), (8, 5), date(2026, 8, 5)),
        (date(2026, 8, 6), (8, 5), date(2027, 8, 5)),
        (date(2026, 9, 1), (10, 3), date(2026, 10, 3)),
        (date(2026, 1, 1), (2, 29), date(2026, 2, 28)),
    ],
)
def test_fixed_date_is_the_first_on_or_after_and_stays(start, month_day, due):
    result = compute_due(start, by(*month_day), CALENDAR_2026)
    assert (result.due, result.provisional) == (due, False)
    month, day = month_day
    assert result.explanation[0].startswith(f"以{month}月{day}日为限，自{start.year}年")


def test_extension_counts_on_and_names_its_reason():
    extension = Extension(months(1), "情况复杂")
    result = compute_due(date(2026, 1, 15), months(3), CALENDAR_2026, extensions=[extension])
    assert result.due == date(2026, 5, 15)
    assert "延期1个月（理由：情况复杂），延至2026年5月15日（星期五）" in result.explanation


def test_extension_of_another_kind_decides_about_days_off():
    to_a_date = compute_due(
        date(2026, 7, 1), months(1), CALENDAR_2026, extensions=[Extension(by(10, 3), "会议改期")]
    )
    assert to_a_date.due == date(2026, 10, 3)
    assert "延期至10月3日前（理由：会议改期），延至2026年10月3日（星期六）" in to_a_date.explanation
    in_working_days = compute_due(
        date(2026, 8, 30), months(1), CALENDAR_2026, extensions=[Extension(working(1), "等会办意见")]
    )
    assert in_working_days.due == date(2026, 10, 8)
    assert "其间国庆节放假7天（10月1日至7日）不计" in in_working_days.explanation


def test_pause_shifts_a_clock_in_working_days_by_working_days():
    pause = Pause(date(2026, 9, 30), date(2026, 10, 9), "补充材料")
    result = compute_due(date(2026, 9, 28), working(5), CALENDAR_2026, [pause])
    assert result.due == date(2026, 10, 14)
    assert (
        "9月30日至10月9日暂停（原因：补充材料），计3个工作日，顺延至2026年10月14日（星期三）"
        in result.explanation
    )


def test_pause_shifts_other_clocks_by_calendar_days():
    pause = Pause(date(2026, 12, 30), date(2027, 1, 2), "补充材料")
    result = compute_due(date(2026, 12, 1), months(2), CALENDAR_2026, [pause])
    assert result.due == date(2027, 2, 5)
    assert (
        "2026年12月30日至2027年1月2日暂停（原因：补充材料），计4日，顺延至2027年2月5日（星期五）"
        in result.explanation
    )


def test_pauses_that_overlap_count_once():
    pauses = [
        Pause(date(2026, 3, 9), date(2026, 3, 10), "其二"),
        Pause(date(2026, 3, 2), date(2026, 3, 9), "其一"),
        Pause(date(2026, 3, 4), date(2026, 3, 5), "其三"),
    ]
    result = compute_due(date(2026, 2, 28), Term(20, Unit.DAYS), CALENDAR_2026, pauses)
    assert result.due == date(2026, 3, 20) + timedelta(9) + timedelta(1)  # 3月29日 is a Sunday
    assert "3月4日至5日暂停（原因：其三），其间无应计之日，不另顺延" in result.explanation


@pytest.mark.parametrize("unit", [Unit.WORKING_DAYS, Unit.DAYS])
def test_pause_before_the_start_changes_nothing(unit):
    start, term = date(2026, 3, 2), Term(5, unit)
    pause = Pause(date(2026, 2, 25), date(2026, 3, 2), "早先")
    assert compute_due(start, term, CALENDAR_2026, [pause]).due == compute_due(start, term, CALENDAR_2026).due


def test_pause_after_the_end_changes_nothing():
    pause = Pause(date(2026, 3, 10), None, "迟到的申请")
    result = compute_due(date(2026, 3, 2), working(5), CALENDAR_2026, [pause])
    assert result.due == date(2026, 3, 9)
    assert "自2026年3月10日起的暂停（原因：迟到的申请）晚于到期日，不顺延" in result.explanation


def test_pause_between_a_day_off_and_the_working_day_after_it():
    # The term ends on Saturday 14 March, so Monday is its last day: a pause from Sunday finds it running.
    pause = Pause(date(2026, 3, 15), date(2026, 3, 17), "停电")
    result = compute_due(date(2026, 3, 4), Term(10, Unit.DAYS), CALENDAR_2026, [pause])
    assert result.due == date(2026, 3, 19)
    assert result.explanation[1].startswith(
        "2026年3月14日（星期六）为非工作日，顺延至其后第一个工作日2026年3月16日"
    )


def test_pause_without_end_leaves_no_due_date():
    pauses = [Pause(date(2026, 3, 4), None, "等上级批复"), Pause(date(2026, 3, 5), date(2026, 3, 6), "另一")]
    result = compute_due(date(2026, 3, 2), working(5), CALENDAR_2026, pauses)
    assert result.due is None
    assert result.explanation[-1] == "自2026年3月4日起暂停计时（原因：等上级批复），恢复后重新推算到期日"


@pytest.mark.parametrize(
    "term", [Term(30, Unit.DAYS), months(2), by(1, 1), working(30)], ids=["days", "months", "date", "working"]
)
def test_term_beyond_all_dates_is_refused(term):
    with pytest.raises(ValueError, match="超出日历范围"):
        compute_due(date(9999, 12, 20), term, PLAIN)


@given(DAYS, COUNTED, st.integers(1, 100), st.integers(0, 20))
def test_due_never_comes_earlier_for_a_longer_term(start, unit, amount, more):
    short = compute_due(start, Term(amount, unit), CALENDAR_2026).due
    long = compute_due(start, Term(amount + more, unit), CALENDAR_2026).due
    assert short is not None
    assert long is not None
    assert start < short <= long
    assert CALENDAR_2026.is_working(short)


@given(DAYS, st.integers(1, 60), st.integers(0, 90), st.integers(0, 40))
def test_pause_leaves_the_days_that_were_left(start, amount, into, length):
    since = start + timedelta(1 + into)
    pause = Pause(since, since + timedelta(length), "任意")
    bare = compute_due(start, working(amount), CALENDAR_2026).due
    paused = compute_due(start, working(amount), CALENDAR_2026, [pause]).due
    assert bare is not None
    assert paused is not None
    if since > bare:
        assert paused == bare
    else:
        left = CALENDAR_2026.count(since - timedelta(1), bare)
        assert paused == CALENDAR_2026.add(since + timedelta(length), left)


@given(
    DAYS, COUNTED, st.integers(1, 40), st.lists(st.tuples(st.integers(-5, 60), st.integers(0, 9)), max_size=4)
)
def test_pauses_and_extensions_never_take_time_away(start, unit, amount, stops):
    pauses = [Pause(start + timedelta(a), start + timedelta(a + b), "任意") for a, b in stops]
    bare = compute_due(start, Term(amount, unit), PLAIN).due
    longer = compute_due(start, Term(amount, unit), PLAIN, pauses, [Extension(Term(3, Unit.DAYS), "任意")])
    assert bare is not None
    assert longer.due is not None
    assert longer.due >= bare
    assert longer == compute_due(
        start, Term(amount, unit), PLAIN, pauses[::-1], [Extension(Term(3, Unit.DAYS), "任意")]
    )


def test_unnamed_and_joined_breaks_are_named_plainly():
    days = [date(2025, 10, n) for n in range(1, 9)]
    names = dict.fromkeys(days, "国庆节") | {date(2025, 10, 6): "中秋节"}
    exceptions = dict.fromkeys(days, False)
    named = WorkCalendar(exceptions, frozenset({2025}), "named", names)
    bare = WorkCalendar(exceptions, frozenset({2025}), "bare")
    start, term = date(2025, 9, 30), working(2)
    assert "其间国庆节、中秋节放假8天（10月1日至8日）不计" in compute_due(start, term, named).explanation
    assert "其间节假日放假8天（10月1日至8日）不计" in compute_due(start, term, bare).explanation


@pytest.mark.parametrize(
    ("days", "start", "phrase"),
    [
        (
            [date(2026, 12, 31), date(2027, 1, 1)],
            date(2026, 12, 29),
            "放假4天（2026年12月31日至2027年1月3日）不计",
        ),
        ([date(2027, 3, 3)], date(2026, 12, 29), "放假1天（2027年3月3日）不计"),
        ([date(2026, 3, 31), date(2026, 4, 1)], date(2026, 3, 30), "放假2天（3月31日至4月1日）不计"),
    ],
)
def test_breaks_tell_their_year_where_it_changes(days, start, phrase):
    calendar = WorkCalendar(dict.fromkeys(days, False), frozenset({2026, 2027}), "any")
    assert f"其间节假日{phrase}" in compute_due(start, working(60), calendar).explanation
