"""Rules of assigning and of document numbers, without a database."""

import pytest

from huiyin.handling.rules import (
    Names,
    Place,
    assigned_and_dropped,
    document_number_fault,
    grouped,
    leads_of,
    plan_faults,
    suggested_places,
    uncovered,
)

NAMES = Names(points={11: 1, 12: 2}, units={7: "甲局", 8: "乙局"})


@pytest.mark.parametrize(
    ("new", "existing", "codes"),
    [
        ([Place(11, 7, "sole")], [], []),
        ([Place(11, 7, "lead"), Place(11, 8, "assist")], [], []),
        ([Place(11, 8, "assist")], [Place(11, 7, "lead")], []),
        ([Place(11, 7, "separate"), Place(11, 8, "separate")], [], []),
        ([Place(11, 8, "assist")], [], ["assist_without_lead"]),
        ([Place(11, 8, "assist")], [Place(12, 7, "lead")], ["assist_without_lead"]),
        ([Place(11, 8, "assist")], [Place(11, 7, "sole")], ["sole_with_others"]),
        ([Place(11, 8, "sole")], [Place(11, 7, "lead")], ["two_leads"]),
        ([Place(11, 7, "assist")], [Place(11, 7, "lead")], ["assigned_twice"]),
        ([Place(11, 7, "sole"), Place(11, 7, "sole")], [], ["assigned_twice", "two_leads"]),
        ([Place(11, 8, "assist"), Place(12, 8, "assist")], [], ["assist_without_lead"] * 2),
    ],
)
def test_plan_is_judged_point_by_point(new: list[Place], existing: list[Place], codes: list[str]) -> None:
    assert [fault.code for fault in plan_faults(new, existing, NAMES)] == codes


def test_fault_of_an_earlier_plan_is_not_told_again() -> None:
    broken = [Place(12, 7, "lead"), Place(12, 8, "lead")]
    assert plan_faults([Place(11, 7, "sole")], broken, NAMES) == []


def test_assistant_alone_does_not_cover_a_point() -> None:
    faults = uncovered([11, 12], [Place(11, 8, "assist")], [12], NAMES)
    assert [fault.text for fault in faults] == ["第1条尚未确定承办单位，也没有写明不需办理的理由。"]


def test_assigned_and_dropped_in_one_act_is_refused() -> None:
    assert [fault.text for fault in assigned_and_dropped([Place(12, 7, "sole")], [11, 12], NAMES)] == [
        "第2条既交办又列为不需办理，请核对。"
    ]


def test_first_suggested_unit_leads_and_the_others_assist() -> None:
    places = suggested_places({11: [8, 7, 8], 12: [8], 13: []})
    assert grouped(places) == {(8, "lead"): [11], (7, "assist"): [11], (8, "sole"): [12]}


def test_assistant_serves_the_leads_of_its_own_points() -> None:
    places = [Place(11, 7, "lead"), Place(12, 8, "lead"), Place(13, 7, "lead"), Place(13, 9, "assist")]
    assert leads_of(9, [13, 11], places) == [7]
    assert leads_of(9, [11, 12], places) == [7, 8]


@pytest.mark.parametrize("number", ["石城管函〔2026〕12号", "石政办发〔1999〕1号"])
def test_document_number_of_the_standard_is_taken(number: str) -> None:
    assert document_number_fault(number) is None


@pytest.mark.parametrize(
    "number",
    ["石城管函[2026]12号", "石城管函（2026）12号", "〔2026〕12号", "石城管函〔26〕12号", "石城管函〔2026〕第12号",
     "石城管函〔2026〕012号", "石城管函〔2026〕12", "石城管函〔2026〕12号 "],
)  # fmt: skip
def test_document_number_written_otherwise_is_refused(number: str) -> None:
    fault = document_number_fault(number)
    assert fault is not None
    assert "六角括号" in fault.text
