"""Terms of office and plenary sessions of a committee."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from huiyin.people.models import Term
from huiyin.people.selectors import current_term
from huiyin.people.views.access import keeper_of_request

MOST = 50


@login_required
@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """Every term with its sessions, the newest first."""
    keeper = keeper_of_request(request)
    rows = Term.objects.filter(committee=keeper.committee).prefetch_related("plenary_sessions")
    context = {
        "manager": keeper,
        "terms": rows.order_by("-number")[:MOST],
        "current": current_term(keeper.committee, keeper.day),
    }
    return render(request, "people/terms.html", context)
