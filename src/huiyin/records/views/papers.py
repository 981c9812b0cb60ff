"""Serving official papers as PDF and Word, through the permission check."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from huiyin.background.actions import NotStarted, start
from huiyin.procedure.registry import document_kinds
from huiyin.procedure.views.access import Visit, for_person, seen_matter
from huiyin.records.models import DocumentVersion
from huiyin.records.numbering import all_series
from huiyin.records.official.cache import pdf_file
from huiyin.records.official.names import file_name
from huiyin.records.official.word import word_of_version
from huiyin.records.paper_sets import KIND
from huiyin.records.selectors import version_for
from huiyin.records.views.serving import PDF_VIEWER, SEALED_OFF
from huiyin.ui.opening import opens_at

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@for_person
def pdf(request: HttpRequest, visit: Visit, key: int, version: int) -> HttpResponse:
    """The paper as it is printed; for whoever does not see it there is no such paper."""
    found = _found(visit, key, version)
    name = content_disposition_header("download" in request.GET, file_name(found, "pdf"))
    response = HttpResponse(pdf_file(found).read_bytes(), content_type="application/pdf")
    response["Content-Disposition"] = name or "inline"
    response["Content-Security-Policy"] = SEALED_OFF + PDF_VIEWER
    return _private(response)


@require_safe
@for_person
def word(request: HttpRequest, visit: Visit, key: int, version: int) -> HttpResponse:
    """The paper in Word, for going on with it in the office's own way."""
    found = _found(visit, key, version)
    name = content_disposition_header(True, file_name(found, "docx"))
    content = word_of_version(found)
    return _private(HttpResponse(content, content_type=WORD, headers={"Content-Disposition": name}))


def _found(visit: Visit, key: int, version: int) -> DocumentVersion:
    found = version_for(visit.person, key, version, visit.at)
    if found is None:
        raise Http404
    return found


def _private(response: HttpResponse) -> HttpResponse:
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _whence(request: HttpRequest) -> str:
    return reverse("records:register")


@opens_at(_whence)
@require_http_methods(["POST"])
@for_person
def paper_set(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Have the papers of a matter's parts, or of a year's series, put into one file in the background."""
    asked = _asked(request, visit)
    try:
        work = start(
            kind=KIND,
            title=asked["parameters"]["name"],
            person=visit.person,
            committee=asked["committee"],
            parameters=asked["parameters"],
            at=visit.at,
            back_url=asked["back_url"],
        )
    except NotStarted as refused:
        messages.error(request, str(refused))
        return redirect(asked["back_url"])
    return redirect("background:one", work.pk)


def _asked(request: HttpRequest, visit: Visit) -> dict[str, Any]:
    """What the form names, where it is one of ours and the visitor's; Http404 for everything else."""
    given = request.POST
    parameters: dict[str, Any]
    if "parent" in given:
        kind = given.get("kind", "")
        if kind not in document_kinds:
            raise Http404
        matter = seen_matter(visit, _uuid(given["parent"])).matter
        name = _("%(kind)s（%(title)s）") % {"kind": document_kinds[kind], "title": matter.title[:60]}
        parameters = {"parent": str(matter.pk), "kind": kind, "name": name}
        back_url = reverse("procedure:matter", args=[matter.pk])
        return {"committee": matter.committee, "parameters": parameters, "back_url": back_url}
    series, year = given.get("series", ""), given.get("year", "")
    committee = next((each for each in visit.committees if each.code == given.get("committee")), None)
    if series not in all_series or not year.isdecimal() or len(year) != 4 or committee is None:
        raise Http404
    name = _("%(series)s（%(year)s年）") % {"series": all_series[series].label, "year": year}
    back_url = f"{reverse('records:register')}?{urlencode({'year': year, 'series': series})}"
    parameters = {"series": series, "year": int(year), "name": name}
    return {"committee": committee, "parameters": parameters, "back_url": back_url}


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
