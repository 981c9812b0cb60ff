"""数字核对: the figures of a year proved on a page, for the committee's own office."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiyin.ledgers.reconciling import Scope, reconcile
from huiyin.ledgers.views.asking import asker_of
from huiyin.people.enums import Role
from huiyin.procedure.views.access import Visit, for_person


@require_safe
@for_person
def proof(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Each check with both figures; where they part, the first matter by its number."""
    asker = asker_of(request, visit)
    committee = asker.committee
    if not any(grant.role == Role.CPPCC_CLERK for grant in asker.grants):
        raise PermissionDenied(_("数字核对供政协办经办人使用。"))
    year = asker.year if asker.year is not None else visit.day.year
    outcomes = list(reconcile(Scope(committee, year, visit.at)))
    context = {
        "outcomes": outcomes,
        "wrong": sum(not each.agrees for each in outcomes),
        "year": year,
        "previous_url": f"?committee={committee.code}&year={year - 1}",
        "next_url": f"?committee={committee.code}&year={year + 1}",
        "committee": committee,
        "committees": visit.committees if len(visit.committees) > 1 else (),
        "committee_name": committee.name,
        "index_url": f"{reverse('ledgers:index')}?committee={committee.code}",
    }
    return render(request, "ledgers/reconcile.html", context)
