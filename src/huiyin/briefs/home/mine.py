"""The home page of those who report: their latest briefs, or how to begin with the first."""

from collections.abc import Mapping
from typing import Any

from huiyin.briefs.enums import AUTHOR, KIND, REPORTING_POINT
from huiyin.briefs.lists.mine import entries, mine_seen
from huiyin.people.rules import PUTTING_FORWARD
from huiyin.procedure.begin import may_begin
from huiyin.procedure.home_panels import HomePanel, home_panel
from huiyin.procedure.library import newest
from huiyin.procedure.page.viewing import Visit

SHOWN = 3


def own_context(visit: Visit) -> Mapping[str, Any] | None:
    """The latest of the person's own, over all committees; without any, the first step."""
    grants = [grant for grant in visit.grants if grant.role in PUTTING_FORWARD]
    if not grants:
        return None
    own = mine_seen(grants, visit, (AUTHOR, REPORTING_POINT)).select_related("committee")
    found = entries(visit, list(own.order_by("-opened_at", "-id")[:SHOWN]))
    begun = [each for each in grants if may_begin(newest(KIND), [each], each.committee)]
    if not found and not begun:
        return None
    return {"entries": found, "committee_code": (begun or grants)[0].committee.code}


home_panel(HomePanel("briefs_mine", "我的社情民意", "briefs/home_mine.html", own_context, 9))
