"""Pages for what goes wrong: what happened, that nothing was lost, what to do. None of them needs the database.

A page that saves itself in the background asks for JSON and gets the sentence alone.
"""

import logging
import sys
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render, resolve_url
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token

from huiyin.ui.opening import page_instead_of, page_of
from huiyin.ui.trouble import Trouble, trouble_of

logger = logging.getLogger(__name__)
LAST_RESORT = (
    "<!doctype html><html lang='zh-Hans'><meta charset='utf-8'><title>系统出错</title>"
    "<h1>系统出错，这一步没有完成</h1><p>此前保存的内容和草稿都在。请稍后返回上一页再试；"
    "如仍然出错，请告诉系统管理员。</p></html>"
)
RETRY_SECONDS = 60


def wants_json(request: HttpRequest) -> bool:
    """Whether a script is asking, which can show a sentence and no page."""
    return request.accepts("application/json") and not request.accepts("text/html")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that cannot be read (400), or one that is too big (413).

    Without a token of its own, unlike the other pages: making one reads the form, which has just failed.
    """
    reason = _too_much(exception)
    if wants_json(request):
        sentence = reason or _("送来的内容不完整或格式不对，没有做任何改动。")
        return JsonResponse({"error": sentence}, status=413 if reason else 400)
    if reason:
        return HttpResponse(render_to_string("413.html", {"reason": reason}), status=413)
    return HttpResponse(render_to_string("400.html"), status=400)


def _too_much(exception: Exception) -> str:
    if isinstance(exception, TooManyFieldsSent):
        most = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
        return _("一次提交的栏目过多，最多%(most)d项。") % {"most": most}
    if isinstance(exception, TooManyFilesSent):
        return _("一次上传的文件过多，最多%(most)d个。") % {"most": settings.DATA_UPLOAD_MAX_NUMBER_FILES}
    if isinstance(exception, RequestDataTooBig):
        return _("一次提交的文字或文件总量超过了系统允许的大小。")
    return ""


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
    """Answer a failure: trouble of the machine (503) or a fault of ours (500); at worst in bare words."""
    # Called while the error is being handled, wherever it came up: in a view, a middleware, saving the session.
    trouble = trouble_of(sys.exc_info()[1])
    try:
        return unavailable(request, trouble) if trouble else render(request, "500.html", status=500)
    except Exception:
        logger.exception("the page for server errors could not be drawn")
        return HttpResponse(LAST_RESORT, status=500)


def unavailable(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    """Answer (503) somebody whose act the machine could not carry out just now."""
    headers = {"Retry-After": str(RETRY_SECONDS)}
    if wants_json(request):
        return JsonResponse({"error": str(trouble.happened)}, status=503, headers=headers)
    # Drawn without the request: what the head of a page shows of the person is read from the database.
    page = render_to_string("503.html", {"trouble": trouble})
    return HttpResponse(page, status=503, headers=headers)


def not_allowed(request: HttpRequest, allowed: str) -> HttpResponse:
    """Answer an address opened otherwise than it is meant (405): a form's, typed or found in the history."""
    headers = {"Allow": allowed}
    if wants_json(request):
        return JsonResponse(
            {"error": _("这个地址不能这样打开，没有做任何改动。")}, status=405, headers=headers
        )
    page = render_to_string("405.html", {"page_url": page_instead_of(request)})
    return HttpResponse(page, status=405, headers=headers)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose page is older than the present sign-in (403)."""
    return render(request, "403_csrf.html", status=403)


def session_expired(request: HttpRequest) -> HttpResponse:
    """Answer (401) somebody whose sign-in ran out; saving in the background understands 401 too."""
    if wants_json(request):
        return JsonResponse({"error": _("登录已过期，请重新登录后继续。")}, status=401)
    target = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': page_of(request)})}"
    return render(request, "ui/session_expired.html", {"sign_in_url": target}, status=401)
