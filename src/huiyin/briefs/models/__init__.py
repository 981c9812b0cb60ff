"""Tables of briefs."""

from huiyin.briefs.models.brief import Brief, BriefGiver
from huiyin.briefs.models.issue import BriefIssue
from huiyin.briefs.models.reason import UnsuitedReason
from huiyin.briefs.models.source import BriefSource
from huiyin.briefs.models.version import BriefVersion

__all__ = ["Brief", "BriefGiver", "BriefIssue", "BriefSource", "BriefVersion", "UnsuitedReason"]
