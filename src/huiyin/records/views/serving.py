"""Serving attachments through the permission check, and verifying one matter on a page."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiyin.procedure.views.access import Visit, for_person
from huiyin.records.file_types import BY_MEDIA_TYPE, PDF
from huiyin.records.models import Attachment
from huiyin.records.selectors import (
    attachment_for,
    committees_to_verify,
    matter_to_verify,
    matters_named,
)
from huiyin.records.storage import locate
from huiyin.records.verification import Report, verify_matter

SEALED_OFF = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
PDF_VIEWER = "; object-src 'self'; style-src 'unsafe-inline'"
"""Browsers refuse to show a PDF in a sandbox; it is no page of ours and runs no script here."""


@require_safe
@for_person  # type: ignore[arg-type]  # a file is streamed; for_person adds headers to any response
def attachment(request: HttpRequest, visit: Visit, key: int) -> HttpResponseBase:
    """One file, to those who see its part of the matter; for everybody else there is no such file."""
    found = attachment_for(visit.person, key, visit.at)
    if found is None:
        raise Http404
    path = locate(found)
    if path is None:
        raise Http404(_("附件的文件不在存储目录中，请联系系统管理员。"))
    response = FileResponse(
        path.open("rb"),
        as_attachment=not _shown_in_browser(request, found),
        filename=found.original_name,
        content_type=found.media_type,
    )
    pdf = found.media_type == PDF.media_type
    response["Content-Security-Policy"] = SEALED_OFF + (PDF_VIEWER if pdf else "; sandbox")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _shown_in_browser(request: HttpRequest, found: Attachment) -> bool:
    kind = BY_MEDIA_TYPE.get(found.media_type)
    return kind is not None and kind.inline and "download" not in request.GET


@require_safe
@for_person
def verify_index(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Ask for a matter by its number and show what its verification says."""
    committees = committees_to_verify(visit.person, visit.at)
    if not committees:
        raise PermissionDenied(_("核验档案由政协办经办人或者系统管理员办理。"))
    asked = request.GET.get("number", "").strip()
    found = matters_named(asked, committees) if asked else []
    results = [{"matter": matter, "findings": list(verify_matter(matter))} for matter in found]
    return render(request, "records/verify.html", {"asked": asked, "results": results})


@require_safe
@for_person
def verify_one(request: HttpRequest, visit: Visit, matter_id: UUID) -> HttpResponse:
    """Verify one matter now and say the result in words."""
    matter = matter_to_verify(visit.person, matter_id, visit.at)
    if matter is None:
        raise Http404
    report = Report()
    results = [{"matter": matter, "findings": list(verify_matter(matter, report)), "steps": report.steps}]
    return render(request, "records/verify.html", {"asked": "", "results": results})
