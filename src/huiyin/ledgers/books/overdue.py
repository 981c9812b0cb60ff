"""督查台账·逾期: every term that ran out before what it asks for was done, and those that are late today."""

from datetime import date

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huiyin.ledgers import labels
from huiyin.ledgers.books import shared, steps
from huiyin.ledgers.definition import Asked, CellType, Column, Group, Ledger, Line, ledger
from huiyin.ledgers.dimensions import Dimension, Several
from huiyin.procedure.models import Clock, MatterParty

CODE = "overdue"
RUNNING, STOPPED = "running", "stopped"


def rows(asker: Asked) -> QuerySet[Clock]:
    """Clocks that the reader sees and that are late or were; a right that lapsed makes nobody late."""
    over = Q(stopped_at__isnull=True, due__lt=asker.day) | Q(stopped_at__date__gt=F("due"))
    return Clock.objects.filter(
        asker.sees("clocks", path="matter__"),
        over,
        committee=asker.committee,
        lapses=False,
        due__isnull=False,
    )


def year_of_due(year: int) -> Q:
    """What was due in the year."""
    return Q(due__gte=date(year, 1, 1), due__lte=date(year, 12, 31))


def standing(asker: Asked) -> Case:
    """Still late, or done late."""
    return shared.text_key(When(stopped_at__isnull=True, then=Value(RUNNING)), default=STOPPED)


def _units(asker: Asked) -> QuerySet[MatterParty]:
    """The units that handle the matter, where the reader sees its parties."""
    return MatterParty.objects.filter(asker.sees("parties", path="matter__"), role="unit", active=True)


def _until(line: Line) -> date:
    stopped = line.row.stopped_at
    day: date = timezone.localdate(stopped) if stopped else line.more
    return day


COLUMNS = (
    Column("kind", str(_("事项种类")), steps.kind_label, width=12),
    Column("number", str(_("编号")), lambda line: line.view.matter.number, listed=False, names=("文号",)),
    Column("title", str(_("事项")), lambda line: line.view.matter.title, width=40, names=("标题",)),
    Column("clock", str(_("期限名称")), lambda line: line.row.label, width=14),
    Column(
        "who",
        str(_("相关单位")),
        lambda line: line.view.bodies(most=5),
        facet="parties",
        width=22,
        names=("责任单位", "承办单位"),
    ),
    Column(
        "started", str(_("起算日期")), lambda line: line.row.started_on, CellType.DATE, listed=False, width=12
    ),
    Column("due", str(_("到期日期")), lambda line: line.row.due, CellType.DATE, width=12, names=("期限",)),
    Column(
        "done",
        str(_("办理日期")),
        lambda line: timezone.localdate(line.row.stopped_at) if line.row.stopped_at else None,
        CellType.DATE,
        width=12,
    ),
    Column(
        "days", str(_("逾期天数")), lambda line: (_until(line) - line.row.due).days, CellType.NUMBER, width=8
    ),
    Column("state", str(_("现状态")), lambda line: line.view.state_label, width=12),
    Column("basis", str(_("依据")), lambda line: line.row.basis, listed=False, width=36),
)

BOOK = ledger(
    Ledger(
        code=CODE,
        label=str(_("逾期台账")),
        group=Group.SUPERVISION,
        about=str(
            _(
                "到期没有办理的期限，自到期次日起列入；之后办理的保留，注明办理日期。按到期日期计入年度，天数为日历天。"
            )
        ),
        readers=shared.OFFICES | shared.UNITS,
        rows=rows,
        year=year_of_due,
        order=(("due", True), ("pk", True)),
        columns=COLUMNS,
        dimensions=(
            Dimension(
                "late",
                str(_("是否已办")),
                standing,
                labels.fixed(running=_("逾期未办"), stopped=_("逾期已办")),
                offered=(RUNNING, STOPPED),
            ),
            shared.field("clock", _("期限名称"), "code", labels.of_clocks()),
            steps.BY_KIND,
            Several(
                "unit",
                str(_("承办单位")),
                _units,
                "matter__clocks",
                "body",
                labels.of_bodies,
                none=str(_("不涉及承办单位")),
            ),
        ),
        prepare=lambda asker, found, views: {row.pk: asker.day for row in found},
        matter="matter",
        related=("matter",),
        unit=str(_("项")),
    )
)
