"""Pages of the interface itself: size of the text, living examples of the components."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from huiyin.ui.examples import component_examples

TEXT_COOKIE = "huiyin_text"
A_YEAR = 365 * 24 * 60 * 60


@login_not_required
@require_safe
def text_size(request: HttpRequest) -> HttpResponse:
    """Switch 大字 on (`size=large`) or off on this device and go back to the page the person was on."""
    target = request.GET.get("next", "/")
    allowed = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    response = HttpResponseRedirect(target if allowed else "/")
    if request.GET.get("size") == "large":
        response.set_cookie(
            TEXT_COOKIE, "large", max_age=A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
        )
    else:
        response.delete_cookie(TEXT_COOKIE, samesite="Lax")
    return response


def components(request: HttpRequest) -> HttpResponse:
    """Show every component with an example, to those who build or run the site; nobody else sees it."""
    if not settings.DEBUG and not getattr(request.user, "is_staff", False):
        raise Http404
    return render(request, "ui/components_page.html", component_examples(request.POST or None))
