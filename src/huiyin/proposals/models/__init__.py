"""Tables of proposals."""

from huiyin.proposals.models.examination import Examination, RefusalReason, RevisionMark
from huiyin.proposals.models.proposal import CoSignature, Proposal, WishedUnit

__all__ = ["CoSignature", "Examination", "Proposal", "RefusalReason", "RevisionMark", "WishedUnit"]
