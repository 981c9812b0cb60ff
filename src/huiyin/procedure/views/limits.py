"""All terms that a committee may adjust, with what is in force today and what is coming."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from huiyin.people.views.access import keeper_of_request
from huiyin.procedure.models import TermAdjustment
from huiyin.procedure.term_change import CLERKS, adjustable_limits
from huiyin.procedure.terms import within


@login_required
@require_safe
def limits(request: HttpRequest) -> HttpResponse:
    """One line for each term; two queries whatever their number."""
    keeper = keeper_of_request(request)
    rows = TermAdjustment.objects.filter(committee=keeper.committee).order_by("in_force_from")
    own: dict[str, int] = {}
    coming: dict[str, list[TermAdjustment]] = {}
    for each in rows:
        key = f"{each.procedure}.{each.term}"
        if each.in_force_from <= keeper.day:
            own[key] = each.amount
        else:
            coming.setdefault(key, []).append(each)
    lines = [
        {
            "limit": limit,
            "now": limit.said(within(limit.term, own.get(limit.key, limit.term.amount))),
            "is_own": limit.key in own,
            "coming": [(each.in_force_from, limit.said(each.amount)) for each in coming.get(limit.key, [])],
        }
        for limit in adjustable_limits()
    ]
    context = {"manager": keeper, "lines": lines, "may_change": bool(keeper.roles & CLERKS)}
    return render(request, "procedure/procedures/limits.html", context)
