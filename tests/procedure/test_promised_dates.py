"""A clock that ends on a date somebody promised: the start date function gives the date itself."""

from datetime import date

import pytest

from factories.errands import FOLDER, register
from factories.people import Cast
from huiyin.procedure import library, registry
from huiyin.procedure.begin import begin
from huiyin.procedure.engine import revise
from huiyin.procedure.loader import DocumentRefused, load_text
from huiyin.procedure.models import Matter
from procedure.conftest import MONDAY

PROMISED = date(2026, 10, 3)
PRESET = "amount: 15, unit: working_days, adjustable: true, least: 5, most: 30"
BY_ACT = "{label: 起草, term: draft_days, runs_in: [drafting]}"
BY_DATE = "{label: 起草, term: draft_days, runs_in: [drafting], starts_from: errands.promised_on@1}"


def promised_on(matter: Matter) -> date:
    """A Saturday in the national holidays: a promised date is not moved."""
    return PROMISED


def document(*, starts: str, unit: str) -> str:
    text = (FOLDER / "errand.v1.yaml").read_text(encoding="utf-8")
    return text.replace(PRESET, f"amount: 0, unit: {unit}").replace(BY_ACT, starts)


def test_clock_without_month_and_day_ends_on_the_promised_date(shizuishan: Cast) -> None:
    register()
    registry.start_date("errands.promised_on@1")(promised_on)
    procedure = load_text(document(starts=BY_DATE, unit="fixed_date"), source="errand.v1.yaml")
    library.include(procedure)
    try:
        matter = begin(
            "errand",
            committee=shizuishan.committee,
            actor=shizuishan["周经委"],
            at=MONDAY,
            data={"title": "修路"},
        ).matter
    finally:
        library.exclude(procedure)

    clock = matter.clocks.get()
    assert (clock.due, clock.month_day, matter.next_due) == (PROMISED, "10-03", PROMISED)


def test_clock_follows_a_promised_date_that_is_corrected(shizuishan: Cast) -> None:
    register()
    promised = [PROMISED]
    registry.start_date("errands.corrected_on@1")(lambda matter: promised[-1])
    starts = BY_DATE.replace("promised_on", "corrected_on")
    procedure = load_text(document(starts=starts, unit="fixed_date"), source="errand.v1.yaml")
    library.include(procedure)
    clerk = shizuishan["周经委"]
    try:
        taken = begin(
            "errand", committee=shizuishan.committee, actor=clerk, at=MONDAY, data={"title": "修路"}
        )
        promised.append(date(2026, 11, 20))
        taken = revise(taken.matter, "content", actor=clerk, at=MONDAY, data={"title": "修好"})
        promised.append(None)
        again = revise(taken.matter, "content", actor=clerk, at=MONDAY, data={"title": "修好了"})
    finally:
        library.exclude(procedure)

    clock = taken.matter.clocks.get()
    assert (clock.due, clock.month_day) == (date(2026, 11, 20), "11-20")
    assert taken.matter.next_due == clock.due
    assert taken.step.data["“起草”截止日期"] == {"before": "2026-10-03", "after": "2026-11-20"}
    assert "“起草”截止日期" not in again.step.data, "without a date it goes on as it was"


@pytest.mark.parametrize(
    ("starts", "unit", "reason"),
    [
        (BY_ACT, "fixed_date", "a fixed date names its month_day, or its clocks the date they start from"),
        (BY_ACT, 'days, month_day: "08-05"', "only a fixed date names its month_day"),
    ],
)
def test_fixed_date_that_nobody_names_is_refused(starts: str, unit: str, reason: str) -> None:
    register()

    with pytest.raises(DocumentRefused) as refused:
        load_text(document(starts=starts, unit=unit), source="errand.v1.yaml")

    assert [problem.reason for problem in refused.value.problems] == [reason]
