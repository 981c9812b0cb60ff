"""Tables of proposals."""

from huiyin.proposals.models.examination import Examination, RefusalReason, RevisionMark
from huiyin.proposals.models.filing_window import FilingWindow
from huiyin.proposals.models.lead import Lead, LeadCall, LeadGiver, LeadUse, PostedLead
from huiyin.proposals.models.proposal import CoSignature, Proposal, WishedUnit

__all__ = [
    "CoSignature",
    "Examination",
    "FilingWindow",
    "Lead",
    "LeadCall",
    "LeadGiver",
    "LeadUse",
    "PostedLead",
    "Proposal",
    "RefusalReason",
    "RevisionMark",
    "WishedUnit",
]
