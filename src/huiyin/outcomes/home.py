"""Parts of the home page: what stopped (for those who watch over it), and my opinions (for members)."""

from collections.abc import Mapping
from typing import Any

from huiyin.consultation.selectors import opinions_given_by
from huiyin.handling.stopped import stopped
from huiyin.outcomes.enums import KIND
from huiyin.outcomes.selectors import journeys_of
from huiyin.people.enums import Role
from huiyin.people.selectors import work_calendar
from huiyin.procedure.home_panels import HomePanel, home_panel
from huiyin.procedure.page.viewing import Visit

WATCHING = frozenset({Role.CPPCC_CLERK, Role.OFFICE_CLERK})
"""Roles that watch over what stops at the instruction."""
READING_STOPPED = WATCHING | {Role.VICE_CHAIR, Role.SECRETARY_GENERAL, Role.CHAIR}
"""Who may read the list of it."""
SHOWN = 5


def stopped_context(visit: Visit) -> Mapping[str, Any] | None:
    """The longest standing stops and their number."""
    if not WATCHING & {grant.role for grant in visit.grants}:
        return None
    found = stopped(visit.person, visit.day, work_calendar(), kinds=(KIND,))
    return {"stopped": found[:SHOWN], "stopped_count": len(found)} if found else None


def mine_context(visit: Visit) -> Mapping[str, Any] | None:
    """The latest opinions of a member and how far they have come."""
    if Role.MEMBER not in {grant.role for grant in visit.grants}:
        return None
    if not opinions_given_by(visit.person).exists():
        return None
    journeys = journeys_of(visit.person, visit.day)
    return {"journeys": journeys[:SHOWN], "journey_count": len(journeys)}


home_panel(HomePanel("outcomes_stopped", "建议止于批示", "outcomes/home_stopped.html", stopped_context, 20))
home_panel(HomePanel("outcomes_mine", "我的意见", "outcomes/home_mine.html", mine_context, 10))
