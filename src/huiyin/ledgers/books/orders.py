"""督查台账·督办件: every supervision order with what was found and what was put right."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from huiyin.handling.enums import PointKind
from huiyin.handling.models import Improvement, Point, SupervisionCheck, SupervisionVisit
from huiyin.ledgers import labels
from huiyin.ledgers.books import shared
from huiyin.ledgers.definition import Asked, CellType, Column, Group, Ledger, Line, ledger
from huiyin.ledgers.dimensions import Several
from huiyin.ledgers.points import ORDER
from huiyin.procedure.models import Matter, MatterParty
from huiyin.procedure.page.viewing import Viewing

CODE = "orders"


@dataclass
class OrderContent:
    """One order: its units, visits, findings, reports and what the last checks said."""

    units: list[str] = field(default_factory=list)
    visits: list[str] = field(default_factory=list)
    findings: int = 0
    reported: list[str] = field(default_factory=list)
    done: set[int] = field(default_factory=set)


def rows(asker: Asked) -> QuerySet[Matter]:
    """Orders of which the reader sees the reason."""
    return Matter.objects.filter(asker.sees("summary", kind=ORDER), committee=asker.committee, kind=ORDER)


def prepare(asker: Asked, rows: Sequence[Matter], views: Mapping[Any, Viewing]) -> Mapping[Any, OrderContent]:
    """The content of these orders; five queries whatever their number."""
    found: dict[Any, OrderContent] = defaultdict(OrderContent)
    keys = [row.pk for row in rows]
    for party in _units(asker).filter(matter__in=keys).select_related("body").order_by("pk"):
        found[party.matter_id].units.append(str(party.body))
    visits = SupervisionVisit.objects.filter(order__matter__in=keys).select_related("order")
    for visit in visits.order_by("on", "pk"):
        found[visit.order.matter_id].visits.append(f"{visit.on} {visit.place}")
    findings = Point.objects.filter(matter__in=keys, kind=PointKind.FINDING)
    for matter in findings.values_list("matter", flat=True):
        found[matter].findings += 1
    reports = Improvement.objects.filter(order__matter__in=keys).select_related("order", "unit")
    for report in reports.order_by("pk"):
        found[report.order.matter_id].reported.append(str(report.unit))
    checks = SupervisionCheck.objects.filter(order__matter__in=keys).select_related("order")
    for check in checks.order_by("round", "pk"):
        done = found[check.order.matter_id].done
        (done.add if check.is_done else done.discard)(check.point_id)
    return found


def _units(asker: Asked) -> QuerySet[MatterParty]:
    """The units an order is addressed to, where the reader sees the parties."""
    return MatterParty.objects.filter(
        asker.sees("parties", kind=ORDER, path="matter__"), role="unit", active=True, body__isnull=False
    )


def _content(line: Line) -> OrderContent:
    content: OrderContent = line.more
    return content


COLUMNS = (
    Column("title", str(_("督办件")), lambda line: line.row.title, width=36, names=("督办事项", "标题")),
    Column(
        "reason", str(_("督办事由")), lambda line: line.row.supervision_order.reason, listed=False, width=36
    ),
    Column("led_by", str(_("带队领导")), lambda line: line.row.supervision_order.led_by, width=12),
    Column(
        "units",
        str(_("承办单位")),
        lambda line: shared.joined(_content(line).units),
        facet="parties",
        width=20,
        names=("责任单位",),
    ),
    Column(
        "notified",
        str(_("通知日期")),
        lambda line: line.row.supervision_order.notified_on,
        CellType.DATE,
        width=12,
    ),
    Column(
        "visits", str(_("现场协商")), lambda line: "；".join(_content(line).visits), facet="visits", width=22
    ),
    Column(
        "findings",
        str(_("发现问题")),
        lambda line: _content(line).findings,
        CellType.NUMBER,
        facet="findings",
        width=8,
    ),
    Column(
        "done",
        str(_("已整改")),
        lambda line: len(_content(line).done),
        CellType.NUMBER,
        facet="findings",
        width=8,
    ),
    Column(
        "opinion",
        str(_("督办意见")),
        lambda line: line.row.supervision_order.opinion,
        facet="opinion",
        listed=False,
        width=36,
    ),
    Column(
        "opinion_sent",
        str(_("意见送达")),
        lambda line: line.row.supervision_order.opinion_sent_on,
        CellType.DATE,
        facet="opinion",
        listed=False,
        width=12,
    ),
    Column(
        "improve_by",
        str(_("整改期限")),
        lambda line: line.row.supervision_order.improve_by,
        CellType.DATE,
        facet="opinion",
        width=12,
    ),
    Column(
        "reported",
        str(_("已报整改单位")),
        lambda line: shared.joined(_content(line).reported) if line.shows("remarks") else "",
        facet="improvements",
        listed=False,
        width=20,
    ),
    Column("state", str(_("状态")), lambda line: line.view.state_label, width=14, names=("进度",)),
    Column(
        "due",
        str(_("期限")),
        lambda line: line.row.next_due,
        CellType.DATE,
        facet="clocks",
        listed=False,
        width=12,
    ),
)

BOOK = ledger(
    Ledger(
        code=CODE,
        label=str(_("督办件台账")),
        group=Group.SUPERVISION,
        about=str(
            _(
                "立项督办的事项，自立项之日起列入；现场发现的问题送达督办意见后承办单位可见，逐条列入问题清单。"
            )
        ),
        readers=shared.OFFICES | shared.UNITS,
        rows=rows,
        year=shared.year_of_matter(),
        order=(("opened_at", True), ("pk", True)),
        columns=COLUMNS,
        dimensions=(
            shared.field("stage", _("环节"), "stage", labels.of_stages(ORDER)),
            shared.field("state", _("状态"), "state", labels.of_states(ORDER)),
            Several(
                "unit",
                str(_("承办单位")),
                _units,
                "matter",
                "body",
                labels.of_bodies,
                none=str(_("尚未通知单位")),
            ),
            shared.late_now(),
        ),
        prepare=prepare,
        related=("supervision_order",),
    )
)
