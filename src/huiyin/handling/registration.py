"""Kinds of handling with their tables and start dates; the parts of their pages are added in `panels`."""

from datetime import date

from huiyin.handling.models import (
    Assignment,
    AssignmentPoint,
    Commitment,
    Instruction,
    InstructionUnit,
    Measure,
    OfflineItem,
    Point,
    PointUnit,
    Reply,
    ReplyFinding,
    ReplyPoint,
    ReplyPromise,
    Submission,
)
from huiyin.procedure.models import Matter
from huiyin.procedure.registry import ContentTable, kind, start_date

POINT_TABLES = (
    ContentTable(Point, "matter"),
    ContentTable(PointUnit, "point__matter"),
    ContentTable(Measure, "point__matter"),
)
"""For every kind whose matters have points: `kind("outcome", …, tables=(…, *POINT_TABLES))`."""

kind(
    "submission",
    "报送件",
    tables=(
        ContentTable(Submission, "matter"),
        ContentTable(Instruction, "submission__matter"),
        ContentTable(InstructionUnit, "instruction__submission__matter"),
    ),
)
kind(
    "assignment",
    "办理件",
    tables=(
        ContentTable(Assignment, "matter"),
        ContentTable(AssignmentPoint, "assignment__matter"),
        ContentTable(Reply, "matter"),
        ContentTable(ReplyPoint, "reply__matter"),
        ContentTable(ReplyPromise, "reply__matter"),
        ContentTable(ReplyFinding, "reply__matter"),
    ),
)
kind("offline_item", "线下件", tables=(ContentTable(OfflineItem, "matter"),))
kind("commitment", "承诺", tables=(ContentTable(Commitment, "matter"),))


@start_date("handling.promised_date@1")
def promised_date(matter: Matter) -> date:
    """The day that the unit promised; the clock ends on it."""
    return Commitment.objects.values_list("by_when", flat=True).get(matter=matter)
