"""Forms that save themselves: called by the page in the background, answered in JSON."""

import re
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from huiyin.procedure.drafts import discard_draft, save_draft
from huiyin.procedure.errors import ActRefused, ContentRefused
from huiyin.procedure.page.viewing import Visit
from huiyin.procedure.views.access import for_person, seen_matter, visit_of
from huiyin.ui.opening import opens_at

KEY = re.compile(r"^(?:(?:take|revise):(?P<matter>[0-9a-f-]{36}):[a-z0-9_-]{1,60}|begin:[a-z0-9_:-]{1,120})$")
MOST_BYTES = 1_000_000


@never_cache
@require_POST
def save(request: HttpRequest, key: str) -> JsonResponse:
    """Keep what was typed so far, for this person and this form alone."""
    visit = visit_of(request)
    if visit is None or not _is_own(visit, key):
        return JsonResponse({"error": _("没有找到这一事项，内容没有保存。")}, status=404)
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
        return JsonResponse({"error": _("内容过长，未能自动保存；请改用附件提交。")}, status=413)
    typed = {name: [str(value) for value in values] for name, values in request.POST.lists()}
    try:
        draft = save_draft(visit.person, key, typed, at=visit.at)
    except ActRefused as refused:
        forget = isinstance(refused, ContentRefused)
        return JsonResponse({"error": str(refused), "forget": forget}, status=422)
    return JsonResponse({"saved_at": f"{timezone.localtime(draft.saved_at):%H:%M}"})


def _target(request: HttpRequest, **_parameters: str) -> str:
    """The page of the form, as the form itself names it; only pages of this site."""
    target = request.POST.get("next", "/")
    allowed = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if allowed else "/"


@opens_at(_target)
@require_POST
@for_person
def discard(request: HttpRequest, visit: Visit, key: str) -> HttpResponse:
    """Forget a draft and go back to the form as the matter fills it."""
    if discard_draft(visit.person, key):
        messages.info(request, _("已放弃自动保存的内容。"))
    return HttpResponseRedirect(_target(request))


def _is_own(visit: Visit, key: str) -> bool:
    """Whether this is a form the person can have before them."""
    match = KEY.match(key)
    if match is None:
        return False
    if match["matter"] is None:
        return True
    try:
        seen_matter(visit, UUID(match["matter"]))
    except (Http404, ValueError):
        return False
    return True
