"""The columns of the ledger of proposals that tell of their handling."""

from django.utils.translation import gettext_lazy as _

from huiyin.ledgers.books import handling_keys as keys
from huiyin.ledgers.books.handling_content import HandlingContent, marks_words
from huiyin.ledgers.books.shared import in_time_words, joined
from huiyin.ledgers.definition import Cell, CellType, Column, Line


def _handling(line: Line) -> HandlingContent:
    found: HandlingContent = line.more.handling
    return found


def _contact(line: Line) -> Cell:
    """Of several units the one that lags."""
    said = _handling(line).contact
    least = next((word for word in keys.LEAST_MET_FIRST if word in said), "")
    return str(keys.CONTACT_WORDS[least]) if least else ""


def _in_time(line: Line) -> Cell:
    content = _handling(line)
    return in_time_words(content.due, content.answered_on, content.day) if content.due else ""


HANDLING = (
    Column(
        "unit",
        str(_("主办单位")),
        lambda line: joined(_handling(line).leading),
        facet="assignments",
        width=18,
        names=("主办", "承办单位", "单办", "分办", "主办（单办、分办）", "承办单位主办"),
    ),
    Column(
        "assisting",
        str(_("会办单位")),
        lambda line: joined(_handling(line).assisting),
        facet="assignments",
        listed=False,
        width=18,
        names=("会办", "协办", "协办单位", "承办单位会办"),
    ),
    Column(
        "handed_on",
        str(_("交办日期")),
        lambda line: _handling(line).handed_on,
        CellType.DATE,
        facet="assignments",
        listed=False,
        width=12,
        names=("交办时间",),
    ),
    Column(
        "contacted",
        str(_("面商情况")),
        _contact,
        facet="assignments",
        listed=False,
        width=18,
        names=("面商", "沟通情况", "见面情况"),
    ),
    Column(
        "answered_on",
        str(_("答复日期")),
        lambda line: _handling(line).answered_on,
        CellType.DATE,
        facet="assignments",
        width=12,
        names=("办复日期", "答复时间", "办结日期"),
    ),
    Column(
        "in_time", str(_("是否按期")), _in_time, facet="assignments", listed=False, width=10, names=("按期",)
    ),
    Column(
        "reply_class",
        str(_("办理结果")),
        lambda line: joined(_handling(line).classes),
        facet="assignments",
        width=14,
        names=("答复类别", "办理类别"),
    ),
    Column(
        "said",
        str(_("委员评价")),
        lambda line: marks_words(_handling(line).result),
        facet="assignments",
        listed=False,
        width=14,
        names=("评价", "满意度", "委员评议", "评议", "对办理结果的评价"),
    ),
    Column(
        "said_of_process",
        str(_("对办理过程的评价")),
        lambda line: marks_words(_handling(line).process),
        facet="assignments",
        listed=False,
        width=14,
        names=("办理态度", "对办理态度的评价"),
    ),
    Column(
        "carried",
        str(_("落实情况")),
        lambda line: _handling(line).carried,
        facet="assignments",
        listed=False,
        width=18,
        names=("落实", "采纳落实情况"),
    ),
    Column(
        "rounds",
        str(_("办理轮次")),
        lambda line: line.row.round if _handling(line).leading else None,
        CellType.NUMBER,
        facet="assignments",
        listed=False,
        width=8,
        names=("轮次",),
    ),
)
