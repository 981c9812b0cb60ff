"""The first page: what waits for me."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from huiyin.desk.home import beginnings, is_member_only, panels, recent, tasks
from huiyin.procedure.page.viewing import Visit
from huiyin.procedure.views.access import for_person


@require_safe
@for_person
def home(request: HttpRequest, visit: Visit) -> HttpResponse:
    """To-dos over all grants, then what may be begun, then what was lately touched."""
    waiting = tasks(visit)
    context = {
        "tasks": waiting,
        "late": sum(task.light == "red" for task in waiting),
        "beginnings": beginnings(visit),
        "recent": recent(visit),
        "panels": panels(visit),
        "member_only": is_member_only(visit.grants),
        "matters_url": reverse("procedure:matters"),
        "has_grants": bool(visit.grants),
    }
    return render(request, "desk/home.html", context)
