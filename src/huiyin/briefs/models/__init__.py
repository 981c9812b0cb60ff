"""Tables of briefs."""

from huiyin.briefs.models.brief import Brief, BriefGiver
from huiyin.briefs.models.feedback import BriefFeedback
from huiyin.briefs.models.issue import BriefIssue
from huiyin.briefs.models.reason import UnsuitedReason
from huiyin.briefs.models.rule import BriefRule
from huiyin.briefs.models.sending_up import BriefArrival, BriefSending
from huiyin.briefs.models.source import BriefSource
from huiyin.briefs.models.use import BriefInstruction, BriefUse
from huiyin.briefs.models.version import BriefVersion

__all__ = [
    "Brief",
    "BriefArrival",
    "BriefFeedback",
    "BriefGiver",
    "BriefInstruction",
    "BriefIssue",
    "BriefRule",
    "BriefSending",
    "BriefSource",
    "BriefUse",
    "BriefVersion",
    "UnsuitedReason",
]
