"""The columns of the ledger of briefs. Nobody is named here who asked not to be, to whatever reader."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from huiyin.briefs.enums import SourceKind, UseForm
from huiyin.briefs.selectors.brief import may_be_named
from huiyin.briefs.selectors.ladder import RUNG_WORDS, RUNGS
from huiyin.ledgers.books.brief_content import BriefContent
from huiyin.ledgers.books.shared import joined
from huiyin.ledgers.definition import Cell, CellType, Column, Line

SUMMARY, SOURCE = "summary", "source"


def _content(line: Line) -> BriefContent:
    content: BriefContent = line.more
    return content


def _author(line: Line) -> Cell:
    """Named where the author agreed, whoever asks: a sheet goes further than the page it was taken from."""
    brief = line.row.brief
    if not (line.shows(SOURCE) or line.shows(SUMMARY)):
        return None
    if _content(line).source:
        return _content(line).source
    hidden = not may_be_named(brief) and brief.source_kind != SourceKind.OFFICE
    return str(_("不公开反映人")) if hidden else ""


def _uses(level: str, form: str) -> Callable[[Line], Cell]:
    return lambda line: _content(line).uses[level, form] or None


def _instructions(level: str) -> Callable[[Line], Cell]:
    return lambda line: _content(line).instructions[level] or None


def _issue(name: str) -> Callable[[Line], Cell]:
    def value(line: Line) -> Cell:
        issue = _content(line).issue
        found: Cell = getattr(issue, name) if issue is not None else None
        return found

    return value


def _of_level(label: object, level: str, value: Callable[[Line], Cell], code: str) -> Column:
    heading = f"{RUNG_WORDS[level]}{label}"  # type: ignore[index]  # a level is one of the four rungs
    return Column(code, heading, value, CellType.NUMBER, facet="ladder", listed=False, width=10)


LADDER = tuple(
    column
    for level in RUNGS
    for column in (
        *(
            _of_level(
                _("采用（%(form)s）") % {"form": form.label},
                level.value,
                _uses(level.value, form.value),
                f"{form.value}_{level.value}",
            )
            for form in UseForm
        ),
        _of_level(_("批示"), level.value, _instructions(level.value), f"instructed_{level.value}"),
    )
)
"""Of each level: used alone, used as one of several, instructed."""

COLUMNS = (
    Column("number", str(_("期号")), _issue("number"), facet="issue", width=16, names=("编号", "刊号")),
    Column("title", str(_("标题")), lambda line: line.row.title, width=40, names=("题目", "信息标题")),
    Column(
        "source",
        str(_("来源")),
        lambda line: line.row.brief.get_source_kind_display(),
        width=14,
        names=("类别",),
    ),
    Column("author", str(_("反映人")), _author, width=18, names=("作者", "信息员", "报送单位")),
    Column(
        "received_on",
        str(_("收到日期")),
        lambda line: line.row.brief.received_on,
        CellType.DATE,
        facet=SUMMARY,
        width=12,
        names=("来稿日期",),
    ),
    Column("state", str(_("状态")), lambda line: line.view.state_label, width=14, names=("进度",)),
    Column("issued_on", str(_("编发日期")), _issue("issued_on"), CellType.DATE, facet="issue", width=12),
    Column("addressees", str(_("主送")), _issue("addressees"), facet="issue", width=24),
    Column("copies", str(_("抄送")), _issue("copies"), facet="issue", listed=False, width=20),
    Column(
        "used",
        str(_("采用情况")),
        lambda line: "；".join(_content(line).said),
        facet="ladder",
        width=36,
        names=("采用",),
    ),
    *LADDER,
    Column(
        "instructed",
        str(_("批示情况")),
        lambda line: "；".join(_content(line).instructed),
        facet="ladder",
        width=30,
        names=("批示",),
    ),
    Column(
        "leaders",
        str(_("批示领导")),
        lambda line: joined(_content(line).leaders),
        facet="uses",
        listed=False,
        width=18,
    ),
    Column(
        "units",
        str(_("转办单位")),
        lambda line: joined(_content(line).units),
        facet="assignments",
        width=20,
        names=("承办单位",),
    ),
    Column(
        "fed_back",
        str(_("反馈日期")),
        lambda line: max(_content(line).fed_back, default=None),
        CellType.DATE,
        facet="feedback",
        width=12,
        names=("反馈",),
    ),
    Column(
        "feedbacks",
        str(_("反馈次数")),
        lambda line: len(_content(line).fed_back),
        CellType.NUMBER,
        facet="feedback",
        listed=False,
        width=8,
    ),
    Column(
        "sender",
        str(_("报来单位")),
        lambda line: _content(line).sender,
        facet="arrival",
        listed=False,
        width=18,
    ),
    Column(
        "sent_up",
        str(_("报送上级")),
        lambda line: "；".join(_content(line).sent),
        facet="sending",
        listed=False,
        width=30,
    ),
    Column(
        "unsuited",
        str(_("不采用的原因")),
        lambda line: line.row.brief.unsuited_words if line.row.state == "declined" else "",
        facet="result",
        listed=False,
        width=24,
    ),
    Column(
        "combined",
        str(_("综合信息")),
        lambda line: str(_("综合")) if line.row.brief.combined else "",
        listed=False,
        width=8,
    ),
    Column(
        "key", str(_("重点")), lambda line: str(_("重点")) if line.row.is_key else "", listed=False, width=6
    ),
    Column(
        "counted",
        str(_("计数")),
        lambda line: str(_("已计入协商成果")) if line.row.brief.source_kind == SourceKind.OUTCOME else "",
        listed=False,
        width=14,
    ),
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
