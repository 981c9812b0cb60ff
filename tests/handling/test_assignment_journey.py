"""The way of an assignment: receipt, draft, signatures, answer, check; two rounds; what stays."""

from datetime import date

import pytest

from handling.dossiers import CITY, LAND, Office
from huiyin.handling.models import Assignment, Commitment, Reply
from huiyin.handling.selectors import assignments_of, commitments_of, replies_of
from huiyin.people.enums import Role
from huiyin.people.models import Grant
from huiyin.procedure.choices import choices
from huiyin.procedure.content import fingerprints
from huiyin.procedure.errors import ActRefused, FormRefused, NotYours


def refused_text(raised: pytest.ExceptionInfo[ActRefused]) -> str:
    return str(raised.value)


def test_dossier_is_answered_by_itself_when_every_assignment_is_settled(office: Office) -> None:
    matter = office.assigned((CITY, "sole", (1,)), (LAND, "sole", (2,)))

    office.settled(office.child(matter, CITY), CITY)
    matter.refresh_from_db()
    assert matter.state == "handling"
    office.settled(office.child(matter, LAND), LAND)

    matter.refresh_from_db()
    assert matter.state == "answered"
    assert [(str(each.unit), each.role) for each in assignments_of(matter)] == [
        ("市城管局", "sole"),
        ("市资源局", "sole"),
    ]
    assert [(each.answered_on, each.is_final) for each in replies_of(matter)] == [
        (date(2026, 3, 2), True)
    ] * 2


def test_clocks_run_from_the_hand_over(office: Office) -> None:
    child = office.child(office.assigned((CITY, "sole", (1,))), CITY)
    clocks = {clock.code: clock for clock in child.clocks.all()}
    assert (clocks["receipt"].due, clocks["receipt"].started_on) == (date(2026, 3, 4), date(2026, 3, 2))

    office.later(1)
    office.received(child, CITY)

    clocks = {clock.code: clock for clock in child.clocks.all()}
    assert clocks["receipt"].stopped_at == office.at
    assert (clocks["reply"].started_on, clocks["reply"].stopped_at) == (date(2026, 3, 2), None)
    assert (clocks["reply"].amount, clocks["reply"].unit) == (60, "working_days")


def test_sent_back_reply_stays_and_the_due_date_too(office: Office) -> None:
    child = office.child(office.assigned((CITY, "sole", (1,))), CITY)
    office.answered(child, CITY)
    due = child.clocks.get(code="reply").due
    office.later(3)
    office.act(child, "send_back", "府督查", reason="没有说明完成时间")

    office.settled(child, CITY, text="补充办理情况。")

    replies = list(Reply.objects.filter(matter=child).order_by("round"))
    assert [(each.round, each.text, each.is_final) for each in replies] == [
        (1, "办理情况如下。", False),
        (2, "补充办理情况。", True),
    ]
    clock = child.clocks.get(code="reply")
    assert (clock.due, clock.stopped_at) == (due, office.at)
    assert child.steps.get(move="send_back").is_correction


def test_draft_opened_again_shows_what_was_written(office: Office) -> None:
    child = office.child(office.assigned((CITY, "sole", (1,))), CITY)
    office.drafted(child, CITY, text="初稿", promises=[{"what": "建成处理厂", "by_when": date(2026, 9, 30)}])
    office.act(child, "return_draft", "城核稿", reason="数字要核实")

    with pytest.raises(FormRefused) as raised:
        office.act(child, "draft_reply", "城经办", text="")

    form = raised.value.form
    assert form is not None
    initial = type(form).initial_from(form.context)
    assert (initial["text"], initial["reply_class"].code) == ("初稿", "A")
    assert [(row["what"], row["by_when"]) for row in initial["promises"]] == [
        ("建成处理厂", date(2026, 9, 30))
    ]
    assert [row["text"] for row in initial["answers"]] == ["已办1"]
    office.drafted(child, CITY, text="修改稿")
    assert [(each.round, each.text) for each in Reply.objects.filter(matter=child)] == [(1, "修改稿")]


def test_every_signature_is_a_person_of_the_unit_in_turn(office: Office) -> None:
    child = office.child(office.assigned((CITY, "sole", (1,))), CITY)
    office.drafted(child, CITY)

    for name in ("城局长", "自核稿", "城经办"):
        with pytest.raises(NotYours):
            office.act(child, "sign", name)
    for name in ("城核稿", "城分管", "城局长"):
        office.act(child, "sign", name)

    child.refresh_from_db()
    assert child.state == "signed_off"
    assert [step.actor_name for step in child.steps.filter(move="sign").order_by("number")] == [
        "城核稿",
        "城分管",
        "城局长",
    ]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"answers": []}, "第1条还没有答复"),
        ({"text": ""}, "办理情况"),
        ({"reply_class": None}, "答复类别"),
        ({"promises": [{"what": "建成", "by_when": date(2026, 3, 1)}]}, "不能早于今天"),
        ({"promises": [{"what": "建成"}]}, "完成期限"),
    ],
)
def test_incomplete_reply_is_refused_in_words(office: Office, change: dict, sentence: str) -> None:
    child = office.received(office.child(office.assigned((CITY, "sole", (1,))), CITY), CITY)

    with pytest.raises(FormRefused) as raised:
        office.act(child, "draft_reply", "城经办", **office.reply_data(child, **change))

    assert sentence in refused_text(raised)
    assert not Reply.objects.exists()


def test_point_answered_twice_is_refused(office: Office) -> None:
    child = office.received(office.child(office.assigned((CITY, "sole", (1,))), CITY), CITY)
    answers = office.reply_data(child)["answers"]

    with pytest.raises(FormRefused) as raised:
        office.act(child, "draft_reply", "城经办", **office.reply_data(child, answers=answers * 2))

    assert "第1条答复了两次" in refused_text(raised)


@pytest.mark.parametrize(
    ("number", "accepted"),
    [
        ("石城管函〔2026〕12号", True),
        ("", True),
        ("石城管函[2026]12号", False),
        ("石城管函〔2026〕012号", False),
        ("石城管函2026-12", False),
    ],
)
def test_document_number_is_written_as_the_standard_has_it(
    office: Office, number: str, accepted: bool
) -> None:
    child = office.signed(office.child(office.assigned((CITY, "sole", (1,))), CITY), CITY)

    if accepted:
        office.act(child, "answer", "城经办", document_number=number)
        assert Reply.objects.get(matter=child).document_number == number
    else:
        with pytest.raises(FormRefused) as raised:
            office.act(child, "answer", "城经办", document_number=number)
        assert "六角括号" in refused_text(raised)


def test_document_number_is_given_once_in_a_unit(office: Office) -> None:
    matter = office.assigned((CITY, "sole", (1,)), (LAND, "sole", (2,)), (CITY, "separate", (3,)))
    first, second = (
        each.matter for each in Assignment.objects.filter(unit=office.cast.body(CITY)).order_by("pk")
    )
    number = "石城管函〔2026〕12号"
    office.act(office.signed(first, CITY), "answer", "城经办", document_number=number)
    office.signed(second, CITY)

    with pytest.raises(FormRefused) as raised:
        office.act(second, "answer", "城经办", document_number=number)

    assert "已经用过" in refused_text(raised)
    assert matter.children.count() == 3


def test_second_round_has_its_own_assignments_and_waits_for_them(office: Office) -> None:
    matter = office.assigned((CITY, "sole", (1,)), (LAND, "sole", (2,)))
    for unit in (CITY, LAND):
        office.settled(office.child(matter, unit), unit)

    matter = office.act(
        matter, "redo", "府督查", reason="委员不满意", assignments=office.rows(matter, (CITY, "sole", (1,)))
    ).matter

    assert (matter.round, matter.state) == (2, "handling")
    assert [(each.matter.parent_round, str(each.unit)) for each in assignments_of(matter)] == [
        (1, "市城管局"),
        (1, "市资源局"),
        (2, "市城管局"),
    ]
    office.settled(office.child(matter, CITY), CITY, text="重新办理。")
    matter.refresh_from_db()
    assert matter.state == "answered"
    assert [each.text for each in replies_of(matter, 2)] == ["重新办理。"]
    assert len(replies_of(matter)) == 3


def test_promises_become_commitments_when_the_reply_is_accepted(office: Office) -> None:
    matter = office.assigned((CITY, "sole", (1, 2)))
    child = office.child(matter, CITY)
    point = child.assignment.covered.order_by("point__order").first().point
    promise = {
        "what": "建成处理厂",
        "by_when": date(2026, 10, 3),
        "evidence_wanted": "验收报告",
        "point": point,
    }
    office.answered(child, CITY, promises=[promise])
    assert not Commitment.objects.exists()

    office.act(child, "settle", "府督查")

    commitment = commitments_of(matter)[0]
    assert (commitment.what, commitment.unit, commitment.point) == (
        "建成处理厂",
        office.cast.body(CITY),
        point,
    )
    assert commitment.matter.clocks.get().due == date(2026, 10, 3)
    assert commitment.matter.next_due == date(2026, 10, 3)
    matter.refresh_from_db()
    assert matter.state == "answered"


def test_handover_by_somebody_else_is_not_checked_by_a_stranger(office: Office) -> None:
    child = office.child(office.assigned((CITY, "sole", (1,))), CITY)
    office.answered(child, CITY)

    with pytest.raises(NotYours):
        office.act(child, "settle", "党督查")


def test_pause_resume_and_extension_by_the_office_that_handed_over(office: Office) -> None:
    child = office.child(office.assigned((CITY, "sole", (1,))), CITY)
    before = child.clocks.get(code="reply").due

    def offered() -> set[str]:
        return {choice.code for choice in choices(child, office.cast["府督查"], office.at)}

    assert "pause" in offered() and "resume" not in offered()
    office.act(child, "pause", "府督查", clock="reply", reason="等上级文件")
    assert "resume" in offered()
    assert child.clocks.get(code="reply").due is None
    office.later(7)
    office.act(child, "resume", "府督查", clock="reply", reason="文件已到")
    office.act(child, "extend", "府督查", clock="reply", reason="情况复杂", amount=10, unit="working_days")

    after = child.clocks.get(code="reply").due
    assert before is not None
    assert after is not None
    assert (after - before).days > 14
    with pytest.raises(NotYours):
        office.act(child, "extend", "城经办", clock="reply", reason="想延期", amount=10, unit="days")


def test_rows_of_matters_are_written_in_their_own_acts_only(office: Office) -> None:
    """What the last step fingerprinted is what the rows are, for parent, assignment and commitment."""
    matter = office.assigned((CITY, "sole", (1,)))
    promise = {"what": "建成处理厂", "by_when": date(2026, 10, 3)}
    office.settled(office.child(matter, CITY), CITY, promises=[promise])

    found = [matter, office.child(matter, CITY), commitments_of(matter)[0].matter]
    for each in found:
        each.refresh_from_db()
        assert each.steps.order_by("-number").first().content == fingerprints(each)


def test_two_units_of_one_clerk_do_not_mix(office: Office) -> None:
    clerk = office.cast["城经办"]
    Grant.objects.create(
        committee=office.cast.committee,
        person=clerk,
        role=Role.UNIT_CLERK,
        body=office.cast.body(LAND),
        since=date(2026, 1, 1),
    )
    matter = office.assigned((CITY, "sole", (1,)), (LAND, "sole", (2,)))

    step = office.act(office.child(matter, LAND), "receive", "城经办").step

    assert step.grant is not None
    assert str(step.grant.body) == "市资源局"
