"""成果台账: every outcome with its six steps, where it is, who has it, and what came of its recommendations."""

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from huiyin.handling.enums import Adoption, AssignmentRole, InstructionKind
from huiyin.handling.models import Assignment, Instruction
from huiyin.handling.selectors.points import RELIEVED
from huiyin.ledgers import labels
from huiyin.ledgers.books.outcome_content import OutcomeContent, prepare
from huiyin.ledgers.books.shared import (
    OFFICES,
    field,
    in_time_words,
    joined,
    key_matter,
    late_now,
    year_of_matter,
)
from huiyin.ledgers.definition import Asked, Cell, CellType, Column, Ledger, Line, ledger
from huiyin.ledgers.dimensions import Several
from huiyin.ledgers.standing import Reached, age, open_or_closed
from huiyin.outcomes.enums import KIND, OutcomeForm
from huiyin.procedure.models import Matter

CODE = "outcomes"
WITHDRAWN = ("withdrawn",)
STEPS = (
    ("formed", _("形成"), ("formed",), ("形成时间",)),
    ("submitted", _("报送"), ("submitted",), ("报送时间",)),
    ("instructed", _("阅批"), ("assigning", "noted"), ("批示时间", "阅批时间")),
    ("assigned", _("交办"), ("handling",), ("交办时间", "交办日期")),
    ("answered", _("办理"), ("answered",), ("办理时间", "答复日期", "办结时间")),
    ("fed_back", _("反馈"), ("fed_back",), ("反馈时间",)),
)
"""Code, name, states whose first entry in this round is the day, other headings."""


def rows(asker: Asked) -> QuerySet[Matter]:
    """Outcomes of which the reader sees the summary, however far they are."""
    seen = asker.sees("summary", kind=KIND)
    return Matter.objects.filter(seen, committee=asker.committee, kind=KIND)


def _units(asker: Asked) -> QuerySet[Assignment]:
    return Assignment.objects.filter(
        ~Q(role=AssignmentRole.ASSIST),
        asker.sees("assignments", kind=KIND, path="matter__parent__"),
        matter__parent_round=F("matter__parent__round"),
    ).exclude(matter__state__in=RELIEVED)


def _instructions(asker: Asked) -> QuerySet[Instruction]:
    return Instruction.objects.filter(asker.sees("instructions", path="submission__matter__"))


def _content(line: Line) -> OutcomeContent:
    content: OutcomeContent = line.more
    return content


def _step(code: str) -> Column:
    label, names = next((str(name), other) for key, name, _states, other in STEPS if key == code)

    def value(line: Line) -> Cell:
        return _content(line).entered.get(code)

    return Column(code, label, value, CellType.DATE, facet="timeline", width=12, names=names)


def _adopted_words(line: Line) -> str:
    """采纳、部分采纳、未采纳 in one cell, for the page."""
    counts = _content(line).adoption
    return "、".join(f"{label}{counts[code]}" for code, label in Adoption.choices if counts[code])


def _count(code: str, label: object) -> Column:
    return Column(
        code,
        str(label),
        lambda line: _content(line).adoption.get(code, 0),
        CellType.NUMBER,
        facet="feedback",
        listed=False,
        width=8,
    )


COLUMNS = (
    Column("number", str(_("编号")), lambda line: line.row.number, names=("文号", "成果编号")),
    Column(
        "title", str(_("协商成果")), lambda line: line.row.title, width=40, names=("议题", "成果名称", "标题")
    ),
    Column(
        "form", str(_("成果形式")), lambda line: line.row.outcome.get_form_display(), listed=False, width=12
    ),
    Column("drafted_by", str(_("起草单位")), lambda line: str(line.row.outcome.drafted_by), listed=False),
    Column(
        "consultation",
        str(_("协商形式")),
        lambda line: line.row.outcome.activity.get_form_display(),
        facet="consultation",
        listed=False,
    ),
    Column(
        "held_on",
        str(_("协商时间")),
        lambda line: line.row.outcome.activity.held_on,
        CellType.DATE,
        facet="consultation",
        listed=False,
        width=12,
        names=("协商日期",),
    ),
    *(_step(code) for code, *_rest in STEPS),
    Column("state", str(_("状态")), lambda line: line.view.state_label, width=10, names=("进度", "办理进度")),
    Column(
        "holder",
        str(_("现在由谁办理")),
        lambda line: joined(_content(line).holders),
        facet="timeline",
        width=18,
        names=("责任单位",),
    ),
    Column(
        "due",
        str(_("期限")),
        lambda line: line.row.next_due,
        CellType.DATE,
        facet="clocks",
        width=12,
        names=("办理期限",),
    ),
    Column(
        "in_time",
        str(_("是否按期")),
        lambda line: in_time_words(line.row.next_due, None, _content(line).day),
        facet="clocks",
        listed=False,
        width=10,
    ),
    Column(
        "instructions",
        str(_("领导批示")),
        lambda line: "；".join(_content(line).instructions),
        facet="submissions",
        listed=False,
        width=30,
        names=("批示", "批示情况"),
    ),
    Column(
        "units",
        str(_("承办单位")),
        lambda line: joined(_content(line).units),
        facet="assignments",
        listed=False,
        width=22,
        names=("交办单位", "主办单位"),
    ),
    Column(
        "points",
        str(_("建议条数")),
        lambda line: _content(line).points,
        CellType.NUMBER,
        facet="recommendations",
        listed=False,
        width=8,
    ),
    _count("adopted", _("采纳")),
    _count("partly", _("部分采纳")),
    _count("not_adopted", _("未采纳")),
    Column("adoption", str(_("采纳情况")), _adopted_words, facet="feedback", width=14),
    Column(
        "result",
        str(_("采纳落实情况")),
        lambda line: "；".join(_content(line).measures),
        facet="feedback",
        listed=False,
        width=36,
        names=("落实情况",),
    ),
    Column(
        "marks",
        str(_("评价")),
        lambda line: "、".join(f"{label}{number}" for label, number in _content(line).marks.items()),
        listed=False,
        width=18,
        names=("群众满意度", "满意度", "委员评价"),
    ),
    Column(
        "echo", str(_("回音率")), lambda line: _content(line).echo_share, facet="echo", listed=False, width=8
    ),
    Column("key", str(_("重点")), lambda line: "重点" if line.row.is_key else "", listed=False, width=6),
)

BOOK = ledger(
    Ledger(
        code=CODE,
        label=str(_("成果台账")),
        about=str(
            _(
                "本年度的全部协商成果，自起草之日起列入；六个环节的日期取自办理记录，重新办理的，交办以后各环节以本轮为准。"
            )
        ),
        readers=OFFICES,
        rows=rows,
        year=year_of_matter(),
        order=(("opened_at", True), ("pk", True)),
        columns=COLUMNS,
        dimensions=(
            field("stage", _("环节"), "stage", labels.of_stages(KIND)),
            field("state", _("状态"), "state", labels.of_states(KIND)),
            Reached(KIND, WITHDRAWN),
            open_or_closed("noted"),
            age(),
            field("form", _("成果形式"), "outcome__form", labels.of_choices(OutcomeForm)),
            field("body", _("起草单位"), "outcome__drafted_by", labels.of_bodies),
            Several(
                "unit",
                str(_("承办单位")),
                _units,
                "matter__parent",
                "unit",
                labels.of_bodies,
                none=str(_("尚未交办")),
            ),
            Several(
                "instruction",
                str(_("领导批示")),
                _instructions,
                "submission__matter__parent",
                "kind",
                labels.of_choices(InstructionKind),
                none=str(_("没有可以查看的批示")),
            ),
            late_now(),
            key_matter(),
        ),
        prepare=prepare,
        related=("outcome__drafted_by", "outcome__activity"),
    )
)
