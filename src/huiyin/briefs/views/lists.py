"""社情民意筛选: the clerks' queue; 社情民意信息: the issues, for those who receive and sign them."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiyin.briefs.lists.issued import IssuedForm, issued
from huiyin.briefs.lists.queue import queue, screening_grants
from huiyin.briefs.lists.queue_form import QueueForm
from huiyin.procedure.views.access import Visit, chosen_committee, for_person


@require_safe
@for_person
def queue_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Briefs before the office, with what is new to this person; filters, order and page live in the address."""
    committee = chosen_committee(request, visit)
    if not screening_grants(visit.grants_in(committee)):
        raise PermissionDenied(_("这一页供政协办公室筛选、编辑社情民意信息的工作人员使用。"))
    form = QueueForm(request.GET)
    after = request.GET.get("after", "")
    found = queue(visit, committee, form.filters(), after=after)
    where = urlencode({"committee": committee.code})
    context = {
        "queue": found,
        "form": form,
        "active": form.active(request.GET),
        "committee": committee,
        "committees": visit.committees if len(visit.committees) > 1 else (),
        "committee_name": committee.name,
        "clear_url": f"?{where}",
        "address": f"{reverse('briefs:queue')}{_address(request)}",
        "unread_url": _address(request, unread="1"),
        "mine_url": f"{reverse('briefs:mine')}?{where}",
        "older_url": _address(request, after=found.older) if found.older else "",
        "newer_url": _address(request) if after else "",
    }
    return render(request, "briefs/queue.html", context)


@require_safe
@for_person
def issued_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The issues that this person may read; an empty list for who may read none."""
    committee = chosen_committee(request, visit)
    form = IssuedForm(request.GET)
    after = request.GET.get("after", "")
    found = issued(visit, committee, form.filters(), after=after)
    context = {
        "issued": found,
        "form": form,
        "active": form.active(request.GET),
        "committee": committee,
        "committees": visit.committees if len(visit.committees) > 1 else (),
        "committee_name": committee.name,
        "clear_url": f"?{urlencode({'committee': committee.code})}",
        "older_url": _address(request, after=found.older) if found.older else "",
        "newer_url": _address(request) if after else "",
    }
    return render(request, "briefs/issued.html", context)


def _address(request: HttpRequest, **changes: str) -> str:
    query = request.GET.copy()
    query.pop("after", None)
    for name, value in changes.items():
        query[name] = value
    return f"?{query.urlencode()}"
