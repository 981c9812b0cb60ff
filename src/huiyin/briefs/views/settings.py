"""Settings of briefs: how long and who signs, and the reasons for declining."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from huiyin.briefs.changes.rule import CLERKS
from huiyin.briefs.presets.reasons import reasons_of
from huiyin.briefs.selectors.brief import rule_of
from huiyin.people.views.access import keeper_of_request


@login_required
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """How long a brief may be, and who signs it."""
    keeper = keeper_of_request(request)
    context = {
        "manager": keeper,
        "rule": rule_of(keeper.committee),
        "may_change": bool(keeper.roles & CLERKS),
    }
    return render(request, "briefs/settings/rules.html", context)


@login_required
@require_safe
def unsuited_reasons(request: HttpRequest) -> HttpResponse:
    """The reasons in use in their order, then the retired ones."""
    keeper = keeper_of_request(request)
    rows = reasons_of(keeper.committee)
    context = {
        "manager": keeper,
        "reasons": [each for each in rows if each.in_use],
        "retired": [each for each in rows if not each.in_use],
        "may_change": bool(keeper.roles & CLERKS),
    }
    return render(request, "briefs/settings/unsuited_reasons.html", context)
