"""Read-only lists for those who look after a committee: bodies, members, grants."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from huiyin.people.selectors import current_term
from huiyin.people.selectors.register import body_groups, grants_page, members_page
from huiyin.people.views.access import manager_of_request


def number_asked(request: HttpRequest, name: str = "after") -> int:
    """Key of the last row of the page before; anything else than a number starts at the beginning."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


@login_required
@require_GET
def bodies(request: HttpRequest) -> HttpResponse:
    """Offices, special committees, sectors, groups and units with their other names."""
    manager = manager_of_request(request)
    groups = body_groups(manager.committee)
    return render(request, "people/bodies.html", {"manager": manager, "groups": groups})


@login_required
@require_GET
def members(request: HttpRequest) -> HttpResponse:
    """Members of the current term."""
    manager = manager_of_request(request)
    term = current_term(manager.committee, timezone.localdate())
    page = members_page(term, after=number_asked(request)) if term is not None else None
    return render(request, "people/members.html", {"manager": manager, "term": term, "page": page})


@login_required
@require_GET
def grants(request: HttpRequest) -> HttpResponse:
    """Who holds which right, those that have ended included."""
    manager = manager_of_request(request)
    page = grants_page(manager.committee, after=number_asked(request))
    context = {"manager": manager, "page": page, "today": timezone.localdate()}
    return render(request, "people/grants.html", context)
