"""Settings of proposals: the days of filing for each session, reasons for not docketing, criteria for key ones."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from huiyin.people.views.access import keeper_of_request
from huiyin.proposals.changes.filing_window import CLERKS
from huiyin.proposals.presets.key_criteria import criteria_of
from huiyin.proposals.presets.reasons import reasons_of
from huiyin.proposals.selectors.filing_windows import window_words, windows_of


@login_required
@require_safe
def filing_windows(request: HttpRequest) -> HttpResponse:
    """Session by session: from when to when, and whether the office set it."""
    keeper = keeper_of_request(request)
    context = {
        "manager": keeper,
        "windows": windows_of(keeper.committee),
        "words": window_words(keeper.committee, keeper.day),
        "may_change": bool(keeper.roles & CLERKS),
    }
    return render(request, "proposals/settings/filing_windows.html", context)


@login_required
@require_safe
def refusal_reasons(request: HttpRequest) -> HttpResponse:
    """The reasons in use in their order, then the retired ones."""
    keeper = keeper_of_request(request)
    rows = reasons_of(keeper.committee)
    context = {
        "manager": keeper,
        "reasons": [each for each in rows if each.in_use],
        "retired": [each for each in rows if not each.in_use],
        "may_change": bool(keeper.roles & CLERKS),
    }
    return render(request, "proposals/settings/refusal_reasons.html", context)


@login_required
@require_safe
def key_criteria(request: HttpRequest) -> HttpResponse:
    """The criteria for key proposals in use in their order, then the retired ones."""
    keeper = keeper_of_request(request)
    rows = criteria_of(keeper.committee)
    context = {
        "manager": keeper,
        "criteria": [each for each in rows if each.in_use],
        "retired": [each for each in rows if not each.in_use],
        "may_change": bool(keeper.roles & CLERKS),
    }
    return render(request, "proposals/settings/key_criteria.html", context)
