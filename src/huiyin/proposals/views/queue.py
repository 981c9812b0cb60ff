"""提案审查: the examiners' queue."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from huiyin.people.enums import Role
from huiyin.people.models import Committee
from huiyin.procedure.models import Matter
from huiyin.procedure.selectors import matters_seen_with
from huiyin.procedure.views.access import Visit, chosen_committee, for_person
from huiyin.proposals.forms.hand_over_desk import SittingForm
from huiyin.proposals.lists.queue import examined_by, examining_grants, queue
from huiyin.proposals.lists.queue_form import QueueForm
from huiyin.proposals.rules.state_groups import FINAL
from huiyin.proposals.views.agendas import keys_posted, taken_up
from huiyin.sittings.enums import KIND as SITTING
from huiyin.sittings.enums import SittingKind
from huiyin.sittings.rules import MOST_TOGETHER
from huiyin.sittings.selectors import OPEN_STATES
from huiyin.ui.opening import opens_at

DECIDING = (
    SittingKind.EXAMINATION,
    SittingKind.SPECIAL_COMMITTEE,
    SittingKind.CHAIRPERSONS,
    SittingKind.PLENARY,
)
"""Sittings whose decision a final examination may cite."""


@require_safe
@for_person
def queue_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Proposals to be examined, with what is new to this person; filters, order and page live in the address."""
    return _page(request, visit, _committee(request, visit))


@opens_at(lambda request: reverse("proposals:queue"))
@require_POST
@for_person
def queue_agenda(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Put the chosen proposals, or all in the final examination that the filters leave, on the agenda of a sitting."""
    committee = _committee(request, visit)
    form = SittingForm(request.POST, offered=_sittings(visit, committee))
    chosen = _in_final(request, visit, committee)
    if "whole" not in request.POST:
        chosen = chosen.filter(pk__in=keys_posted(request))
    keys = [
        str(key) for key in chosen.order_by("opened_at", "pk").values_list("pk", flat=True)[:MOST_TOGETHER]
    ]
    problem = taken_up(visit, form, keys)
    if problem:
        return _page(request, visit, committee, problem=problem, status=422)
    return redirect(reverse("procedure:matter", args=[form.cleaned_data["sitting"].pk]))


def _committee(request: HttpRequest, visit: Visit) -> Committee:
    committee = chosen_committee(request, visit)
    if not examining_grants(visit.grants_in(committee)):
        raise PermissionDenied(_("这一页供提案委员会和政协办公室审查提案的工作人员使用。"))
    return committee


def _sittings(visit: Visit, committee: Committee) -> QuerySet[Matter]:
    """Sittings that decide and whose agenda this person sets: the office of all, a clerk of the own committee's."""
    grants = examining_grants(visit.grants_in(committee))
    own = Q(sitting__body__in=[grant.body_id for grant in grants if grant.role == Role.COMMITTEE_CLERK])
    if any(grant.role == Role.CPPCC_CLERK for grant in grants):
        own = Q()
    seen = matters_seen_with(visit.grants_in(committee), kind=SITTING)
    return seen.filter(own, state__in=OPEN_STATES, sitting__kind__in=DECIDING).order_by("-opened_at", "-pk")


def _in_final(request: HttpRequest, visit: Visit, committee: Committee) -> QuerySet[Matter]:
    filters = QueueForm(request.GET, committee=committee).filters()
    grants = examining_grants(visit.grants_in(committee))
    return examined_by(grants, visit.person, filters).filter(state=FINAL)


def _page(
    request: HttpRequest, visit: Visit, committee: Committee, *, problem: str = "", status: int = 200
) -> HttpResponse:
    form = QueueForm(request.GET, committee=committee)
    after = request.GET.get("after", "")
    found = queue(visit, committee, form.filters(), after=after)
    where = {"committee": committee.code}
    types_in_paper = any(grant.role == Role.CPPCC_CLERK for grant in visit.grants_in(committee))
    context = {
        "queue": found,
        "form": form,
        "active": form.active(request.GET),
        "committee": committee,
        "committees": visit.committees if len(visit.committees) > 1 else (),
        "committee_name": committee.name,
        "clear_url": f"?{urlencode(where)}",
        "address": f"{reverse('proposals:queue')}{_address(request)}",
        "unread_url": _address(request, unread="1"),
        "mine_url": f"{reverse('proposals:mine')}?{urlencode(where)}" if types_in_paper else "",
        "older_url": _address(request, after=found.older) if found.older else "",
        "newer_url": _address(request) if after else "",
        "final": _in_final(request, visit, committee).count(),
        "sitting_form": SittingForm(None, offered=_sittings(visit, committee)),
        "agenda_url": f"{reverse('proposals:queue_agenda')}{_address(request)}",
        "problem": problem,
    }
    return render(request, "proposals/queue.html", context, status=status)


def _address(request: HttpRequest, **changes: str) -> str:
    query = request.GET.copy()
    query.pop("after", None)
    for name, value in changes.items():
        query[name] = value
    return f"?{query.urlencode()}"
