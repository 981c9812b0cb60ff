"""Tables of handling: points and what became of them, from the hand-over to the visit years later."""

from huiyin.handling.models.assignment import Assignment, AssignmentPoint
from huiyin.handling.models.commitment import Commitment
from huiyin.handling.models.contact import Contact, ContactWaiver
from huiyin.handling.models.evaluation import Evaluation, EvaluationForm, EvaluationMark, EvaluationValue
from huiyin.handling.models.finding import ReplyFinding
from huiyin.handling.models.later_result import LaterResult
from huiyin.handling.models.look_back import LookBack
from huiyin.handling.models.offline_item import OfflineItem
from huiyin.handling.models.point import Measure, Point, PointUnit
from huiyin.handling.models.reply import Reply, ReplyClass, ReplyPoint, ReplyPromise
from huiyin.handling.models.request import ExtensionRequest, ReturnRequest
from huiyin.handling.models.submission import Instruction, InstructionUnit, Submission
from huiyin.handling.models.supervision import (
    Improvement,
    SupervisionCheck,
    SupervisionOrder,
    SupervisionVisit,
)

__all__ = [
    "Assignment",
    "AssignmentPoint",
    "Commitment",
    "Contact",
    "ContactWaiver",
    "Evaluation",
    "EvaluationForm",
    "EvaluationMark",
    "EvaluationValue",
    "ExtensionRequest",
    "Improvement",
    "Instruction",
    "InstructionUnit",
    "LaterResult",
    "LookBack",
    "Measure",
    "OfflineItem",
    "Point",
    "PointUnit",
    "Reply",
    "ReplyClass",
    "ReplyFinding",
    "ReplyPoint",
    "ReplyPromise",
    "ReturnRequest",
    "Submission",
    "SupervisionCheck",
    "SupervisionOrder",
    "SupervisionVisit",
]
