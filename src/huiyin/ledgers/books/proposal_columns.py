"""The columns of the ledger of proposals."""

from django.utils.translation import gettext_lazy as _

from huiyin.ledgers.books.handling_columns import HANDLING
from huiyin.ledgers.books.proposal_content import ProposalContent
from huiyin.ledgers.books.shared import joined
from huiyin.ledgers.definition import Cell, CellType, Column, Heading, Line
from huiyin.ledgers.enums import SERIAL
from huiyin.proposals.rules.state_groups import result_of
from huiyin.proposals.selectors.proposal import is_collective


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
        names=("联名", "联名委员", "附议人"),
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
    *HANDLING,
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

PROPOSERS, UNITS, ANSWER, EVALUATED = (
    str(each) for each in (_("提案者"), _("承办单位"), _("办理和答复"), _("提案者评议"))
)
SHEET = (
    Heading(str(_("序号")), SERIAL, width=6),
    Heading(str(_("提案号")), "number", width=14),
    Heading(str(_("案由")), "title", width=36),
    Heading(str(_("第一提案人")), "proposer", PROPOSERS, 14),
    Heading(str(_("联名")), "cosigners", PROPOSERS, 18),
    Heading(str(_("界别")), "sector", PROPOSERS, 12),
    Heading(str(_("分类")), "class", width=14),
    Heading(str(_("主办（单办、分办）")), "unit", UNITS, 18),
    Heading(str(_("会办")), "assisting", UNITS, 18),
    Heading(str(_("交办日期")), "handed_on", width=12),
    Heading(str(_("面商")), "contacted", ANSWER, 16),
    Heading(str(_("答复日期")), "answered_on", ANSWER, 12),
    Heading(str(_("是否按期")), "in_time", ANSWER, 9),
    Heading(str(_("办理结果")), "reply_class", ANSWER, 14),
    Heading(str(_("对办理过程")), "said_of_process", EVALUATED, 12),
    Heading(str(_("对办理结果")), "said", EVALUATED, 12),
    Heading(str(_("落实情况")), "carried", width=18),
    Heading(str(_("备注")), "", width=16),
)
"""办理情况台账 as offices keep it: of one session, filtered before it is exported."""
