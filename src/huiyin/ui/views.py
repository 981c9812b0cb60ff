"""Pages of the interface itself: size of the text, keys, living examples of the components."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from huiyin.ui.examples import component_examples
from huiyin.ui.opening import opens_at

TEXT_COOKIE = "huiyin_text"
KEYS_COOKIE = "huiyin_keys"
A_YEAR = 365 * 24 * 60 * 60


@opens_at(lambda request: "/")
@login_not_required
@require_POST
def text_size(request: HttpRequest) -> HttpResponse:
    """Switch 大字 on (`size=large`) or off on this device and go back to the page the person was on."""
    target = request.POST.get("next", "/")
    allowed = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    response = HttpResponseRedirect(target if allowed else "/")
    _keep(request, response, TEXT_COOKIE, "large" if request.POST.get("size") == "large" else "")
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def keys(request: HttpRequest) -> HttpResponse:
    """Say what the keys do; switch those off that are a single letter (`keys=off`), on this device."""
    if request.method != "POST":
        return render(request, "ui/keys.html")
    off = request.POST.get("keys") == "off"
    messages.success(request, _("已停用单键。") if off else _("已启用单键。"))
    response = redirect("ui:keys")
    _keep(request, response, KEYS_COOKIE, "off" if off else "")
    return response


def _keep(request: HttpRequest, response: HttpResponse, name: str, value: str) -> None:
    if value:
        response.set_cookie(
            name, value, max_age=A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
        )
    else:
        response.delete_cookie(name, samesite="Lax")


def components(request: HttpRequest) -> HttpResponse:
    """Show every component with an example, to those who build or run the site; nobody else sees it."""
    if not settings.DEBUG and not getattr(request.user, "is_staff", False):
        raise Http404
    return render(request, "ui/components_page.html", component_examples(request.POST or None))
