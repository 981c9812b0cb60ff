"""Evaluation: process and result apart, one form each, never through the unit; silence is no satisfaction."""

from datetime import timedelta
from typing import Any

import pytest

from handling.dossiers import CITY, LAND, Office
from huiyin.handling.evaluation_rules import Mark, disputed_assignments, third_verdict, totals
from huiyin.handling.models import Evaluation, EvaluationForm, EvaluationValue
from huiyin.handling.panels.parent import evaluations_context, totals_in_words
from huiyin.handling.selectors.evaluations import evaluated_assignments
from huiyin.procedure.choices import standing
from huiyin.procedure.errors import ActRefused, NotYours
from huiyin.procedure.events import record_overdue
from huiyin.procedure.models import Matter


@pytest.fixture
def matter(office: Office) -> Matter:
    """A matter whose authors are asked."""
    return asked_to_evaluate(office)


def asked_to_evaluate(office: Office) -> Matter:
    """What two members wrote, answered by two units."""
    office.authors = ("白委员", "马委员")
    found = office.assigned((CITY, "separate", (1,)), (LAND, "separate", (2,)))
    for unit in (CITY, LAND):
        child = office.child(found, unit)
        office.act(child, "waive_contact", "白委员")
        office.settled(child, unit)
    found.refresh_from_db()
    return office.act(found, "evaluate", "林政协").matter


def evaluation(matter: Matter) -> Matter:
    return Evaluation.objects.filter(matter__parent=matter).latest("pk").matter


def marks(
    office: Office, round_matter: Matter, *results: str, process: str = "satisfied"
) -> list[dict[str, Any]]:
    """One row per unit: the same process, results in the order of the units."""
    values = dict(EvaluationValue.objects.filter(committee=office.cast.committee).values_list("code", "pk"))
    rows = evaluated_assignments(round_matter)
    return [
        {"assignment": each.pk, "process": values[process], "result": values[result]}
        for each, result in zip(rows, results, strict=True)
    ]


def given(office: Office, matter: Matter, name: str, *results: str, **more: Any) -> Matter:
    """Somebody hands the form in."""
    round_matter = evaluation(matter)
    data = {"marks": marks(office, round_matter, *results), **more}
    return office.act(round_matter, "evaluate", name, **data).matter


def refusal(office: Office, matter: Matter, move: str, name: str, **data: object) -> str:
    with pytest.raises(ActRefused) as raised:
        office.act(matter, move, name, **data)
    return str(raised.value)


def test_all_satisfied_ends_the_round_by_itself_and_moves_the_matter_on(
    office: Office, matter: Matter
) -> None:
    given(office, matter, "白委员", "satisfied", "mostly")
    matter.refresh_from_db()
    assert matter.state == "evaluating"

    closed = given(office, matter, "马委员", "satisfied", "satisfied")

    matter.refresh_from_db()
    assert (closed.state, matter.state) == ("agreed", "evaluated")
    assert closed.evaluation.verdict == "agreed"
    assert [(line.unit, line.aspect, line.counts) for line in totals_in_words(closed.evaluation)] == [
        ("市城管局", "办理过程（联系、态度、针对性）", "满意2"),
        ("市城管局", "办理结果", "满意2"),
        ("市资源局", "办理过程（联系、态度、针对性）", "满意2"),
        ("市资源局", "办理结果", "满意1、基本满意1"),
    ]


def test_form_goes_to_the_committee_and_never_through_the_unit(office: Office, matter: Matter) -> None:
    round_matter = evaluation(matter)
    for name in ("城经办", "城局长", "自经办", "府督查", "赵书记", "党督查"):
        assert not standing(round_matter, office.cast[name], office.at).may_see, name
        assert evaluations_context(matter, office.cast[name])["evaluations"] == []
    with pytest.raises(NotYours):
        office.act(
            round_matter, "evaluate", "城经办", marks=marks(office, round_matter, "satisfied", "satisfied")
        )


def test_unit_learns_totals_when_the_round_is_over_and_never_a_form(office: Office, matter: Matter) -> None:
    given(office, matter, "白委员", "satisfied", "satisfied")
    assert not standing(evaluation(matter), office.cast["城经办"], office.at).may_see

    closed = given(office, matter, "马委员", "satisfied", "satisfied")

    assert standing(closed, office.cast["城经办"], office.at).seen == {"summary", "totals"}
    assert "forms" in standing(closed, office.cast["林政协"], office.at).seen
    assert "forms" not in standing(closed, office.cast["马委员"], office.at).seen


def test_one_form_each(office: Office, matter: Matter) -> None:
    round_matter = given(office, matter, "白委员", "satisfied", "satisfied")
    with pytest.raises(NotYours):
        office.act(
            round_matter, "evaluate", "白委员", marks=marks(office, round_matter, "satisfied", "satisfied")
        )
    data = {
        "marks": marks(office, round_matter, "satisfied", "satisfied"),
        "evaluator": office.cast["白委员"].pk,
        "channel": "telephone",
    }
    assert "选项" in refusal(office, round_matter, "evaluate_on_word", "林政协", **data)
    assert EvaluationForm.objects.count() == 1


def test_word_by_telephone_is_marked_with_who_wrote_it_down(office: Office, matter: Matter) -> None:
    round_matter = evaluation(matter)
    data = {
        "marks": marks(office, round_matter, "satisfied", "satisfied"),
        "evaluator": office.cast["马委员"].pk,
    }
    office.act(round_matter, "evaluate_on_word", "林政协", channel="telephone", **data)
    form = EvaluationForm.objects.get()
    assert (form.evaluator, form.channel, form.entered_by) == (
        office.cast["马委员"],
        "telephone",
        office.cast["林政协"],
    )


def test_who_does_not_accept_a_result_says_why(office: Office, matter: Matter) -> None:
    round_matter = evaluation(matter)
    data = {"marks": marks(office, round_matter, "dissatisfied", "satisfied")}
    assert "请写明理由" in refusal(office, round_matter, "evaluate", "白委员", **data)
    assert "请对市资源局评价一次" in refusal(
        office, round_matter, "evaluate", "白委员", marks=data["marks"][:1], remark="没有落实"
    )


def contested(office: Office, matter: Matter) -> Matter:
    """Both answer; one does not accept what the first unit did."""
    given(office, matter, "白委员", "dissatisfied", "satisfied", remark="没有清运")
    given(office, matter, "马委员", "satisfied", "satisfied")
    matter.refresh_from_db()
    return matter


def test_dispute_opens_a_new_round_for_that_unit_alone_with_its_own_clock(
    office: Office, matter: Matter
) -> None:
    contested(office, matter)
    assert matter.state == "disputed"
    form = office.form(matter, "rehandle", "府督查")
    assert [[point.order for point in row["points"]] for row in form["assignments"]] == [[1]]

    again = office.act(
        matter,
        "rehandle",
        "府督查",
        reason="委员不认可",
        assignments=office.rows(matter, (CITY, "sole", (1,))),
    ).matter

    child = office.child(matter, CITY)
    assert (again.state, again.round, child.parent_round) == ("handling", 2, 2)
    assert set(child.clocks.values_list("code", flat=True)) >= {"rehandling"}
    assert not child.clocks.filter(code="reply").exists()


def test_rounds_are_limited_then_a_sitting_decides(office: Office, matter: Matter) -> None:
    contested(office, matter)
    assert "还可以重新办理" in refusal(office, matter, "to_sitting", "林政协")
    rows = office.rows(matter, (CITY, "sole", (1,)))
    office.act(matter, "rehandle", "府督查", reason="委员不认可", assignments=rows)
    child = office.child(matter, CITY)
    office.act(child, "waive_contact", "白委员")
    office.settled(child, CITY)
    matter.refresh_from_db()
    office.act(matter, "evaluate", "林政协")
    given(office, matter, "白委员", "dissatisfied", remark="仍未落实")
    given(office, matter, "马委员", "satisfied")
    matter.refresh_from_db()

    said = refusal(office, matter, "rehandle", "府督查", reason="x", assignments=rows)

    assert "已办理2轮，达到规定的2轮，应提请会议研究" in said
    assert office.act(matter, "to_sitting", "林政协").matter.state == "at_sitting"
    assert [each.verdict for each in Evaluation.objects.order_by("pk")] == ["disputed", "disputed"]


def test_silence_ends_the_round_and_is_counted_as_nothing_else(office: Office, matter: Matter) -> None:
    later = office.at + timedelta(days=40)
    record_overdue(later)

    round_matter = evaluation(matter)
    matter.refresh_from_db()
    assert (round_matter.state, matter.state) == ("silent", "evaluated")
    assert (round_matter.evaluation.verdict, totals_in_words(round_matter.evaluation)) == ("silent", [])


def test_nobody_evaluates_what_they_handled(office: Office) -> None:
    office.authors = ("白委员", "城经办")
    found = office.assigned((CITY, "sole", (1,)))
    child = office.child(found, CITY)
    office.act(child, "waive_contact", "白委员")
    office.settled(child, CITY)
    found.refresh_from_db()

    office.act(found, "evaluate", "林政协")

    parties = evaluation(found).parties.filter(role="evaluator")
    assert [party.person for party in parties] == [office.cast["白委员"]]


def test_without_anybody_to_ask_no_round_opens(office: Office) -> None:
    found = office.assigned((CITY, "sole", (1,)))
    office.settled(office.child(found, CITY), CITY)
    found.refresh_from_db()
    assert "没有可以评价的提出人" in refusal(office, found, "evaluate", "林政协")


def test_committees_own_values_are_offered(office: Office, matter: Matter) -> None:
    EvaluationValue.objects.create(
        committee=office.cast.committee, code="understand", label="理解", meaning="understanding", order=3
    )
    round_matter = given(office, matter, "白委员", "understand", "satisfied")
    assert round_matter.state == "open"
    assert given(office, matter, "马委员", "satisfied", "satisfied").state == "agreed"


@pytest.mark.parametrize(
    ("meanings", "verdict"),
    [
        ([], "silent"),
        (["satisfied"], "agreed"),
        (["understanding", "mostly_satisfied"], "agreed"),
        (["satisfied", "reserved"], "agreed"),
        (["reserved"], "silent"),
        (["reserved", "dissatisfied"], "disputed"),
        (["dissatisfied"], "disputed"),
    ],
)
def test_third_verdict(meanings: list[str], verdict: str) -> None:
    assert third_verdict(meanings) == verdict


def test_process_alone_disputes_nothing() -> None:
    marks_given = [
        Mark(1, "process", "不满意", "dissatisfied"),
        Mark(1, "result", "满意", "satisfied"),
        Mark(2, "result", "不满意", "dissatisfied"),
    ]
    assert disputed_assignments(marks_given) == {2}
    assert [(each.assignment, each.aspect, each.counts) for each in totals(marks_given, ["满意"])] == [
        (1, "process", (("不满意", 1),)),
        (1, "result", (("满意", 1),)),
        (2, "result", (("不满意", 1),)),
    ]
