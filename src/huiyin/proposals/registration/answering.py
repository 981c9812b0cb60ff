"""Parts of a proposal's page after the replies, and from when the time for the next look back runs."""

from datetime import date

from huiyin.procedure.models import Matter
from huiyin.procedure.registry import Panel, panel, start_date
from huiyin.proposals.enums import KIND
from huiyin.proposals.panels import answering as panels
from huiyin.proposals.selectors.answering import last_looked_at

panel(
    KIND,
    Panel("proposal_three_dates", "three_dates", "proposals/panels/three_dates.html", panels.dates, order=7),
)


@start_date("proposals.last_looked_at@1")
def looked_at(matter: Matter) -> date:
    """A year from the last look back that was planned, or from the day since which it is followed."""
    return last_looked_at(matter)
