"""The kind `activity`: its tables, its start date and the parts of its page."""

from datetime import date

from huiyin.consultation import panels
from huiyin.consultation.models import Activity, Consensus, Opinion, Participant
from huiyin.procedure.models import Matter
from huiyin.procedure.registry import ContentTable, Panel, kind, panel, start_date

KIND = "activity"


@start_date("consultation.held_on@1")
def held_on(matter: Matter) -> date:
    """The day on which the consultation was held."""
    return Activity.objects.values_list("held_on", flat=True).get(matter=matter)


kind(
    KIND,
    "协商活动",
    tables=(
        ContentTable(Activity, "matter"),
        ContentTable(Participant, "activity__matter"),
        ContentTable(Opinion, "activity__matter"),
        ContentTable(Consensus, "activity__matter"),
    ),
)
for order, (facet, context) in enumerate(
    {
        "summary": panels.facts,
        "participants": panels.participants,
        "opinions": panels.opinions,
        "consensus": panels.consensus,
    }.items()
):
    template = f"consultation/panels/{facet}.html"
    panel(KIND, Panel(f"activity_{facet}", facet, template, context, order=10 + order))
