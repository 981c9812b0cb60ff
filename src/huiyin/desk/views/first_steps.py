"""启用向导: the page, and putting it away."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from huiyin.desk.first_steps import PUT_AWAY, first_steps
from huiyin.desk.guide_away import is_put_away, put_away
from huiyin.people.changing.keeper import words_of_roles
from huiyin.people.views.access import keeper_of_request


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def guide(request: HttpRequest) -> HttpResponse:
    """Every step with its state; a post puts the guide away or brings it back to the home page."""
    keeper = keeper_of_request(request)
    own = f"{reverse('desk:first_steps')}?committee={keeper.committee.code}"
    if request.method == "POST":
        away = request.POST.get("home") == PUT_AWAY
        put_away(keeper.committee, away=away, person=keeper.person, day=keeper.day, at=keeper.at)
        return redirect(own)
    steps = first_steps(keeper.committee, keeper.day)
    mine = [step for step in steps if not step.done and step.roles & keeper.roles]
    context = {
        "manager": keeper,
        "lines": [
            {
                "step": step,
                "is_next": bool(mine) and step is mine[0],
                "may": bool(step.roles & keeper.roles),
                "who": words_of_roles(step.roles),
            }
            for step in steps
        ],
        "done": sum(step.done for step in steps),
        "total": len(steps),
        "away": is_put_away(keeper.committee),
    }
    return render(request, "desk/first_steps.html", context)
