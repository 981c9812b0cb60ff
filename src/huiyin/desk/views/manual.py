"""使用手册: the manual inside the product, the reader's own duty first."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from huiyin.desk.manual_pages import PAGES, body_of, own_page, page_named, title_of
from huiyin.procedure.page.viewing import Visit
from huiyin.procedure.views.access import for_person


@require_safe
@for_person
def manual(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Lead to the page of the reader's own duty."""
    page = own_page(grant.role for grant in visit.grants)
    return redirect("desk:manual_page", page.slug)


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
    context = {"title": title_of(page), "body": body_of(page), "entries": entries}
    return render(request, "desk/manual.html", context)
