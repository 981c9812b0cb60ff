"""Tables of proposals."""

from huiyin.proposals.models.commendation import (
    Commendation,
    CommendationCriterion,
    CommendationObjection,
    Nominee,
    NomineeScore,
)
from huiyin.proposals.models.examination import Examination, RefusalReason, RevisionMark
from huiyin.proposals.models.filing_window import FilingWindow
from huiyin.proposals.models.hand_over import HandOver, KeyLeader, PlannedUnit, SideOpinion
from huiyin.proposals.models.key import KeyCriterion, KeyCriterionMet, KeyNomination, KeyRecord
from huiyin.proposals.models.letter import Letter, LetterForwarding
from huiyin.proposals.models.merging import Merging, MergingObjection, TakenOverPoint
from huiyin.proposals.models.opening import Opening
from huiyin.proposals.models.proposal import CoSignature, Proposal, WishedUnit
from huiyin.proposals.models.proposal_class import ProposalClass
from huiyin.proposals.models.tip import PostedTip, Tip, TipCall, TipGiver, TipUse
from huiyin.proposals.models.version import TextVersion

__all__ = [
    "CoSignature",
    "Commendation",
    "CommendationCriterion",
    "CommendationObjection",
    "Examination",
    "FilingWindow",
    "HandOver",
    "KeyCriterion",
    "KeyCriterionMet",
    "KeyLeader",
    "KeyNomination",
    "KeyRecord",
    "Letter",
    "LetterForwarding",
    "Merging",
    "MergingObjection",
    "Nominee",
    "NomineeScore",
    "Opening",
    "PlannedUnit",
    "PostedTip",
    "Proposal",
    "ProposalClass",
    "RefusalReason",
    "RevisionMark",
    "SideOpinion",
    "TakenOverPoint",
    "TextVersion",
    "Tip",
    "TipCall",
    "TipGiver",
    "TipUse",
    "WishedUnit",
]
