"""The home page of those who propose: their latest proposals, or how to begin with the first."""

from collections.abc import Mapping
from typing import Any

from huiyin.procedure.home_panels import HomePanel, home_panel
from huiyin.procedure.library import newest
from huiyin.procedure.page.viewing import Visit
from huiyin.proposals.enums import AUTHOR, COSIGNER, KIND
from huiyin.proposals.lists.mine import entries, mine_seen

SHOWN = 3


def proposing_roles() -> frozenset[str]:
    """The rights of those who propose for themselves or for a body."""
    roles = newest(KIND).roles
    return frozenset(roles["author"].grants) | frozenset(roles["organisation"].grants)


def own_context(visit: Visit) -> Mapping[str, Any] | None:
    """The latest of the person's own, over all committees; for a member without any, the first step."""
    grants = [grant for grant in visit.grants if grant.role in proposing_roles()]
    if not grants:
        return None
    own = mine_seen(grants, visit, (AUTHOR, COSIGNER)).select_related("committee", "proposal__body")
    found = entries(visit, list(own.order_by("-opened_at", "-id")[:SHOWN]))
    members = [grant for grant in grants if grant.role in newest(KIND).roles["author"].grants]
    if not found and not members:
        return None
    return {"entries": found, "committee_code": (members or grants)[0].committee.code}


home_panel(HomePanel("proposals_mine", "我的提案", "proposals/home_mine.html", own_context, 8))
