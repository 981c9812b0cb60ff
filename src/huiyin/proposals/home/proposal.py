"""The home page says, to whoever files, for which session what is filed today counts, and until when."""

from collections.abc import Mapping
from typing import Any

from huiyin.people.enums import Role
from huiyin.people.rules import PUTTING_FORWARD
from huiyin.procedure.home_panels import HomePanel, home_panel
from huiyin.procedure.page.viewing import Visit
from huiyin.proposals.selectors.filing_windows import window_words

TOLD = PUTTING_FORWARD | {Role.CPPCC_CLERK}
"""Who files for themselves, and the office, which enters what comes on paper; others read it on the form."""


def filing_context(visit: Visit) -> Mapping[str, Any] | None:
    """One sentence per committee in which this person files."""
    theirs = {grant.committee_id for grant in visit.grants if grant.role in TOLD}
    lines = [
        {"committee": committee, "words": window_words(committee, visit.day)}
        for committee in visit.committees
        if committee.pk in theirs
    ]
    return {"lines": lines, "many": len(visit.committees) > 1} if lines else None


home_panel(HomePanel("proposals_filing", "提案征集", "proposals/home_filing.html", filing_context, 15))
