"""After an act: who is newly asked, whose work was undone, whose time has changed."""

from datetime import date, timedelta

import pytest

from factories.people import Cast
from huiyin.notices.delivery import deliver
from huiyin.notices.enums import MessageKind
from huiyin.notices.kinds import is_known, label_of, message_kind
from huiyin.notices.models import Message, QueuedNotice
from huiyin.notices.outbox import tell
from huiyin.people.actions.calendar import set_day
from huiyin.people.enums import Role
from huiyin.people.models import Grant
from huiyin.procedure import library, registry
from huiyin.procedure.act import Act
from huiyin.procedure.definition import Procedure
from huiyin.procedure.engine import take
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.events import recompute_clocks, record_overdue
from huiyin.procedure.models import Matter
from notices.conftest import Errand, Told, clear
from procedure.conftest import MONDAY


def kinds_of(cast: Cast, name: str) -> list[str]:
    return list(Message.objects.filter(person=cast[name]).order_by("pk").values_list("kind", flat=True))


def test_act_tells_the_next_person_once(errand: Errand, shizuishan: Cast, told: Told) -> None:
    errand("reviewing")

    assert told("陈副主席") == ["请签发。"]
    assert told("陈副主席") == ["请签发。"]
    assert (told("何秘书长"), told("江主席"), told("周经委")) == ([], [], [])


def test_whoever_acted_is_not_told_what_waits_for_themselves(
    errand: Errand, shizuishan: Cast, told: Told
) -> None:
    matter = errand("drafting")
    assert matter.todos.get().text == "送审"
    assert told("周经委") == []


def test_chain_of_signatures_tells_one_after_another(errand: Errand, shizuishan: Cast, told: Told) -> None:
    matter = errand("reviewing")
    matter = take(matter, "sign", actor=shizuishan["陈副主席"], at=MONDAY).matter
    assert (told("何秘书长"), told("江主席")) == (["请签发。"], [])

    take(matter, "sign", actor=shizuishan["何秘书长"], at=MONDAY)
    assert told("江主席") == ["请签发。"]


def test_work_handed_over_tells_each_unit_of_its_own_part(
    errand: Errand, shizuishan: Cast, told: Told
) -> None:
    errand("handling")

    assert told("城经办") == told("自经办") == ["请办理，期限2026-03-16。"]
    assert told("交经办") == told("城局长") == []


def test_act_that_stays_does_not_tell_again(errand: Errand, shizuishan: Cast, told: Told) -> None:
    matter = errand("handing")
    assert told("林政协") == ["请交办。"]
    units = {"units": [shizuishan.body("市城市管理局").pk]}
    matter = take(matter, "hand_over", actor=shizuishan["林政协"], at=MONDAY, data=units).matter
    before = told("城经办")

    take(matter, "add", actor=shizuishan["林政协"], at=MONDAY, data=units)

    assert len(before) == 1
    assert len(told("城经办")) == 2  # the second chore, not the first one again
    assert told("林政协") == ["请交办。"]


def test_same_move_asked_in_the_next_state_too_is_not_new(
    errand: Errand, errands: Procedure, shizuishan: Cast, told: Told
) -> None:
    watch = errands.moves["hand_over"].model_copy(
        update={"from_": ("reviewing", "handing"), "todo": "请关注"}
    )
    changed = {name: getattr(errands, name) for name in Procedure.model_fields}
    library.include(Procedure.model_validate({**changed, "moves": {**errands.moves, "hand_over": watch}}))
    matter = errand("reviewing")
    assert told("林政协") == ["请关注。"]

    for name in ("陈副主席", "何秘书长", "江主席"):
        matter = take(matter, "sign", actor=shizuishan[name], at=MONDAY).matter

    assert matter.state == "handing"
    assert told("林政协") == ["请关注。"]


def test_sent_back_tells_the_drafter_what_to_do_and_the_signer_why(
    errand: Errand, shizuishan: Cast, told: Told
) -> None:
    matter = take(errand("reviewing"), "sign", actor=shizuishan["陈副主席"], at=MONDAY).matter
    clear()

    take(matter, "send_back", actor=shizuishan["何秘书长"], at=MONDAY, data={"reason": "补数字。"})

    assert told("周经委") == ["何秘书长办理了“退回”，理由：补数字。送审，期限2026-03-23。"]
    assert kinds_of(shizuishan, "周经委") == [MessageKind.RETURNED]
    assert told("何秘书长") == []
    # While it is drafted again the vice chair sees nothing of it, so there is nothing to be told.
    assert told("陈副主席") == []


def test_done_anew_tells_those_whose_work_is_undone_with_the_reason(
    errand: Errand, shizuishan: Cast, told: Told
) -> None:
    matter = errand("handling")
    chore = matter.children.get(parties__body=shizuishan.body("市城市管理局"))
    take(chore, "finish", actor=shizuishan["城经办"], at=MONDAY)
    clear()

    take(chore, "send_back", actor=shizuishan["林政协"], at=MONDAY, data={"reason": "没有照片"})

    assert told("城经办") == ["林政协办理了“退回重办”，理由：没有照片。请办理，期限2026-03-16。"]


def test_new_round_tells_whoever_had_acted_since(errand: Errand, shizuishan: Cast, told: Told) -> None:
    matter = take(errand("answered"), "conclude", actor=shizuishan["林政协"], at=MONDAY).matter
    clerk = Grant.objects.create(
        committee=shizuishan.committee,
        person=shizuishan["周经委"],
        role=Role.CPPCC_CLERK,
        since=MONDAY.date(),
    )
    clear()
    redo = {"reason": "数字不实", "units": [shizuishan.body("市城市管理局").pk]}

    take(matter, "redo", actor=shizuishan["周经委"], grant=clerk, at=MONDAY, data=redo)

    assert told("林政协") == ["周经委办理了“重办”，理由：数字不实。"]


def test_undone_are_those_since_the_state_was_left_last(errand: Errand, shizuishan: Cast, told: Told) -> None:
    matter = errand("answered")
    Grant.objects.create(
        committee=shizuishan.committee,
        person=shizuishan["周经委"],
        role=Role.CPPCC_CLERK,
        since=MONDAY.date(),
    )
    clear()
    redo = {"reason": "数字不实", "units": [shizuishan.body("市城市管理局").pk]}

    take(matter, "redo", actor=shizuishan["林政协"], at=MONDAY, data=redo)

    # The engine alone had acted since: drafting and signing are not undone.
    assert told("周经委") == told("陈副主席") == []


@pytest.mark.parametrize("until", [MONDAY.date() - timedelta(days=1), date(2022, 1, 1)])
def test_grant_that_has_ended_is_told_nothing(
    errand: Errand, shizuishan: Cast, told: Told, until: date
) -> None:
    errand("reviewing")
    Grant.objects.filter(person=shizuishan["陈副主席"]).update(until=until)

    assert told("陈副主席") == []
    assert not QueuedNotice.objects.exists()


def test_person_who_may_not_see_the_matter_is_told_nothing(
    errands: Procedure, errand: Errand, shizuishan: Cast, told: Told
) -> None:
    views = {**errands.views, "signing": {"drafter": "all", "office": "all"}}
    library.include(errands.model_copy(update={"views": views}))
    errand("reviewing")

    assert told("陈副主席") == []


def test_neighbour_of_another_committee_is_told_nothing(
    errand: Errand, shizuishan: Cast, zhongwei: Cast
) -> None:
    errand("handling")
    deliver(MONDAY)

    assert Message.objects.exists()
    assert not Message.objects.filter(person__in=zhongwei.people.values()).exists()


def watched(errands: Procedure) -> None:
    """The errand, where the office is asked to follow what the units do."""
    asked = errands.moves["add"].model_copy(update={"todo": "请跟进"})
    library.include(errands.model_copy(update={"moves": {**errands.moves, "add": asked}}))


def colleague(cast: Cast) -> None:
    """马委员 works in the office of the CPPCC too."""
    Grant.objects.create(
        committee=cast.committee, person=cast["马委员"], role=Role.CPPCC_CLERK, since=MONDAY.date()
    )


def test_newcomer_is_told_of_what_waits_with_the_next_act(
    errands: Procedure, errand: Errand, shizuishan: Cast, told: Told
) -> None:
    watched(errands)
    matter = errand("handling")
    assert told("马委员") == []
    colleague(shizuishan)
    assert told("马委员") == []

    pause = {"clock": "handling", "reason": "等待"}
    take(matter, "pause", actor=shizuishan["林政协"], at=MONDAY, data=pause)

    assert told("马委员")[0] == "请跟进。"
    assert told("林政协") == []


def test_refused_act_leaves_nothing_to_tell(errand: Errand, shizuishan: Cast) -> None:
    matter = errand("reviewing")
    deliver(MONDAY)
    with pytest.raises(ActRefused):
        take(matter, "sign", actor=shizuishan["江主席"], at=MONDAY)

    assert not QueuedNotice.objects.exists()


def test_extension_granted_is_told_to_those_whose_answer_is_waited_for(
    errand: Errand, errands: Procedure, shizuishan: Cast, told: Told
) -> None:
    watched(errands)
    colleague(shizuishan)
    matter = errand("handling")
    deliver(MONDAY)
    for move, more in (("extend", {"amount": 1, "unit": "months"}), ("pause", {}), ("resume", {})):
        data = {"clock": "handling", "reason": "涉及多部门。", **more}
        matter = take(matter, move, actor=shizuishan["林政协"], at=MONDAY, data=data).matter
        deliver(MONDAY)

    assert told("马委员")[-3:] == [
        "“办理”期限已延长1个月，现为2026-07-02。理由：涉及多部门。",
        "“办理”期限自2026-03-02起暂停计算。理由：涉及多部门。",
        "“办理”期限自2026-03-02起恢复计算，现为2026-07-02。理由：涉及多部门。",
    ]
    assert kinds_of(shizuishan, "林政协") == []
    assert kinds_of(shizuishan, "马委员")[-3:] == [MessageKind.TERM_CHANGED] * 3


def test_calendar_that_moves_a_due_date_is_told(errand: Errand, shizuishan: Cast, told: Told) -> None:
    errand("drafting")
    set_day(day=date(2026, 3, 9), working=False, name="临时放假")
    assert recompute_clocks(MONDAY) == 1

    assert told("周经委") == ["工作日历调整，“起草”期限由2026-03-23改为2026-03-24。"]


def test_overdue_event_queues_nothing(errand: Errand, shizuishan: Cast) -> None:
    errand("drafting")
    deliver(MONDAY)

    assert record_overdue(MONDAY + timedelta(days=200)) == 1
    assert not QueuedNotice.objects.exists()


def test_package_tells_in_its_own_words_within_an_act(
    errand: Errand, errands: Procedure, shizuishan: Cast, zhongwei: Cast, told: Told
) -> None:
    message_kind("invited", "邀请评价")

    def invite(act: Act) -> None:
        for _twice in range(2):
            tell(act, [shizuishan["何秘书长"], zhongwei["卫政协"]], "invited", "请您评价。")
        tell(act, [], "invited", "没有人。")

    registry.effects["errands.invite@1"] = invite
    submit = errands.moves["submit"].model_copy(update={"effect": "errands.invite@1"})
    library.include(errands.model_copy(update={"moves": {**errands.moves, "submit": submit}}))
    errand("reviewing")
    del registry.effects["errands.invite@1"]

    assert told("何秘书长") == ["请您评价。"]
    assert label_of("invited") == "邀请评价"
    assert not Message.objects.filter(person=zhongwei["卫政协"]).exists()


def test_tell_refuses_what_nobody_would_understand(errand: Errand, shizuishan: Cast, zhongwei: Cast) -> None:
    matter = errand("drafting")
    other = Matter(committee=zhongwei.committee)
    act = Act(library.procedure_of("errand", 1), matter, matter.committee, MONDAY, "submit")

    with pytest.raises(ValueError, match="no message kind 'nonsense'"):
        tell(act, [shizuishan["林政协"]], "nonsense", "……")
    with pytest.raises(ValueError, match="may not cross committees"):
        tell(act, [shizuishan["林政协"]], MessageKind.TODO, "……", about=other)


def test_kind_has_one_label() -> None:
    message_kind("twice", "一次")
    assert message_kind("twice", "一次") == "twice"
    with pytest.raises(ValueError, match="another label"):
        message_kind("twice", "两次")
    with pytest.raises(ValueError, match="another label"):
        message_kind("todo", "别的")
    assert (is_known("todo"), is_known("unheard"), label_of("unheard")) == (True, False, "")
