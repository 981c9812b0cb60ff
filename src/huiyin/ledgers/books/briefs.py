"""社情民意信息台账: every brief that was handed in, where it comes from, what became of it, where it was used."""

from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from huiyin.briefs.enums import KIND, SourceKind, UseForm
from huiyin.briefs.rules.state_groups import HANDED_IN, STATES_OF, Result
from huiyin.ledgers import labels
from huiyin.ledgers.books.brief_columns import COLUMNS
from huiyin.ledgers.books.brief_content import (
    counted_instructions,
    counted_uses,
    disclosed_body,
    prepare,
)
from huiyin.ledgers.books.shared import OFFICES, field, key_matter, late_now, text_key
from huiyin.ledgers.definition import Asked, Ledger, ledger
from huiyin.ledgers.dimensions import Dimension, Several
from huiyin.people.enums import CommitteeLevel
from huiyin.procedure.models import Matter

CODE = "briefs"
OF_OUTCOME = Q(brief__source_kind=SourceKind.OUTCOME)


def rows(asker: Asked) -> QuerySet[Matter]:
    """Briefs that were handed in, of which the reader sees the text. A draft is nobody's business."""
    seen = asker.sees("text", kind=KIND)
    return Matter.objects.filter(seen, committee=asker.committee, kind=KIND, state__in=HANDED_IN)


def of_year(year: int) -> Q:
    """A brief belongs to the year in which it came to the office."""
    return Q(brief__received_on__year=year)


def result_key(asker: Asked) -> Case:
    """What became of a brief that was reported; an outcome submitted as 政协信息 was not, and has none."""
    cases = (
        When(~OF_OUTCOME & Q(state__in=each), then=Value(code.value)) for code, each in STATES_OF.items()
    )
    return text_key(*cases)


def reported_key(asker: Asked) -> Case:
    """Whether it counts as a reported brief: what is an outcome already is counted there, once."""
    return text_key(When(OF_OUTCOME, then=Value(labels.NO)), default=labels.YES)


def _sees_ladder(asker: Asked) -> Q:
    return asker.sees("ladder", kind=KIND)


def _on_the_ladder(code: str, label: object, parts: Any, by: str, named: Any, none: object) -> Several:
    return Several(code, str(label), parts, "brief__matter", by, named, gate=_sees_ladder, none=str(none))


BOOK = ledger(
    Ledger(
        code=CODE,
        label=str(_("社情民意信息台账")),
        about=str(
            _(
                "本年度收到的全部社情民意信息，按收到日期计入年度；草稿和提交后撤回修改的不列入。"
                "反映的信息等于采用（不论办到哪一步）、留存参考、合并、未采用、撤回和尚在筛选的相加。"
                "协商成果以政协信息形式报送的，已按成果计数，在这里只列出、不计入反映件数。"
                "一次采用、批示只计一次：合并、综合件带给来源件的，计在合并、综合件上。"
            )
        ),
        readers=OFFICES,
        rows=rows,
        year=of_year,
        order=(("brief__received_on", True), ("pk", True)),
        columns=COLUMNS,
        dimensions=(
            Dimension(
                "reported",
                str(_("是否计入反映件数")),
                reported_key,
                labels.yes_no(_("计入反映件数"), _("已计入协商成果")),
                offered=(labels.YES, labels.NO),
            ),
            field(
                "source",
                _("来源"),
                "brief__source_kind",
                labels.of_choices(SourceKind),
                offered=tuple(SourceKind.values),
            ),
            Dimension(
                "result",
                str(_("筛选结果")),
                result_key,
                labels.of_choices(Result),
                none=str(_("已计入协商成果")),
                offered=tuple(Result.values),
            ),
            field("state", _("状态"), "state", labels.of_states(KIND)),
            Dimension(
                "body",
                str(_("反映人的界别、党派或者单位")),
                disclosed_body,
                labels.of_bodies,
                none=str(_("不公开反映人，或者没有登记")),
            ),
            _on_the_ladder(
                "level",
                _("采用层级"),
                counted_uses,
                "level",
                labels.of_choices(CommitteeLevel),
                _("没有编发或者采用"),
            ),
            _on_the_ladder(
                "form",
                _("单篇或者综合采用"),
                counted_uses,
                "form",
                labels.of_choices(UseForm),
                _("没有编发或者采用"),
            ),
            _on_the_ladder(
                "instructed",
                _("批示层级"),
                counted_instructions,
                "level",
                labels.of_choices(CommitteeLevel),
                _("没有批示"),
            ),
            key_matter(),
            late_now(),
        ),
        prepare=prepare,
        related=("brief",),
    )
)
