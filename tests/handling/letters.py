"""Made letters for the tests of the checks: short, invented, by 市城市管理局 unless a test says otherwise."""

from dataclasses import replace
from datetime import date
from typing import Any

from huiyin.handling.enums import ReplyMeaning
from huiyin.handling.reply_checks import Finding, Letter, PointAnswer, Promise, check, unit_of

DAY = date(2026, 5, 18)
OTHERS = (
    unit_of("市发展和改革委员会", "市发改委"),
    unit_of("市公安局"),
    unit_of("市自然资源局", "市资源局", "市国土资源局"),
    unit_of("市交通运输局", "市交通局"),
)
GOOD = Letter(
    text="市政协十一届四次会议第52号提案收悉。我局设施科负责，2026年4月20日前更换路灯36盏，修复便道2处。",
    day=DAY,
    answers=(
        PointAnswer(1, "更换老旧路灯36盏，4月20日完成，由设施科负责。"),
        PointAnswer(2, "修复破损便道2处，由养护站负责日常巡查。"),
    ),
    meaning=ReplyMeaning.RESOLVED,
    class_code="A",
    class_label="A 类（已经解决或者采纳）",
    document_number="石城管函〔2026〕12号",
    term=11,
    session=4,
    number="52",
    level="city",
    own_names=("市城市管理局", "市城管局", "市综合执法局"),
    others=OTHERS,
)


def letter(text: str, **more: Any) -> Letter:
    """The good letter with another text."""
    return replace(GOOD, text=text, **more)


def with_sentence(sentence: str, **more: Any) -> Letter:
    """The good letter with one sentence more."""
    return replace(GOOD, text=f"{GOOD.text}{sentence}", **more)


def codes(checked: Letter) -> list[str]:
    """What is found, by code."""
    return [each.code for each in check(checked)]


def only(checked: Letter) -> Finding:
    """The one finding there is."""
    found = check(checked)
    assert len(found) == 1, found
    return found[0]


__all__ = [
    "DAY",
    "GOOD",
    "OTHERS",
    "PointAnswer",
    "Promise",
    "ReplyMeaning",
    "codes",
    "letter",
    "only",
    "with_sentence",
]
