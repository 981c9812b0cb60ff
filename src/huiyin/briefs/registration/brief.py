"""The kind `brief`: tables, the series of issue numbers, and the parts of its page."""

from huiyin.briefs.enums import ISSUE_SERIES, KIND, NOTICE_SERIES
from huiyin.briefs.models import (
    Brief,
    BriefArrival,
    BriefFeedback,
    BriefGiver,
    BriefInstruction,
    BriefIssue,
    BriefSending,
    BriefSource,
    BriefUse,
    BriefVersion,
)
from huiyin.briefs.panels import brief as panels
from huiyin.briefs.panels import similar
from huiyin.handling.registration import POINT_TABLES
from huiyin.procedure.registry import ContentTable, Panel, kind, panel
from huiyin.proposals.lists.reading import read_kinds
from huiyin.records.numbering import series

PANELS = (
    ("progress", panels.progress, 3),
    ("result", panels.result, 5),
    ("summary", panels.summary, 10),
    ("source", panels.source, 12),
    ("issue", panels.issue, 15),
    ("text", panels.text, 20),
    ("versions", panels.versions, 22),
    ("giver", panels.giver, 24),
    ("merging", panels.merging, 26),
    ("similar", similar.alike_panel, 28),
)
STYLES = {"similar": similar.STYLE, **dict.fromkeys(("text", "versions"), "proposals/proposals.css")}

kind(
    KIND,
    "社情民意信息",
    tables=(
        ContentTable(Brief, "matter"),
        ContentTable(BriefGiver, "brief__matter"),
        ContentTable(BriefVersion, "brief__matter"),
        # What it went into is written in the source's own acts.
        ContentTable(BriefSource, "source__matter"),
        ContentTable(BriefIssue, "brief__matter"),
        ContentTable(BriefUse, "brief__matter"),
        ContentTable(BriefInstruction, "brief__matter"),
        ContentTable(BriefFeedback, "brief__matter"),
        ContentTable(BriefSending, "brief__matter"),
        ContentTable(BriefArrival, "brief__matter"),
        *POINT_TABLES,
    ),
)
read_kinds.add(KIND)
series(ISSUE_SERIES, "社情民意信息期号", "{year}年第{sequence}期")
series(NOTICE_SERIES, "社情民意信息转办", "社情转办〔{year}〕{sequence}号")
for facet, context, order in PANELS:
    panel(
        KIND,
        Panel(
            f"brief_{facet}",
            facet,
            f"briefs/panels/{facet}.html",
            context,
            order=order,
            style=STYLES.get(facet, ""),
            tells_way=facet == "progress",
        ),
    )
