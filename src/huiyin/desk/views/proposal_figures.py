"""提案统计."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiyin.desk.proposal_figures import BOOK, proposal_figures
from huiyin.ledgers.definition import Asked, ledgers
from huiyin.ledgers.figures import ALL_YEARS
from huiyin.ledgers.views.asking import asker_of, refuse_stranger
from huiyin.people.models import PlenarySession
from huiyin.procedure.views.access import Visit, for_person

YEARS_BACK, SESSIONS_SHOWN = 5, 5


@require_safe
@for_person
def proposal_figures_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A year's or a session's proposals in figures that each open their list and add up to what was received."""
    asker = asker_of(request, visit)
    refuse_stranger(asker, ledgers[BOOK])
    sessions = list(
        PlenarySession.objects.filter(committee=asker.committee)
        .select_related("term")
        .order_by("-opens_on")[:SESSIONS_SHOWN]
    )
    session = next((each for each in sessions if str(each.pk) == request.GET.get("session")), None)
    filters = {"session": str(session.pk)} if session is not None else {}
    context = {
        "figures": proposal_figures(asker, filters),
        "year": asker.year,
        "session": session,
        "choices": _choices(asker, visit, sessions, session),
        "today": visit.day,
        "committee": asker.committee,
        "committee_name": asker.committee.name,
        "committees": visit.committees if len(visit.committees) > 1 else (),
    }
    return render(request, "desk/proposal_figures.html", context)


def _choices(
    asker: Asked, visit: Visit, sessions: list[PlenarySession], session: PlenarySession | None
) -> list[dict[str, Any]]:
    """Years and sessions to choose from; a session is counted over all years, since some come in after its own."""
    found: list[dict[str, Any]] = [
        {
            "label": _("%(year)d年") % {"year": year},
            "query": {"year": str(year)},
            "here": session is None and asker.year == year,
        }
        for year in range(visit.day.year, visit.day.year - YEARS_BACK, -1)
    ]
    all_years = {"year": ALL_YEARS}
    found.append({"label": _("全部年度"), "query": all_years, "here": session is None and asker.year is None})
    found += [
        {"label": str(each), "query": {**all_years, "session": str(each.pk)}, "here": each == session}
        for each in sessions
    ]
    place = {"committee": asker.committee.code}
    return [{**each, "url": f"?{urlencode({**place, **each['query']})}"} for each in found]
