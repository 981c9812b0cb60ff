"""The part of the home page that says what came in on public pages, to those who take it over."""

from collections.abc import Mapping
from typing import Any

from huiyin.procedure.home_panels import HomePanel, home_panel
from huiyin.procedure.page.viewing import Visit
from huiyin.proposals.selectors.tips import screens, waiting_posted


def posted_context(visit: Visit) -> Mapping[str, Any] | None:
    """How many tips wait in each committee whose tips this person screens; nothing where none waits."""
    rows = []
    for committee in visit.committees:
        count = waiting_posted(committee).count() if screens(visit.grants_in(committee)) else 0
        if count:
            rows.append({"committee": committee, "count": count})
    return {"rows": rows, "many": len(visit.committees) > 1} if rows else None


home_panel(HomePanel("posted_tips", "公开征集收到的线索", "proposals/tips/home.html", posted_context, 15))
