"""交办清单: the proposals of one unit on one page, to be read or printed."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiyin.procedure.views.access import Visit, chosen_committee, for_person
from huiyin.proposals.lists.hand_over_units import lines_of, may_look, parts_seen, units_with_counts


@require_safe
@for_person
def units(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Which unit has which proposals, as what, by when; of a unit that may not be known there is nothing."""
    committee = chosen_committee(request, visit)
    grants = visit.grants_in(committee)
    if not may_look(grants):
        raise PermissionDenied(_("提案交办清单供政协、党委和政府办公室及承办单位查看。"))
    rows = parts_seen(grants, committee)
    counted = units_with_counts(rows)
    asked = request.GET.get("unit", "")
    chosen = next((each.unit for each in counted if str(each.unit.pk) == asked), None)
    if chosen is None and counted:
        chosen = counted[0].unit
    context = {
        "committee": committee,
        "committees": visit.committees if len(visit.committees) > 1 else (),
        "committee_name": committee.name,
        "units": counted,
        "chosen": chosen,
        "rows": lines_of(rows, chosen, visit.person, visit.day) if chosen is not None else [],
    }
    return render(request, "proposals/hand_over/units.html", context)
