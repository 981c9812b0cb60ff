"""Serving official papers as PDF and Word, through the permission check."""

from typing import TypeVar

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename
from django.views.decorators.http import require_safe

from huiyin.kernel.text import shorten
from huiyin.procedure.views.access import Visit, for_person
from huiyin.records.models import DocumentVersion
from huiyin.records.official.cache import pdf_file
from huiyin.records.official.word import word_of_version
from huiyin.records.selectors import version_for
from huiyin.records.views import PDF_VIEWER, SEALED_OFF

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LONGEST_NAME = 80
AnyResponse = TypeVar("AnyResponse", bound=HttpResponseBase)


@require_safe
@for_person  # type: ignore[arg-type]  # a file is streamed; for_person adds headers to any response
def pdf(request: HttpRequest, visit: Visit, key: int, version: int) -> HttpResponseBase:
    """The paper as it is printed; for whoever does not see it there is no such paper."""
    found = _found(visit, key, version)
    response = FileResponse(
        pdf_file(found).open("rb"),
        as_attachment="download" in request.GET,
        filename=file_name(found, "pdf"),
        content_type="application/pdf",
    )
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


def _private(response: AnyResponse) -> AnyResponse:
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def file_name(version: DocumentVersion, ending: str) -> str:
    """Number and title, as an office names its files."""
    said = shorten(f"{version.frame.get('number', '')} {version.title}".strip(), LONGEST_NAME)
    return f"{get_valid_filename(said.replace('…', ''))}.{ending}"
