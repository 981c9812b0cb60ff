"""我的社情民意."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiyin.briefs.lists.mine import is_for, mine
from huiyin.procedure.views.access import Visit, chosen_committee, for_person


@require_safe
@for_person
def mine_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What I reported, each with how far it has come; also for the clerk of a body and for who typed it in."""
    committee = chosen_committee(request, visit)
    after = request.GET.get("after", "")
    found = mine(visit, committee, after=after)
    if found.is_empty and not is_for(visit, committee):
        raise PermissionDenied(_("这一页供反映社情民意的委员、单位和基层信息点使用。"))
    context = {
        "mine": found,
        "committee": committee,
        "committees": visit.committees if len(visit.committees) > 1 else (),
        "committee_name": committee.name,
        "older_url": f"?committee={committee.code}&after={found.older}" if found.older else "",
        "newer_url": f"?committee={committee.code}" if after else "",
    }
    return render(request, "briefs/mine.html", context)
