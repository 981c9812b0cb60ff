"""Tables of handling: points and what became of them, submissions, assignments, replies, commitments."""

from huiyin.handling.models.assignment import Assignment, AssignmentPoint
from huiyin.handling.models.commitment import Commitment
from huiyin.handling.models.finding import ReplyFinding
from huiyin.handling.models.offline_item import OfflineItem
from huiyin.handling.models.point import Measure, Point, PointUnit
from huiyin.handling.models.reply import Reply, ReplyClass, ReplyPoint, ReplyPromise
from huiyin.handling.models.submission import Instruction, InstructionUnit, Submission

__all__ = [
    "Assignment",
    "AssignmentPoint",
    "Commitment",
    "Instruction",
    "InstructionUnit",
    "Measure",
    "OfflineItem",
    "Point",
    "PointUnit",
    "Reply",
    "ReplyClass",
    "ReplyFinding",
    "ReplyPoint",
    "ReplyPromise",
    "Submission",
]
