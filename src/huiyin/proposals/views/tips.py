"""提案线索 for those who draft and those who screen: what is called for, what is offered, what waits."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from huiyin.people.enums import Role
from huiyin.people.models import Committee, Grant
from huiyin.procedure.begin import begin, may_begin
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.library import newest
from huiyin.procedure.selectors import seeing
from huiyin.procedure.views.access import Visit, chosen_committee, for_person
from huiyin.proposals.enums import TIP, TipChannel
from huiyin.proposals.forms.tips import BY_THE_OFFICE
from huiyin.proposals.models import PostedTip, Tip
from huiyin.proposals.selectors.tips import (
    calls_receiving,
    fate,
    given_by,
    offered_tips,
    proposals_from,
    screens,
    waiting_posted,
)

READERS = frozenset(
    {
        Role.MEMBER,
        Role.COMMITTEE_CLERK,
        Role.ORGANISATION_CLERK,
        Role.CPPCC_CLERK,
        Role.VICE_CHAIR,
        Role.SECRETARY_GENERAL,
        Role.CHAIR,
    }
)
AT_ONCE = 20
MINE = 20
TAKEN_AT_ONCE = 50


@require_safe
@for_person
def tips(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Open calls, leads to draw on, and what became of one's own."""
    committee = chosen_committee(request, visit)
    grants = visit.grants_in(committee)
    if not READERS & {each.role for each in grants}:
        raise PermissionDenied(_("提案线索供委员、提案单位和政协机关的工作人员查看。"))
    rows, older = _offered(committee, grants, request.GET.get("after", ""))
    mine = given_by(visit.person, grants).filter(committee=committee)[:MINE]
    context: dict[str, Any] = {
        "committee": committee,
        "committees": visit.committees if len(visit.committees) > 1 else (),
        "committee_name": committee.name,
        "calls": calls_receiving(committee, visit.day),
        "rows": [{"tip": each, "formed": len(proposals_from(each))} for each in rows],
        "older": older,
        "newer": bool(request.GET.get("after")),
        "mine": [{"tip": each, "said": fate(each)} for each in mine],
        "may_draft": bool(may_begin(newest("proposal"), grants, committee)),
        "may_give": bool(may_begin(newest(TIP), grants, committee)),
    }
    if screens(grants):
        context |= _to_screen(committee)
    return render(request, "proposals/tips/tips.html", context)


def _offered(committee: Committee, grants: list[Grant], after: str) -> tuple[list[Tip], int | None]:
    """One page of what these grants let read, and the key the next page begins after."""
    found = offered_tips(committee).filter(seeing(grants, kind=TIP, facet="text", path="matter__"))
    found = found.order_by("-pk")
    if after.isdecimal() and len(after) < 19:
        found = found.filter(pk__lt=int(after))
    rows = list(found[: AT_ONCE + 1])
    return rows[:AT_ONCE], rows[AT_ONCE - 1].pk if len(rows) > AT_ONCE else None


def _to_screen(committee: Committee) -> dict[str, Any]:
    waiting = Tip.objects.filter(committee=committee, matter__state="received").count()
    return {"screening": True, "waiting": waiting, "posted": waiting_posted(committee).count()}


@require_http_methods(["GET", "HEAD", "POST"])
@for_person
def posted_tips(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What came in on public pages: read here, and taken over by the button; then each is screened as its own."""
    committee = chosen_committee(request, visit)
    grants = visit.grants_in(committee)
    if not screens(grants):
        raise PermissionDenied(_("公开征集收到的线索由政协办和提案委的工作人员收取。"))
    waiting = waiting_posted(committee)
    if request.method == "POST":
        chosen = [int(key) for key in request.POST.getlist("tip") if key.isdecimal() and len(key) < 19]
        if not chosen:
            messages.warning(request, _("没有选中线索。请在要收取的线索前打勾。"))
        _take_over(request, visit, committee, list(waiting.filter(pk__in=chosen[:TAKEN_AT_ONCE])))
        return redirect("proposals:posted_tips")
    context = {
        "committee": committee,
        "committees": visit.committees if len(visit.committees) > 1 else (),
        "committee_name": committee.name,
        "rows": waiting[:TAKEN_AT_ONCE],
        "total": waiting.count(),
    }
    return render(request, "proposals/tips/posted.html", context)


def _take_over(request: HttpRequest, visit: Visit, committee: Committee, rows: list[PostedTip]) -> None:
    """Each becomes a tip by an act of this person; one that cannot says why and holds up no other."""
    rights = may_begin(newest(TIP), visit.grants, committee)
    grant = next(grant for role, grant in rights if role in BY_THE_OFFICE)
    taken = 0
    for each in rows:
        try:
            begin(TIP, committee=committee, actor=visit.person, at=visit.at, grant=grant, data=_data(each))
            taken += 1
        except ActRefused as refused:
            messages.warning(request, f"{each.title}：{refused}")
    if taken:
        messages.success(request, _("已收取%(count)d条，请在待办中筛选。") % {"count": taken})


def _data(posted: PostedTip) -> dict[str, Any]:
    return {
        "call": posted.call_id, "title": posted.title, "text": posted.text, "posted": posted.pk,
        "channel": TipChannel.WEBSITE, "given_on": timezone.localdate(posted.posted_at).isoformat(),
        "giver_name": posted.name, "contact": posted.contact,
    }  # fmt: skip
