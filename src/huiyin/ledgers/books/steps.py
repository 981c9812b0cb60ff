"""What the two ledgers of steps share: when, which matter, what, by whom and why, as the matter's page tells it."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huiyin.ledgers.books.shared import field
from huiyin.ledgers.definition import Asked, Cell, CellType, Column, Line
from huiyin.ledgers.dimensions import Dimension
from huiyin.procedure import registry
from huiyin.procedure.models import Step

ORDER_OF_STEPS = (("at", True), ("pk", True))


def steps(asker: Asked) -> QuerySet[Step]:
    """The steps of matters whose timeline the reader sees."""
    return Step.objects.filter(asker.sees("timeline", path="matter__"), committee=asker.committee)


def year_of_steps(year: int) -> Q:
    """Steps of the office's calendar year."""
    first, last = date(year, 1, 1), date(year + 1, 1, 1)
    return Q(at__gte=_midnight(first), at__lt=_midnight(last))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _told(value: str) -> Callable[[Line], Cell]:
    """A part of the step that only those read who may know who made it and why."""

    def cell(line: Line) -> Cell:
        return str(getattr(line.row, value)) if line.view.follows(line.row) else None

    return cell


def _reason(line: Line) -> Cell:
    """The step's own reason, or what the request or waiver says, as the matter's page shows them."""
    return _told("reason")(line) or line.more.reason


def kind_label(line: Line) -> str:
    """What the matter is."""
    kind = registry.kinds.get(line.view.matter.kind)
    return kind.label if kind else ""


COLUMNS = (
    Column(
        "at",
        str(_("日期")),
        lambda line: timezone.localdate(line.row.at),
        CellType.DATE,
        width=12,
        names=("时间",),
    ),
    Column("kind", str(_("事项种类")), kind_label, width=12),
    Column("number", str(_("编号")), lambda line: line.view.matter.number, listed=False, names=("文号",)),
    Column("title", str(_("事项")), lambda line: line.view.matter.title, width=36, names=("标题",)),
    Column("unit", str(_("承办单位")), lambda line: line.more.unit, width=14, names=("责任单位",)),
    Column("move", str(_("办理动作")), lambda line: line.row.move_label, width=16),
    Column(
        "from",
        str(_("原状态")),
        lambda line: line.view.label_of(line.row.from_state) or line.row.from_label,
        listed=False,
        width=12,
    ),
    Column(
        "to",
        str(_("现状态")),
        lambda line: line.view.label_of(line.row.to_state) or line.row.to_label,
        width=12,
    ),
    Column("who", str(_("经办人")), _told("actor_name"), width=10),
    Column("as", str(_("身份")), _told("acted_as"), listed=False, width=24),
    Column("reason", str(_("理由")), _reason, width=36, names=("原因",)),
    Column("round", str(_("轮次")), lambda line: line.row.round, CellType.NUMBER, listed=False, width=6),
)


def kinds(asker: Asked, values: Any) -> Mapping[str, str]:
    """The kinds of matter by their labels."""
    return {code: str(kind.label) for code, kind in registry.kinds.items()}


BY_KIND: Dimension = field("kind", _("事项种类"), "matter__kind", kinds)
