"""Tables of proposals."""

from huiyin.proposals.models.examination import Examination, RefusalReason, RevisionMark
from huiyin.proposals.models.filing_window import FilingWindow
from huiyin.proposals.models.proposal import CoSignature, Proposal, WishedUnit

__all__ = [
    "CoSignature",
    "Examination",
    "FilingWindow",
    "Proposal",
    "RefusalReason",
    "RevisionMark",
    "WishedUnit",
]
