"""提案台账: every proposal that was handed in, whose it is, what became of it."""

from typing import Any

from django.db.models import Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from huiyin.ledgers import labels
from huiyin.ledgers.books.proposal_columns import COLUMNS, SHEET
from huiyin.ledgers.books.proposal_content import (
    body_labels,
    class_labels,
    first_level,
    first_sector,
    prepare,
    proposing_body,
    session_labels,
    signing_parties,
)
from huiyin.ledgers.books.proposal_dimensions import HANDLING
from huiyin.ledgers.books.shared import OFFICES, field, key_matter, late_now, text_key
from huiyin.ledgers.definition import Asked, Ledger, ledger
from huiyin.ledgers.dimensions import Dimension, Several
from huiyin.procedure.models import Matter
from huiyin.proposals.enums import KIND, Disposal, ProposerKind, Timing
from huiyin.proposals.rules.state_groups import HANDED_IN, STATES_OF, Result

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
            *HANDLING,
            key_matter(),
            late_now(),
        ),
        prepare=prepare,
        sheet=SHEET,
        related=(
            "proposal__body",
            "proposal__plenary_session__term",
            "proposal__refusal_reason",
            "proposal__proposal_class__parent",
        ),
    )
)
