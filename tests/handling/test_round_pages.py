"""Pages of evaluations, supervision orders, look-backs and returns: what each reader finds there, and what not."""

import pytest

from conftest import SignIn
from handling.dossiers import CITY, LAND, Office
from handling.test_evaluation import asked_to_evaluate, contested, evaluation, given
from handling.test_returning import asked
from handling.test_supervision import checks, improved, ordered
from huiyin.handling.consolidated import consolidated
from huiyin.handling.selectors.assignments import assignments_of, replies_by_matter
from huiyin.procedure.models import Matter

REMARK = "路口仍有积存"


@pytest.fixture
def evaluated(office: Office) -> Matter:
    """A matter whose authors are asked."""
    return asked_to_evaluate(office)


@pytest.fixture
def read(office: Office, signed_in: SignIn):
    """`read(matter, "林政协")`: the text of the page, "" where it is not found."""

    def page(matter: Matter, name: str) -> str:
        answer = signed_in(office.cast[name]).get(f"/matters/{matter.pk}/")
        assert answer.status_code in (200, 404)
        return answer.content.decode() if answer.status_code == 200 else ""

    return page


def test_evaluation_page_shows_each_reader_what_is_theirs(office: Office, evaluated: Matter, read) -> None:
    round_matter = evaluation(evaluated)
    given(office, evaluated, "白委员", "dissatisfied", "satisfied", remark=REMARK)

    assert REMARK in read(round_matter, "林政协")
    assert "尚未评价：马委员" in read(round_matter, "林政协")
    assert REMARK in read(round_matter, "白委员")
    assert REMARK not in read(round_matter, "马委员")
    assert "请评价办理情况" not in read(round_matter, "白委员")
    assert read(round_matter, "城经办") == ""
    assert REMARK not in read(evaluated, "府督查")

    given(office, evaluated, "马委员", "satisfied", "satisfied")

    unit = read(round_matter, "城经办")
    # Of two forms a count would say who said what: the unit reads the verdict, the committee both.
    assert "不满意1" not in unit and REMARK not in unit and "白委员" not in unit
    assert "有异议" in unit and "不列各等次份数" in unit
    assert "不满意1" in read(round_matter, "林政协")


def test_parent_shows_rounds_of_evaluation_and_the_consolidated_result(
    office: Office,
    evaluated: Matter,
    read,
) -> None:
    page = read(evaluated, "林政协")
    assert "本轮 2 个单位答复，已办复 2 个" in page
    assert "汇总结果：" in page and "已经解决" in page

    contested(office, evaluated)

    assert "第1轮评价" in read(evaluated, "林政协")
    assert "不满意1" in read(evaluated, "林政协")


def test_consolidated_result_is_no_further_than_the_part_that_lags(office: Office) -> None:
    matter = office.assigned((CITY, "separate", (1,)), (LAND, "separate", (2,)))
    office.answered(office.child(matter, CITY), CITY)

    def result():
        rows = assignments_of(matter)
        return consolidated(matter, rows, replies_by_matter(each.matter for each in rows))

    half = result()
    assert half is not None and (half.answered, half.awaited, half.label) == (1, 2, "")

    planned = office.cast.committee.reply_classes.get(code="B")
    office.answered(office.child(matter, LAND), LAND, reply_class=planned.pk)

    whole = result()
    assert whole is not None and (whole.answered, whole.label) == (2, "列入计划解决")
    assert [number for _label, number in whole.classes] == [1, 1]


def test_one_unit_alone_needs_no_consolidation(office: Office) -> None:
    matter = office.assigned((CITY, "sole", (1,)))
    assert consolidated(matter, assignments_of(matter), {}) is None


def test_return_is_read_by_unit_and_office(office: Office, read) -> None:
    matter = office.assigned((CITY, "sole", (1,)))
    child = asked(office, matter)
    for name in ("城经办", "府督查", "林政协"):
        assert "树枝清运属林业主管部门职责" in read(child, name), name
    assert "申退待答复" in read(child, "府督查")
    assert "树枝清运" not in read(child, "江主席")


def test_supervision_order_is_read_from_visit_to_check(office: Office, read) -> None:
    matter = office.assigned((CITY, "separate", (1,)), (LAND, "separate", (2,)))
    order = office.act(ordered(office, matter), "notify", "府督查", notice="三日内准备情况说明").matter
    assert "三日内准备情况说明" in read(order, "城经办")
    order = improved(office, order)
    office.act(order, "check", "府督查", checks=checks(order, "no", "yes"))

    page = read(order, "府督查")

    for text in ("城北转运站", "台账不全", "限期整改", "仍缺两个月", "未整改到位", "园林绿化废弃物处理"):
        assert text in page, text
    assert "对本件的督办" in read(matter, "林政协")
    assert "督办的事项" in page and "带来了什么" not in page
    assert read(order, "交经办") == read(order, "白委员") == ""


def test_look_back_page_puts_claim_and_finding_side_by_side(office: Office, read) -> None:
    matter = office.assigned((CITY, "sole", (1,)))
    child = office.settled(office.child(matter, CITY), CITY)
    office.act(child, "look_back", "林政协", ground="sample", visit_by="2026-07-31", reason="抽签")
    look = child.children.get(kind="look_back")
    seen = {"visited_on": "2026-03-02", "place": "城北", "people": "白委员", "evidence": "设备闲置"}
    office.act(look, "record_visit", "林政协", **seen)
    assert "设备闲置" in read(look, "林政协")
    assert read(look, "城经办") == ""

    office.act(look, "find_partly", "林政协", conclusion="只用了一半")

    page = read(child, "城经办")
    assert "部分落实" in page and "只用了一半" in page and "A 类" in page
    assert "设备闲置" in read(look, "城经办")
