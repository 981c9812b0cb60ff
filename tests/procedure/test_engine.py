"""The one write path: what is checked, in which order, and that a refused act changes nothing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories.people import Cast
from huiyin.people.enums import Role
from huiyin.people.models import Grant
from huiyin.procedure import library
from huiyin.procedure.begin import begin
from huiyin.procedure.engine import revise, take
from huiyin.procedure.errors import ActRefused, ChooseGrant, FormRefused, NotYours, Overtaken
from huiyin.procedure.library import procedure_of
from huiyin.procedure.models import Clock, Draft, Matter, Step, Todo
from procedure.conftest import MONDAY, UNITS, Errand


def record_of(matter: Matter) -> list[tuple[int, str, str, str]]:
    return list(matter.steps.order_by("number").values_list("number", "move", "from_state", "to_state"))


def test_begin_by_the_drafting_body_opens_matter_clock_and_todo(errand: Errand, shizuishan: Cast) -> None:
    matter = errand("drafting")

    assert (matter.title, matter.state, matter.stage, matter.step_number) == (
        "修路",
        "drafting",
        "formation",
        1,
    )
    assert matter.term == shizuishan.term
    assert [str(party.body) for party in matter.parties.all()] == ["经济委"]
    clock = matter.clocks.get()
    assert (clock.code, clock.due, matter.next_due) == ("drafting", clock.due, clock.due)
    todo = matter.todos.get()
    assert (todo.text, todo.role, str(todo.body), todo.due) == (
        "送审",
        Role.COMMITTEE_CLERK,
        "经济委",
        clock.due,
    )


def test_begin_by_somebody_without_the_role_is_refused_in_words(errands: object, shizuishan: Cast) -> None:
    with pytest.raises(NotYours) as refused:
        begin(
            "errand",
            committee=shizuishan.committee,
            actor=shizuishan["城经办"],
            at=MONDAY,
            data={"title": "修路"},
        )

    assert str(refused.value) == "“起草”应由起草单位办理。"
    assert not Matter.objects.exists()


def test_begin_sent_twice_creates_one_matter(errands: object, shizuishan: Cast) -> None:
    first, second = (
        begin(
            "errand",
            committee=shizuishan.committee,
            actor=shizuishan["周经委"],
            at=MONDAY,
            data={"title": "修路"},
            request_id="click-1",
        )
        for _click in range(2)
    )

    assert (first.repeated, second.repeated, first.matter) == (False, True, second.matter)
    assert Matter.objects.count() == 1


def test_begin_with_an_origin_of_another_committee_is_refused(
    errand: Errand, zhongwei: Cast, shizuishan: Cast
) -> None:
    with pytest.raises(ActRefused) as refused:
        begin(
            "errand",
            committee=zhongwei.committee,
            actor=zhongwei["卫文史"],
            at=MONDAY,
            data={"title": "修路"},
            origin=errand("drafting"),
        )

    assert refused.value.codes == ("other_committee",)


def test_chain_is_signed_by_one_person_after_another(errand: Errand, shizuishan: Cast) -> None:
    matter = errand("reviewing")

    with pytest.raises(NotYours) as too_early:
        take(matter, "sign", actor=shizuishan["江主席"], at=MONDAY)
    assert str(too_early.value) == "“签发”应由分管副主席办理。"

    for name, state in (("陈副主席", "reviewing"), ("何秘书长", "reviewing"), ("江主席", "handing")):
        matter = take(matter, "sign", actor=shizuishan[name], at=MONDAY, data={"reason": "同意"}).matter
        assert matter.state == state
    assert matter.chain_position == 0


def test_chain_begins_anew_after_a_return(errand: Errand, shizuishan: Cast) -> None:
    matter = errand("reviewing")
    take(matter, "sign", actor=shizuishan["陈副主席"], at=MONDAY)
    take(matter, "send_back", actor=shizuishan["何秘书长"], at=MONDAY, data={"reason": "数字不实"})

    again = take(matter, "submit", actor=shizuishan["周经委"], at=MONDAY).matter

    assert again.chain_position == 0
    assert again.todos.get().role == Role.VICE_CHAIR


def test_correction_without_a_reason_is_refused(errand: Errand, shizuishan: Cast) -> None:
    with pytest.raises(FormRefused) as refused:
        take(errand("reviewing"), "send_back", actor=shizuishan["陈副主席"], at=MONDAY, data={"reason": "  "})

    assert "理由" in str(refused.value)


@pytest.mark.parametrize(
    ("move", "code"),
    [("fly", "unknown_move"), ("sign", "not_from_here"), ("settle", "engine_only")],
)
def test_move_that_is_not_declared_here_is_refused(
    errand: Errand, shizuishan: Cast, move: str, code: str
) -> None:
    matter = errand("drafting")
    before = record_of(matter)

    with pytest.raises(ActRefused) as refused:
        take(matter, move, actor=shizuishan["周经委"], at=MONDAY)

    assert refused.value.codes == (code,)
    assert record_of(matter) == before


def test_guard_that_is_not_met_names_the_place_to_meet_it(errand: Errand, shizuishan: Cast) -> None:
    matter = errand("drafting")
    matter = revise(matter, "content", actor=shizuishan["周经委"], at=MONDAY, data={"title": "空"}).matter

    with pytest.raises(ActRefused) as refused:
        take(matter, "submit", actor=shizuishan["周经委"], at=MONDAY)

    (reason,) = refused.value.refusals
    assert (reason.text, reason.link) == ("还没有内容。", f"/matters/{matter.pk}/edits/content/")


def test_edit_keeps_before_and_after(errand: Errand, shizuishan: Cast) -> None:
    step = revise(
        errand("drafting"), "content", actor=shizuishan["周经委"], at=MONDAY, data={"title": "修桥"}
    ).step

    assert (step.kind, step.move_label) == ("change", "修改内容")
    assert step.data == {"title": {"before": "修路", "after": "修桥"}}


@pytest.mark.parametrize(("facet", "state"), [("content", "reviewing"), ("summary", "drafting")])
def test_edit_where_the_state_allows_none_is_refused(
    errand: Errand, shizuishan: Cast, facet: str, state: str
) -> None:
    with pytest.raises(ActRefused) as refused:
        revise(errand(state), facet, actor=shizuishan["周经委"], at=MONDAY, data={"title": "修桥"})

    assert refused.value.codes == ("not_editable",)


def test_person_of_another_committee_learns_nothing(errand: Errand, zhongwei: Cast) -> None:
    with pytest.raises(NotYours) as refused:
        take(errand("drafting"), "submit", actor=zhongwei["卫文史"], at=MONDAY)

    assert refused.value.codes == ("not_seen",)


def test_stale_page_is_told_who_was_faster(errand: Errand, shizuishan: Cast) -> None:
    matter = errand("drafting")
    seen = matter.step_number
    take(matter, "submit", actor=shizuishan["周经委"], at=MONDAY)

    with pytest.raises(Overtaken) as refused:
        revise(
            matter,
            "content",
            actor=shizuishan["周经委"],
            at=MONDAY,
            data={"title": "修桥"},
            expected_step=seen,
        )

    assert "周经委已办理“送审”，本件现为“审核”" in str(refused.value)


def test_page_from_the_future_is_refused(errand: Errand, shizuishan: Cast) -> None:
    with pytest.raises(Overtaken):
        take(errand("drafting"), "submit", actor=shizuishan["周经委"], at=MONDAY, expected_step=99)


def test_double_click_makes_one_step(errand: Errand, shizuishan: Cast) -> None:
    matter = errand("drafting")
    first, second = (
        take(matter, "submit", actor=shizuishan["周经委"], at=MONDAY, expected_step=1, request_id="click")
        for _click in range(2)
    )

    assert (second.repeated, second.step) == (True, first.step)
    edited = [
        revise(
            errand("drafting"),
            "content",
            actor=shizuishan["周经委"],
            at=MONDAY,
            data={"title": "x"},
            request_id="e",
        )
        for _click in range(1)
    ]
    again = revise(
        edited[0].matter,
        "content",
        actor=shizuishan["周经委"],
        at=MONDAY,
        data={"title": "x"},
        request_id="e",
    )
    assert again.repeated


@pytest.mark.parametrize("facet_or_move", ["submit", "content"])
def test_request_sent_again_from_a_fresh_page_makes_one_step(
    facet_or_move: str, errand: Errand, shizuishan: Cast
) -> None:
    """The number of the request was used, but the page shows the matter as it is now."""
    act = take if facet_or_move == "submit" else revise
    matter = errand("drafting")
    first, second = (
        act(
            matter,
            facet_or_move,
            actor=shizuishan["周经委"],
            at=MONDAY,
            data={"title": "修桥"},
            expected_step=step,
            request_id="again",
        )
        for step in (1, 2)
    )

    assert (first.repeated, second.repeated, second.step) == (False, True, first.step)
    assert second.matter.steps.count() == 2


def test_two_fitting_grants_make_the_person_choose(errand: Errand, shizuishan: Cast) -> None:
    matter = errand("handing")
    principal = shizuishan.grant("林政协")
    deputy = Grant.objects.create(
        committee=shizuishan.committee,
        person=shizuishan["林政协"],
        role=Role.CPPCC_CLERK,
        since=principal.since,
        deputy_of=shizuishan.grant("江主席"),
    )
    units = {"units": [shizuishan.body(UNITS[0]).pk]}

    with pytest.raises(ChooseGrant) as refused:
        take(matter, "hand_over", actor=shizuishan["林政协"], at=MONDAY, data=units)
    assert len(refused.value.grants) == 2

    step = take(matter, "hand_over", actor=shizuishan["林政协"], at=MONDAY, data=units, grant=deputy).step
    assert (step.grant, step.on_behalf_of) == (deputy, "江主席")


def test_expired_grant_gives_nothing(errand: Errand, shizuishan: Cast) -> None:
    matter = errand("drafting")
    grant = shizuishan.grant("周经委")
    grant.until = MONDAY.date() - timedelta(days=1)
    grant.save()

    with pytest.raises(NotYours):
        take(matter, "submit", actor=shizuishan["周经委"], at=MONDAY)


def test_parent_is_answered_by_itself_when_its_chores_are_settled(errand: Errand, shizuishan: Cast) -> None:
    matter = errand("answered")

    last = matter.steps.order_by("-number").first()
    assert last is not None
    assert (last.move, last.actor, last.actor_name, last.guard_results) == (
        "settle",
        None,
        "系统",
        [{"guard": "errands.chores_done@1", "result": "met"}],
    )


def test_new_round_waits_for_its_own_chores_and_keeps_the_old_ones(errand: Errand, shizuishan: Cast) -> None:
    matter = errand("answered")
    redo = {"reason": "没有修好", "units": [shizuishan.body(UNITS[0]).pk]}
    matter = take(matter, "redo", actor=shizuishan["林政协"], at=MONDAY, data=redo).matter

    assert (matter.round, matter.state, matter.closed_at) == (2, "handling", None)
    assert sorted(matter.children.values_list("parent_round", "state")) == [
        (1, "settled"),
        (1, "settled"),
        (2, "sent"),
    ]
    assert [clock.round for clock in matter.clocks.filter(code="handling").order_by("round")] == [1, 2]


def test_refused_form_changes_nothing(errand: Errand, shizuishan: Cast, zhongwei: Cast) -> None:
    matter = errand("handing")
    counts = (Step.objects.count(), Matter.objects.count(), Clock.objects.count(), Todo.objects.count())

    with pytest.raises(FormRefused) as refused:
        take(
            matter,
            "hand_over",
            actor=shizuishan["林政协"],
            at=MONDAY,
            data={"units": [zhongwei.body("市旅游和文化体育广电局").pk]},
        )

    assert refused.value.form is not None
    assert (
        Step.objects.count(),
        Matter.objects.count(),
        Clock.objects.count(),
        Todo.objects.count(),
    ) == counts


def test_number_of_queries_of_an_act_is_fixed(errand: Errand, shizuishan: Cast) -> None:
    used = []
    for matter in (errand("drafting"), errand("drafting")):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            take(matter, "submit", actor=shizuishan["周经委"], at=MONDAY)
        used.append(len(queries))

    assert used[0] == used[1] <= 24


def test_matter_that_is_gone_is_refused(errand: Errand, shizuishan: Cast) -> None:
    unsaved = errand("drafting")
    unsaved = Matter(
        committee=shizuishan.committee,
        procedure="errand",
        version=1,
        kind="errand",
        lineage=[],
        entered_state_at=MONDAY,
        opened_at=MONDAY,
    )
    with pytest.raises(ActRefused) as refused:
        take(unsaved, "submit", actor=shizuishan["周经委"], at=MONDAY)
    assert refused.value.codes == ("gone",)


def test_correction_with_an_optional_remark_still_asks_for_its_reason(
    errand: Errand, shizuishan: Cast
) -> None:
    document = procedure_of("errand", 1)
    lax = document.moves["send_back"].model_copy(update={"form": "procedure.note@1"})
    library.include(document.model_copy(update={"moves": {**document.moves, "send_back": lax}}))

    with pytest.raises(FormRefused) as refused:
        take(errand("reviewing"), "send_back", actor=shizuishan["陈副主席"], at=MONDAY)

    assert refused.value.codes == ("no_reason",)


def test_rows_of_a_matter_say_what_they_are(errand: Errand) -> None:
    matter = errand("drafting")
    matter.number = "1号"

    assert str(matter) == "1号 修路"
    assert matter.is_open
    assert str(matter.parties.get()) == "drafting_body: 经济委"
    assert str(matter.todos.get()) == "送审"
    assert str(matter.steps.get()) == "1. 起草"
    assert str(Draft(key="take:1:sign")) == "take:1:sign"
