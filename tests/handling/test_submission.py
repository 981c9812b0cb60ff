"""The way of a submission through an addressee office, and the leaders' instructions on it."""

from datetime import date

import pytest

from handling.dossiers import CITY, LAND, Office
from huiyin.handling.models import Instruction, Submission
from huiyin.handling.selectors import instructions_of, submissions_of
from huiyin.people.enums import Role
from huiyin.people.models import Grant, Person
from huiyin.procedure.choices import choices
from huiyin.procedure.content import fingerprints
from huiyin.procedure.errors import FormRefused, NotYours
from huiyin.procedure.models import Matter

TODAY = date(2026, 3, 2)
INSTRUCTION = {"on": TODAY, "kind": "handle", "text": "请城管局牵头研究，拿出办法。"}


def at_government(matter: Matter) -> Matter:
    """The submission to the government office."""
    return (
        Submission.objects.select_related("matter")
        .get(matter__parent=matter, addressee__name="市政府办公室")
        .matter
    )


def presented(office: Office, submitted: Matter) -> Matter:
    """Registered, proposed and presented to 赵书记."""
    child = at_government(submitted)
    office.act(child, "register", "府督查", registered_no="2026-018", registered_on=TODAY)
    office.act(child, "propose", "府督查", proposed_opinion="拟请赵书记阅示。")
    leaders = [office.cast["赵书记"].pk]
    return office.act(child, "present", "府督查", leaders=leaders, presented_on=TODAY).matter


def test_each_addressee_has_a_submission_of_its_own(office: Office, submitted: Matter) -> None:
    assert [str(each.addressee) for each in submissions_of(submitted)] == ["市委办", "市政府办"]
    child = at_government(submitted)
    with pytest.raises(NotYours):
        office.act(child, "register", "党督查", registered_no="1", registered_on=TODAY)
    clock = child.clocks.get()
    assert (clock.code, clock.amount, clock.due) == ("reading", 10, date(2026, 3, 16))


def test_leader_instructs_in_person_and_the_office_returns_it(office: Office, submitted: Matter) -> None:
    child = presented(office, submitted)

    office.act(child, "instruct", "赵书记", units=[office.cast.body(CITY).pk], **INSTRUCTION)
    office.act(child, "return_to_cppcc", "府督查")

    child.refresh_from_db()
    given = Instruction.objects.get()
    assert (given.leader, given.leader_name, given.leader_post) == (
        office.cast["赵书记"],
        "赵书记",
        "市委书记",
    )
    assert (child.state, child.closed_at) == ("returned", office.at)
    assert not child.todos.exists()
    assert [str(each.body) for each in given.units.all()] == ["市城管局"]
    assert [each.kind for each in instructions_of(submitted)] == ["handle"]
    clocks = {clock.code: clock for clock in child.clocks.all()}
    assert clocks["reading"].stopped_at is not None
    assert (clocks["returning"].due, clocks["returning"].stopped_at) == (date(2026, 3, 5), office.at)
    assert child.steps.order_by("-number").first().content == fingerprints(child)


def test_several_leaders_instruct_one_after_another(office: Office, submitted: Matter) -> None:
    child = presented(office, submitted)
    office.act(child, "instruct", "赵书记", **{**INSTRUCTION, "kind": "affirm"})
    office.act(child, "present_further", "府督查", others="钱市长", presented_on=TODAY)
    office.act(
        child,
        "add_instruction",
        "府督查",
        leader_name="钱市长",
        leader_post="市长",
        **{**INSTRUCTION, "kind": "forward", "forwarded_to": "孙副市长"},
    )

    assert [(each.leader_name, each.kind, each.forwarded_to) for each in instructions_of(submitted)] == [
        ("赵书记", "affirm", ""),
        ("钱市长", "forward", "孙副市长"),
    ]
    assert Submission.objects.get(matter=child).presented_to == "赵书记、钱市长"


def second_leader(office: Office) -> Person:
    """钱市长, who signs in himself."""
    person = Person.objects.create(name="钱市长", post="市长（演示）")
    Grant.objects.create(
        committee=office.cast.committee, person=person, role=Role.LEADER, since=date(2026, 1, 1)
    )
    office.cast.people["钱市长"] = person
    return person


def asked(matter: Matter) -> set[tuple[str, str]]:
    """Who is asked for what."""
    return {(str(todo.person or todo.body or todo.role), todo.text) for todo in matter.todos.all()}


def test_each_leader_is_asked_until_he_has_spoken(office: Office, submitted: Matter) -> None:
    mayor = second_leader(office)
    child = presented(office, submitted)
    child = office.act(child, "present_further", "府督查", leaders=[mayor.pk], presented_on=TODAY).matter
    own = {("赵书记", "待您批示"), ("钱市长", "待您批示")}
    assert asked(child) == own | {("市政府办", "待领导批示")}
    step = office.act(child, "instruct", "赵书记", **INSTRUCTION).step

    child.refresh_from_db()
    assert (step.move_label, child.state) == ("批示", "instructed")
    assert asked(child) == {("钱市长", "待您批示"), ("市政府办", "请将批示反馈政协办")}
    labels = {each.code: each.label for each in choices(child, mayor, office.at) if each.allowed}
    assert labels == {"mark_read_too": "圈阅", "add_instruction": "批示"}
    spoken = {
        each.code: each.label for each in choices(child, office.cast["赵书记"], office.at) if each.allowed
    }
    assert spoken == {"add_instruction": "补充批示"}
    clerk = {
        each.code: each.label for each in choices(child, office.cast["府督查"], office.at) if each.allowed
    }
    assert clerk["add_instruction"] == "登记其他领导批示"

    child = office.act(child, "mark_read_too", "钱市长", on=TODAY).matter

    assert (child.state, asked(child)) == ("instructed", {("市政府办", "请将批示反馈政协办")})
    assert [(each.leader_name, each.kind) for each in instructions_of(submitted)] == [
        ("赵书记", "handle"),
        ("钱市长", "read"),
    ]


def test_office_that_does_not_wait_for_a_leader_says_why(office: Office, submitted: Matter) -> None:
    mayor = second_leader(office)
    child = presented(office, submitted)
    office.act(child, "present_further", "府督查", leaders=[mayor.pk], presented_on=TODAY)
    office.act(child, "mark_read", "赵书记", on=TODAY)
    child = office.act(child, "present_further", "府督查", others="孙副市长", presented_on=TODAY).matter
    assert ("钱市长", "待您批示") in asked(child)

    with pytest.raises(FormRefused) as raised:
        office.act(child, "return_to_cppcc", "府督查")
    assert "钱市长尚未批示或者圈阅，请写明不再等候的理由。" in str(raised.value)
    child = office.act(child, "return_to_cppcc", "府督查", reason="钱市长外出。").matter

    assert (child.state, asked(child)) == ("returned", set())
    office.act(child, "add_instruction", "钱市长", **INSTRUCTION)
    assert Instruction.objects.count() == 2


def test_reading_alone_is_an_instruction_without_text(office: Office, submitted: Matter) -> None:
    child = presented(office, submitted)

    child = office.act(child, "mark_read", "赵书记", on=TODAY).matter

    assert child.state == "read"
    given = Instruction.objects.get()
    assert (given.kind, given.text) == ("read", "")
    assert [todo.text for todo in child.todos.all()] == ["请将批示反馈政协办"]
    child = office.act(child, "instruct_after_reading", "赵书记", **INSTRUCTION).matter
    assert child.state == "instructed"


def test_late_instruction_is_kept_after_the_return(office: Office, submitted: Matter) -> None:
    child = presented(office, submitted)
    office.act(child, "mark_read", "赵书记", on=TODAY)
    office.act(child, "return_to_cppcc", "府督查")

    child = office.act(child, "add_instruction", "赵书记", **INSTRUCTION).matter

    assert (child.state, Instruction.objects.count()) == ("returned", 2)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"on": date(2026, 3, 3)}, "日期不能晚于今天"),
        ({"on": date(2026, 3, 1)}, "日期不能早于报送日期2026-03-02"),
        ({"text": ""}, "请填写批示内容"),
        ({"is_offline": True}, "线下件不录批示内容"),
        ({"kind": "forward"}, "转批件须写明转批给谁"),
        ({"kind": "read"}, "批示类型"),
        ({"leader": None}, "请选择批示的领导"),
        ({"leader": None, "leader_name": "钱市长"}, "写明姓名和职务"),
    ],
)
def test_incomplete_instruction_is_refused_in_words(
    office: Office, submitted: Matter, change: dict, sentence: str
) -> None:
    child = presented(office, submitted)

    with pytest.raises(FormRefused) as raised:
        office.act(
            child, "instruct", "府督查", **{**INSTRUCTION, "leader": office.cast["赵书记"].pk, **change}
        )

    assert sentence in str(raised.value)
    assert not Instruction.objects.exists()


def test_offline_instruction_is_registered_without_its_text(office: Office, submitted: Matter) -> None:
    child = presented(office, submitted)

    office.act(
        child,
        "instruct",
        "府督查",
        leader=office.cast["赵书记"].pk,
        on=TODAY,
        kind="handle",
        is_offline=True,
    )

    assert Instruction.objects.get().text == ""


def test_leader_sees_only_what_was_presented_to_him(office: Office, submitted: Matter) -> None:
    child = at_government(submitted)
    leader = office.cast["赵书记"]
    assert choices(child, leader, office.at) == []

    child = presented(office, submitted)

    assert {each.code for each in choices(child, leader, office.at) if each.allowed} == {
        "instruct",
        "mark_read",
    }
    other = Person.objects.create(name="李副市长", post="副市长")
    Grant.objects.create(
        committee=office.cast.committee, person=other, role=Role.LEADER, since=date(2026, 1, 1)
    )
    assert choices(child, other, office.at) == []


def test_nobody_to_present_to_is_refused(office: Office, submitted: Matter) -> None:
    child = at_government(submitted)
    office.act(child, "register", "府督查", registered_no="2026-018", registered_on=TODAY)
    office.act(child, "propose", "府督查", proposed_opinion="拟请阅示。")

    with pytest.raises(FormRefused) as raised:
        office.act(child, "present", "府督查", presented_on=TODAY)

    assert "请选择呈送的领导" in str(raised.value)


def test_incoming_number_is_given_once_in_an_office(office: Office, submitted: Matter) -> None:
    presented(office, submitted)
    office_key = office.cast.body("市政府办公室").pk
    second = office.act(office.dossier((LAND,)), "submit", "林政协", addressees=[office_key]).matter

    with pytest.raises(FormRefused) as raised:
        office.act(at_government(second), "register", "府督查", registered_no="2026-018", registered_on=TODAY)

    assert "已经用过" in str(raised.value)


def test_addressee_gets_a_matter_once(office: Office, submitted: Matter) -> None:
    office_key = office.cast.body("市政府办公室").pk

    with pytest.raises(FormRefused) as raised:
        office.act(submitted, "submit_more", "林政协", addressees=[office_key])
    with pytest.raises(FormRefused):
        office.act(submitted, "submit_more", "林政协", addressees=[office.cast.body(CITY).pk])
    office.act(at_government(submitted), "return_unread", "府督查", reason="领导外出")
    office.act(submitted, "submit_more", "林政协", addressees=[office_key])

    assert "已经报送市政府办，尚未反馈" in str(raised.value)
    assert len(submissions_of(submitted)) == 3
