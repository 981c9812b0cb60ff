"""From the hand-over to the end: replies only after 面商, evaluated, handled once more, decided on, concluded."""

import pytest

from conftest import SignIn
from factories.answering import (
    PHONE,
    assignment,
    decided_on,
    drafted,
    evaluated,
    evaluating,
    marks,
    number_of,
    on,
    rehandling,
    replied,
    round_of,
    settled,
)
from factories.handing_over import CITY, ROADS, handed_over
from factories.people import Cast
from factories.proposals import FIRST, OFFICE, Filing
from huiyin.handling.models import Evaluation, EvaluationForm, Reply
from huiyin.procedure.choices import choices
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.models import Step
from huiyin.procedure.terms import adjust_term


def offered(filing: Filing, who: str = OFFICE) -> set[str]:
    """The moves that somebody is offered."""
    return {each.code for each in choices(filing.matter, filing.cast[who], filing.at) if not each.is_edit}


def test_reply_needs_a_meeting_that_the_author_confirms_and_then_goes_on_to_the_end(sided: Cast) -> None:
    filing = handed_over(sided)
    child = drafted(filing, ROADS)
    with pytest.raises(ActRefused, match="还没有与白委员面商"):
        on(filing, child, "交核稿", "sign")
    day = filing.at.date().isoformat()
    called = {
        "author": sided["白委员"].pk, "method": "telephone", "phase": "before", "on": day,
        "unit_people": "交分管", "summary": "电话听取了意见。",
    }  # fmt: skip
    on(filing, child, "交经办", "record_contact", called)
    with pytest.raises(ActRefused, match="面商"):
        on(filing, child, "交核稿", "sign")
    on(filing, child, "白委员", "waive_contact", {"reason": "电话已经说清。"})
    for signer in ("交核稿", "交分管", "交局长"):
        on(filing, child, signer, "sign")
    on(filing, child, "交经办", "answer", {"document_number": number_of(child), "contact_phone": PHONE})
    assert filing.matter.state == "handling"
    on(filing, child, OFFICE, "settle")

    assert filing.matter.state == "replied" and filing.matter.is_open
    filing.act(FIRST, "ask_evaluation")
    assert filing.matter.state == "evaluating"
    evaluated(filing, "白委员")
    assert filing.matter.state == "evaluated"
    filing.act(OFFICE, "conclude")
    assert (filing.matter.state, filing.matter.is_open) == ("concluded", False)


def disputed(cast: Cast) -> Filing:
    """The author is not satisfied with the result."""
    filing = evaluating(cast)
    evaluated(filing, "白委员", "dissatisfied")
    return filing


def test_dissatisfied_author_gets_a_new_round_beside_which_the_old_one_stays(sided: Cast) -> None:
    filing = disputed(sided)
    assert filing.matter.state == "disputed"
    assert {"rehandle"} <= offered(filing) and not {"accept_by_decision", "conclude"} & offered(filing)

    filing.act(OFFICE, "rehandle", rehandling(filing))

    child = assignment(filing, ROADS)
    clocks = set(child.clocks.filter(stopped_at__isnull=True).values_list("code", flat=True))
    assert (filing.matter.state, filing.matter.round) == ("handling", 2)
    assert "rehandling" in clocks and "reply" not in clocks
    settled(filing, ROADS)
    filing.act(OFFICE, "ask_evaluation")
    evaluated(filing, "白委员", "mostly")
    assert filing.matter.state == "evaluated"
    rows = Reply.objects.filter(matter__parent=filing.matter).order_by("pk")
    assert [(each.is_final, each.matter.parent_round) for each in rows.select_related("matter")] == [
        (True, 1),
        (True, 2),
    ]
    assert [each.verdict for each in Evaluation.objects.order_by("pk")] == ["disputed", "agreed"]
    assert EvaluationForm.objects.count() == 2


def test_why_it_is_handled_once_more_is_read_by_the_unit_and_not_by_authors(
    sided: Cast, signed_in: SignIn
) -> None:
    filing = disputed(sided)
    first = assignment(filing, ROADS)
    filing.act(OFFICE, "rehandle", rehandling(filing))
    child, why = assignment(filing, ROADS), rehandling(filing)["reason"]
    for name in ("交经办", "交核稿", "交局长", OFFICE):
        assert why in signed_in(sided[name]).get(f"/matters/{child.pk}/").content.decode(), name
    assert why not in signed_in(sided["交经办"]).get(f"/matters/{first.pk}/").content.decode()
    # An author reads the request; of a reason that may tell what somebody thought of a reply nothing.
    assert why not in signed_in(sided["白委员"]).get(f"/matters/{child.pk}/").content.decode()


def test_after_the_last_round_the_chairpersons_decide_and_an_older_decision_does_not_count(
    sided: Cast,
) -> None:
    filing = disputed(sided)
    filing.act(OFFICE, "rehandle", rehandling(filing))
    settled(filing, ROADS)
    filing.at = filing.at.replace(day=filing.at.day + 1)
    filing.act(OFFICE, "ask_evaluation")
    evaluated(filing, "白委员", "dissatisfied")
    assert filing.matter.state == "disputed" and "rehandle" not in offered(filing)
    # The chairpersons' decision by which it was handed over is about something else.
    with pytest.raises(ActRefused, match="以前的决定不能作为依据"):
        filing.act(OFFICE, "accept_by_decision", {})

    once_more = decided_on(filing, "not_adopted")
    filing.act(OFFICE, "rehandle_by_decision", {**rehandling(filing), **once_more})
    assert (filing.matter.state, filing.matter.round) == ("handling", 3)
    settled(filing, ROADS)
    filing.at = filing.at.replace(day=filing.at.day + 1)
    filing.act(OFFICE, "ask_evaluation")
    evaluated(filing, "白委员", "dissatisfied")
    with pytest.raises(ActRefused):
        filing.act(OFFICE, "rehandle_by_decision", {**rehandling(filing), **once_more})

    filing.act(OFFICE, "accept_by_decision", decided_on(filing))
    assert filing.matter.state == "evaluated"
    assert round_of(filing).evaluation.verdict == "disputed"
    filing.act(OFFICE, "conclude")
    assert filing.matter.state == "concluded"


def test_reopened_for_a_reason_in_a_new_round(sided: Cast) -> None:
    filing = evaluating(sided)
    evaluated(filing, "白委员")
    filing.act(OFFICE, "conclude")
    with pytest.raises(ActRefused, match="理由"):
        filing.act(OFFICE, "reopen", {**rehandling(filing), "reason": ""})
    filing.act(OFFICE, "reopen", rehandling(filing))
    assert (filing.matter.state, filing.matter.round, filing.matter.closed_at) == ("handling", 2, None)
    assert Step.objects.filter(matter=filing.matter, move="reopen", is_correction=True).exists()


def test_redone_before_anybody_evaluates(sided: Cast) -> None:
    filing = replied(sided)
    filing.act(OFFICE, "redo", rehandling(filing))
    assert (filing.matter.state, filing.matter.round) == ("handling", 2)


def test_two_units_answer_separately_and_only_the_disputed_part_is_proposed_again(sided: Cast) -> None:
    filing = evaluating(sided, ((ROADS, "separate", (1,)), (CITY, "separate", (2,))))
    round_matter = round_of(filing)
    said = marks(filing)
    unhappy = said["marks"][1]
    values = {each.code: each.pk for each in sided.committee.evaluation_values.all()}
    unhappy["result"] = values["dissatisfied"]
    on(filing, round_matter, "白委员", "evaluate", {**said, "remark": "平台没有建。"})
    assert filing.matter.state == "disputed"
    filing.act(OFFICE, "rehandle", {
        "reason": "请进一步落实。",
        "assignments": [{
            "unit": sided.body(CITY).pk, "role": "sole",
            "points": list(filing.matter.points.filter(order=2).values_list("pk", flat=True)),
        }],
    })  # fmt: skip
    settled(filing, CITY)
    filing.act(OFFICE, "ask_evaluation")
    assert len(marks(filing)["marks"]) == 1


def test_queue_finds_what_waits_after_the_replies_and_many_are_evaluated_at_once(
    sided: Cast, signed_in: SignIn
) -> None:
    first, second = replied(sided, title="关于路灯的提案"), replied(sided, title="关于车位的提案")
    client = signed_in(sided[OFFICE])
    queue = f"/proposals/queue/?committee={sided.committee.code}"
    page = client.get(f"{queue}&state=after_reply").content.decode()
    assert "关于路灯的提案" in page and "关于车位的提案" in page and "发起评议" in page
    assert "关于路灯的提案" not in client.get(f"{queue}&state=disputed").content.decode()
    keys = [str(each.matter.pk) for each in (first, second)]
    posted = {"move": "proposal.ask_evaluation", "matter": keys, "confirmed": "1"}
    done = client.post("/matters/batch/", posted).content.decode()
    assert done.count("已办理</td>") == 2
    evaluated(first, "白委员", "dissatisfied")
    for state, there in (("evaluating", "关于车位的提案"), ("disputed", "关于路灯的提案")):
        assert there in client.get(f"{queue}&state={state}").content.decode(), state
    page = client.get(f"/matters/{first.matter.pk}/").content.decode()
    assert "重新办理" in page and "有异议" in page and "尚未办结" in page
    mine = signed_in(sided["白委员"]).get("/proposals/mine/").content.decode()
    assert "评议中有人对办理结果不满意" in mine and "下一步请您在" in mine


def test_committee_sets_how_often_a_proposal_is_handled_before_the_chairpersons_decide(sided: Cast) -> None:
    filing = evaluating(sided)
    day = filing.at.date()
    adjust_term(
        committee=sided.committee, procedure="proposal", term="rounds", amount=1, in_force_from=day,
        reason="本会规定只重新办理一次以前即提请研究。", actor=sided[OFFICE], at=filing.at,
    )  # fmt: skip
    evaluated(filing, "白委员", "dissatisfied")
    assert "rehandle" not in offered(filing)
    filing.act(OFFICE, "accept_by_decision", decided_on(filing))
    assert filing.matter.state == "evaluated"
