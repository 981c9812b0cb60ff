"""数字核对: the figures of a year proved on a page, for the committee's own office."""

from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from huiyin.ledgers.books.proposal_content import session_labels
from huiyin.ledgers.definition import Asked
from huiyin.ledgers.forms import PublishedForm
from huiyin.ledgers.reconciling import Scope, reconcile
from huiyin.ledgers.reconciling.published import Finding, check_published
from huiyin.ledgers.reconciling.published_record import compared
from huiyin.ledgers.views.asking import asker_of
from huiyin.people.enums import Role
from huiyin.procedure.views.access import Visit, for_person


@require_safe
@for_person
def proof(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Each check with both figures; where they part, the first matter by its number."""
    asker = _office(request, visit)
    committee = asker.committee
    year = asker.year if asker.year is not None else visit.day.year
    outcomes = list(reconcile(Scope(committee, year, visit.at)))
    context = {
        "outcomes": outcomes,
        "wrong": sum(not each.agrees for each in outcomes),
        "year": year,
        "previous_url": f"?committee={committee.code}&year={year - 1}",
        "next_url": f"?committee={committee.code}&year={year + 1}",
        "committee": committee,
        "committees": visit.committees if len(visit.committees) > 1 else (),
        "committee_name": committee.name,
        "index_url": f"{reverse('ledgers:index')}?committee={committee.code}",
        "published_url": f"{reverse('ledgers:published')}?committee={committee.code}&year={year}",
    }
    return render(request, "ledgers/reconcile.html", context)


def _office(request: HttpRequest, visit: Visit) -> Asked:
    """Whoever asks, of the committee's own office. Raises PermissionDenied for others."""
    asker = asker_of(request, visit)
    if not any(grant.role == Role.CPPCC_CLERK for grant in asker.grants):
        raise PermissionDenied(_("数字核对供政协办经办人使用。"))
    return asker


@require_http_methods(["GET", "HEAD", "POST"])
@for_person
def published(request: HttpRequest, visit: Visit) -> HttpResponse:
    """核对公布数字: what is to be printed, checked against itself and beside the record; nothing of it is kept."""
    asker = _office(request, visit)
    sessions = session_labels(asker, ())
    form = PublishedForm(
        request.POST if request.method == "POST" else None,
        sessions=list(sessions.items()),
        initial={"session": request.GET.get("session", "")},
    )
    context: dict[str, Any] = {
        "form": form,
        "year": asker.year,
        "committee": asker.committee,
        "committees": visit.committees if len(visit.committees) > 1 else (),
        "committee_name": asker.committee.name,
        "index_url": f"{reverse('ledgers:index')}?committee={asker.committee.code}",
        "reconcile_url": f"{reverse('ledgers:reconcile')}?committee={asker.committee.code}&year={asker.year or ''}",
    }
    if request.method == "POST" and form.is_valid():
        text, session = form.cleaned_data["text"], form.cleaned_data["session"]
        verdicts = check_published(text)
        whose = replace(asker, year=None) if session else asker
        context |= {
            "verdicts": verdicts,
            "wrong": sum(each.finding == Finding.BROKEN for each in verdicts),
            "compared": list(compared(text, whose, {"session": session} if session else {})),
            "of": sessions.get(session, ""),
        }
    return render(request, "ledgers/published.html", context, status=422 if form.errors else 200)
