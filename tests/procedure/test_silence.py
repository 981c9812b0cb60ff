"""Clocks that are a right and lapse, and clocks whose end ends a round by itself."""

from datetime import date, datetime, timedelta

import pytest

from conftest import SignIn
from factories.people import Cast
from huiyin.kernel.lights import Light
from huiyin.people.selectors import current_grants, work_calendar
from huiyin.procedure import library
from huiyin.procedure.act import Act
from huiyin.procedure.definition import GuardUse, MoveDefinition, Procedure
from huiyin.procedure.engine import take
from huiyin.procedure.enums import StepKind
from huiyin.procedure.events import record_overdue
from huiyin.procedure.guards import clock_over
from huiyin.procedure.models import Clock, Matter
from huiyin.procedure.page.bar import stage_marks
from huiyin.procedure.page.clock_lines import clock_lines
from huiyin.procedure.page.viewing import Visit, viewing
from huiyin.procedure.procedure_table import move_rows
from procedure.conftest import MONDAY, SHANGHAI, Errand

LATER = datetime(2026, 9, 1, 8, tzinfo=SHANGHAI)


@pytest.fixture
def lapsing(errands: Procedure) -> Procedure:
    """The errand, with a handling clock that is a right."""
    clocks = {**errands.clocks, "handling": errands.clocks["handling"].model_copy(update={"lapses": True})}
    changed = errands.model_copy(update={"clocks": clocks})
    library.include(changed)
    return changed


@pytest.fixture
def silent(errands: Procedure) -> Procedure:
    """The errand, answered by itself when the handling clock has run out."""
    over = MoveDefinition.model_validate(
        {
            "label": "期满无异议",
            "from": ("handling",),
            "to": "answered",
            "by": ("engine",),
            "automatic": True,
            "guards": (GuardUse(name="procedure.clock_over@1", options={"clock": "handling"}),),
        }
    )
    # Taken out and put back, so that nothing worked out for the old moves is kept.
    changed = Procedure.model_validate(
        {
            **{name: getattr(errands, name) for name in Procedure.model_fields},
            "moves": {**errands.moves, "over": over},
        }
    )
    library.include(changed)
    return changed


def only_the_errand(matter: Matter) -> None:
    """The chores' own clocks are not what is looked at here."""
    Clock.objects.exclude(matter=matter).update(stopped_at=MONDAY)


def test_lapsing_clock_is_no_due_date_of_its_matter_and_never_overdue(
    lapsing: Procedure, errand: Errand
) -> None:
    matter = errand("handling")
    only_the_errand(matter)
    clock = matter.clocks.get(code="handling")

    assert (clock.lapses, clock.due is not None, matter.next_due) == (True, True, None)
    assert record_overdue(LATER) == 0
    assert not matter.steps.filter(kind=StepKind.EVENT).exists()


def test_lapsing_clock_stays_out_of_the_due_date_after_an_extension(
    lapsing: Procedure, errand: Errand, shizuishan: Cast
) -> None:
    data = {"clock": "handling", "amount": 1, "unit": "months", "reason": "涉及多部门"}
    matter = take(errand("handling"), "extend", actor=shizuishan["林政协"], at=MONDAY, data=data).matter
    assert matter.next_due is None


def test_lapsed_clock_is_told_in_grey_and_makes_no_stage_late(
    lapsing: Procedure, errand: Errand, shizuishan: Cast, signed_in: SignIn
) -> None:
    matter = errand("handling")
    clerk = shizuishan["林政协"]
    visit = Visit(clerk, LATER, tuple(current_grants(clerk, LATER.date())))
    view = viewing(visit, matter)

    in_time = clock_lines(view, MONDAY.date(), work_calendar())[0]
    lapsed = clock_lines(view, LATER.date(), work_calendar())[0]

    assert (in_time.light, in_time.lapsed) == (Light.GREEN, False)
    assert (lapsed.light, lapsed.left, lapsed.lapsed) == (Light.GREY, "已过期限，不能再办理", True)
    assert "late" not in {mark.state for mark in stage_marks(view, list(matter.steps.all()), LATER.date())}
    Clock.objects.filter(matter=matter).update(due=date(2026, 3, 3))
    text = signed_in(clerk).get(f"/matters/{matter.pk}/").content.decode()
    assert '<span class="hy-light hy-light-grey">已过期限，不能再办理</span>' in text


def test_procedure_table_says_which_clock_lapses(lapsing: Procedure) -> None:
    clocks = {row.move: row.clock for row in move_rows(lapsing)}
    assert clocks["交办"] == "起算“办理”：3个月，过期不能再办理"


def test_silence_ends_the_round_at_the_true_expiry(silent: Procedure, errand: Errand) -> None:
    matter = errand("handling")
    only_the_errand(matter)
    due = matter.clocks.get(code="handling").due
    assert due is not None

    assert record_overdue(LATER) == 1
    assert record_overdue(LATER) == 0

    matter.refresh_from_db()
    event, step = matter.steps.order_by("number")[matter.step_number - 2 :]
    expiry = datetime.combine(due + timedelta(days=1), datetime.min.time(), tzinfo=SHANGHAI)
    assert (event.move, step.move, step.actor) == ("overdue", "over", None)
    assert (event.at, step.at, step.recorded_at) == (expiry, expiry, LATER)
    assert (matter.state, matter.entered_state_at) == ("answered", expiry)


def test_overdue_that_no_move_waits_for_changes_no_state(errand: Errand) -> None:
    matter = errand("handling")
    only_the_errand(matter)

    record_overdue(LATER)

    matter.refresh_from_db()
    assert (matter.state, matter.steps.order_by("-number")[0].move) == ("handling", "overdue")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, "clock_running"),
        ({"due": None}, "clock_paused"),
        ({"round": 2}, "clock_not_begun"),
        ({"due": MONDAY.date() - timedelta(days=1), "stopped_at": MONDAY - timedelta(days=2)}, "clock_met"),
    ],
)
def test_clock_that_has_not_run_out_is_told_in_words(
    errand: Errand, changed: dict[str, object], code: str
) -> None:
    matter = errand("handling")
    matter.clocks.filter(code="handling").update(**changed)
    procedure = library.procedure_of("errand", 1)

    verdict = clock_over(Act(procedure, matter, matter.committee, MONDAY, "over"), clock="handling")

    assert (verdict.code, verdict.link) == (code, f"/matters/{matter.pk}/#clocks")  # type: ignore[union-attr]
    assert "“办理”" in verdict.text  # type: ignore[union-attr]
