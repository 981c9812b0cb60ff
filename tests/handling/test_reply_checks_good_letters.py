"""Letters as they should be: nothing is found, so that whoever gets a finding takes it seriously."""

from datetime import date

import pytest

from handling.letters import GOOD, PointAnswer, Promise, ReplyMeaning, codes, letter, with_sentence
from huiyin.handling.reply_checks import Letter


def test_a_good_letter_gives_no_finding() -> None:
    assert codes(GOOD) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "下一步，我局将继续加强巡查，巩固整治成效。",
        "该项目已列入2025年改造计划，现已完工并投入使用。",
        "其中3处已全部完成。",
        "根据石政办发〔2025〕9号，由我局会同市公安局办理。",
        "按照《城市照明管理规定》（2010）执行。",
        "党的二十届三中全会以来，我局建立了巡查制度。",
        "市十五届人大三次会议上也有代表提出同类建议。",
        "政协石嘴山市第十一届委员会常务委员会第十五次会议听取了通报。",
        "自市政协十一届三次会议以来，我局已办理提案12件。",
        "您提出的建议我们已全部采纳。",
        "省定任务1.2万个，建成1.45万个，完成率121%。",
        "共改造道路21条，其中主干道3条、次干道等5条。",
        "共建成充电桩120个，其中快充40个、慢充80个，涉及小区15个。",
        "去年更换路灯100盏，今年更换120盏，同比增长20%。",
        "完好率从92.5%提高到97.5%，提高5个百分点。",
        "收到意见建议三百二十条，其中采纳二百条、留存一百二十条。",
        "征求意见120份，收回110份，满意率98%。",
        "近1000户居民中约有600户受益，占比约55%。",
        "已于4月底前完成全部修复。",
        "感谢您对城市管理工作的关心和支持。",
        "联系电话：0952-1234567，邮编753000。",
        "每周巡查2次，三个月内再查一次。",
        "市公安局积极参与了联合整治。",
        "我局将于2026年9月30日前完成第二批更换。",
    ],
)
def test_what_letters_may_say_is_not_held_against_them(sentence: str) -> None:
    promised = (Promise("更换第二批路灯", date(2026, 9, 30)),)

    assert codes(with_sentence(sentence, promises=promised)) == []


def planned() -> Letter:
    return letter(
        "提案收悉。因资金未到位，增设站点列入2027年建设计划，由设施科负责，2026年12月31日前完成选址和招标。",
        meaning=ReplyMeaning.PLANNED,
        class_code="B",
        promises=(Promise("完成选址和招标", date(2026, 12, 31)),),
    )


def declined() -> Letter:
    return letter(
        "提案收悉。因该路段红线宽度不足，按照设计规范不具备增设隔离栏的条件，留作参考。",
        meaning=ReplyMeaning.REFERENCE_ONLY,
        class_code="C",
        answers=(PointAnswer(1, "受道路宽度限制，暂时不能增设隔离栏。"),),
    )


def by_points() -> Letter:
    return letter(
        "现将办理情况答复如下。",
        answers=(
            PointAnswer(1, "纳入老旧小区改造，年底前新增充电桩40个，由设施科负责。"),
            PointAnswer(2, "开展用电安全培训6场，5月已经结束。"),
            PointAnswer(3, "清理飞线充电112处，由执法大队负责巡查。"),
        ),
        promises=(Promise("新增充电桩40个", date(2026, 12, 20)),),
    )


@pytest.mark.parametrize("made", [planned, declined, by_points])
def test_letters_of_every_class_can_be_without_fault(made) -> None:
    assert codes(made()) == []
