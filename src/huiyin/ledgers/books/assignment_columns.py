"""The columns of the ledger of assignments."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huiyin.ledgers.books.assignment_content import AssignmentContent
from huiyin.ledgers.books.handling_keys import RELIEVED_STATES
from huiyin.ledgers.books.shared import in_time_words
from huiyin.ledgers.definition import CellType, Column, Line


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
