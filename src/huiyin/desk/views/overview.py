"""总览: the picture of a year for those who lead, on one page that can be printed."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiyin.desk.navigation import OVERSEEING
from huiyin.desk.overview import overview
from huiyin.ledgers.definition import asked
from huiyin.ledgers.filters import year_asked
from huiyin.procedure.views.access import Visit, chosen_committee, for_person

YEARS_BACK = 5


@require_safe
@for_person
def overview_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """One committee's year in figures that each open their list."""
    committee = chosen_committee(request, visit)
    if not OVERSEEING & {grant.role for grant in visit.grants_in(committee)}:
        raise PermissionDenied(
            _("总览供主席、副主席、秘书长，党政领导，以及政协办、党委办、政府办经办人查看。")
        )
    year = year_asked(request.GET, visit.day.year)
    asker = asked(committee=committee, year=year, person=visit.person, at=visit.at)
    context = {
        "overview": overview(asker),
        "year": year,
        "years": range(visit.day.year, visit.day.year - YEARS_BACK, -1),
        "today": visit.day,
        "committee": committee,
        "committee_name": committee.name,
        "committees": visit.committees if len(visit.committees) > 1 else (),
    }
    return render(request, "desk/overview.html", context)
