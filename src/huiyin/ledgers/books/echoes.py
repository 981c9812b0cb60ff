"""回音台账: every opinion that was given, what became of it, and whether its giver was told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from huiyin.consultation.enums import ConsultationForm
from huiyin.consultation.models import Opinion
from huiyin.ledgers import labels
from huiyin.ledgers.books.shared import PRESIDIUM, joined, text_key, year_of_matter
from huiyin.ledgers.books.shared import field as field_of
from huiyin.ledgers.definition import Asked, CellType, Column, Ledger, Line, ledger
from huiyin.ledgers.dimensions import Dimension
from huiyin.outcomes.models import Echo, Outcome, RecommendationSource
from huiyin.outcomes.selectors import RECORDED_STATES, TOLD_STATES
from huiyin.people.enums import Role
from huiyin.procedure.page.viewing import Viewing

CODE = "echoes"
WITHDRAWN = "withdrawn"
TOLD, OWED, UNDER_WAY, NO_OUTCOME = "told", "owed", "under_way", "no_outcome"
TAKEN_UP, RESERVED, NOT_TAKEN_UP = "taken_up", "reserved", "not_taken_up"


@dataclass
class EchoContent:
    """What became of one opinion: the outcomes it went into, and the latest echo."""

    outcomes: list[str] = field(default_factory=list)
    points: list[str] = field(default_factory=list)
    echo: Echo | None = None


def rows(asker: Asked) -> QuerySet[Opinion]:
    """Opinions of recorded consultations of which the reader sees what was said."""
    return Opinion.objects.filter(
        asker.sees("opinions", kind="activity", path="activity__matter__"),
        committee=asker.committee,
        activity__matter__state__in=RECORDED_STATES,
    )


def echo_standing(asker: Asked) -> Any:
    """Told; owed, since the result is there; under way; or no outcome yet that could be told of."""
    outcomes = Outcome.objects.filter(activity=OuterRef("activity")).exclude(matter__state=WITHDRAWN)
    return text_key(
        When(Exists(Echo.objects.filter(opinion=OuterRef("pk"))), then=Value(TOLD)),
        When(Exists(outcomes.filter(matter__state__in=TOLD_STATES)), then=Value(OWED)),
        When(Exists(outcomes), then=Value(UNDER_WAY)),
        default=NO_OUTCOME,
    )


def taken_up(asker: Asked) -> Any:
    """Whether the opinion went into a recommendation, or was kept as one without consensus."""
    went = RecommendationSource.objects.filter(opinion=OuterRef("pk")).exclude(
        outcome__matter__state=WITHDRAWN
    )
    return text_key(
        When(Exists(went), then=Value(TAKEN_UP)),
        When(is_reserved=True, then=Value(RESERVED)),
        default=NOT_TAKEN_UP,
    )


def prepare(asker: Asked, rows: Sequence[Opinion], views: Mapping[Any, Viewing]) -> Mapping[int, EchoContent]:
    """Where the opinions went and the latest echo of each; two queries."""
    found = {row.pk: EchoContent() for row in rows}
    sources = RecommendationSource.objects.filter(opinion__in=found).exclude(outcome__matter__state=WITHDRAWN)
    for source in sources.select_related("outcome__matter", "point").order_by("pk"):
        found[source.opinion_id].outcomes.append(source.outcome.matter.title)
        found[source.opinion_id].points.append(source.point.text)
    for echo in Echo.objects.filter(opinion__in=found).order_by("told_on", "pk"):
        found[echo.opinion_id].echo = echo
    return found


def _content(line: Line) -> EchoContent:
    content: EchoContent = line.more
    return content


def _of_echo(line: Line, name: str) -> Any:
    echo = _content(line).echo
    return getattr(echo, name) if echo else None


def _channel(line: Line) -> str:
    echo = _content(line).echo
    return echo.get_channel_display() if echo else ""


COLUMNS = (
    Column(
        "title", str(_("协商活动")), lambda line: line.row.activity.matter.title, width=30, names=("议题",)
    ),
    Column(
        "giver", str(_("意见提出人")), lambda line: line.row.giver.name, width=12, names=("委员", "提出人")
    ),
    Column("text", str(_("意见")), lambda line: line.row.text, width=44, names=("意见建议", "内容")),
    Column("outcome", str(_("进入的成果")), lambda line: joined(_content(line).outcomes), width=30),
    Column(
        "point", str(_("形成的建议")), lambda line: "；".join(_content(line).points), width=36, listed=False
    ),
    Column("told_on", str(_("告知日期")), lambda line: _of_echo(line, "told_on"), CellType.DATE, width=12),
    Column("channel", str(_("告知方式")), _channel, width=10),
    Column("told_by", str(_("告知人")), lambda line: _of_echo(line, "told_by") or "", width=12, listed=False),
    Column("echo", str(_("告知内容")), lambda line: _of_echo(line, "text") or "", width=40, listed=False),
)

BOOK = ledger(
    Ledger(
        code=CODE,
        label=str(_("回音台账")),
        about=str(
            _(
                "本年度已形成记录的协商活动中提出的每条意见，包括没有形成共识和没有进入成果的。"
                "成果反馈之后逐人告知去向和结果，告知了才算有回音；回音率是已告知的条数除以全部条数。"
            )
        ),
        readers=frozenset({Role.CPPCC_CLERK}) | PRESIDIUM,
        rows=rows,
        year=year_of_matter("activity__matter__"),
        order=(("activity__matter__opened_at", True), ("pk", True)),
        columns=COLUMNS,
        dimensions=(
            Dimension(
                "told",
                str(_("回音")),
                echo_standing,
                labels.fixed(
                    told=_("已告知本人"),
                    owed=_("已有结果，待告知"),
                    under_way=_("成果在办"),
                    no_outcome=_("尚未形成成果"),
                ),
                offered=(TOLD, OWED, UNDER_WAY, NO_OUTCOME),
            ),
            Dimension(
                "taken_up",
                str(_("是否进入成果")),
                taken_up,
                labels.fixed(taken_up=_("进入成果"), reserved=_("保留意见"), not_taken_up=_("未进入成果")),
                offered=(TAKEN_UP, RESERVED, NOT_TAKEN_UP),
            ),
            field_of("form", _("协商形式"), "activity__form", labels.of_choices(ConsultationForm)),
            field_of("body", _("组织单位"), "activity__organiser", labels.of_bodies),
        ),
        prepare=prepare,
        matter="activity.matter",
        related=("activity__matter", "giver"),
        unit=str(_("条")),
    )
)
