"""What follows the issue of a brief: tables, and parts of its page."""

from huiyin.briefs.enums import KIND
from huiyin.briefs.panels import using as panels
from huiyin.handling.panels import add_parent_panels
from huiyin.procedure.registry import Panel, kinds, panel

for facet, context, order in (
    ("ladder", panels.ladder, 4),
    ("feedback", panels.feedback, 6),
    ("arrival", panels.arrival, 11),
    ("uses", panels.uses, 16),
    ("enclosures", panels.enclosures, 21),
    ("sending", panels.sending, 17),
):
    style = "briefs/briefs.css" if facet == "ladder" else ""
    panel(
        KIND, Panel(f"brief_{facet}", facet, f"briefs/panels/{facet}.html", context, order=order, style=style)
    )
# A proposal that became a brief names its author; the brief may not.
kinds[KIND].origin_facet = "summary"
# Submissions, assignments and commitments are shown by the handling package itself.
add_parent_panels(KIND, order=30)
