"""Exporting a ledger: what will be in the file, in whose layout; a small one at once, a large one in the background."""

import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from huiyin.background.actions import NotStarted, start
from huiyin.ledgers.actions import record_export
from huiyin.ledgers.definition import Asked
from huiyin.ledgers.enums import INSTRUCTIONS
from huiyin.ledgers.exporting import XLSX, Export, NotExported, write
from huiyin.ledgers.long_export import KIND, parameters_of
from huiyin.ledgers.models import ExportRecord
from huiyin.ledgers.selectors import exports, layout_in_force
from huiyin.ledgers.sources import Source, source
from huiyin.ledgers.views.asking import asker_of
from huiyin.people.enums import Role
from huiyin.procedure.views.access import Visit, chosen_committee, for_person

AT_ONCE = 2_000
"""Rows that are written while the person waits."""
PAGE = 50
STANDARD, KNOWN_SHEET = "standard", "known"


@require_http_methods(["GET", "HEAD", "POST"])
@for_person  # type: ignore[arg-type]  # a file is streamed; for_person adds headers to any response
def export(request: HttpRequest, visit: Visit, code: str) -> HttpResponseBase:
    """Show how many rows the file will have and in which layout; then hand it over, or begin it."""
    found, asker = asked_for(request, visit, code)
    filters, words = found.understood(request.GET, asker)
    own = layout_in_force(asker.committee, found.code, asker.day)
    count = found.count(asker, filters)
    page = {
        "source": found,
        "count": count,
        "words": words,
        "layout": own,
        "at_once": count <= AT_ONCE,
        "committee_name": asker.committee.name,
        "year": asker.year,
        "back_url": list_url(found, request.GET),
        "may_keep_layouts": keeps_layouts(asker),
        "layouts_url": f"{reverse('ledgers:layouts', args=[found.code])}?committee={asker.committee.code}",
    }
    if request.method != "POST":
        return render(request, "ledgers/export.html", page)
    chosen = request.POST.get("layout")
    layout = own if chosen not in (STANDARD, KNOWN_SHEET) else None
    order = Export(found, asker, filters, words, layout, chosen == KNOWN_SHEET)
    try:
        return _at_once(order) if count <= AT_ONCE else _in_background(order, request)
    except (NotExported, NotStarted) as refused:
        return render(request, "ledgers/export.html", {**page, "problem": str(refused)}, status=409)


def asked_for(request: HttpRequest, visit: Visit, code: str) -> tuple[Source, Asked]:
    """What is to be exported, and for whom. Raises Http404, PermissionDenied."""
    found = source(code)
    if found is None:
        raise Http404
    asker = asker_of(request, visit)
    if not found.is_for(asker):
        who = "、".join(str(role.label) for role in Role if role in found.readers)
        raise PermissionDenied(_("%(ledger)s供%(who)s查看。") % {"ledger": found.label, "who": who})
    return found, asker


def list_url(found: Source, address: QueryDict) -> str:
    """The list that is exported."""
    place = "handling:ledger" if found.code == INSTRUCTIONS else "ledgers:book"
    start_of = reverse(place, args=[] if found.code == INSTRUCTIONS else [found.code])
    return f"{start_of}?{address.urlencode()}"


def keeps_layouts(asker: Asked) -> bool:
    """Layouts and register are the business of the committee's own office."""
    return any(grant.role == Role.CPPCC_CLERK for grant in asker.grants)


def _at_once(order: Export) -> FileResponse:
    """Written to a file that is gone when it was handed over."""
    with tempfile.TemporaryDirectory(prefix="huiyin-export-") as folder:
        path = Path(folder) / "export.xlsx"
        rows = write(order, path)
        record_export(order, rows)
        response = FileResponse(
            path.open("rb"), as_attachment=True, filename=order.file_name, content_type=XLSX
        )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _in_background(order: Export, request: HttpRequest) -> HttpResponse:
    work = start(
        kind=KIND,
        title=_("导出%(name)s") % {"name": order.file_name.removesuffix(".xlsx")},
        person=order.asker.person,
        committee=order.asker.committee,
        parameters=parameters_of(order),
        at=order.asker.at,
        back_url=list_url(order.source, request.GET)[:500],
    )
    return redirect("background:one", work.pk)


@require_safe
@for_person
def register(request: HttpRequest, visit: Visit) -> HttpResponse:
    """导出登记: who exported what, when; for the committee's own office."""
    committee = chosen_committee(request, visit)
    if not any(grant.role == Role.CPPCC_CLERK for grant in visit.grants_in(committee)):
        raise PermissionDenied(_("导出登记供政协办经办人查看。"))
    rows = exports(committee)
    after = request.GET.get("after", "")
    if after.isascii() and after.isdigit() and len(after) < 19:
        rows = _older_than(rows, int(after))
    found = list(rows[: PAGE + 1])
    query: dict[str, Any] = {"committee": committee.code}
    context = {
        "rows": found[:PAGE],
        "committee": committee,
        "committees": visit.committees if len(visit.committees) > 1 else (),
        "committee_name": committee.name,
        "index_url": f"{reverse('ledgers:index')}?{urlencode(query)}",
        "older_url": f"?{urlencode({**query, 'after': found[PAGE - 1].pk})}" if len(found) > PAGE else "",
        "newer_url": f"?{urlencode(query)}" if after else "",
    }
    return render(request, "ledgers/exports.html", context)


def _older_than(rows: Any, key: int) -> Any:
    place = ExportRecord.objects.filter(pk=key, pk__in=rows.values("pk")).first()
    return rows if place is None else rows.filter(at__lte=place.at).exclude(pk__gte=place.pk, at=place.at)
