"""The kind `proposal`: tables, series of numbers, and the parts of its page."""

from datetime import date

from huiyin.handling.registration import POINT_TABLES, TRACKING_TABLES
from huiyin.procedure.models import Matter
from huiyin.procedure.registry import ContentTable, Panel, kind, panel, start_date
from huiyin.proposals.enums import INTERSESSION_SERIES, KIND, REFUSED_SERIES, SESSION_SERIES, CoSigning
from huiyin.proposals.models import (
    CoSignature,
    Examination,
    HandOver,
    KeyLeader,
    Merging,
    MergingObjection,
    PlannedUnit,
    Proposal,
    RevisionMark,
    SideOpinion,
    TakenOverPoint,
    TextVersion,
    TipUse,
    WishedUnit,
)
from huiyin.proposals.panels import merging as merging_panel
from huiyin.proposals.panels import proposal as panels
from huiyin.proposals.panels import similar
from huiyin.proposals.panels import texts as text_panels
from huiyin.records.numbering import series

PANELS = (
    ("progress", panels.progress, 3),
    ("result", panels.result, 5),
    ("summary", panels.summary, 10),
    ("published", text_panels.published, 15),
    ("text", panels.text, 20),
    ("versions", text_panels.versions, 22),
    ("cosigners", panels.cosigners, 25),
    ("similar", similar.alike_panel, 27),
    ("examination", panels.examination, 28),
    *merging_panel.PANELS,
)
STYLES = {
    "similar": similar.STYLE,
    **dict.fromkeys(("text", "versions", "published"), "proposals/proposals.css"),
}


@start_date("proposals.last_asked@1")
def last_asked(matter: Matter) -> date | None:
    """The day on which somebody was last asked to sign: from there the time for answering runs."""
    asked = CoSignature.objects.filter(proposal__matter=matter, state=CoSigning.ASKED)
    return asked.order_by("-asked_on").values_list("asked_on", flat=True).first()


@start_date("proposals.merged_on@1")
def merged_on(matter: Matter) -> date | None:
    """The day of the merging that stands: merged once more, its authors have the whole time once more."""
    rows = Merging.objects.filter(part__matter=matter, undone_on__isnull=True)
    return rows.values_list("merged_on", flat=True).first()


kind(
    KIND,
    "提案",
    tables=(
        ContentTable(Proposal, "matter"),
        ContentTable(CoSignature, "proposal__matter"),
        ContentTable(WishedUnit, "proposal__matter"),
        ContentTable(TipUse, "proposal__matter"),
        ContentTable(Examination, "proposal__matter"),
        ContentTable(RevisionMark, "proposal__matter"),
        ContentTable(TextVersion, "proposal__matter"),
        # The merging is its part's; what the main took over by it is the main's.
        ContentTable(Merging, "part__matter"),
        ContentTable(MergingObjection, "merging__part__matter"),
        ContentTable(TakenOverPoint, "point__matter"),
        ContentTable(HandOver, "proposal__matter"),
        ContentTable(PlannedUnit, "proposal__matter"),
        ContentTable(SideOpinion, "proposal__matter"),
        ContentTable(KeyLeader, "proposal__matter"),
        *POINT_TABLES,
        *TRACKING_TABLES,
    ),
)
series(SESSION_SERIES, "大会提案立案", "{year}{sequence:04d}")
series(INTERSESSION_SERIES, "平时提案立案", "平{year}{sequence:04d}")
series(REFUSED_SERIES, "不予立案提案", "不立{year}{sequence:04d}")
for facet, context, order in PANELS:
    panel(
        KIND,
        Panel(
            f"proposal_{facet}",
            facet,
            f"proposals/panels/{facet}.html",
            context,
            order=order,
            style=STYLES.get(facet, ""),
            tells_way=facet == "progress",
        ),
    )
