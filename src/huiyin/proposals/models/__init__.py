"""Tables of proposals."""

from huiyin.proposals.models.examination import Examination, RefusalReason, RevisionMark
from huiyin.proposals.models.opening import Opening
from huiyin.proposals.models.proposal import CoSignature, Proposal, WishedUnit

__all__ = ["CoSignature", "Examination", "Opening", "Proposal", "RefusalReason", "RevisionMark", "WishedUnit"]
