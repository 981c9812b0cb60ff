"""Who stands before the page: the signed-in person with all grants, read once per request."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from huiyin.people.models import Committee
from huiyin.people.selectors import person_of, remember_grants
from huiyin.procedure.models import Matter
from huiyin.procedure.page.viewing import Viewing, Visit, viewing

P = ParamSpec("P")
COMMITTEE = "committee"


def visit_of(request: HttpRequest) -> Visit | None:
    """The visit of this request; None for nobody signed in or an account without a person."""
    if not hasattr(request, "_huiyin_visit"):
        request._huiyin_visit = _read_visit(request)  # type: ignore[attr-defined]
    visit: Visit | None = request._huiyin_visit  # type: ignore[attr-defined]
    return visit


def _read_visit(request: HttpRequest) -> Visit | None:
    person = person_of(request.user)
    if person is None:
        return None
    at = timezone.now()
    return Visit(person, at, tuple(remember_grants(person, timezone.localdate(at))))


def for_person(
    view: Callable[Concatenate[HttpRequest, Visit, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let persons through (the site asks everybody to sign in); no browser or proxy keeps what is shown."""

    @wraps(view)
    @never_cache
    def inner(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        visit = visit_of(request)
        if visit is None:
            raise PermissionDenied(_("您的账号还没有登记为任何人员，请联系政协办公室或系统管理员。"))
        return view(request, visit, *args, **kwargs)

    return inner


def seen_matter(visit: Visit, matter_id: UUID) -> Viewing:
    """The matter in the visitor's eyes. Raises Http404 when there is none or nothing of it may be seen."""
    matter = Matter.objects.select_related("committee").filter(pk=matter_id).first()
    if matter is None:
        raise Http404
    found = viewing(visit, matter)
    if not found.may_see:
        raise Http404
    return found


def chosen_committee(request: HttpRequest, visit: Visit) -> Committee:
    """The one committee a list shows: named in the address, else the last one chosen, else the first.

    Raises Http404 for a committee in which the visitor holds nothing, PermissionDenied for no grant at all.
    """
    if not visit.committees:
        raise PermissionDenied(_("您目前没有任何有效的职责授权，请联系政协办公室。"))
    by_code = {committee.code: committee for committee in visit.committees}
    asked = request.GET.get(COMMITTEE)
    if asked is not None:
        if asked not in by_code:
            raise Http404
        if len(by_code) > 1:
            request.session[COMMITTEE] = asked
        return by_code[asked]
    return by_code.get(str(request.session.get(COMMITTEE, "")), visit.committees[0])


__all__ = ["Visit", "chosen_committee", "for_person", "seen_matter", "visit_of"]
