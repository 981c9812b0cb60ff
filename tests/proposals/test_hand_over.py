"""交办: from docketing to the units: listed, studied, agreed with both sides, handed over, signed for, given back."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from factories.handing_over import (
    CITY,
    GOVERNMENT,
    LAND,
    PARTY,
    PARTY_UNIT,
    ROADS,
    agreed,
    decide,
    docketed,
    handed_over,
    listed,
    planned,
    studied,
)
from factories.people import Cast
from factories.proposals import OFFICE
from huiyin.handling.models import Assignment
from huiyin.notices.models import QueuedNotice
from huiyin.people.models import Body
from huiyin.procedure.engine import take
from huiyin.procedure.errors import ActRefused, FormRefused, NotYours
from huiyin.procedure.models import Matter, Todo
from huiyin.procedure.registry import previews
from huiyin.proposals.models import HandOver, KeyLeader, PlannedUnit, SideOpinion
from huiyin.proposals.selectors.suggesting import any_clerk, suggestions
from huiyin.records.models import Document


def refusals(error: pytest.ExceptionInfo[ActRefused]) -> str:
    """Everything a refusal said."""
    return " ".join(each.text for each in error.value.refusals)


def child(matter: Matter, unit: str) -> Matter:
    """The newest assignment of a unit."""
    rows = Assignment.objects.filter(matter__parent=matter, unit__name=unit).select_related("matter")
    return rows.latest("pk").matter


def test_whole_way_with_two_sides_a_key_proposal_and_one_batch(sided: Cast) -> None:
    filing = docketed(sided)
    with pytest.raises(FormRefused, match="第2条尚未确定承办单位"):
        filing.act(OFFICE, "list", planned(sided, filing.matter, [(ROADS, "sole", (1,))]))
    units = [(ROADS, "lead", ()), (CITY, "assist", ()), (PARTY_UNIT, "assist", (2,))]
    filing.act(OFFICE, "list", planned(sided, filing.matter, units))
    assert (filing.matter.state, filing.matter.is_open) == ("listed", True)
    with pytest.raises(ActRefused, match="还没有主席会议“通过或修改后通过”的决定"):
        filing.act(OFFICE, "study", {})
    cited = decide(sided, [filing.matter], "chairpersons", filing.at)
    with pytest.raises(FormRefused, match="请选择督办或者领办的领导"):
        filing.act(OFFICE, "study", {"decision": cited, "is_key": True})
    leaders = {
        "supervisor": sided["陈副主席"].pk, "leader": sided["赵书记"].pk, "criteria": ["public_concern"],
    }  # fmt: skip
    filing.act(OFFICE, "study", {"decision": cited, "is_key": True, **leaders})
    assert filing.matter.is_key
    assert {(each.kind, each.name) for each in KeyLeader.objects.all()} == {
        ("supervise", "陈副主席"),
        ("head", "赵书记"),
    }
    asked = Todo.objects.filter(matter=filing.matter, move="agree_to_plan").values_list(
        "body__name", flat=True
    )
    assert sorted(asked) == ["市委办公室", "市政府办公室"]
    filing.act(PARTY, "agree_to_plan")
    assert filing.matter.state == "studied"
    with pytest.raises(ActRefused, match="本办公室已经答复"):
        filing.act(PARTY, "agree_to_plan")
    filing.act(GOVERNMENT, "agree_to_plan")
    assert filing.matter.state == "agreed"
    with pytest.raises(ActRefused, match="还没有联席会议"):
        filing.act(OFFICE, "hand_over", {})
    filing.act(OFFICE, "hand_over", {"decision": decide(sided, [filing.matter], "joint", filing.at)})
    assert filing.matter.state == "handed_over"
    record = HandOver.objects.get(proposal__matter=filing.matter)
    assert (record.studied_at, record.handed_over_at) == ("第20次主席会议", "提案交办会")
    lead, assist = child(filing.matter, ROADS), child(filing.matter, CITY)
    day = filing.at.date()
    assert lead.clocks.get(code="reply").due == date(day.year, day.month + 3, day.day)
    assert assist.clocks.get(code="opinion").due == date(day.year, day.month + 1, day.day)
    assert lead.clocks.filter(code="contact").exists()
    notices = Document.objects.filter(kind="assignment_notice").order_by("pk")
    assert [each.number for each in notices] == [f"提案交办〔2026〕{number}号" for number in (1, 2, 3)]
    assert lead.parties.filter(role="author", person=sided["白委员"]).exists()
    take(lead, "receive", actor=sided["交经办"], at=filing.at)
    filing.matter.refresh_from_db()
    # An assisting unit answers to the lead: the proposal is in handling once those have signed who answer to it.
    assert filing.matter.state == "handling"
    call_command("verify", stdout=StringIO())


def test_office_proposes_another_unit_and_is_answered_or_followed(sided: Cast) -> None:
    filing = studied(sided, [(ROADS, "lead", ()), (PARTY_UNIT, "assist", ())])
    filing.act(PARTY, "agree_to_plan")
    other = {"unit": sided.body(ROADS).pk, "other_unit": sided.body(LAND).pk, "reason": "用地由其主管。"}
    with pytest.raises(FormRefused):
        # The party office speaks of its own side's units alone.
        studied(sided, [(ROADS, "lead", ()), (PARTY_UNIT, "assist", ())]).act(PARTY, "propose_other", other)
    filing.act(GOVERNMENT, "propose_other", other)
    assert filing.matter.state == "studied"
    assert Todo.objects.filter(matter=filing.matter, move="hold_to_plan").exists()
    filing.act(OFFICE, "hold_to_plan", {"answer": "停车场建设由交通部门牵头。"})
    filing.act(GOVERNMENT, "propose_other", {**other, "reason": "再次说明。"})
    # Followed: the government side is asked anew, what the party office said stands.
    points = planned(sided, filing.matter, [(LAND, "lead", ()), (PARTY_UNIT, "assist", ())])
    filing.edit(OFFICE, "plan", points)
    said = SideOpinion.objects.filter(proposal__matter=filing.matter)
    assert list(said.filter(in_force=True).values_list("side", flat=True)) == ["party"]
    assert said.get(answer__contains="牵头").in_force is False
    filing.act(GOVERNMENT, "agree_to_plan")
    assert filing.matter.state == "agreed"
    filing.act(OFFICE, "reopen_plan", {"reason": "单位职责调整。"})
    assert filing.matter.state == "studied"
    filing.act(OFFICE, "agree_on_word", {"sides": ["party", "government"], "reason": "3月2日会商。"})
    assert filing.matter.state == "agreed"
    assert said.filter(in_force=True, on_word=True).count() == 2
    call_command("verify", stdout=StringIO())


def test_unit_without_side_and_abolished_unit_are_named(sided: Cast) -> None:
    filing = listed(sided, [(CITY, "sole", ())])
    decide(sided, [filing.matter], "chairpersons", filing.at)
    Body.objects.filter(name=CITY).update(side="")
    with pytest.raises(ActRefused, match="市城管局还没有归口"):
        filing.act(OFFICE, "study", {})
    Body.objects.filter(name=CITY).update(side="party")
    Body.objects.filter(name="市委办公室").update(until=filing.at.date() - timedelta(days=1))
    with pytest.raises(ActRefused, match="还没有登记党委办公室"):
        filing.act(OFFICE, "study", {})
    Body.objects.filter(name=CITY).update(until=filing.at.date() - timedelta(days=1))
    with pytest.raises(ActRefused, match="已经撤销"):
        filing.act(OFFICE, "study", {})


def test_chairpersons_decide_not_to_hand_over_and_change_their_mind(sided: Cast) -> None:
    filing = listed(sided)
    cited = decide(sided, [filing.matter], "chairpersons", filing.at, "not_adopted")
    with pytest.raises(ActRefused, match="最近的决定是“不通过”"):
        filing.act(OFFICE, "study", {"decision": cited})
    told = {"decision": cited, "to_author": "内容已在年度计划中安排。"}
    assert filing.act(OFFICE, "keep", told).closed_at is not None
    assert HandOver.objects.get().kept_reason == "内容已在年度计划中安排。"
    filing.act(OFFICE, "relist", {"reason": "提案人补充了新情况。"})
    assert (filing.matter.state, HandOver.objects.get().kept_reason) == ("listed", "")


def test_past_hand_over_of_an_alike_proposal_is_suggested_with_its_ground_and_nothing_more(
    sided: Cast,
) -> None:
    past = handed_over(sided, [(ROADS, "lead", ()), (CITY, "assist", ())])
    wished = sided.body(LAND)
    new = docketed(sided, title="关于加强城区停车管理的提案", wished=[wished.pk])
    found = suggestions(new.matter, any_clerk(new.matter), new.at.date())
    assert [each.unit.name for each in found] == [ROADS, CITY]
    assert f"相似提案{past.matter.number}号（{found[0].score}分）由市交通局主办" == found[0].ground
    assert not PlannedUnit.objects.filter(proposal__matter=new.matter).exists()
    foretold = previews["proposals.list_suggested@1"](new.matter)
    assert foretold[0] == f"市交通局（主办）：{found[0].ground}" and "提案人希望由市资源局承办" in foretold
    new.act(OFFICE, "list_suggested")
    assert sorted(
        set(PlannedUnit.objects.filter(proposal__matter=new.matter).values_list("unit__name", "role"))
    ) == [
        (ROADS, "lead"),
        (CITY, "assist"),
    ]
    alone = docketed(
        sided, title="关于养老的提案", situation="助餐点少。", analysis="补贴不足。",
        suggestions=[{"text": "增设助餐点。"}],
    )  # fmt: skip
    with pytest.raises(ActRefused, match="没有可以参考的相似提案"):
        alone.act(OFFICE, "list_suggested")


def test_unit_asks_to_return_its_part_and_another_handles_it_with_its_own_clock(sided: Cast) -> None:
    filing = handed_over(sided, [(ROADS, "separate", (1,)), (CITY, "separate", (2,))])
    old = child(filing.matter, ROADS)
    take(child(filing.matter, CITY), "receive", actor=sided["城经办"], at=filing.at)
    asked = filing.at + timedelta(days=2)
    reason = {"reason": "不属职责。", "proposed_unit": sided.body(LAND).pk}
    take(old, "request_return", actor=sided["交经办"], at=asked, data=reason)
    points = list(old.assignment.covered.values_list("point", flat=True))
    given = [{"points": points, "unit": sided.body(LAND).pk, "role": "separate", "request": ""}]
    later = asked + timedelta(days=1)
    with pytest.raises(NotYours):
        take(
            old,
            "accept_return",
            actor=sided[GOVERNMENT],
            at=later,
            data={"reason": "x", "assignments": given},
        )
    take(old, "accept_return", actor=sided[OFFICE], at=later, data={"reason": "同意。", "assignments": given})
    new = child(filing.matter, LAND)
    assert new.clocks.get(code="reply").started_on == later.date()
    assert Document.objects.get(matter=new).number == "提案交办〔2026〕3号"
    readers = filing.matter.parties.filter(role="handling_unit", active=True).values_list(
        "body__name", flat=True
    )
    assert sorted(readers) == [CITY, LAND]
    filing.matter.refresh_from_db()
    assert filing.matter.state == "handed_over"
    take(new, "receive", actor=sided["自经办"], at=later)
    filing.matter.refresh_from_db()
    assert filing.matter.state == "handling"
    call_command("verify", stdout=StringIO())


def test_office_hands_over_singly_and_more_time_is_given_up_to_six_months(sided: Cast) -> None:
    filing = agreed(sided)
    with pytest.raises(FormRefused, match="请填写"):
        filing.act(OFFICE, "hand_over_singly", {})
    filing.act(OFFICE, "hand_over_singly", {"reason": "闭会期间提出。", "request": "请主要负责人过问。"})
    record = HandOver.objects.get()
    assert (record.handed_over_at, record.handed_over_on) == ("", filing.at.date())
    unit = child(filing.matter, ROADS)
    assert unit.assignment.request == "请主要负责人过问。"
    assert QueuedNotice.objects.filter(kind="proposal_handed_over", text__contains="由市交通局办理").exists()
    more = {"amount": 4, "unit": "months", "reason": "须专题研究。"}
    told = {
        "authors": [unit.parties.get(role="author").pk], "on": filing.at.date().isoformat(), "method": "visit",
        "explained": "须专题研究。", "expected_on": "2026-08-20",
    }  # fmt: skip
    take(unit, "tell_extension", actor=sided["交经办"], at=filing.at, data=told)
    for move, who in (("ask_extension", "交经办"), ("grant_extension", OFFICE)):
        with pytest.raises(ActRefused, match="超过最长办理期限"):
            take(unit, move, actor=sided[who], at=filing.at, data=more)
        if move == "ask_extension":
            take(unit, move, actor=sided[who], at=filing.at, data={**more, "amount": 3})
    take(unit, "grant_extension", actor=sided[OFFICE], at=filing.at, data={**more, "amount": 3})
