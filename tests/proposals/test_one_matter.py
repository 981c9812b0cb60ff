"""What is pointed out as several matters, and what is not: forms of titles as members really write them."""

import pytest

from huiyin.proposals.rules.one_matter import several_matters

ONE = (
    "关于加强城区公共停车管理的提案",
    "关于养老服务和医养结合的提案",
    # Titles of real cases.
    "小区停车难",
    "推进城乡居民养老服务体系",
    "改善公交站台附属设施",
    "盘活公共资源缓解停车难",
    "乡村道路维修维护",
    # One matter said in two parts: means and end, problem and remedy, verbs in a row.
    "关于加强和改进城市管理执法工作的提案",
    "关于完善基础设施、提升公共服务水平的提案",
    "关于优化营商环境，促进民营企业发展的建议",
    "关于农民工工资拖欠问题及对策建议",
    "关于农村污水处理存在的问题和解决办法的提案",
    "关于完善婴幼儿照护以及托育服务的提案",
    "关于加强校园周边交通管理和环境整治的提案",
    "关于解决城乡接合部道路破损问题，改善群众出行条件的提案",
    # A title within the title.
    "关于落实《关于推进养老服务发展的意见》的提案",
    "关于进一步落实自治区关于优化营商环境政策的提案",
    "关于“学校、家庭、社会”协同育人的提案",
)
SEVERAL = (
    "关于停车管理问题以及养老服务的提案",
    "关于停车管理的提案、关于养老服务的提案",
    "关于停车管理；养老服务的提案",
    "关于加强停车管理和关于推进社区养老的建议",
    "关于解决老旧小区供热问题和提升学校教育质量的提案",
)


@pytest.mark.parametrize("title", ONE)
def test_one_matter_is_not_called_several(title: str) -> None:
    assert several_matters(title, ["一", "二"]) == []


@pytest.mark.parametrize("title", SEVERAL)
def test_several_matters_in_a_title_are_pointed_out(title: str) -> None:
    assert several_matters(title, ["一"]) == [
        "案由中似乎有几件事。一事一案：几件事请分别提出，便于立案和交办。"
    ]


@pytest.mark.parametrize(
    ("suggestions", "said"),
    [
        ([str(number) for number in range(7)], "所提建议有7条"),
        (["建设停车场。", "建设停车场"], "有内容相同的建议"),
        (["一是建设停车场；二是开放单位车位；三是加强执法。"], "请拆成几条"),
        (["（一）建设停车场。\n（二）开放单位车位。"], "请拆成几条"),
    ],
)
def test_suggestions_that_are_too_many_or_too_few_rows(suggestions: list[str], said: str) -> None:
    notes = several_matters("关于停车管理的提案", suggestions)
    assert len(notes) == 1 and said in notes[0]


@pytest.mark.parametrize(
    "text", ["在1号路口设置停车诱导屏。", "第一批建设2处，第二批建设3处。", "实行错时停车，费用减半。"]
)
def test_numbers_in_a_suggestion_are_no_list(text: str) -> None:
    assert several_matters("关于停车管理的提案", [text]) == []
