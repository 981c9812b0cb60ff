"""Conditions that any procedure may ask for: a clock has run out."""

from datetime import date

from django.utils import timezone

from huiyin.kernel.verdicts import ALLOWED, Refused, Verdict
from huiyin.procedure.act import Act
from huiyin.procedure.checks import CLOCK_OVER
from huiyin.procedure.models import Clock
from huiyin.procedure.registry import guard


@guard(CLOCK_OVER, "规定的期限已满")
def clock_over(act: Act, *, clock: str) -> Verdict:
    """Allowed from the day after the due date of this clock of the present round; so silence can end a round."""
    link = f"/matters/{act.matter.pk}/#clocks"
    label = act.procedure.clocks[clock].label
    row = act.matter.clocks.filter(code=clock, round=act.matter.round).first()
    if row is None:
        return Refused("clock_not_begun", f"“{label}”期限尚未起算。", link)
    if row.due is None:
        return Refused("clock_paused", f"“{label}”期限已暂停，恢复后才能届满。", link)
    if row.due >= act.day:
        return Refused("clock_running", f"“{label}”期限为{row.due:%Y-%m-%d}，尚未届满。", link)
    if _met_in_time(row, row.due):
        return Refused("clock_met", f"“{label}”已在期限内办结，没有逾期。", link)
    return ALLOWED


def _met_in_time(clock: Clock, due: date) -> bool:
    return clock.stopped_at is not None and timezone.localdate(clock.stopped_at) <= due
