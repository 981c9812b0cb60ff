"""The home page says, to whoever may file, for which session what is filed today counts, and until when."""

from collections.abc import Mapping
from typing import Any

from huiyin.people.models import Committee
from huiyin.procedure.begin import may_begin
from huiyin.procedure.home_panels import HomePanel, home_panel
from huiyin.procedure.library import newest
from huiyin.procedure.page.viewing import Visit
from huiyin.proposals.enums import KIND
from huiyin.proposals.filing_windows import window_words


def filing_context(visit: Visit) -> Mapping[str, Any] | None:
    """One sentence per committee in which this person may file."""
    procedure = newest(KIND)
    lines = [
        {"committee": committee, "words": window_words(committee, visit.day)}
        for committee in visit.committees
        if _files(procedure, visit, committee)
    ]
    return {"lines": lines, "many": len(visit.committees) > 1} if lines else None


def _files(procedure: Any, visit: Visit, committee: Committee) -> bool:
    return bool(may_begin(procedure, visit.grants, committee))


home_panel(HomePanel("proposals_filing", "提案征集", "proposals/home_filing.html", filing_context, 15))
