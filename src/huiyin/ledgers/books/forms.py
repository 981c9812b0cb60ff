"""评议台账: every form by which somebody evaluated how a matter was handled; for the committee's offices alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from huiyin.handling.enums import EvaluationAspect, EvaluationMeaning, WordChannel
from huiyin.handling.models import EvaluationForm, EvaluationMark
from huiyin.ledgers import labels
from huiyin.ledgers.books import handling_keys as keys
from huiyin.ledgers.books import shared
from huiyin.ledgers.books.assignment_content import value_labels
from huiyin.ledgers.books.proposal_content import session_labels
from huiyin.ledgers.books.steps import kinds
from huiyin.ledgers.definition import Asked, CellType, Column, Ledger, Line, ledger
from huiyin.ledgers.dimensions import Dimension, Several
from huiyin.people.enums import Role
from huiyin.procedure.page.viewing import Viewing

CODE = "forms"
NOT_SAID = str(_("没有评价这一项"))


@dataclass
class FormContent:
    """What one form says, unit by unit."""

    units: list[str] = field(default_factory=list)
    process: list[str] = field(default_factory=list)
    result: list[str] = field(default_factory=list)


def rows(asker: Asked) -> QuerySet[EvaluationForm]:
    """The forms that the reader may read one by one."""
    seen = asker.sees("forms", kind="evaluation", path="evaluation__matter__")
    return EvaluationForm.objects.filter(seen, committee=asker.committee)


def prepare(
    asker: Asked, rows: Sequence[EvaluationForm], views: Mapping[Any, Viewing]
) -> Mapping[Any, FormContent]:
    """The marks of these forms; one query whatever their number."""
    found: dict[Any, FormContent] = defaultdict(FormContent)
    marks = EvaluationMark.objects.filter(form__in=[row.pk for row in rows])
    for mark in marks.select_related("assignment__unit", "value").order_by("assignment", "aspect"):
        content, unit = found[mark.form_id], str(mark.assignment.unit)
        said = content.result if mark.aspect == EvaluationAspect.RESULT else content.process
        content.units.append(unit)
        said.append(f"{unit}：{mark.value.label}")
    return found


def _said(aspects: Q, value: str) -> Any:
    def key(asker: Asked) -> Any:
        return keys.said_in_form(aspects, value)

    return key


def _over(asker: Asked) -> Case:
    return shared.text_key(
        When(evaluation__closed_on__isnull=False, then=Value(labels.YES)), default=labels.NO
    )


def _units(asker: Asked) -> QuerySet[EvaluationMark]:
    return EvaluationMark.objects.filter(committee=asker.committee)


def _content(line: Line) -> FormContent:
    content: FormContent = line.more or FormContent()
    return content


def _only(words: Iterable[str]) -> str:
    """Of one unit the value alone; of several each with its unit."""
    given = list(dict.fromkeys(words))
    return given[0].partition("：")[2] if len(given) == 1 else "、".join(given)


COLUMNS = (
    Column("given_on", str(_("评价日期")), lambda line: line.row.given_on, CellType.DATE, width=12),
    Column(
        "number",
        str(_("编号")),
        lambda line: line.row.evaluation.matter.parent.number,
        facet="forms",
        names=("案号", "提案号"),
    ),
    Column(
        "title",
        str(_("评价的事项")),
        lambda line: line.view.matter.title,
        width=40,
        names=("案由", "提案名称", "标题"),
    ),
    Column("evaluator", str(_("评价人")), lambda line: str(line.row.whose), facet="forms", width=10),
    Column("unit", str(_("承办单位")), lambda line: shared.joined(_content(line).units), width=20),
    Column(
        "process", str(_("办理过程")), lambda line: _only(_content(line).process), facet="forms", width=14
    ),
    Column("result", str(_("办理结果")), lambda line: _only(_content(line).result), facet="forms", width=14),
    Column("channel", str(_("填写方式")), lambda line: line.row.get_channel_display(), width=16),
    Column(
        "round",
        str(_("轮次")),
        lambda line: line.view.matter.parent_round,
        CellType.NUMBER,
        width=6,
        listed=False,
    ),
    Column("remark", str(_("意见")), lambda line: line.row.remark, facet="forms", width=36, listed=False),
)

BOOK = ledger(
    Ledger(
        code=CODE,
        label=str(_("评议台账")),
        about=str(
            _(
                "提出人逐份填写的评价表，每位提出人对一件事项每轮一份，按发起评价的年度列入；未表态的没有评价表，不列入。"
                "评价表只供政协查看，承办单位在一轮评价结束后看汇总。"
            )
        ),
        readers=frozenset({Role.CPPCC_CLERK, Role.COMMITTEE_CLERK}),
        rows=rows,
        year=shared.year_of_matter("evaluation__matter__"),
        order=(("given_on", True), ("pk", True)),
        columns=COLUMNS,
        dimensions=(
            shared.field("of", _("来源"), "evaluation__matter__parent__kind", kinds),
            Dimension(
                "over",
                str(_("本轮评价")),
                _over,
                labels.yes_no(_("已经结束"), _("正在进行")),
                offered=(labels.YES, labels.NO),
            ),
            Dimension(
                "satisfaction",
                str(_("对办理结果的评价")),
                _said(keys.ON_RESULT, "value__meaning"),
                labels.of_choices(EvaluationMeaning),
                none=NOT_SAID,
                offered=tuple(EvaluationMeaning.values),
            ),
            Dimension(
                "result_value",
                str(_("办理结果评价等次")),
                _said(keys.ON_RESULT, "value__code"),
                value_labels,
                none=NOT_SAID,
            ),
            Dimension(
                "process_value",
                str(_("办理过程评价等次")),
                _said(keys.ON_PROCESS, "value__code"),
                value_labels,
                none=NOT_SAID,
            ),
            Several("unit", str(_("承办单位")), _units, "form", "assignment__unit", labels.of_bodies),
            shared.field("channel", _("填写方式"), "channel", labels.of_choices(WordChannel)),
            shared.field(
                "session",
                _("提案届次"),
                "evaluation__matter__parent__proposal__plenary_session",
                session_labels,
                none=str(_("不是提案，或者没有登记会议")),
            ),
            Dimension(
                "round",
                str(_("轮次")),
                lambda asker: F("evaluation__matter__parent_round"),
                labels.of_numbers("第%s轮"),
            ),
        ),
        prepare=prepare,
        matter="evaluation.matter",
        related=("evaluation__matter__parent", "evaluator", "body"),
        unit=str(_("份")),
    )
)
