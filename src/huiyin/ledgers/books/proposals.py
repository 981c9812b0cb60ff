"""提案台账: every proposal that was handed in, whose it is, what became of it."""

from typing import Any

from django.db.models import Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from huiyin.ledgers import labels
from huiyin.ledgers.books.proposal_content import (
    ProposalContent,
    body_labels,
    class_labels,
    first_level,
    first_sector,
    prepare,
    proposing_body,
    session_labels,
    signing_parties,
)
from huiyin.ledgers.books.shared import OFFICES, field, joined, key_matter, late_now, text_key
from huiyin.ledgers.definition import Asked, Cell, CellType, Column, Ledger, Line, ledger
from huiyin.ledgers.dimensions import Dimension, Several
from huiyin.procedure.models import Matter
from huiyin.proposals.enums import KIND, Disposal, ProposerKind, Timing
from huiyin.proposals.rules.state_groups import HANDED_IN, STATES_OF, Result, result_of
from huiyin.proposals.selectors.proposal import is_collective

CODE = "proposals"


def rows(asker: Asked) -> QuerySet[Matter]:
    """Proposals that were handed in, of which the reader sees whose they are. A draft is nobody's business."""
    seen = asker.sees("summary", kind=KIND)
    return Matter.objects.filter(seen, committee=asker.committee, kind=KIND, state__in=HANDED_IN)


def of_year(year: int) -> Q:
    """A proposal belongs to the year in which it was handed in."""
    return Q(proposal__filed_on__year=year)


def result_key(asker: Asked) -> Any:
    """What became of it: each proposal that was handed in has exactly one result."""
    return text_key(*(When(state__in=states, then=Value(code.value)) for code, states in STATES_OF.items()))


def _yes(path: str) -> Any:
    return lambda asker: text_key(When(Q(**{path: True}), then=Value(labels.YES)), default=labels.NO)


def _ticked(code: str, label: object, path: str, yes: object, no: object) -> Dimension:
    return Dimension(code, str(label), _yes(path), labels.yes_no(yes, no), offered=(labels.YES, labels.NO))


def _content(line: Line) -> ProposalContent:
    content: ProposalContent = line.more
    return content


def _proposer(line: Line) -> Cell:
    proposal = line.row.proposal
    if not is_collective(proposal):
        return _content(line).first
    return str(proposal.body) if proposal.body is not None else proposal.body_name


def _result(line: Line) -> Cell:
    result = result_of(line.row.state)
    return str(result.label) if result is not None else ""


COLUMNS = (
    Column("number", str(_("编号")), lambda line: line.row.number, names=("提案编号", "案号", "提案号")),
    Column(
        "title", str(_("案由")), lambda line: line.row.title, width=40, names=("提案名称", "标题", "题目")
    ),
    Column(
        "kind",
        str(_("提案者类别")),
        lambda line: line.row.proposal.get_proposer_kind_display(),
        width=12,
        names=("提案形式", "类别"),
    ),
    Column("proposer", str(_("提案者")), _proposer, width=16, names=("提案人", "第一提案人", "提案单位")),
    Column(
        "sector",
        str(_("界别")),
        lambda line: _content(line).first_sector,
        width=12,
        names=("第一提案人界别",),
    ),
    Column(
        "cosigners",
        str(_("联名人")),
        lambda line: joined(_content(line).cosigners),
        facet="cosigners",
        listed=False,
        width=24,
        names=("联名委员", "附议人"),
    ),
    Column(
        "sectors",
        str(_("全部提案人界别")),
        lambda line: joined(_content(line).sectors),
        facet="cosigners",
        listed=False,
        width=20,
    ),
    Column("contact", str(_("联系人")), lambda line: line.row.proposal.contact_name, listed=False, width=12),
    Column(
        "class",
        str(_("分类")),
        lambda line: str(line.row.proposal.proposal_class or ""),
        width=18,
        names=("提案分类", "类别名称"),
    ),
    Column(
        "session",
        str(_("届次")),
        lambda line: str(line.row.proposal.plenary_session or ""),
        width=18,
        names=("届次会议", "会议"),
    ),
    Column("timing", str(_("提交时间")), lambda line: line.row.proposal.get_timing_display(), width=10),
    Column(
        "filed_on",
        str(_("提交日期")),
        lambda line: line.row.proposal.filed_on,
        CellType.DATE,
        width=12,
        names=("收到日期", "来案日期"),
    ),
    Column("state", str(_("状态")), lambda line: line.view.state_label, width=12, names=("进度", "办理进度")),
    Column("result", str(_("审查结果")), _result, facet="result", width=12, names=("是否立案", "处理结果")),
    Column(
        "decided_on",
        str(_("审定日期")),
        lambda line: line.row.proposal.decided_on,
        CellType.DATE,
        facet="result",
        listed=False,
        width=12,
        names=("立案日期",),
    ),
    Column(
        "decided_at",
        str(_("审定会议")),
        lambda line: line.row.proposal.decided_at,
        facet="result",
        listed=False,
        width=24,
    ),
    Column(
        "refusal",
        str(_("不予立案的理由")),
        lambda line: str(line.row.proposal.refusal_reason or ""),
        facet="result",
        listed=False,
        width=24,
    ),
    Column(
        "disposal",
        str(_("处理去向")),
        lambda line: line.row.proposal.get_disposal_display(),
        facet="result",
        listed=False,
        width=16,
    ),
    Column(
        "wished",
        str(_("希望承办单位")),
        lambda line: joined(_content(line).wished),
        facet="text",
        listed=False,
        width=24,
        names=("建议承办单位",),
    ),
    Column(
        "publish",
        str(_("是否同意公开")),
        lambda line: "是" if line.row.proposal.may_publish else "否",
        listed=False,
        width=10,
        names=("是否公开",),
    ),
    Column(
        "paper",
        str(_("纸质代录")),
        lambda line: "是" if line.row.proposal.is_paper else "",
        listed=False,
        width=8,
    ),
    Column("key", str(_("重点")), lambda line: "重点" if line.row.is_key else "", listed=False, width=6),
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
        label=str(_("提案台账")),
        about=str(
            _(
                "本年度提交的全部提案，按提交日期计入年度；没有提交的草稿、提交后撤回成草稿的不列入。"
                "收到的提案等于立案（不论办到哪一步）、并案、不予立案、转办、撤案和尚在审查的相加。"
            )
        ),
        readers=OFFICES,
        rows=rows,
        year=of_year,
        order=(("proposal__filed_on", True), ("pk", True)),
        columns=COLUMNS,
        dimensions=(
            field(
                "session",
                _("届次"),
                "proposal__plenary_session",
                session_labels,
                none=str(_("没有登记会议")),
            ),
            field("timing", _("提交时间"), "proposal__timing", labels.of_choices(Timing)),
            field("kind", _("提案者类别"), "proposal__proposer_kind", labels.of_choices(ProposerKind)),
            Dimension(
                "proposer",
                str(_("提案单位")),
                proposing_body,
                body_labels,
                none=str(_("委员个人或者联名")),
            ),
            Dimension(
                "sector",
                str(_("第一提案人界别")),
                first_sector,
                labels.of_bodies,
                none=str(_("不属于界别")),
            ),
            Several(
                "sectors",
                str(_("全部提案人界别")),
                signing_parties,
                "matter",
                "sector",
                labels.of_bodies,
                none=str(_("不属于界别")),
            ),
            Dimension("class", str(_("分类")), first_level, class_labels, none=str(_("还没有分类"))),
            field(
                "subclass",
                _("二级分类"),
                "proposal__proposal_class",
                class_labels,
                none=str(_("还没有分类")),
            ),
            Dimension(
                "result",
                str(_("审查结果")),
                result_key,
                labels.of_choices(Result),
                offered=tuple(Result.values),
            ),
            field("state", _("状态"), "state", labels.of_states(KIND)),
            field(
                "disposal",
                _("不予立案的去向"),
                "proposal__disposal",
                labels.of_choices(Disposal),
                none=str(_("无")),
            ),
            _ticked("publish", _("公开"), "proposal__may_publish", _("同意公开"), _("不同意公开")),
            _ticked("paper", _("纸质代录"), "proposal__is_paper", _("纸质代录"), _("网上提交")),
            key_matter(),
            late_now(),
        ),
        prepare=prepare,
        related=(
            "proposal__body",
            "proposal__plenary_session__term",
            "proposal__refusal_reason",
            "proposal__proposal_class__parent",
        ),
    )
)
