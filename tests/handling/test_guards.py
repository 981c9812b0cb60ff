"""Every guard of handling: what it refuses, in which words, and what it lets pass."""

import pytest

from handling.dossiers import CITY, LAND, Office
from handling.test_submission import INSTRUCTION, at_government, presented
from huiyin.handling.models import Assignment
from huiyin.kernel.verdicts import ALLOWED, Refused, Verdict
from huiyin.procedure import registry
from huiyin.procedure.act import Act
from huiyin.procedure.engine import revise
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.library import procedure_of
from huiyin.procedure.models import Matter


def asked(office: Office, name: str, matter: Matter) -> Verdict:
    """The guard's verdict on a matter as it is now."""
    matter.refresh_from_db()
    act = Act(
        procedure=procedure_of(matter.procedure, matter.version),
        matter=matter,
        committee=office.cast.committee,
        at=office.at,
        move="",
    )
    return registry.guards[name](act)


def words(verdict: Verdict) -> str:
    assert isinstance(verdict, Refused)
    return verdict.text


def test_points_exist_asks_for_points_with_units(office: Office) -> None:
    name = "handling.points_exist@1"

    assert words(asked(office, name, office.dossier())) == "还没有填写建议。"
    assert words(asked(office, name, office.dossier((CITY,), (), ()))) == (
        "第2、3条建议还没有填写建议承办单位。"
    )
    assert asked(office, name, office.dossier((CITY,), (LAND,))) == ALLOWED


def test_points_exist_leaves_points_without_action_alone(office: Office) -> None:
    matter = office.dossier((CITY,), ())
    matter.points.filter(order=2).update(no_action=True, no_action_reason="已办")

    assert asked(office, "handling.points_exist@1", matter) == ALLOWED


def test_refused_move_names_guard_and_place(office: Office) -> None:
    matter = office.dossier(())

    with pytest.raises(ActRefused) as raised:
        office.act(matter, "submit", "林政协", addressees=[office.cast.body("市委办公室").pk])

    refusal = raised.value.refusals[0]
    assert (refusal.code, refusal.link) == ("points_without_unit", f"/matters/{matter.pk}/#recommendations")


def test_points_assigned_names_what_nobody_handles(office: Office) -> None:
    name = "handling.points_assigned@1"
    matter = office.assigning((CITY,), (LAND,))

    assert words(asked(office, name, matter)).startswith("第1条尚未确定承办单位")
    assert words(asked(office, name, office.dossier())) == "还没有填写建议。"
    office.act(matter, "assign", "府督查", assignments=office.rows(matter, (CITY, "sole", (1, 2))))
    assert asked(office, name, matter) == ALLOWED


def test_round_settled_names_who_has_not_answered(office: Office) -> None:
    name = "handling.round_settled@1"
    matter = office.assigning((CITY,), (LAND,))
    assert words(asked(office, name, matter)) == "本轮还没有交办。"

    rows = office.rows(matter, (CITY, "lead", (1,)), (LAND, "sole", (2,)), (LAND, "assist", (1,)))
    office.act(matter, "assign", "府督查", assignments=rows)
    sole = Assignment.objects.select_related("matter").get(role="sole").matter
    office.received(sole, LAND)
    assert words(asked(office, name, matter)) == (
        "本轮还有2件未通过验收：市城管局（待签收）、市资源局（已签收）。"
    )
    office.settled(sole, LAND)
    assert words(asked(office, name, matter)) == "本轮还有1件未通过验收：市城管局（待签收）。"
    office.settled(office.child(matter, CITY), CITY, without_assists_reason="会办单位无意见")
    assert asked(office, name, matter) == ALLOWED


@pytest.mark.parametrize(
    ("kind", "with_unit", "allowed"),
    [
        ("affirm", False, False),
        ("affirm", True, True),
        ("handle", False, True),
        ("forward", True, True),
    ],
)
def test_asks_for_handling_tells_praise_from_order(
    office: Office, submitted: Matter, kind: str, with_unit: bool, allowed: bool
) -> None:
    child = presented(office, submitted)
    units = [office.cast.body(CITY).pk] if with_unit else []
    office.act(child, "instruct", "赵书记", **{**INSTRUCTION, "kind": kind, "units": units})

    verdict = asked(office, "handling.asks_for_handling@1", submitted)

    if allowed:
        assert verdict == ALLOWED
        assert office.act(submitted, "start_assigning", "府督查").matter.state == "assigning"
    else:
        assert words(verdict) == "已有批示，但没有要求办理的。"


def test_asks_for_handling_without_any_instruction(office: Office, submitted: Matter) -> None:
    assert words(asked(office, "handling.asks_for_handling@1", submitted)) == "还没有领导批示要求办理。"


def test_submissions_returned_names_who_holds_it(office: Office, submitted: Matter) -> None:
    name = "handling.submissions_returned@1"
    assert words(asked(office, name, office.dossier((CITY,)))) == "还没有报送。"
    assert words(asked(office, name, submitted)) == "市委办、市政府办还没有反馈报送件。"

    office.act(at_government(submitted), "return_unread", "府督查", reason="领导外出")
    assert words(asked(office, name, submitted)) == "市委办还没有反馈报送件。"
    party = submitted.children.exclude(pk=at_government(submitted).pk).get()
    office.act(party, "return_unread", "党督查", reason="领导外出")

    assert asked(office, name, submitted) == ALLOWED
    assert office.act(submitted, "note", "府督查").matter.state == "noted"


def test_assigned_point_keeps_its_text(office: Office) -> None:
    """The units answer to the text that they were given."""
    matter = office.dossier((CITY,), (LAND,))
    first, second = matter.points.order_by("order")
    rows = [
        {"point": second.pk, "text": "先办这一条", "units": [office.cast.body(LAND).pk]},
        {"point": first.pk, "text": first.text, "units": []},
        {"text": "新增的建议", "units": [office.cast.body(CITY).pk]},
    ]

    revise(
        matter,
        "recommendations",
        actor=office.cast["周经委"],
        at=office.at,
        data={"title": "修改后", "points": rows},
    )

    assert list(matter.points.order_by("order").values_list("pk", "text"))[:2] == [
        (second.pk, "先办这一条"),
        (first.pk, "建议1"),
    ]
    assert matter.points.count() == 3
    assert not first.suggested_units.exists()


def test_point_of_another_matter_cannot_be_taken_over(office: Office) -> None:
    matter, other = office.dossier((CITY,)), office.dossier((LAND,))
    rows = [{"point": other.points.get().pk, "text": "拿来的", "units": []}]

    with pytest.raises(ActRefused) as raised:
        revise(
            matter,
            "recommendations",
            actor=office.cast["周经委"],
            at=office.at,
            data={"title": "修改", "points": rows},
        )

    assert raised.value.codes == ("point_of_another",)
    assert other.points.get().text == "建议1"


def test_sign_off_waits_for_the_assisting_opinion(office: Office) -> None:
    matter = office.assigned((CITY, "lead", (1,)), (LAND, "assist", (1,)))
    lead, assist = office.child(matter, CITY), office.child(matter, LAND)
    office.drafted(lead, CITY)

    with pytest.raises(ActRefused) as raised:
        office.act(lead, "sign", "城核稿")
    assert str(raised.value) == ("市资源局的会办意见还没有收到；确实不能再等的，请在答复稿中写明理由。")
    office.received(assist, LAND)
    office.act(assist, "give_opinion", "自经办", text="同意，用地可以保障。")

    assist.refresh_from_db()
    assert (assist.state, assist.closed_at) == ("settled", office.at)
    office.act(lead, "sign", "城核稿")


def test_sign_off_goes_on_with_a_reason(office: Office) -> None:
    matter = office.assigned((CITY, "lead", (1,)), (LAND, "assist", (1,)))
    lead = office.child(matter, CITY)

    lead = office.signed(lead, CITY, without_assists_reason="已电话沟通，会办单位无意见")

    assert (lead.state, office.child(matter, LAND).state) == ("signed_off", "sent")


def test_sole_unit_waits_for_nobody(office: Office) -> None:
    child = office.child(office.assigned((CITY, "sole", (1,))), CITY)

    assert asked(office, "handling.assists_in@1", child) == ALLOWED


def test_one_point_sent_twice_is_refused(office: Office) -> None:
    matter = office.dossier((CITY,))
    row = {"point": matter.points.get().pk, "text": "建议", "units": []}
    data = {"title": "修改", "points": [row, {**row, "text": "另一条"}]}

    with pytest.raises(ActRefused) as raised:
        revise(matter, "recommendations", actor=office.cast["周经委"], at=office.at, data=data)

    assert raised.value.codes == ("point_twice",)
    assert matter.points.get().text == "建议1"
