"""建议不止于批示: what the system finds by itself, whom it tells, and in which words."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories.people import Cast
from handling.dossiers import CITY, LAND, Office
from handling.test_submission import INSTRUCTION, presented
from huiyin.handling.stopped import stopped
from huiyin.people.selectors import work_calendar
from huiyin.procedure.models import Matter
from huiyin.procedure.terms import adjust_term


def found(office: Office, name: str, *, days: int) -> list[tuple[str, str]]:
    """What this person is told some days from now."""
    on = office.at.date() + timedelta(days=days)
    return [(each.code, each.reason) for each in stopped(office.cast[name], on, work_calendar())]


@pytest.fixture
def instructed(office: Office, submitted: Matter) -> Matter:
    """Submitted and instructed to be handled, on a Monday."""
    office.act(presented(office, submitted), "instruct", "赵书记", **INSTRUCTION)
    return submitted


IDLE = ("instructed_not_assigned", "赵书记3月2日批示要求办理，已过6个工作日仍未交办。")


def test_instruction_without_hand_over_is_found_after_five_working_days(
    office: Office, instructed: Matter
) -> None:
    assert found(office, "府督查", days=7) == []
    assert found(office, "府督查", days=8) == [IDLE]
    assert found(office, "林政协", days=8) == [IDLE]


@pytest.mark.parametrize("name", ["周经委", "白委员", "城经办", "党督查"])
def test_who_may_not_read_the_instruction_is_not_told(office: Office, instructed: Matter, name: str) -> None:
    assert found(office, name, days=8) == []


def test_other_committee_is_told_nothing(office: Office, instructed: Matter, zhongwei: Cast) -> None:
    on = office.at.date() + timedelta(days=8)
    assert stopped(zhongwei["卫政协"], on, work_calendar()) == []


def test_committee_sets_its_own_patience(office: Office, instructed: Matter) -> None:
    adjust_term(
        committee=office.cast.committee,
        procedure="submission",
        term="idle",
        amount=10,
        in_force_from=office.at.date(),
        reason="年末",
        actor=office.cast["林政协"],
        at=office.at,
    )

    assert found(office, "府督查", days=8) == []
    assert [code for code, _reason in found(office, "府督查", days=15)] == ["instructed_not_assigned"]


def test_praise_and_handed_over_matters_are_not_found(office: Office, submitted: Matter) -> None:
    child = presented(office, submitted)
    office.act(child, "instruct", "赵书记", **{**INSTRUCTION, "kind": "affirm"})
    assert found(office, "府督查", days=30) == []

    office.act(child, "add_instruction", "赵书记", **INSTRUCTION)
    office.act(submitted, "start_assigning", "府督查")
    assert [code for code, _reason in found(office, "府督查", days=30)] == ["instructed_not_assigned"]

    office.act(submitted, "assign_suggested", "府督查")
    assert found(office, "府督查", days=30) == []


def test_late_reply_is_found_with_its_unit(office: Office) -> None:
    office.assigned((CITY, "sole", (1,)))

    (only,) = found(office, "府督查", days=100)

    assert only[0] == "assignment_late"
    assert only[1].startswith("市城管局应于2026年")
    assert only[1].endswith("个工作日。")
    assert [code for code, _reason in found(office, "城经办", days=100)] == ["assignment_late"]
    assert found(office, "自经办", days=100) == []


def test_adopted_without_measure_or_commitment_is_found(office: Office) -> None:
    matter = office.assigned((CITY, "sole", (1, 2, 3)))
    office.settled(office.child(matter, CITY), CITY)
    keys = dict(matter.points.values_list("order", "pk"))
    rows = [
        {"point": keys[1], "adoption": "adopted"},
        {"point": keys[2], "adoption": "partly", "measure": "出台管理办法"},
        {"point": keys[3], "adoption": "not_adopted"},
    ]

    office.act(matter, "conclude", "府督查", points=rows)

    assert found(office, "府督查", days=0) == [
        ("adopted_without_measure", "第1条已采纳，还没有落实措施，也没有承诺。")
    ]
    assert found(office, "城经办", days=0) == []


def test_broken_promise_is_found(office: Office) -> None:
    matter = office.assigned((CITY, "sole", (1,)))
    promise = {"what": "建成处理厂", "by_when": office.at.date() + timedelta(days=30)}
    office.settled(office.child(matter, CITY), CITY, promises=[promise])

    assert found(office, "林政协", days=30) == []
    assert found(office, "林政协", days=33) == [
        ("commitment_late", "市城管局承诺2026年4月1日前兑现，已逾期2个工作日。")
    ]


def test_number_of_queries_does_not_grow(office: Office) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert found(office, "府督查", days=100)
        return len(captured)

    office.assigned((CITY, "sole", (1,)))
    one = queries()
    office.assigned((CITY, "sole", (1,)), (LAND, "sole", (2,)))

    assert queries() == one
