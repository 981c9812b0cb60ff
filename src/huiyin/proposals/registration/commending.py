"""The kind `commendation`: tables, the parts of its page, until when members may object."""

from datetime import date

from huiyin.procedure.models import Matter
from huiyin.procedure.registry import ContentTable, Panel, kind, panel, start_date
from huiyin.proposals.enums import COMMENDATION
from huiyin.proposals.models import (
    Commendation,
    CommendationCriterion,
    CommendationObjection,
    Nominee,
    NomineeScore,
)
from huiyin.proposals.panels import commending as panels

kind(
    COMMENDATION,
    "提案工作表彰",
    tables=(
        ContentTable(Commendation, "matter"),
        ContentTable(CommendationCriterion, "commendation__matter"),
        ContentTable(Nominee, "commendation__matter"),
        ContentTable(NomineeScore, "nominee__commendation__matter"),
        ContentTable(CommendationObjection, "nominee__commendation__matter"),
    ),
)
for facet, context, order in (
    ("commended", panels.commended, 5),
    ("summary", panels.summary, 10),
    ("nominees", panels.nominees, 20),
    ("scores", panels.scores, 30),
    ("objections", panels.objections, 40),
):
    template = f"proposals/panels/commend_{facet}.html"
    panel(COMMENDATION, Panel(f"commend_{facet}", facet, template, context, order=order))


@start_date("proposals.objections_until@1")
def objections_until(matter: Matter) -> date | None:
    """The day until which members may object; without one no clock runs."""
    return Commendation.objects.values_list("objections_until", flat=True).get(matter=matter)
