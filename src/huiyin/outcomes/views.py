"""The page of the package: what stopped, for offices."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiyin.handling.stopped import stopped
from huiyin.outcomes.enums import KIND
from huiyin.outcomes.home import READING_STOPPED
from huiyin.people.selectors import work_calendar
from huiyin.procedure.library import procedure_of
from huiyin.procedure.views.access import Visit, for_person


@require_safe
@for_person
def stopped_list(request: HttpRequest, visit: Visit) -> HttpResponse:
    """建议止于批示: instructed but not assigned, adopted without a measure, promised and late."""
    if not READING_STOPPED & {grant.role for grant in visit.grants}:
        raise PermissionDenied(_("这份清单供政协办、主席副主席秘书长和党委、政府办公室督查经办人使用。"))
    found = stopped(visit.person, visit.day, work_calendar(), kinds=(KIND,))
    rows = [
        {
            "row": each,
            "state": procedure_of(each.matter.procedure, each.matter.version).states[each.matter.state].label,
        }
        for each in found
    ]
    return render(request, "outcomes/stopped.html", {"rows": rows, "today": visit.day})
