"""督办: an order over several matters, on-site consultation, findings, opinion, improvement, check."""

from typing import Any

import pytest

from handling.dossiers import CITY, LAND, Office
from huiyin.handling.models import SupervisionCheck
from huiyin.handling.panels.rounds import improvements_context
from huiyin.handling.selectors.supervision import findings_of
from huiyin.procedure.begin import begin
from huiyin.procedure.choices import choices, standing
from huiyin.procedure.errors import ActRefused, NotYours
from huiyin.procedure.models import Link, Matter

VISIT = {
    "place": "城北转运站",
    "participants": "陈副主席、府督查、白委员",
    "progress": "设备已到位",
    "quality": "运行不稳定",
}


def ordered(office: Office, *matters: Matter, name: str = "府督查", **more: Any) -> Matter:
    """Somebody opens an order over these matters."""
    data = {
        "title": "园林废弃物处理督办",
        "matters": [matter.pk for matter in matters],
        "units": [office.cast.body(CITY).pk, office.cast.body(LAND).pk],
        "reason": "办理进展缓慢",
        **more,
    }
    return begin(
        "supervision_order", committee=office.cast.committee, actor=office.cast[name], at=office.at, data=data
    ).matter


@pytest.fixture
def matter(office: Office) -> Matter:
    return office.assigned((CITY, "separate", (1,)), (LAND, "separate", (2,)))


@pytest.fixture
def order(office: Office, matter: Matter) -> Matter:
    """Noticed to the units."""
    return office.act(ordered(office, matter), "notify", "府督查", notice="三日内准备情况说明").matter


def found(office: Office, *rows: tuple[str, str]) -> list[dict[str, Any]]:
    return [{"text": text, "units": [office.cast.body(unit).pk]} for text, unit in rows]


def opined(office: Office, order: Matter) -> Matter:
    """Held on site, with two findings, and the opinion sent."""
    findings = found(office, ("台账不全", CITY), ("用地手续未办", LAND))
    order = office.act(order, "hold_on_site", "府督查", on="2026-03-02", findings=findings, **VISIT).matter
    return office.act(order, "send_opinion", "府督查", opinion="限期整改", improve_by="2026-04-30").matter


def improved(office: Office, order: Matter) -> Matter:
    """Both units have reported."""
    order = opined(office, order)
    for name in ("城经办", "自经办"):
        order = office.act(order, "report_improvement", name, text="已整改", evidence="照片").matter
    return order


def checks(order: Matter, *results: str) -> list[dict[str, Any]]:
    return [
        {"point": point.pk, "is_done": result, "remark": "" if result == "yes" else "仍缺两个月"}
        for point, result in zip(findings_of(order), results, strict=True)
    ]


def refusal(office: Office, matter: Matter, move: str, name: str, **data: object) -> str:
    with pytest.raises(ActRefused) as raised:
        office.act(matter, move, name, **data)
    return str(raised.value)


def test_order_over_several_matters_is_linked_to_each(office: Office, matter: Matter) -> None:
    other = office.assigned((CITY, "sole", (1,)))
    order = ordered(office, matter, other)
    assert set(Link.objects.filter(source=order, kind="supervises").values_list("target", flat=True)) == {
        matter.pk,
        other.pk,
    }


def test_whole_order_until_everything_is_put_right(office: Office, order: Matter) -> None:
    order = improved(office, order)
    assert order.state == "improving"
    order = office.act(order, "check", "府督查", checks=checks(order, "no", "yes")).matter
    said = refusal(office, order, "close", "府督查")
    assert "第1项还没有整改到位，应退回继续整改" in said

    order = office.act(order, "improve_again", "府督查", reason="台账仍不全", improve_by="2026-05-31").matter
    assert (order.state, order.round) == ("opinion_sent", 2)
    assert "不需要报告" in refusal(office, order, "report_improvement", "自经办", text="x")
    order = office.act(order, "report_improvement", "城经办", text="台账已补齐").matter
    assert order.state == "improving"
    order = office.act(order, "check", "府督查", checks=checks(order, "yes", "yes")[:1]).matter
    closed = office.act(order, "close", "府督查").matter

    assert closed.state == "closed"
    found_then = SupervisionCheck.objects.order_by("round", "point").values_list("round", "is_done")
    assert list(found_then) == [(1, False), (1, True), (2, True)]


def test_units_learn_what_was_found_with_the_opinion_and_not_before(office: Office, order: Matter) -> None:
    clerk = office.cast["城经办"]
    findings = found(office, ("台账不全", CITY))
    order = office.act(order, "hold_on_site", "府督查", on="2026-03-02", findings=findings, **VISIT).matter
    assert standing(order, clerk, office.at).seen == {"summary", "documents", "clocks", "parties"}

    order = office.act(order, "send_opinion", "府督查", opinion="限期整改", improve_by="2026-04-30").matter

    assert {"findings", "opinion", "improvements"} <= standing(order, clerk, office.at).seen


def test_before_the_notice_a_unit_knows_of_nothing(office: Office, matter: Matter) -> None:
    order = ordered(office, matter)
    for name in ("城经办", "自局长", "白委员", "交经办"):
        assert not standing(order, office.cast[name], office.at).may_see, name


def test_unit_reads_its_own_report_and_not_the_other_units(office: Office, order: Matter) -> None:
    order = improved(office, order)
    seen = {
        name: [each.unit.name for each in improvements_context(order, office.cast[name])["improvements"]]
        for name in ("城经办", "自经办", "府督查")
    }
    assert seen == {"城经办": [CITY], "自经办": [LAND], "府督查": [CITY, LAND]}


def test_unit_reports_once(office: Office, order: Matter) -> None:
    order = opined(office, order)
    asked = order.todos.filter(move="report_improvement").order_by("body_id")
    assert [each.body.name for each in asked] == [CITY, LAND]
    office.act(order, "report_improvement", "城经办", text="已整改")
    assert [each.body.name for each in asked.all()] == [LAND], "who has reported is not asked again"
    assert "已经报告" in refusal(office, order, "report_improvement", "城经办", text="再报")
    order.refresh_from_db()
    assert order.state == "opinion_sent"


def test_second_visit_keeps_the_findings_of_the_first(office: Office, order: Matter) -> None:
    first = found(office, ("台账不全", CITY))
    order = office.act(order, "hold_on_site", "府督查", on="2026-03-02", findings=first, **VISIT).matter
    key = findings_of(order)[0].pk
    both = found(office, ("台账不全", CITY), ("用地手续未办", LAND))

    order = office.act(order, "hold_again", "府督查", on="2026-03-02", findings=both, **VISIT).matter

    points = findings_of(order)
    assert [(point.order, point.text) for point in points] == [(1, "台账不全"), (2, "用地手续未办")]
    assert points[0].pk == key
    assert order.supervision_order.visits.count() == 2


@pytest.mark.parametrize(
    ("move", "data", "sentence"),
    [
        ("hold_on_site", {"on": "2026-03-03", "findings": []}, "不能晚于今天"),
        ("hold_on_site", {"on": "2026-03-02", "findings": []}, "发现的问题"),
    ],
)
def test_bad_visit_is_refused_in_words(
    office: Office, order: Matter, move: str, data: dict[str, Any], sentence: str
) -> None:
    assert sentence in refusal(office, order, move, "府督查", **{**VISIT, **data})


def test_day_of_improvement_lies_ahead(office: Office, order: Matter) -> None:
    findings = found(office, ("台账不全", CITY))
    order = office.act(order, "hold_on_site", "府督查", on="2026-03-02", findings=findings, **VISIT).matter
    said = refusal(office, order, "send_opinion", "府督查", opinion="整改", improve_by="2026-03-02")
    assert "整改期限应晚于今天" in said


def test_what_is_not_put_right_is_described(office: Office, order: Matter) -> None:
    order = improved(office, order)
    rows = checks(order, "yes", "yes")
    assert "第2项须核查一次" in refusal(office, order, "check", "府督查", checks=rows[:1])
    rows[0] = {**rows[0], "is_done": "no"}
    assert "请写明情况" in refusal(office, order, "check", "府督查", checks=rows)


def test_matters_that_the_inspector_cannot_see_are_not_offered(office: Office, matter: Matter) -> None:
    with pytest.raises(ActRefused, match="督办对象"):
        ordered(office, office.child(matter, CITY), name="党督查")
    with pytest.raises(NotYours):
        ordered(office, matter, name="城经办")


def test_order_is_cancelled_with_a_reason(office: Office, order: Matter) -> None:
    assert office.act(order, "cancel", "府督查", reason="已办结").matter.state == "cancelled"


def test_only_the_inspector_works_on_it(office: Office, order: Matter) -> None:
    offered = {each.code for each in choices(order, office.cast["党督查"], office.at)}
    assert offered == set()
