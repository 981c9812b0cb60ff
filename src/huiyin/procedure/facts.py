"""Facts that any procedure may hang a move on: whether a clock of the present round is paused."""

from huiyin.procedure.models import Matter
from huiyin.procedure.registry import fact


@fact("procedure.clock_paused@1", "有暂停计时的期限")
def clock_paused(matter: Matter) -> bool:
    """There is something to resume: a paused clock has no due date."""
    return matter.clocks.filter(stopped_at__isnull=True, round=matter.round, due__isnull=True).exists()
