"""The kind `outcome`: tables, documents, series of numbers, start date, and the parts of its page."""

from datetime import date

from huiyin.handling.panels import add_parent_panels
from huiyin.handling.registration import POINT_TABLES
from huiyin.outcomes import panels
from huiyin.outcomes.enums import KIND
from huiyin.outcomes.models import Echo, Feedback, Outcome, QualityAnswer, RecommendationSource
from huiyin.procedure.models import Matter
from huiyin.procedure.registry import (
    ContentTable,
    FollowUp,
    Panel,
    follow_up,
    kind,
    panel,
    start_date,
)
from huiyin.records.numbering import series

PANELS = (
    ("my_echo", panels.my_echo, 5),
    ("summary", panels.summary, 10),
    ("content", panels.content, 20),
    ("recommendations", panels.recommendations, 25),
    ("quality", panels.quality, 28),
    ("feedback", panels.feedback, 45),
    ("echo", panels.echo, 48),
    ("consultation", panels.consultation, 60),
)


@start_date("outcomes.meeting_date@1")
def meeting_date(matter: Matter) -> date:
    """The day of the consultation: the time for forming the outcome runs from there."""
    return Outcome.objects.values_list("activity__held_on", flat=True).get(matter=matter)


def wants_outcome(matter: Matter) -> bool:
    """A consultation is on record, and nothing has come of it yet."""
    return matter.state == "recorded" and not matter.descendants.filter(kind=KIND).exists()


kind(
    KIND,
    "协商成果",
    tables=(
        ContentTable(Outcome, "matter"),
        ContentTable(QualityAnswer, "outcome__matter"),
        ContentTable(RecommendationSource, "outcome__matter"),
        ContentTable(Feedback, "outcome__matter"),
        ContentTable(Echo, "outcome__matter"),
        *POINT_TABLES,
    ),
)
series("outcome_report", "协商成果发文", "{code}发〔{year}〕{sequence}号")
series("outcome_brief", "协商专报", "{code}专报〔{year}〕{sequence}号")
series("outcome_info", "政协信息", "{code}信息〔{year}〕{sequence}号")
series("outcome_letter", "函", "{code}函〔{year}〕{sequence}号")
for facet, context, order in PANELS:
    panel(KIND, Panel(f"outcome_{facet}", facet, f"outcomes/panels/{facet}.html", context, order=order))
# Submissions, assignments and commitments are shown by the handling package itself.
add_parent_panels(KIND, order=30)
panel(
    "activity",
    Panel(
        "activity_outcomes",
        "outcomes",
        "outcomes/panels/of_activity.html",
        panels.outcomes_of_activity,
        order=20,
    ),
)
follow_up("activity", FollowUp(KIND, wants_outcome, "标题、基本情况和意见自动带入。"))
