"""The page that answers the search box."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from huiyin.desk.find import LONGEST, find
from huiyin.kernel.text import normalise
from huiyin.procedure.views.access import Visit, chosen_committee, for_person


@require_safe
@for_person
def find_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Matters with these words; the one that bears the number asked for is opened at once."""
    words = " ".join(normalise(request.GET.get("q", "")).split())
    committee = chosen_committee(request, visit)
    too_long = len(words) > LONGEST
    answer = find(visit, committee, words) if words and not too_long else None
    if answer and answer.only:
        return redirect("procedure:matter", answer.only.pk)
    context = {
        "asked": words[:LONGEST],
        "answer": answer,
        "too_long": too_long,
        "longest": LONGEST,
        "committee": committee,
        "committee_name": committee.name,
        "committees": visit.committees if len(visit.committees) > 1 else (),
    }
    return render(request, "desk/find.html", context)
