"""Kinds of handling with their tables and start dates; the parts of their pages are added in `panels`."""

from datetime import date

from huiyin.handling.models import (
    Assignment,
    AssignmentPoint,
    Commitment,
    Contact,
    ContactWaiver,
    Evaluation,
    EvaluationForm,
    EvaluationMark,
    ExtensionRequest,
    Improvement,
    Instruction,
    InstructionUnit,
    LaterResult,
    LookBack,
    Measure,
    OfflineItem,
    Point,
    PointUnit,
    Reply,
    ReplyFinding,
    ReplyPoint,
    ReplyPromise,
    ReturnRequest,
    Submission,
    SupervisionCheck,
    SupervisionOrder,
    SupervisionVisit,
)
from huiyin.procedure.models import Matter
from huiyin.procedure.registry import ContentTable, kind, start_date

POINT_TABLES = (
    ContentTable(Point, "matter"),
    ContentTable(PointUnit, "point__matter"),
    ContentTable(Measure, "point__matter"),
)
"""For every kind whose matters have points: `kind("outcome", …, tables=(…, *POINT_TABLES))`."""

TRACKING_TABLES = (ContentTable(LaterResult, "matter"),)
"""For every kind of which somebody records what came of it after the replies."""

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
        ContentTable(ReturnRequest, "matter"),
        ContentTable(ExtensionRequest, "matter"),
        ContentTable(Contact, "matter"),
        ContentTable(ContactWaiver, "matter"),
    ),
)
kind(
    "evaluation",
    "评价",
    tables=(
        ContentTable(Evaluation, "matter"),
        ContentTable(EvaluationForm, "evaluation__matter"),
        ContentTable(EvaluationMark, "form__evaluation__matter"),
    ),
)
kind("look_back", "回头看", tables=(ContentTable(LookBack, "matter"),))
kind(
    "supervision_order",
    "督办件",
    tables=(
        ContentTable(SupervisionOrder, "matter"),
        ContentTable(SupervisionVisit, "order__matter"),
        ContentTable(Improvement, "order__matter"),
        ContentTable(SupervisionCheck, "order__matter"),
        *POINT_TABLES,
    ),
)
kind("offline_item", "线下件", tables=(ContentTable(OfflineItem, "matter"),))
kind("commitment", "承诺", tables=(ContentTable(Commitment, "matter"),))


@start_date("handling.promised_date@1")
def promised_date(matter: Matter) -> date:
    """The day that the unit promised; the clock ends on it."""
    return Commitment.objects.values_list("by_when", flat=True).get(matter=matter)


@start_date("handling.visit_by@1")
def visit_by(matter: Matter) -> date:
    """The day by which a look back is to be made."""
    return LookBack.objects.values_list("visit_by", flat=True).get(matter=matter)


@start_date("handling.improve_by@1")
def improve_by(matter: Matter) -> date | None:
    """The day that the opinion sets for putting things right."""
    return SupervisionOrder.objects.values_list("improve_by", flat=True).get(matter=matter)
