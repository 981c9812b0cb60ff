"""办理台账: every assignment by unit, from its receipt to what is said of it and whether its promises were kept."""

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huiyin.handling.enums import AssignmentRole
from huiyin.handling.models import Reply
from huiyin.ledgers import labels
from huiyin.ledgers.books.assignment_content import AssignmentContent, class_labels, prepare
from huiyin.ledgers.books.shared import (
    OFFICES,
    UNITS,
    field,
    in_time_words,
    key_matter,
    text_key,
    year_of_matter,
)
from huiyin.ledgers.books.steps import kinds
from huiyin.ledgers.definition import Asked, CellType, Column, Ledger, Line, ledger
from huiyin.ledgers.dimensions import Dimension
from huiyin.procedure.models import Clock, Matter

CODE, KIND = "assignments", "assignment"
REPLY_CLOCKS = ("reply", "rehandling", "opinion")
RELIEVED_STATES = ("returned", "waived")
REPLIED, REPLIED_LATE, RUNNING, OVERDUE, RELIEVED = (
    "replied",
    "replied_late",
    "running",
    "overdue",
    "relieved",
)


def rows(asker: Asked) -> QuerySet[Matter]:
    """Assignments of which the reader sees what was asked; assisting ones only between the units and their office."""
    return Matter.objects.filter(asker.sees("request", kind=KIND), committee=asker.committee, kind=KIND)


def sent_replies(asker: Asked) -> QuerySet[Reply]:
    """The replies of a row that were sent and that the reader may read, the latest first."""
    seen = asker.sees("reply", path="matter__")
    return Reply.objects.filter(seen, matter=OuterRef("pk"), answered_on__isnull=False).order_by("-round")


def timeliness(asker: Asked) -> Case:
    """Replied on time or late, else still in time or overdue; who was relieved of it owes nothing."""
    due = Clock.objects.filter(matter=OuterRef("pk"), code__in=REPLY_CLOCKS).order_by("-round", "-pk")
    due_day = Subquery(due.values("due")[:1])
    answered = Subquery(sent_replies(asker).values("answered_on")[:1])
    return text_key(
        When(state__in=RELIEVED_STATES, then=Value(RELIEVED)),
        When(_dated(answered, "gt", due_day), then=Value(REPLIED_LATE)),
        When(_dated(answered, "isnull", False), then=Value(REPLIED)),
        When(_dated(due_day, "lt", Value(asker.day)), then=Value(OVERDUE)),
        default=RUNNING,
    )


def _dated(left: Subquery, lookup: str, right: object) -> Q:
    """A comparison of a day that is read from another table."""
    field_of = left.output_field
    found = field_of.get_lookup(lookup)
    assert found is not None
    return Q(found(left, right))


def _content(line: Line) -> AssignmentContent:
    content: AssignmentContent = line.more
    return content


COLUMNS = (
    Column("number", str(_("编号")), lambda line: _content(line).number, names=("案号", "文号")),
    Column(
        "title", str(_("办理事项")), lambda line: line.row.title, width=40, names=("议题", "案由", "标题")
    ),
    Column(
        "unit",
        str(_("承办单位")),
        lambda line: str(line.row.assignment.unit),
        width=16,
        names=("主办", "主办单位", "会办", "责任单位"),
    ),
    Column("role", str(_("承办方式")), lambda line: line.row.assignment.get_role_display(), width=8),
    Column(
        "round", str(_("轮次")), lambda line: line.row.parent_round, CellType.NUMBER, width=6, listed=False
    ),
    Column(
        "sent",
        str(_("交办日期")),
        lambda line: timezone.localdate(line.row.opened_at),
        CellType.DATE,
        width=12,
        names=("交办时间",),
    ),
    Column(
        "received",
        str(_("签收日期")),
        lambda line: _content(line).received,
        CellType.DATE,
        facet="timeline",
        width=12,
        listed=False,
    ),
    Column(
        "contact",
        str(_("面商沟通")),
        lambda line: _content(line).contact_words,
        facet="contact",
        width=16,
        names=("面商情况", "沟通情况"),
    ),
    Column(
        "due",
        str(_("办复期限")),
        lambda line: _content(line).due,
        CellType.DATE,
        facet="clocks",
        width=12,
        names=("期限", "办理期限"),
    ),
    Column(
        "answered",
        str(_("办复日期")),
        lambda line: _content(line).answered,
        CellType.DATE,
        facet="reply",
        width=12,
        names=("答复日期", "答复时间"),
    ),
    Column(
        "in_time",
        str(_("是否按期")),
        lambda line: (
            ""
            if line.row.state in RELIEVED_STATES
            else in_time_words(_content(line).due, _content(line).answered, _content(line).day)
        ),
        facet="clocks",
        width=10,
    ),
    Column(
        "class",
        str(_("答复类别")),
        lambda line: _content(line).reply_class,
        facet="reply",
        width=14,
        names=("办理结果", "类别"),
    ),
    Column("state", str(_("状态")), lambda line: line.view.state_label, width=12, names=("办理进度", "进度")),
    Column(
        "marks",
        str(_("评价")),
        lambda line: _content(line).marks_words,
        listed=False,
        width=18,
        names=("委员评价", "满意度"),
    ),
    Column(
        "promises",
        str(_("承诺兑现")),
        lambda line: _content(line).promises_words,
        facet="commitments",
        listed=False,
        width=16,
    ),
    Column(
        "document_number",
        str(_("答复文号")),
        lambda line: _content(line).document_number,
        facet="reply",
        listed=False,
        width=18,
    ),
)

BOOK = ledger(
    Ledger(
        code=CODE,
        label=str(_("办理台账")),
        about=str(
            _(
                "每个承办单位的每件办理件，自交办之日起列入；退回改办的保留，注明已改办。"
                "是否按期按最后一次办复的日期与期限比较；会办件只列给单位和交办单位。"
            )
        ),
        readers=OFFICES | UNITS,
        rows=rows,
        year=year_of_matter(),
        order=(("opened_at", True), ("pk", True)),
        columns=COLUMNS,
        dimensions=(
            field("unit", _("承办单位"), "assignment__unit", labels.of_bodies),
            field("role", _("承办方式"), "assignment__role", labels.of_choices(AssignmentRole)),
            field("of", _("来源"), "parent__kind", kinds),
            field("stage", _("环节"), "stage", labels.of_stages(KIND)),
            field("state", _("状态"), "state", labels.of_states(KIND)),
            Dimension(
                "late",
                str(_("时限")),
                timeliness,
                labels.fixed(
                    replied=_("按期办复"),
                    replied_late=_("逾期办复"),
                    running=_("未到期"),
                    overdue=_("逾期未办复"),
                    relieved=_("已改办或者不再会办"),
                ),
                gate=lambda asker: asker.sees("clocks", kind=KIND),
                offered=(REPLIED, REPLIED_LATE, RUNNING, OVERDUE, RELIEVED),
            ),
            Dimension(
                "class",
                str(_("答复类别")),
                lambda asker: Subquery(sent_replies(asker).values("reply_class__code")[:1]),
                class_labels,
                none=str(_("未办复")),
            ),
            Dimension("round", str(_("轮次")), lambda asker: F("parent_round"), labels.of_numbers("第%s轮")),
            key_matter("parent__"),
        ),
        prepare=prepare,
        related=("assignment__unit", "parent"),
    )
)
