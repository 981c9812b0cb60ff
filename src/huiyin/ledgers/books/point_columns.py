"""Columns and dimensions of the three linked lists: the same for each, so that a row reads alike wherever it stands."""

from django.db.models import Case, F, Q, QuerySet, When
from django.utils.translation import gettext_lazy as _

from huiyin.handling.enums import Adoption, AssignmentRole, PointKind
from huiyin.handling.models import AssignmentPoint
from huiyin.handling.selectors.points import RELIEVED
from huiyin.ledgers import labels
from huiyin.ledgers.books.shared import field, joined, key_matter, late_now
from huiyin.ledgers.definition import Asked, CellType, Column, Line
from huiyin.ledgers.dimensions import AnyDimension, Dimension, Several
from huiyin.ledgers.points import ACCEPTED, OPEN, ORDER, OUTCOME, REFUSED, RESULT, reached
from huiyin.outcomes.models import RecommendationSource

REACHED = {
    OPEN: str(_("还没有结果")),
    REFUSED: str(_("未采纳")),
    RESULT: str(_("有成果，待认可")),
    ACCEPTED: str(_("满意")),
}
KINDS = (OUTCOME, ORDER)
ORDER_OF_POINTS = (("matter__opened_at", True), ("matter_id", True), ("order", False), ("pk", False))


def _adoption(asker: Asked) -> Case:
    """What the feedback says of the point, where the reader sees it."""
    told = asker.sees("feedback", kind=OUTCOME, path="matter__")
    return Case(When(told & ~Q(adoption=""), then=F("adoption")), default=None)


def _units(asker: Asked) -> QuerySet[AssignmentPoint]:
    """Which unit answers for which point in the matter's present round."""
    return AssignmentPoint.objects.filter(
        ~Q(assignment__role=AssignmentRole.ASSIST),
        asker.sees("assignments", path="point__matter__"),
        assignment__matter__parent_round=F("point__matter__round"),
    ).exclude(assignment__matter__state__in=RELIEVED)


def _sources(asker: Asked) -> QuerySet[RecommendationSource]:
    """The opinions that points came from, as far as the reader sees the consultation."""
    seen = asker.sees("consultation", path="point__matter__")
    return RecommendationSource.objects.filter(
        seen, opinion__giver__person__memberships__committee=asker.committee
    )


def reached_words(line: Line) -> str:
    """The furthest of the three lists, in words."""
    return REACHED.get(line.more.reached, "")


def _marks(line: Line) -> str:
    return "、".join(f"{label}{number}" for label, number in line.more.marks.items())


COLUMNS = (
    Column("number", str(_("编号")), lambda line: line.view.matter.number, names=("案号", "文号")),
    Column(
        "title",
        str(_("来自")),
        lambda line: line.view.matter.title,
        width=36,
        names=("议题", "案由", "标题", "成果名称"),
    ),
    Column("order", str(_("条")), lambda line: line.row.order, CellType.NUMBER, width=6, names=("第几条",)),
    Column(
        "text",
        str(_("内容")),
        lambda line: line.row.text,
        width=48,
        names=("问题", "建议", "意见建议", "问题清单", "具体问题"),
    ),
    Column(
        "kind",
        str(_("类别")),
        lambda line: line.row.get_kind_display(),
        listed=False,
        width=8,
        names=("分类",),
    ),
    Column(
        "sectors", str(_("界别")), lambda line: joined(line.more.sectors), facet="consultation", listed=False
    ),
    Column(
        "units",
        str(_("承办单位")),
        lambda line: joined(line.more.units or line.more.suggested),
        width=20,
        names=("主办", "主办单位", "责任单位", "交办单位"),
    ),
    Column(
        "assists",
        str(_("会办单位")),
        lambda line: joined(line.more.assists),
        facet="assignments",
        listed=False,
        names=("会办", "协办", "协办单位"),
    ),
    Column(
        "state",
        str(_("办理状态")),
        lambda line: line.view.state_label,
        width=12,
        names=("进度", "办理进度", "状态"),
    ),
    Column(
        "round", str(_("轮次")), lambda line: line.view.matter.round, CellType.NUMBER, listed=False, width=6
    ),
    Column(
        "due",
        str(_("期限")),
        lambda line: line.view.matter.next_due,
        CellType.DATE,
        facet="clocks",
        listed=False,
        width=12,
        names=("办理期限", "完成时限"),
    ),
    Column(
        "adoption",
        str(_("采纳情况")),
        lambda line: line.row.get_adoption_display(),
        facet="feedback",
        width=10,
        names=("采纳", "办理结果", "采纳落实情况"),
    ),
    Column(
        "adoption_reason",
        str(_("采纳情况说明")),
        lambda line: line.row.adoption_reason,
        facet="feedback",
        listed=False,
        width=28,
    ),
    Column(
        "measures",
        str(_("落实措施")),
        lambda line: "；".join(line.more.measures),
        facet="feedback",
        listed=False,
        width=36,
        names=("成果", "整改措施", "办理成果"),
    ),
    Column(
        "promises",
        str(_("承诺")),
        lambda line: "；".join(line.more.promises),
        facet="commitments",
        listed=False,
        width=30,
    ),
    Column(
        "checks",
        str(_("整改核查")),
        lambda line: "；".join(line.more.checks),
        facet="findings",
        listed=False,
        width=24,
    ),
    Column(
        "marks",
        str(_("评价")),
        _marks,
        listed=False,
        width=18,
        names=("委员评价", "群众满意度", "满意度", "评价结果"),
    ),
    Column("reached", str(_("到哪一步")), reached_words, width=12, names=("备注",)),
)

DIMENSIONS: tuple[AnyDimension, ...] = (
    Dimension(
        "reached",
        str(_("到哪一步")),
        reached,
        labels.fixed(**REACHED),
        offered=tuple(REACHED),
    ),
    field("kind", _("类别"), "kind", labels.of_choices(PointKind)),
    field("state", _("办理状态"), "matter__state", labels.of_states(*KINDS)),
    Dimension(
        "adoption",
        str(_("采纳情况")),
        _adoption,
        labels.of_choices(Adoption),
        none=str(_("没有反馈")),
        offered=tuple(Adoption.values),
    ),
    Several(
        "unit",
        str(_("承办单位")),
        _units,
        owner="point",
        by="assignment__unit",
        labels=labels.of_bodies,
        none=str(_("尚未交办")),
    ),
    Several(
        "sector",
        str(_("界别")),
        _sources,
        owner="point",
        by="opinion__giver__person__memberships__sector",
        labels=labels.of_bodies,
        none=str(_("界别不详")),
    ),
    late_now("matter__"),
    key_matter("matter__"),
)
