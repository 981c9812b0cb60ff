"""The first page: what waits for me."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from huiyin.desk.home import beginnings, expected, is_plain, next_known, panels, recent
from huiyin.desk.tasks import grouped, late_ones, tasks
from huiyin.procedure.page.viewing import Visit
from huiyin.procedure.views.access import for_person


@require_safe
@for_person
def home(request: HttpRequest, visit: Visit) -> HttpResponse:
    """To-dos over all grants, then what may be begun, then what was lately done."""
    waiting, lately = tasks(visit), recent(visit)
    context = {
        "number": len(waiting),
        "groups": grouped(waiting, visit.day),
        "late": late_ones(waiting),
        "beginnings": beginnings(visit),
        "recent": lately,
        "next_known": None if waiting else next_known(lately),
        "expected": [] if waiting else expected(visit),
        "panels": panels(visit),
        "plain": is_plain(visit.grants),
        "matters_url": reverse("procedure:matters"),
        "has_grants": bool(visit.grants),
    }
    return render(request, "desk/home.html", context)
