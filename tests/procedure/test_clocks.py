"""Clocks: opened and stopped with states, paused, extended, recomputed, overdue — each with its words."""

from datetime import date, datetime, timedelta

import pytest

from factories.people import Cast
from huiyin.people.actions.calendar import set_day
from huiyin.procedure import library
from huiyin.procedure.clocks import is_paused, running_clock
from huiyin.procedure.engine import take
from huiyin.procedure.enums import StepKind
from huiyin.procedure.errors import ActRefused, FormRefused
from huiyin.procedure.events import recompute_clocks, recompute_one, record_one_overdue, record_overdue
from huiyin.procedure.library import procedure_of
from huiyin.procedure.models import Clock, Matter, TermAdjustment
from huiyin.procedure.terms import adjust_term, within
from procedure.conftest import MONDAY, SHANGHAI, Errand


def clock_of(matter: Matter, code: str) -> Clock:
    return matter.clocks.get(code=code, round=matter.round)


def test_clock_runs_only_where_it_is_declared(errand: Errand) -> None:
    matter = errand("handling")

    stopped = {clock.code: clock.stopped_at is not None for clock in matter.clocks.all()}

    assert stopped == {"drafting": True, "handling": False}
    assert matter.next_due == clock_of(matter, "handling").due


def test_clock_goes_on_with_its_old_due_date_when_sent_back(errand: Errand, shizuishan: Cast) -> None:
    matter = errand("reviewing")
    due = clock_of(matter, "drafting").due
    later = MONDAY + timedelta(days=9)

    matter = take(
        matter, "send_back", actor=shizuishan["陈副主席"], at=later, data={"reason": "补数字"}
    ).matter

    clock = clock_of(matter, "drafting")
    assert (clock.due, clock.stopped_at) == (due, None)


def test_pause_and_resume_move_the_due_date_by_the_days_between(errand: Errand, shizuishan: Cast) -> None:
    matter, clerk = errand("handling"), shizuishan["林政协"]
    due = clock_of(matter, "handling").due
    assert due is not None
    pause = {"clock": "handling", "reason": "等待上级批复"}

    matter = take(matter, "pause", actor=clerk, at=MONDAY + timedelta(days=7), data=pause).matter
    assert (matter.next_due, is_paused(clock_of(matter, "handling"))) == (None, True)

    matter = take(matter, "resume", actor=clerk, at=MONDAY + timedelta(days=17), data=pause).matter
    resumed = clock_of(matter, "handling").due
    assert resumed is not None
    assert timedelta(days=10) <= resumed - due <= timedelta(days=13)  # a due date on a weekend moves on
    assert any("暂停" in sentence for sentence in clock_of(matter, "handling").explanation)


def test_extension_is_written_into_the_explanation(errand: Errand, shizuishan: Cast) -> None:
    matter = errand("handling")
    due = clock_of(matter, "handling").due
    data = {"clock": "handling", "amount": 1, "unit": "months", "reason": "涉及多部门"}

    matter = take(matter, "extend", actor=shizuishan["林政协"], at=MONDAY, data=data).matter

    clock = clock_of(matter, "handling")
    assert clock.due is not None and due is not None and clock.due > due
    assert any("延期1个月" in sentence and "涉及多部门" in sentence for sentence in clock.explanation)


@pytest.mark.parametrize(
    ("moves", "code"),
    [
        (["resume"], "not_paused"),
        (["pause", "pause"], "paused_already"),
        (["pause", "extend"], "paused"),
    ],
)
def test_clock_acts_out_of_order_are_refused(
    errand: Errand, shizuishan: Cast, moves: list[str], code: str
) -> None:
    matter = errand("handling")
    data: dict[str, object] = {"clock": "handling", "reason": "说明"}

    with pytest.raises(ActRefused) as refused:
        for move in moves:
            more = {"amount": 5, "unit": "days"} if move == "extend" else {}
            take(matter, move, actor=shizuishan["林政协"], at=MONDAY, data=data | more)

    assert refused.value.codes == (code,)


def test_act_on_a_clock_that_does_not_run_is_refused(errand: Errand, shizuishan: Cast) -> None:
    matter = errand("handling")
    with pytest.raises(FormRefused):
        take(
            matter,
            "pause",
            actor=shizuishan["林政协"],
            at=MONDAY,
            data={"clock": "drafting", "reason": "说明"},
        )
    assert running_clock(matter, "drafting") is None


def test_overdue_is_recorded_once_and_dated_at_the_true_expiry(errand: Errand) -> None:
    matter = errand("handling")
    due = clock_of(matter, "handling").due
    assert due is not None
    much_later = datetime(2026, 9, 1, 8, tzinfo=SHANGHAI)
    chores = 2

    assert record_overdue(much_later) == 1 + chores
    assert record_overdue(much_later) == 0

    event = matter.steps.get(kind=StepKind.EVENT)
    expiry = event.at.astimezone(SHANGHAI)
    assert (expiry.date(), expiry.hour, event.move, event.actor) == (
        due + timedelta(days=1),
        0,
        "overdue",
        None,
    )
    assert event.recorded_at == much_later
    assert clock_of(matter, "handling").overdue_since == due + timedelta(days=1)


def test_due_day_itself_is_not_overdue(errand: Errand) -> None:
    due = clock_of(errand("handling"), "handling").due
    assert due is not None

    assert (
        record_overdue(datetime(due.year, due.month, due.day, 23, 59, tzinfo=SHANGHAI), most=1) == 1
    )  # a chore
    assert not Clock.objects.filter(code="handling", overdue_since__isnull=False).exists()


def test_calendar_change_moves_running_due_dates_as_a_recorded_event(
    errand: Errand, shizuishan: Cast
) -> None:
    matter = errand("drafting")
    before = clock_of(matter, "drafting").due
    assert before == date(2026, 3, 23)
    set_day(day=date(2026, 3, 9), working=False, name="临时放假")

    assert recompute_clocks(MONDAY) == 1
    assert recompute_clocks(MONDAY) == 0

    matter.refresh_from_db()
    event = matter.steps.get(kind=StepKind.EVENT)
    assert (event.data["before"], event.data["after"]) == ("2026-03-23", "2026-03-24")
    assert (matter.next_due, matter.todos.get().due) == (date(2026, 3, 24), date(2026, 3, 24))


def test_calendar_change_that_moves_nothing_leaves_no_event(errand: Errand) -> None:
    matter = errand("drafting")
    set_day(day=date(2030, 3, 9), working=False, name="远期放假")

    assert recompute_clocks(MONDAY) == 0
    assert not matter.steps.filter(kind=StepKind.EVENT).exists()


def test_expiry_that_moves_into_the_future_is_forgotten(errand: Errand) -> None:
    matter = errand("drafting")
    day_after = datetime(2026, 3, 24, 8, tzinfo=SHANGHAI)
    assert record_overdue(day_after) == 1
    set_day(day=date(2026, 3, 9), working=False, name="临时放假")

    recompute_clocks(day_after)

    assert clock_of(matter, "drafting").overdue_since is None
    assert [step.move for step in matter.steps.filter(kind=StepKind.EVENT).order_by("number")] == [
        "overdue",
        "calendar_changed",
    ]


def test_own_term_of_a_committee_counts_from_its_date(
    errand: Errand, shizuishan: Cast, zhongwei: Cast
) -> None:
    adjust_term(
        committee=shizuishan.committee,
        procedure="errand",
        term="draft_days",
        amount=5,
        in_force_from=MONDAY.date(),
        reason="主席会议决定",
        actor=shizuishan["林政协"],
        at=MONDAY,
    )

    assert clock_of(errand("drafting"), "drafting").due == date(2026, 3, 9)


@pytest.mark.parametrize(
    ("term", "amount", "reason", "code"),
    [
        ("nothing", 5, "有", "unknown_term"),
        ("handling_months", 5, "有", "fixed_term"),
        ("draft_days", 4, "有", "out_of_bounds"),
        ("draft_days", 31, "有", "out_of_bounds"),
        ("draft_days", 10, " ", "no_reason"),
    ],
)
def test_term_out_of_its_bounds_is_refused(
    errands: object, shizuishan: Cast, term: str, amount: int, reason: str, code: str
) -> None:
    with pytest.raises(ActRefused) as refused:
        adjust_term(
            committee=shizuishan.committee,
            procedure="errand",
            term=term,
            amount=amount,
            in_force_from=MONDAY.date(),
            reason=reason,
            actor=shizuishan["林政协"],
            at=MONDAY,
        )
    assert refused.value.codes == (code,)


def test_own_term_stays_within_narrowed_bounds(errands: object) -> None:
    preset = errands.terms["draft_days"]  # type: ignore[attr-defined]
    assert (within(preset, 3), within(preset, 99), within(preset, 20)) == (5, 30, 20)


def test_overdue_sweep_passes_over_a_clock_that_another_process_has_done(errand: Errand) -> None:
    clock = clock_of(errand("drafting"), "drafting")
    later = datetime(2026, 6, 1, 8, tzinfo=SHANGHAI)
    assert record_overdue(later) == 1

    assert record_one_overdue(clock.pk, later.date(), later) == 0
    assert recompute_one(clock.pk, later) == 0
    assert clock.matter.steps.filter(kind=StepKind.EVENT).count() == 1


def test_clock_that_cannot_be_done_does_not_hold_up_the_others(errand: Errand) -> None:
    broken, sound = errand("drafting"), errand("drafting")
    Matter.objects.filter(pk=broken.pk).update(procedure="forgotten")
    later = datetime(2026, 6, 1, 8, tzinfo=SHANGHAI)

    with pytest.raises(ExceptionGroup) as failed:
        record_overdue(later)

    assert len(failed.value.exceptions) == 1
    assert sound.steps.filter(kind=StepKind.EVENT).count() == 1
    assert clock_of(broken, "drafting").overdue_since is None


def test_new_round_in_the_same_state_stops_the_old_clock(errand: Errand, shizuishan: Cast) -> None:
    document = procedure_of("errand", 1)
    anew = document.moves["redo"].model_copy(update={"from_": ("handling",)})
    library.include(document.model_copy(update={"moves": {**document.moves, "redo": anew}}))
    redo = {"reason": "换单位", "units": [shizuishan.body("市自然资源局").pk]}

    matter = take(errand("handling"), "redo", actor=shizuishan["林政协"], at=MONDAY, data=redo).matter

    running = {clock.round: clock.stopped_at is None for clock in matter.clocks.filter(code="handling")}
    assert running == {1: False, 2: True}


def test_rows_about_clocks_say_what_they_are(errand: Errand, shizuishan: Cast) -> None:
    matter = errand("handling")
    data = {"clock": "handling", "reason": "说明"}
    take(matter, "pause", actor=shizuishan["林政协"], at=MONDAY, data=data)
    clock = clock_of(matter, "handling")

    assert [str(clock), str(clock.changes.get())] == ["办理 ", "pause 2026-03-02"]
    assert str(Clock(label="办理", due=date(2026, 6, 2))) == "办理 2026-06-02"
    assert str(TermAdjustment(procedure="errand", term="draft_days", amount=5)) == "errand.draft_days = 5"
