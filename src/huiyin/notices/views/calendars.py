"""The personal calendar address: made, renewed and closed here, asked by calendar programs without a sign-in."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huiyin.notices.actions import make_feed, revoke_feed
from huiyin.notices.feed import calendar_of, visit_with_token
from huiyin.notices.selectors import calendar_feed_of
from huiyin.procedure.page.viewing import Visit
from huiyin.procedure.views.access import for_person


@require_http_methods(["GET", "HEAD", "POST"])
@for_person
def calendar_settings(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Whether there is a calendar address; a POST makes one and shows it, this once."""
    address = ""
    if request.method == "POST":
        token = make_feed(visit.person, at=visit.at)
        address = request.build_absolute_uri(reverse("notices:feed", args=[token]))
    context = {"feed": calendar_feed_of(visit.person), "address": address}
    return render(request, "notices/calendar.html", context)


@require_POST
@for_person
def close_calendar(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Close the calendar address."""
    revoke_feed(visit.person)
    return redirect("notices:calendar")


@login_not_required
@never_cache
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar itself. Raises Http404 for an address that was never made, is closed or belongs to nobody now."""
    visit = visit_with_token(token, timezone.now())
    if visit is None:
        raise Http404
    content = calendar_of(
        visit, lambda matter: request.build_absolute_uri(reverse("procedure:matter", args=[matter.pk]))
    )
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")
