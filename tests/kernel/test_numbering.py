import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.kernel.numbering import check_pattern, format_number
from huiyin.kernel.verdicts import ALLOWED, Refused


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("石政协发〔{year}〕{sequence}号", "石政协发〔2026〕5号"),
        ("{year}{sequence:04d}", "20260005"),
        ("第{sequence}号", "第5号"),
        ("第{year}{sequence:04d}号", "第20260005号"),
        ("{sequence:03d}", "005"),
        ("{code}函〔{year}〕{sequence}号", "石政函〔2026〕5号"),
        ("{term:02d}-{session}-{sequence}", "08-3-5"),
    ],
)
def test_format_number_follows_the_pattern(pattern, expected):
    assert check_pattern(pattern) is ALLOWED
    assert format_number(pattern, year=2026, sequence=5, code="石政", term=8, session=3) == expected


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("", "number.blank"),
        (" {sequence}", "number.blank"),
        ("{sequence}\n号", "number.blank"),
        ("石" * 60 + "{sequence}", "number.too_long"),
        ("{year{sequence}", "number.braces"),
        ("{sequence}}", "number.braces"),
        ("{{year}}{sequence}", "number.braces"),
        ("{sequence:{year}}", "number.braces"),
        ("{}{sequence}", "number.unknown_field"),
        ("{month}{sequence}", "number.unknown_field"),
        ("{year.__class__}{sequence}", "number.unknown_field"),
        ("{year!r}{sequence}", "number.format"),
        ("{year:04d}{sequence}", "number.format"),
        ("{sequence:9999d}", "number.format"),
        ("〔{year}〕号", "number.sequence"),
        ("{sequence}-{sequence}", "number.sequence"),
        ("石政协发【{year}】{sequence}号", "number.brackets"),
        ("石政协发[{year}]{sequence}号", "number.brackets"),
        ("石政协发［{year}］{sequence}号", "number.brackets"),
        ("石政协发（{year}）{sequence}号", "number.brackets"),
        ("石政协发({year}){sequence}号", "number.brackets"),
        ("石政协发〔{year}{sequence}号", "number.unpaired"),
        ("石政协发〔〔{year}〕{sequence}号", "number.unpaired"),
        ("石政协发〔{sequence}〕{year}号", "number.year"),
        ("石政协发〔{year}年〕{sequence}号", "number.year"),
        ("石政协发〔{year}〕{sequence:02d}号", "number.leading_zero"),
        ("石政协发〔{year}〕0{sequence}号", "number.leading_zero"),
        ("第{sequence:04d}号", "number.leading_zero"),
        ("石政协发〔{year}〕第{sequence}号", "number.ordinal"),
    ],
)
def test_check_pattern_refuses_with_a_reason_in_chinese(pattern, code):
    verdict = check_pattern(pattern)
    assert isinstance(verdict, Refused)
    assert verdict.code == code
    assert any("一" <= each <= "鿿" for each in verdict.text)


def test_check_pattern_knows_the_fields_of_the_caller():
    assert check_pattern("{kind}{sequence}", frozenset({"kind", "sequence"})) is ALLOWED
    verdict = check_pattern("{term}{sequence}", frozenset({"sequence"}))
    assert isinstance(verdict, Refused)
    assert verdict.text == "编号格式中的“{term}”无法识别，可用的有：{sequence}"


@pytest.mark.parametrize(
    ("pattern", "year", "sequence", "message"),
    [
        ("{sequence}", 26, 1, "四位数"),
        ("{sequence}", 2026, 0, "从1编起"),
        ("{term}{sequence}", 2026, 1, "无法识别"),
        ("石政协发【{year}】{sequence}号", 2026, 1, "六角括号"),
    ],
)
def test_format_number_refuses_bad_input(pattern, year, sequence, message):
    with pytest.raises(ValueError, match=message):
        format_number(pattern, year=year, sequence=sequence)


@given(st.integers(2000, 2100), st.integers(1, 100_000), st.integers(1, 100_000))
def test_numbers_of_a_year_differ_when_the_sequence_does(year, first, second):
    for pattern in ("石政协发〔{year}〕{sequence}号", "{year}{sequence:04d}"):
        one = format_number(pattern, year=year, sequence=first)
        other = format_number(pattern, year=year, sequence=second)
        assert (one == other) == (first == second)


@given(st.text("{}〔〕第号0{year}:d", max_size=20))
def test_check_pattern_never_breaks_and_what_it_allows_can_be_formatted(pattern):
    if check_pattern(pattern) is ALLOWED:
        assert "7" in format_number(pattern, year=2026, sequence=7, term=1, session=1, code="石")
