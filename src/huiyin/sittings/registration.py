"""The kind `sitting`: tables, document, series of numbers, start date, the parts of its page, and one of every page."""

from datetime import date

from huiyin.procedure.models import Matter
from huiyin.procedure.registry import (
    ContentTable,
    Panel,
    kind,
    panel,
    shared_panel,
    start_date,
)
from huiyin.records.numbering import series
from huiyin.sittings import panels
from huiyin.sittings.actions import minutes_series
from huiyin.sittings.enums import KIND, SittingKind
from huiyin.sittings.models import AgendaItem, Attendance, Sitting


@start_date("sittings.held_on@1")
def held_on(matter: Matter) -> date:
    """The day on which it was held: the time for the minutes runs from there."""
    day = Sitting.objects.values_list("held_on", flat=True).get(matter=matter)
    assert day is not None, "the clock runs in states that are reached by registering the day"
    return day


kind(
    KIND,
    "议事会议",
    tables=(
        ContentTable(Sitting, "matter"),
        ContentTable(AgendaItem, "sitting__matter"),
        ContentTable(Attendance, "sitting__matter"),
    ),
)
for each in SittingKind:
    # Every body numbers the minutes of its own sittings: 主席会议纪要〔2026〕3号.
    series(
        minutes_series(each.value), f"{each.label}纪要", f"{{code}}{each.label}纪要〔{{year}}〕{{sequence}}号"
    )
for order, (facet, context) in enumerate(
    {
        "summary": panels.summary,
        "agenda": panels.agenda,
        "attendance": panels.attendance,
        "minutes": panels.minutes,
    }.items()
):
    template = f"sittings/panels/{facet}.html"
    panel(KIND, Panel(f"sitting_{facet}", facet, template, context, order=10 + order))
shared_panel(
    Panel("sitting_decisions", "links", "sittings/panels/decisions.html", panels.decisions, order=65)
)
