"""The procedures themselves: list, picture with its table, and the terms a committee may adjust."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from huiyin.people.models import Committee
from huiyin.procedure.definition import Procedure
from huiyin.procedure.diagram import svg_of
from huiyin.procedure.library import NoSuchProcedure, newest, procedure_of
from huiyin.procedure.models import TermAdjustment
from huiyin.procedure.page.viewing import Visit
from huiyin.procedure.page.work_list import procedures_for
from huiyin.procedure.procedure_table import move_rows, sight_rows, term_rows
from huiyin.procedure.term_change import CLERKS
from huiyin.procedure.terms import term_for
from huiyin.procedure.views.access import chosen_committee, for_person


@require_safe
@for_person
def procedures(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The procedures in which this person has a part, newest version of each."""
    latest = {each.procedure: each for each in procedures_for(visit.grants)}
    return render(request, "procedure/procedures/list.html", {"procedures": list(latest.values())})


@require_safe
@for_person
def procedure(request: HttpRequest, visit: Visit, code: str, version: int) -> HttpResponse:
    """One version as picture and table. Procedures are rules: whoever has a part in one may read it."""
    document = _known(visit, code, version)
    context = {
        "procedure": document,
        "diagram": svg_of(document),
        "rows": move_rows(document),
        "terms": term_rows(document),
        "sights": sight_rows(document),
    }
    return render(request, "procedure/procedures/page.html", context)


def _known(visit: Visit, code: str, version: int | None = None) -> Procedure:
    try:
        document = newest(code) if version is None else procedure_of(code, version)
    except NoSuchProcedure:
        raise Http404 from None
    if document.identity not in {each.identity for each in procedures_for(visit.grants)}:
        raise Http404
    return document


@require_safe
@for_person
def terms(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """The committee's own figures for adjustable terms: all may read them, the CPPCC office adjusts them."""
    document = _known(visit, code)
    committee = chosen_committee(request, visit)
    context = _terms_context(document, committee, visit)
    context["may_adjust"] = any(grant.role in CLERKS for grant in visit.grants_in(committee))
    return render(request, "procedure/procedures/terms.html", context)


def _terms_context(document: Procedure, committee: Committee, visit: Visit) -> dict[str, object]:
    lines = []
    for row in term_rows(document):
        now = (
            term_for(document, row.code, committee_id=committee.pk, on=visit.day) if row.adjustable else None
        )
        lines.append({"row": row, "now": now.amount if now else None})
    adjustments = TermAdjustment.objects.filter(committee=committee, procedure=document.procedure)
    history = [
        {"label": document.terms[each.term].label, "adjustment": each}
        for each in adjustments.select_related("person").order_by("-in_force_from", "-pk")[:200]
        if each.term in document.terms
    ]
    return {
        "procedure": document,
        "committee": committee,
        "committees": visit.committees if len(visit.committees) > 1 else (),
        "lines": lines,
        "history": history,
    }
