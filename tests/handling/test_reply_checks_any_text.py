"""Whatever is written, the checks come to an end, soon, and say what can be stored."""

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handling.letters import GOOD, PointAnswer, codes, letter
from huiyin.handling.models import ReplyFinding
from huiyin.handling.reply_checks import check

PIECES = (
    "第", "十", "一百", "二十", "届", "次会议", "政协", "号", "提案", "2026", "年", "月底前", "12", "1.45", "万", "亿",
    "个", "件", "%", "％", "百分之", "其中", "共", "，", "、", "。", "；", "【", "】", "〔", "〕", "（", "）", "由",
    "市公安局", "负责", "属", "发改", "已", "完成", "将", "增长", "从", "到", "去年", "今年", "占", "完成率",
    "列入计划", "办理完毕", "\n", " ", "点", "零", "0", "-",
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join), st.text(max_size=40))
def test_no_text_breaks_the_checks(text: str, other: str) -> None:
    found = check(letter(text, answers=(PointAnswer(1, other), PointAnswer(2, text))))

    keys = [(each.code, each.quote) for each in found]
    assert len(set(keys)) == len(keys)
    for each in found:
        assert each.reason
        assert len(each.quote) <= ReplyFinding._meta.get_field("quote").max_length
        assert len(each.code) <= ReplyFinding._meta.get_field("code").max_length


@pytest.mark.parametrize(
    "piece",
    [
        "共12个，其中3个、4个，占50%",
        "由",
        "一",
        "9",
        "第十届",
        "2026年",
        "从1个增加到2个，增长3%",
        "（2026）1号",
        "属市公安局",
        "，" * 9,
    ],
)
def test_longest_letter_is_checked_in_no_time(piece: str) -> None:
    long = (piece * 20000)[:20000]
    before = perf_counter()
    codes(letter(long))
    assert perf_counter() - before < 3


def test_hundreds_of_units_cost_little() -> None:
    others = GOOD.others * 200
    before = perf_counter()
    codes(letter(GOOD.text * 100, others=others))
    assert perf_counter() - before < 3
