import unicodedata
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from huiyin.kernel.text import fold, normalise, numeral, paragraphs, said_day, shorten


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  一\r\n二\r三\u2028四 \n", "一\n二\n三\n四"),
        ("　　第一段。\n\n\n\n　　第二段。", "第一段。\n\n第二段。"),
        ("政\u200b协\ufeff委\u0000员\u202e", "政协委员"),
        ("甲\t乙", "甲 乙"),
        ("e\u0301", "é"),
        ("e\u200b\u0301", "é"),
        ("ＡＢ１２，（全角）", "ＡＢ１２，（全角）"),
        ("李䶮、王𬭎、㛃", "李䶮、王𬭎、㛃"),
        ("葛\U000e0100", "葛\U000e0100"),
        ("坏\ud800字", "坏字"),
        ("", ""),
    ],
)
def test_normalise_keeps_words_and_drops_what_nobody_sees(text, expected):
    assert normalise(text) == expected


@given(st.text())
@example("\u1100\u1160\u1161")
def test_normalise_once_is_enough(text):
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\r" not in once
    assert "\x00" not in once


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("张 三", "张三"),
        ("ＡＢＣ公司", "abc公司"),
        ("买买提•艾力", "买买提·艾力"),
        ("买买提・艾力", "买买提･艾力"),
        ("市财政局（本级）", "市财政局(本级)"),
        ("王\u200b五", "王五"),
        ("Straße", "STRASSE"),
    ],
)
def test_fold_finds_equal_names(one, other):
    assert fold(one) == fold(other)


def test_fold_keeps_different_names_apart():
    assert len({fold(name) for name in ("李䶮", "李龑", "王𬭎", "王铉")}) == 4


@given(st.text())
def test_fold_once_is_enough(text):
    once = fold(text)
    assert fold(once) == once
    assert fold(f" {text}\u200b\n") == once


def test_paragraphs_leave_out_empty_lines():
    assert paragraphs("一\n\n  \n二\r\n") == ["一", "二"]
    assert paragraphs(" \n ") == []


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("关于石嘴山", 5, "关于石嘴山"),
        ("关于石嘴山市", 5, "关于石嘴…"),
        ("关于\n石嘴山市", 20, "关于 石嘴山市"),
        ("关于 石嘴山", 4, "关于…"),
        ("葛\U000e0100飾区", 3, "葛\U000e0100…"),
        ("葛\U000e0100飾区", 2, "…"),
        ("一二", 1, "…"),
    ],
)
def test_shorten_cuts_between_characters(text, limit, expected):
    assert shorten(text, limit) == expected


def test_shorten_to_nothing_is_an_error():
    with pytest.raises(ValueError, match="nothing"):
        shorten("一", 0)


@given(st.text(), st.integers(1, 30))
def test_shorten_keeps_within_the_limit(text, limit):
    assert len(shorten(text, limit)) <= limit
    assert "\n" not in shorten(text, limit)


@pytest.mark.parametrize(
    ("number", "text"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五")]
)
def test_numeral_as_official_texts_count(number, text):
    assert numeral(number) == text


def test_day_is_said_without_leading_zeros() -> None:
    assert said_day(date(2026, 3, 2)) == "2026年3月2日"
