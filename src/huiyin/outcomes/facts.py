"""Facts of outcomes that moves hang on: by its form an outcome is signed or adopted, submitted or sent as a letter."""

from huiyin.outcomes.enums import QualityPoint
from huiyin.outcomes.rules import goes_direct, needs_sitting
from huiyin.outcomes.selectors import outcome_of, untold_opinions
from huiyin.procedure.models import Matter
from huiyin.procedure.registry import fact


@fact("outcomes.is_signed@1", "不是建议案")
def is_signed(matter: Matter) -> bool:
    """The outcome is signed by one person after the other."""
    return not is_adopted(matter)


@fact("outcomes.is_adopted@1", "是建议案")
def is_adopted(matter: Matter) -> bool:
    """The outcome is adopted by a sitting."""
    return needs_sitting(outcome_of(matter).form)


@fact("outcomes.is_submitted@1", "不是建议函")
def is_submitted(matter: Matter) -> bool:
    """The outcome goes to party committee and government."""
    return not is_letter(matter)


@fact("outcomes.is_letter@1", "是建议函")
def is_letter(matter: Matter) -> bool:
    """The outcome goes straight to the departments."""
    return goes_direct(outcome_of(matter).form)


@fact("outcomes.quality_open@1", "质量要点尚未逐项审核")
def quality_open(matter: Matter) -> bool:
    """Somebody has to examine the draft before it is signed or adopted."""
    return outcome_of(matter).quality.count() < len(QualityPoint)


@fact("outcomes.givers_untold@1", "还有意见提出人没有告知")
def givers_untold(matter: Matter) -> bool:
    """Somebody is left to tell in this round."""
    return bool(untold_opinions(outcome_of(matter), matter.round))
