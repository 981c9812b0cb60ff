"""The page that answers the search box, and what is kept of it for the person alone."""

from contextlib import suppress
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import Error as DatabaseFault
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from huiyin.desk.beat import on_the_beat
from huiyin.desk.find import LONGEST, Question, answer_to, bearing
from huiyin.desk.find_form import FindForm, complaint, words_in
from huiyin.kernel.secrecy import find_marks
from huiyin.procedure.views.access import Visit, for_person
from huiyin.search import recent


@require_safe
@for_person
def find_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What has these words, of all that the visitor sees; a number asked for exactly opens its matter at once."""
    if not visit.committees:
        raise PermissionDenied(_("您目前没有任何有效的职责授权，请联系政协办公室。"))
    form = FindForm(request.GET, visit)
    words = words_in(request.GET)
    wrong = complaint(words)
    answer = None
    if words and not wrong:
        filters = form.filters()
        committee = form.committee_asked()
        only = bearing(visit, [committee] if committee else visit.committees, words)
        _remember(request, visit, words)
        if only is not None:
            return redirect("procedure:matter", only.pk)
        question = Question(words, after=request.GET.get("after", ""), **{**filters, "committee": committee})
        answer = on_the_beat(partial(answer_to, visit, question))
    context = {
        "asked": words,
        "answer": answer,
        "wrong": wrong,
        "longest": LONGEST,
        "form": form,
        "active": form.active(request.GET),
        "clear_url": f"?{_only(request, 'q')}",
        "first_url": f"?{_without_page(request)}" if request.GET.get("after") else "",
        "next_url": f"?{_without_page(request, after=answer.more)}" if answer and answer.more else "",
        "recent": recent.recent_of(visit.person, visit.at),
        "recent_kept": recent.are_kept(visit.person),
    }
    return render(request, "desk/find.html", context)


def _remember(request: HttpRequest, visit: Visit, words: str) -> None:
    """Pages further on and a browser that fetches ahead ask nothing new; markings of classified papers are not kept.

    While the database takes no writing the page answers all the same.
    """
    ahead = "prefetch" in request.headers.get("Sec-Purpose", "")
    if request.method == "GET" and not request.GET.get("after") and not ahead and not find_marks(words):
        with suppress(DatabaseFault), transaction.atomic():
            recent.remember(visit.person, words, visit.at)


def _only(request: HttpRequest, name: str) -> str:
    address = request.GET.copy()
    for other in [each for each in address if each != name]:
        del address[other]
    return address.urlencode()


def _without_page(request: HttpRequest, **more: str) -> str:
    address = request.GET.copy()
    address.pop("after", None)
    for name, value in more.items():
        address[name] = value
    return address.urlencode()


@require_POST
@for_person
def recent_searches(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Remove one or all of the visitor's recent searches, or switch them off or on."""
    wanted = request.POST.get("do", "")
    if wanted == "forget":
        recent.forget(visit.person, request.POST.get("words", ""))
    elif wanted == "forget_all":
        recent.forget_all(visit.person)
    elif wanted in ("off", "on"):
        recent.keep(visit.person, wanted == "on")
    return redirect("desk:find")
