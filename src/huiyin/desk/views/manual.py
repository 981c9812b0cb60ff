"""使用手册: the manual inside the product, the reader's own duty first."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from huiyin.desk.manual_pages import PAGES, anchor_of, body_of, headings_of, own_page, page_named, title_of
from huiyin.desk.manual_sections import section_for
from huiyin.procedure.page.viewing import Visit
from huiyin.procedure.views.access import for_person


@require_safe
@for_person
def manual(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Lead to the page of the reader's own duty; from a page of the product (`of`) to what explains it."""
    page = own_page(grant.role for grant in visit.grants)
    found = section_for(page, request.GET.get("of", ""), request.GET.get("about", ""))
    if found is None:
        return redirect("desk:manual_page", page.slug)
    page, heading = found
    return redirect(f"{reverse('desk:manual_page', args=[page.slug])}#{anchor_of(heading)}")


@require_safe
@for_person
def manual_page(request: HttpRequest, visit: Visit, slug: str) -> HttpResponse:
    """One page, with links to all the others."""
    page = page_named(slug)
    if page is None:
        raise Http404
    entries = [
        {"title": title_of(each), "url": reverse("desk:manual_page", args=[each.slug]), "now": each == page}
        for each in PAGES
    ]
    sections = [{"heading": each, "anchor": anchor_of(each)} for each in headings_of(page)]
    context = {"title": title_of(page), "body": body_of(page), "entries": entries, "sections": sections}
    return render(request, "desk/manual.html", context)
