"""后台任务: what I have started, how far it is, and the file that came of it."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from huiyin.background.actions import ask_to_stop
from huiyin.background.enums import Condition
from huiyin.background.kinds import kinds
from huiyin.background.models import LongWork
from huiyin.background.progress import place_of
from huiyin.background.selectors import work_of
from huiyin.kernel.verdicts import Refused
from huiyin.procedure.views.access import Visit, for_person
from huiyin.ui.opening import opens_at

SHOWN = 50


@require_safe
@for_person
def mine(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What this person has started lately."""
    return render(request, "background/mine.html", {"works": work_of(visit.person)[:SHOWN]})


@require_safe
@for_person
def one(request: HttpRequest, visit: Visit, key: int) -> HttpResponse:
    """One piece of work with its progress; may be left and come back to."""
    return render(request, "background/one.html", {"work": _own(visit, key)})


@require_safe
@for_person
def progress(request: HttpRequest, visit: Visit, key: int) -> HttpResponse:
    """The part of the page that asks for itself again while the work is open."""
    return render(request, "background/_progress.html", {"work": _own(visit, key)})


@opens_at(lambda request, key: reverse("background:one", args=[key]))
@require_POST
@for_person
def stop(request: HttpRequest, visit: Visit, key: int) -> HttpResponse:
    """Stop the work at its next piece."""
    ask_to_stop(_own(visit, key), at=visit.at)
    return redirect("background:one", key)


@require_safe
@for_person  # type: ignore[arg-type]  # a file is streamed; for_person adds headers to any response
def result(request: HttpRequest, visit: Visit, key: int) -> HttpResponseBase:
    """The file, to the person who asked for it, as long as that person may still have it."""
    work = _own(visit, key)
    if work.condition != Condition.DONE or not work.stored_path:
        raise Http404(_("这项后台任务没有可以下载的文件。"))
    kind = kinds.get(work.kind)
    verdict = kind.check(work) if kind else None
    if isinstance(verdict, Refused):
        raise PermissionDenied(verdict.text)
    if not visit.grants_in(work.committee):
        raise PermissionDenied(_("您在该政协已没有有效的职责授权，不能再下载这份文件。"))
    path = place_of(work)
    if not path.is_file():
        raise Http404(_("文件已过保存期限，请重新提交。"))
    response = FileResponse(
        path.open("rb"), as_attachment=True, filename=work.file_name, content_type=work.media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _own(visit: Visit, key: int) -> LongWork:
    work = work_of(visit.person).filter(pk=key).first()
    if work is None:
        raise Http404
    return work
