"""提案审查: the examiners' queue."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiyin.people.enums import Role
from huiyin.procedure.views.access import Visit, chosen_committee, for_person
from huiyin.proposals.lists.queue import examining_grants, queue
from huiyin.proposals.lists.queue_form import QueueForm


@require_safe
@for_person
def queue_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Proposals to be examined, with what is new to this person; filters, order and page live in the address."""
    committee = chosen_committee(request, visit)
    if not examining_grants(visit.grants_in(committee)):
        raise PermissionDenied(_("这一页供提案委员会和政协办公室审查提案的工作人员使用。"))
    form = QueueForm(request.GET, committee=committee)
    after = request.GET.get("after", "")
    found = queue(visit, committee, form.filters(), after=after)
    where = {"committee": committee.code}
    types_in_paper = any(grant.role == Role.CPPCC_CLERK for grant in visit.grants_in(committee))
    context = {
        "queue": found,
        "form": form,
        "active": form.active(request.GET),
        "committee": committee,
        "committees": visit.committees if len(visit.committees) > 1 else (),
        "committee_name": committee.name,
        "clear_url": f"?{urlencode(where)}",
        "address": f"{request.path}{_address(request)}",
        "unread_url": _address(request, unread="1"),
        "mine_url": f"{reverse('proposals:mine')}?{urlencode(where)}" if types_in_paper else "",
        "older_url": _address(request, after=found.older) if found.older else "",
        "newer_url": _address(request) if after else "",
    }
    return render(request, "proposals/queue.html", context)


def _address(request: HttpRequest, **changes: str) -> str:
    query = request.GET.copy()
    query.pop("after", None)
    for name, value in changes.items():
        query[name] = value
    return f"?{query.urlencode()}"
