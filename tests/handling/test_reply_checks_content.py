"""What a letter says: substance, other units' matters, figures."""

import pytest

from handling.letters import GOOD, OTHERS, PointAnswer, ReplyMeaning, codes, letter, only, with_sentence
from huiyin.handling.reply_checks import Finding, check
from huiyin.handling.reply_checks.numerals import amounts_in, chinese_number

EMPTY = "您的提案收悉，感谢您对我市工作的关心和支持。我局高度重视，认真研究，将积极推动有关工作，不断提高服务水平。"


def test_empty_praise_is_one_finding() -> None:
    found = only(letter(EMPTY, answers=(PointAnswer(1, "您的意见很好，我们将认真采纳落实。"),)))
    assert (found.code, found.blocks) == ("empty_words", False)
    assert "感谢" in found.quote


def test_general_demands_on_others_are_no_measures() -> None:
    text = "小区停车以居民自治为主，物业公司和业委会应当规范管理，业主要加强监督，政府部门应督促物业合理确定租金。"
    assert codes(letter(text, answers=())) == ["empty_words"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("设施科负责，2026年4月抓好落实。", "measure_missing"),
        ("设施科负责更换路灯36盏。", "date_missing"),
        ("4月20日前更换路灯36盏。", "responsible_missing"),
    ],
)
def test_what_lacks_is_named(text: str, code: str) -> None:
    assert only(letter(text, answers=())).code == code


def test_date_under_the_letter_is_no_date_of_a_measure() -> None:
    assert codes(letter("设施科负责更换路灯36盏。\n2026年5月18日", answers=())) == ["date_missing"]


def test_who_does_nothing_says_why() -> None:
    silent = letter("您的建议我们已经收到。", answers=(), meaning=ReplyMeaning.REFERENCE_ONLY, class_code="C")
    assert only(silent).code == "reason_missing"


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        ("停车收费标准由市发展和改革委员会负责。", "市发展和改革委员会"),
        ("收费属发改、改变用途属自规，我局配合。", "市自然资源局"),
        ("停车场经营管理归公安交管部门管理。", "市公安局"),
        ("该事项不属于我局职责，属市国土资源局管理范围。", "市自然资源局"),
        ("国省干线的养护是市交通局的职责。", "市交通运输局"),
        ("客运线路审批属于交通运输部门职责范围。", "市交通运输局"),
    ],
)
def test_matter_of_another_unit_suggests_return_or_assistance(sentence: str, unit: str) -> None:
    found = [each for each in _found(sentence) if unit in each.reason]
    assert [each.code for each in found] == ["other_unit"]
    assert "申退" in found[0].suggestion
    assert "会办" in found[0].suggestion
    assert found[0].quote in sentence


def _found(sentence: str) -> list[Finding]:
    return [each for each in check(with_sentence(sentence)) if each.code == "other_unit"]


def test_own_duties_and_unknown_units_are_nobody_else_s() -> None:
    for sentence in (
        "该事项由市城管局负责。",
        "属城市管理部门职责。",
        "由市邮政管理局负责。",
        "由物业公司负责管理。",
    ):
        assert codes(with_sentence(sentence)) == []
    assert codes(with_sentence("由市公安局负责。", others=OTHERS[:1])) == []


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("省定任务1.2万个，建成1.45万个，完成率130%。", "120.8%"),
        ("任务一万二千个，建成一万零八百个，完成率百分之九十五。", "90%"),
        ("应改造小区50个，已改造40个，占85%。", "80%"),
        ("去年更换路灯100盏，今年更换120盏，同比增长30%。", "20%"),
        ("路灯由2000盏增加到2500盏，增长20%。", "25%"),
        ("投诉从200件减少到150件，下降35%。", "25%"),
        ("完好率从92.5%提高到97.5%，提高6个百分点。", "5个百分点"),
    ],
)
def test_percentage_that_the_figures_do_not_give(sentence: str, right: str) -> None:
    found = only(with_sentence(sentence))
    assert found.code == "figures_ratio"
    assert f"应为{right}" in found.reason


@pytest.mark.parametrize(
    "sentence",
    [
        "共办理21件，其中A类10件、B类8件、C类2件。",
        "共办理21件，其中A类10件、B类8件、C类5件。",
        "建成充电桩120个，其中快充50个、慢充80个。",
        "改造小区12个，其中新建5个、改建6个。",
        "总投资1.2亿元，其中中央资金8000万元、自筹5000万元。",
        "收到意见三百二十条，其中采纳二百条、留存一百五十条。",
        "A类10件、B类8件、C类2件，共21件。",
    ],
)
def test_parts_that_do_not_add_up(sentence: str) -> None:
    found = only(with_sentence(sentence))
    assert (found.code, found.quote) == ("figures_sum", sentence.rstrip("。"))


@pytest.mark.parametrize(
    "sentence",
    [
        "共改造道路21条，其中主干道3条、次干道5条。",
        "共办理21件，其中A类10件、B类8件、C类3件，涉及单位15家，走访委员30人。",
        "总投资1.2亿元，其中中央资金8000万元、自筹4000万元。",
        "A类10件、B类8件、C类3件，共21件。",
        "安装监控20个、充电桩15个、垃圾桶40个，共涉及小区12个。",
        "收提案318、立案307、满意或基本满意291（94.8%）。",
    ],
)
def test_figures_that_may_stand_beside_each_other(sentence: str) -> None:
    assert codes(with_sentence(sentence)) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1.45万个", [14500]),
        ("3,200户", [3200]),
        ("三百二十条", [320]),
        ("二〇条", [20]),
        ("十二处", [12]),
        ("2026年5月18日第52号", []),
        ("三个月内、第三次", []),
        ("百分之十二点五", [12.5]),
        ("两亿元", [2 * 10**8]),
    ],
)
def test_numbers_in_both_writings(text: str, values: list[float]) -> None:
    assert [float(each.value) for each in amounts_in(text)] == values


def test_chinese_numbers() -> None:
    assert [int(chinese_number(text)) for text in ("十", "二十", "一百零五", "三千二百", "二〇二六")] == [
        10, 20, 105, 3200, 2026,
    ]  # fmt: skip


def test_good_letter_stays_good() -> None:
    assert codes(GOOD) == []
