"""The page of the register of numbers."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiyin.people.enums import Role
from huiyin.procedure.views.access import Visit, chosen_committee, for_person
from huiyin.records.register import register_page
from huiyin.records.register_form import RegisterForm

READERS = frozenset(
    {
        Role.CPPCC_CLERK,
        Role.COMMITTEE_CLERK,
        Role.OFFICE_CLERK,
        Role.VICE_CHAIR,
        Role.SECRETARY_GENERAL,
        Role.CHAIR,
    }
)


@require_safe
@for_person
def register(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Every number of one committee, filtered by the address, the latest first; printable."""
    committee = chosen_committee(request, visit)
    if not READERS & {grant.role for grant in visit.grants_in(committee)}:
        raise PermissionDenied(_("发文登记簿供政协机关、专委会以及党委和政府办公室的工作人员使用。"))
    form = RegisterForm(request.GET, committee)
    after = request.GET.get("after", "")
    filters = form.filters()
    page = register_page(visit, committee, filters, after=after)
    context = {
        "page": page,
        "form": form,
        "active": form.active(request.GET),
        "clear_url": f"?committee={committee.code}",
        "committee": committee,
        "committees": visit.committees if len(visit.committees) > 1 else (),
        "committee_name": committee.name,
        "older_url": _address(request, page.after) if page.after else "",
        "newer_url": _address(request) if after else "",
        "set_of": {"year": filters["year"], "series": filters["series"], "committee": committee.code}
        if "year" in filters and "series" in filters and page.lines
        else None,
    }
    return render(request, "records/register.html", context)


def _address(request: HttpRequest, after: str = "") -> str:
    query = request.GET.copy()
    query.pop("after", None)
    if after:
        query["after"] = after
    return f"?{query.urlencode()}"
