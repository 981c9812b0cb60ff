"""申退: asked in time with a reason, decided by the office, disputed to a named arbiter; both units stay visible."""

from datetime import date, timedelta
from typing import Any

import pytest

from handling.dossiers import CITY, LAND, ROADS, Office
from huiyin.handling.models import Assignment, ReturnRequest
from huiyin.handling.panels.parent import assignments_context
from huiyin.handling.selectors import places_of
from huiyin.notices.delivery import deliver
from huiyin.notices.models import Message
from huiyin.procedure.choices import choices, standing
from huiyin.procedure.errors import ActRefused, FormRefused, NotYours
from huiyin.procedure.models import Matter, Step

NOT_OURS = "树枝清运属林业主管部门职责。"


def asked(office: Office, matter: Matter, **more: object) -> Matter:
    """城管局 asks to return its part."""
    data = {"reason": NOT_OURS, "proposed_unit": office.cast.body(LAND).pk, **more}
    return office.act(office.child(matter, CITY), "request_return", "城经办", **data).matter


def replacement(office: Office, matter: Matter, *rows: tuple[str, str, tuple[int, ...]]) -> dict[str, object]:
    return {"reason": "职责在资源局", "assignments": office.rows(matter, *rows)}


def refusal(office: Office, matter: Matter, move: str, name: str, **data: object) -> str:
    with pytest.raises(ActRefused) as raised:
        office.act(matter, move, name, **data)
    return str(raised.value)


def test_office_agrees_and_the_new_unit_has_its_own_clock(office: Office) -> None:
    matter = office.assigned((CITY, "sole", (1,)))
    office.later(2)
    child = asked(office, matter)
    office.later(3)

    old = office.act(
        child, "accept_return", "府督查", **replacement(office, matter, (LAND, "sole", (1,)))
    ).matter

    new = office.child(matter, LAND)
    assert (old.state, old.closed_at is not None) == ("returned", True)
    assert (new.state, new.parent_round) == ("sent", 1)
    assert new.clocks.get(code="reply").started_on == date(2026, 3, 7)
    assert new.assignment.replaces == old.assignment
    assert [party.body.name for party in new.parties.filter(role="assigning_office")] == ["市政府办公室"]
    request = ReturnRequest.objects.get()
    assert (request.state, request.decision_reason, request.decided_on) == (
        "granted",
        "职责在资源局",
        date(2026, 3, 7),
    )


def test_old_and_new_unit_are_both_seen_on_the_parent(office: Office) -> None:
    matter = office.assigned((CITY, "sole", (1,)))
    office.act(
        asked(office, matter), "accept_return", "府督查", **replacement(office, matter, (LAND, "sole", (1,)))
    )

    ((_round, rows),) = assignments_context(matter, office.cast["林政协"])["rounds"]

    assert [(each["row"].unit.name, each["state"], each["followed_by"]) for each in rows] == [
        (CITY, "已改办", "市资源局"),
        (LAND, "待签收", ""),
    ]
    event = Step.objects.get(matter=matter, move="reassigned")
    assert event.reason == "市城管局（单办）申退，改由市资源局（单办）办理。"


def test_matter_is_answered_when_the_new_unit_has_settled(office: Office) -> None:
    matter = office.assigned((CITY, "sole", (1,)), (ROADS, "sole", (2,)))
    office.settled(office.child(matter, ROADS), ROADS)
    office.act(
        asked(office, matter), "accept_return", "府督查", **replacement(office, matter, (LAND, "sole", (1,)))
    )
    matter.refresh_from_db()
    assert matter.state == "handling"

    office.settled(office.child(matter, LAND), LAND)

    matter.refresh_from_db()
    assert matter.state == "answered"


def test_while_asked_nothing_is_answered_and_the_clock_runs_on(office: Office) -> None:
    matter = office.assigned((CITY, "sole", (1,)))
    office.received(office.child(matter, CITY), CITY)
    due = office.child(matter, CITY).clocks.get(code="reply").due
    child = asked(office, matter)

    said = refusal(office, child, "draft_reply", "城经办", **office.reply_data(child))

    assert "本件现为“申退待答复”，不能办理“拟写答复”" in said
    clock = child.clocks.get(code="reply")
    assert (clock.due, clock.stopped_at) == (due, None)


def test_refused_unit_handles_it_with_the_due_date_it_had(office: Office) -> None:
    matter = office.assigned((CITY, "sole", (1,)))
    due = office.child(matter, CITY).clocks.get(code="reply").due
    child = asked(office, matter)
    office.later(4)

    working = office.act(child, "refuse_return", "府督查", reason="“三定”规定由你局负责").matter

    assert working.state == "working"
    assert working.clocks.get(code="reply").due == due
    assert office.answered(working, CITY).state == "answered"


def test_late_request_is_refused_with_its_day(office: Office) -> None:
    matter = office.assigned((CITY, "sole", (1,)))
    office.later(8)

    said = refusal(office, office.child(matter, CITY), "request_return", "城经办", reason=NOT_OURS)

    assert "申退的最后一天是2026年3月9日，现已过期，不再受理" in said
    assert not ReturnRequest.objects.exists()


def test_on_the_last_day_it_is_still_in_time(office: Office) -> None:
    matter = office.assigned((CITY, "sole", (1,)))
    office.later(7)
    assert asked(office, matter).state == "return_asked"


def test_after_a_reply_nothing_is_returned_even_when_it_was_sent_back(office: Office) -> None:
    matter = office.assigned((CITY, "sole", (1,)))
    child = office.answered(office.child(matter, CITY), CITY)
    said = refusal(office, child, "request_return", "城经办", reason=NOT_OURS)
    assert "本件现为“已办复”" in said

    working = office.act(child, "send_back", "府督查", reason="未逐条答复").matter

    assert "已经办复过，不能再申退" in refusal(office, working, "request_return", "城经办", reason=NOT_OURS)


def test_unit_takes_its_request_back(office: Office) -> None:
    matter = office.assigned((CITY, "sole", (1,)))
    child = office.act(asked(office, matter), "withdraw_return", "城经办").matter

    assert child.state == "working"
    assert ReturnRequest.objects.get().state == "withdrawn"
    assert (
        office.act(child, "request_return", "城经办", reason="再核实后仍不属本局").matter.state
        == "return_asked"
    )


def disputed(office: Office) -> tuple[Matter, Matter]:
    matter = office.assigned((CITY, "sole", (1,)))
    child = office.act(asked(office, matter), "refuse_return", "府督查", reason="由你局负责").matter
    return matter, office.act(child, "dispute_return", "城局长", reason="编办已明确职责划转").matter


def test_arbiter_sees_the_dispute_only_when_named_and_rules(office: Office) -> None:
    _matter, child = disputed(office)
    arbiter = office.cast["赵书记"]
    assert "returns" not in standing(child, arbiter, office.at).seen

    child = office.act(child, "name_arbiter", "府督查", arbiter=arbiter.pk).matter

    assert standing(child, arbiter, office.at).seen == {"request", "returns", "clocks", "parties"}
    assert {todo.text for todo in child.todos.filter(person=arbiter)} == {"请裁定申退争议"}
    ruled = office.act(child, "uphold", "赵书记", reason="由市城管局办理").matter
    assert ruled.state == "working"
    request = ReturnRequest.objects.get()
    assert (request.ruling, request.ruling_reason) == ("upheld", "由市城管局办理")
    said = refusal(office, ruled, "dispute_return", "城局长", reason="仍不同意")
    assert "须在“申退未获同意，且未经裁定”时办理" in said


def test_arbiter_hands_over_to_another_unit_and_the_office_goes_on_checking(office: Office) -> None:
    matter, child = disputed(office)
    child = office.act(child, "name_arbiter", "府督查", arbiter=office.cast["赵书记"].pk).matter

    office.act(child, "overrule", "赵书记", **replacement(office, matter, (LAND, "sole", (1,))))

    new = office.child(matter, LAND)
    assert [party.body.name for party in new.parties.filter(role="assigning_office")] == ["市政府办公室"]
    assert office.settled(new, LAND).state == "settled"


def test_nobody_rules_before_somebody_is_named_and_only_the_one_named(office: Office) -> None:
    _matter, child = disputed(office)
    assert {todo.text for todo in child.todos.all()} == {"请指定裁定人"}
    said = refusal(office, child, "uphold", "赵书记", reason="x")
    assert "须在“已指定裁定人”时办理" in said

    child = office.act(child, "name_arbiter", "府督查", arbiter=office.cast["赵书记"].pk).matter

    with pytest.raises(NotYours):
        office.act(child, "uphold", "江主席", reason="x")
    with pytest.raises(FormRefused, match="选择"):
        other, second = disputed(office)
        office.act(second, "name_arbiter", "府督查", arbiter=office.cast["城局长"].pk)
        assert other


def test_assisting_units_follow_the_new_lead(office: Office) -> None:
    matter = office.assigned((CITY, "lead", (1,)), (ROADS, "assist", (1,)))
    assist = office.child(matter, ROADS)

    office.act(
        asked(office, matter), "accept_return", "府督查", **replacement(office, matter, (LAND, "lead", (1,)))
    )

    assert [party.body.name for party in assist.parties.filter(role="lead_unit", active=True)] == [LAND]
    last = Step.objects.filter(matter=assist).latest("number")
    assert (last.move, last.actor_name) == ("change_lead", "府督查")
    office.received(assist, ROADS)
    office.act(assist, "give_opinion", "交经办", text="同意。")
    assert "reply" in standing(assist, office.cast["自经办"], office.at).seen
    assert not standing(assist, office.cast["城经办"], office.at).may_see


def test_assisting_unit_returns_its_part_to_another_or_to_nobody(office: Office) -> None:
    matter = office.assigned((CITY, "lead", (1,)), (ROADS, "assist", (1,)))
    assist = office.act(office.child(matter, ROADS), "request_return", "交经办", reason="不涉及道路").matter

    waived = office.act(assist, "accept_return", "府督查", reason="不再会办", assignments=[]).matter

    assert waived.state == "waived"
    assert [(place.unit, place.role) for place in places_of(matter)] == [(office.cast.body(CITY).pk, "lead")]


def test_no_point_is_left_without_a_unit_that_answers(office: Office) -> None:
    matter = office.assigned((CITY, "sole", (1, 2)))
    child = asked(office, matter)

    said = refusal(
        office, child, "accept_return", "府督查", **replacement(office, matter, (LAND, "sole", (1,)))
    )

    assert "第2条尚未确定承办单位" in said
    child.refresh_from_db()
    assert child.state == "return_asked"
    assert Assignment.objects.count() == 1


def test_office_changes_a_unit_that_was_chosen_by_mistake(office: Office) -> None:
    matter = office.assigned((CITY, "sole", (1,)))
    child = office.child(matter, CITY)
    office.act(child, "change_unit", "府督查", **replacement(office, matter, (LAND, "sole", (1,))))
    child.refresh_from_db()
    assert child.state == "returned"
    assert office.child(matter, LAND).state == "sent"
    assert Step.objects.filter(matter=child, is_correction=True).count() == 1
    told_of = Step.objects.get(matter=matter, move="reassigned").reason
    assert told_of == "市城管局（单办）改由市资源局（单办）办理。", "the unit did not ask to return it"


@pytest.mark.parametrize("name", ["城经办", "自经办", "林政协", "白委员", "赵书记"])
def test_nobody_but_the_office_that_handed_over_decides(office: Office, name: str) -> None:
    matter = office.assigned((CITY, "sole", (1,)))
    child = asked(office, matter)
    offered = {choice.code for choice in choices(child, office.cast[name], office.at) if choice.yours}
    assert not offered & {"accept_return", "refuse_return"}


@pytest.mark.parametrize("name", ["白委员", "周经委", "自经办", "党督查"])
def test_why_a_unit_returns_it_is_no_business_of(office: Office, name: str) -> None:
    child = asked(office, office.assigned((CITY, "sole", (1,))))
    assert "returns" not in standing(child, office.cast[name], office.at).seen


def test_a_round_that_is_over_is_not_handed_to_anybody_else(office: Office) -> None:
    matter = office.assigned((CITY, "sole", (1,)), (LAND, "sole", (2,)))
    for unit in (CITY, LAND):
        office.settled(office.child(matter, unit), unit)
    old = office.child(matter, CITY)
    office.act(
        matter, "redo", "府督查", reason="未落实", assignments=office.rows(matter, (LAND, "sole", (1, 2)))
    )
    old.refresh_from_db()
    assert old.state == "settled"
    assert "request_return" not in {each.code for each in choices(old, office.cast["城经办"], office.at)}


def test_extension_is_asked_for_granted_and_kept_within_the_longest(office: Office) -> None:
    matter = office.assigned((CITY, "sole", (1,)))
    child = office.received(office.child(matter, CITY), CITY)
    due = child.clocks.get(code="reply").due
    child = office.act(
        child, "ask_extension", "城经办", amount=20, unit="working_days", reason="需报财政评审"
    ).matter
    assert [todo.text for todo in child.todos.filter(role="office_clerk")] == ["请答复延期申请"]
    assert "须在“没有待答复的延期申请”时办理" in refusal(
        office, child, "ask_extension", "城经办", amount=1, unit="days", reason="再要"
    )

    said = refusal(office, child, "grant_extension", "府督查", amount=200, unit="working_days")
    assert "超过最长办理期限" in said

    child = office.act(child, "grant_extension", "府督查", amount=20, unit="working_days").matter

    request = child.extension_requests.get()
    clock = child.clocks.get(code="reply")
    assert request.state == "granted"
    assert (request.due_before, request.due_after) == (due, clock.due)
    assert clock.due is not None and due is not None and clock.due > due + timedelta(days=25)
    assert child.next_due is not None


def test_extension_refused_leaves_the_due_date(office: Office) -> None:
    matter = office.assigned((CITY, "sole", (1,)))
    child = office.received(office.child(matter, CITY), CITY)
    due = child.clocks.get(code="reply").due
    office.act(child, "ask_extension", "城经办", amount=1, unit="months", reason="人手不足")

    child = office.act(child, "refuse_extension", "府督查", reason="事关民生，按期办复").matter

    assert child.clocks.get(code="reply").due == due
    assert child.extension_requests.get().state == "refused"


def told(office: Office, name: str) -> list[str]:
    """What this person was told, the latest last."""
    return list(
        Message.objects.filter(person=office.cast[name]).order_by("pk").values_list("text", flat=True)
    )


def test_extension_is_told_whether_granted_or_refused(office: Office) -> None:
    matter = office.assigned((CITY, "sole", (1,)))
    child = office.received(office.child(matter, CITY), CITY)

    def done(move: str, name: str, **data: Any) -> None:
        office.act(child, move, name, **data)
        deliver(office.at)

    done("ask_extension", "城经办", amount=5, unit="working_days", reason="需报评审")
    assert any("请答复延期申请" in text for text in told(office, "府督查"))

    done("refuse_extension", "府督查", reason="事关民生")
    assert told(office, "城经办")[-1].endswith("申请延期5个工作日未获同意，办理期限不变：事关民生")

    done("ask_extension", "城经办", amount=3, unit="working_days", reason="再次申请")
    done("grant_extension", "府督查", amount=3, unit="working_days")
    assert "延" in told(office, "城经办")[-1]
    assert not [text for text in told(office, "自经办") if "延期" in text]


def test_more_time_is_asked_for_while_there_is_time(office: Office) -> None:
    matter = office.assigned((CITY, "sole", (1,)))
    child = office.received(office.child(matter, CITY), CITY)
    office.later(120)
    asked_late = {"amount": 5, "unit": "working_days", "reason": "忘记申请"}
    assert "已过，不能再申请延期" in refusal(office, child, "ask_extension", "城经办", **asked_late)
