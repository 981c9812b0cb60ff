"""Pages for what goes wrong: what happened, that nothing was lost, what to do. None of them needs the database."""

import logging
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.views.decorators.csrf import requires_csrf_token

logger = logging.getLogger(__name__)
LAST_RESORT = (
    "<!doctype html><html lang='zh-Hans'><meta charset='utf-8'><title>系统出错</title>"
    "<h1>系统出错，这一步没有完成</h1><p>此前保存的内容和草稿都在。请稍后返回上一页再试；"
    "如仍然出错，请告诉系统管理员。</p></html>"
)


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that cannot be read (400)."""
    return render(request, "400.html", status=400)


@requires_csrf_token
def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an act that this person may not do (403), with the reason: `PermissionDenied("只有…可以…")`."""
    return render(request, "403.html", {"reason": str(exception)}, status=403)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that leads nowhere, or to what this person may not see (404)."""
    return render(request, "404.html", status=404)


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a failure of ours (500); should even the page fail, in bare words."""
    try:
        return render(request, "500.html", status=500)
    except Exception:
        logger.exception("the page for server errors could not be drawn")
        return HttpResponse(LAST_RESORT, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose page is older than the present sign-in (403)."""
    return render(request, "403_csrf.html", status=403)


def session_expired(request: HttpRequest) -> HttpResponse:
    """Answer (401) somebody whose sign-in ran out; saving in the background understands 401 too."""
    target = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': request.get_full_path()})}"
    return render(request, "ui/session_expired.html", {"sign_in_url": target}, status=401)
