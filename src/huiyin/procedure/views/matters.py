"""The page of one matter, and each of its parts alone."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from huiyin.procedure.diagram import Marks, svg_of
from huiyin.procedure.page.matter_page import matter_page, panel_content, panels_for
from huiyin.procedure.page.viewing import Viewing, Visit
from huiyin.procedure.ports import ports
from huiyin.procedure.procedure_table import move_rows
from huiyin.procedure.views.access import for_person, seen_matter

PARTS = {
    "moves": "procedure/matter/_moves.html",
    "clocks": "procedure/matter/_clocks.html",
    "children": "procedure/matter/_children.html",
    "links": "procedure/matter/_links.html",
    "timeline": "procedure/matter/_timeline.html",
}


@require_safe
@for_person
def matter(request: HttpRequest, visit: Visit, matter_id: UUID) -> HttpResponse:
    """Show one matter as far as this person may see it; 404 where that is nothing."""
    viewing = seen_matter(visit, matter_id)
    if request.method == "GET":
        for note in ports.opened:
            note(visit.person, viewing.matter, visit.at)
    page = matter_page(viewing, visit)
    context = {"page": page, "matter": page.matter, "committee_name": page.matter.committee.name}
    context["manual_about"] = viewing.procedure.procedure
    return render(
        request, "procedure/matter/page.html", {**context, **_diagram(viewing, visit, page.visited)}
    )


@require_safe
@for_person
def part(request: HttpRequest, visit: Visit, matter_id: UUID, code: str) -> HttpResponse:
    """One part of a matter's page as a fragment, under the same rights as the page."""
    viewing = seen_matter(visit, matter_id)
    if code in PARTS:
        page = matter_page(viewing, visit)
        return render(request, PARTS[code], {"page": page, "matter": page.matter})
    for panel in panels_for(viewing):
        if panel.code == code:
            content = panel_content(viewing, visit, panel)
            return render(request, content.template, {**content.context, "matter": viewing.matter})
    raise Http404


def _diagram(viewing: Viewing, visit: Visit, visited: frozenset[str]) -> dict[str, object]:
    """The procedure as a picture and as a table, for those who see how the matter was handled."""
    if not viewing.shows("timeline"):
        return {}
    matter = viewing.matter
    late = matter.next_due is not None and matter.next_due < visit.day and viewing.shows("clocks")
    marks = Marks(past=visited - {matter.state}, now=matter.state, late=late)
    return {"diagram": svg_of(viewing.procedure, marks), "rows": move_rows(viewing.procedure)}
