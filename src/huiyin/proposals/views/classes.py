"""The page of classes."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from huiyin.people.views.access import keeper_of_request
from huiyin.proposals.changes.classes import CLERKS
from huiyin.proposals.selectors.classes import groups_of


@login_required
@require_safe
def classes(request: HttpRequest) -> HttpResponse:
    """Both levels in their order, those out of use apart."""
    keeper = keeper_of_request(request)
    groups = groups_of(keeper.committee)
    context = {
        "manager": keeper,
        "groups": [each for each in groups if each.first.in_use],
        "retired": [each for each in groups if not each.first.in_use],
        "may_change": bool(keeper.roles & CLERKS),
    }
    return render(request, "proposals/settings/classes.html", context)
