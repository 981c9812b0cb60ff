"""交办: the desk with all proposals on their way to the units, one move on a whole group, the list of each unit."""

from typing import Any
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huiyin.background.actions import NotStarted, start
from huiyin.people.enums import Role
from huiyin.people.models import Committee
from huiyin.procedure.models import Matter
from huiyin.procedure.page.batch import Candidate, candidates
from huiyin.procedure.selectors import matters_seen_with
from huiyin.procedure.views.access import Visit, chosen_committee, for_person
from huiyin.proposals.enums import KIND
from huiyin.proposals.forms.hand_over_desk import DeskFilters, SittingForm
from huiyin.proposals.lists.hand_over_desk import (
    STATES,
    classes_of,
    desk,
    keys_of_group,
    on_the_way,
    sides_of_grants,
    units_with_parts,
)
from huiyin.proposals.long_hand_over import CODE, MOST
from huiyin.proposals.views.agendas import keys_posted, taken_up
from huiyin.sittings.enums import KIND as SITTING
from huiyin.sittings.enums import SittingKind
from huiyin.sittings.selectors import OPEN_STATES
from huiyin.ui.opening import opens_at

DECIDING = {"listed": SittingKind.CHAIRPERSONS, "agreed": SittingKind.JOINT}
"""Which sitting takes up the proposals of a stage."""
SAMPLE = 20
"""Proposals of a group that are looked at before its move is confirmed; each is checked when its turn comes."""


def _committee(request: HttpRequest, visit: Visit) -> Committee:
    committee = chosen_committee(request, visit)
    if not sides_of_grants(visit.grants_in(committee)):
        raise PermissionDenied(_("提案交办由政协办、提案委和党委、政府办公室办理。"))
    return committee


def _filters(request: HttpRequest, visit: Visit, committee: Committee) -> DeskFilters:
    units = units_with_parts(visit.grants_in(committee), committee)
    return DeskFilters(request.GET, units=units, classes=classes_of(committee), states=STATES)


@require_safe
@for_person
def hand_over_desk(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Proposals by stage, in groups by side, with counts that open their lists, and moves on many at once."""
    return _desk_page(request, visit)


def _desk_page(request: HttpRequest, visit: Visit, *, problem: str = "", status: int = 200) -> HttpResponse:
    committee = _committee(request, visit)
    form = _filters(request, visit, committee)
    found = desk(visit, committee, form.filters(), after=request.GET.get("after", ""))
    sittings = _sittings(visit, committee, found.state)
    context = {
        "desk": found,
        "form": form,
        "active": form.active(request.GET),
        "committee": committee,
        "committees": visit.committees if len(visit.committees) > 1 else (),
        "committee_name": committee.name,
        "stages": [(each, _with(request, state=each.code)) for each in found.stages],
        "facets": [
            (each, _with(request, state=found.state, **{each.name: each.value})) for each in found.facets
        ],
        "older_url": _with(request, after=found.after) if found.after else "",
        "newer_url": _with(request) if request.GET.get("after") else "",
        "passed": _passed(request, found.state),
        "sitting_form": SittingForm(None, offered=sittings) if sittings is not None else None,
        "here": _with(request, state=found.state),
        "problem": problem,
    }
    return render(request, "proposals/hand_over/desk.html", context, status=status)


def _with(request: HttpRequest, **changes: str) -> str:
    query = request.GET.copy()
    query.pop("after", None)
    for name, value in changes.items():
        query[name] = value
    return f"?{query.urlencode()}"


def _passed(request: HttpRequest, state: str) -> list[tuple[str, str]]:
    """The filters in force, for the form that works on the whole group."""
    given = {name: str(value) for name, value in request.GET.items() if name not in ("after", "move")}
    return list({**given, "state": state}.items())


def _sittings(visit: Visit, committee: Committee, state: str) -> QuerySet[Matter] | None:
    """Sittings that may still take up proposals of this stage, for whoever sets their agendas; None for others."""
    grants = visit.grants_in(committee)
    if state not in DECIDING or Role.CPPCC_CLERK not in {grant.role for grant in grants}:
        return None
    open_ones = matters_seen_with(grants, kind=SITTING).filter(
        state__in=OPEN_STATES, sitting__kind=DECIDING[state]
    )
    return open_ones.order_by("-opened_at", "-pk")


@opens_at(lambda request: reverse("proposals:hand_over"))
@require_POST
@for_person
def take_up(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Put the chosen proposals, or the whole stage, on the agenda of a sitting."""
    committee = _committee(request, visit)
    filters = _filters(request, visit, committee).filters()
    sittings = _sittings(visit, committee, str(filters.get("state", "")))
    form = SittingForm(request.POST, offered=sittings) if sittings is not None else None
    chosen = on_the_way(visit.grants_in(committee), filters).filter(state=filters.get("state", ""))
    if "whole" not in request.POST:
        chosen = chosen.filter(pk__in=keys_posted(request))
    numbers = list(chosen.order_by("number").values_list("number", flat=True)[:MOST])
    problem = taken_up(visit, form, numbers)
    if problem or form is None:
        return _desk_page(request, visit, problem=problem, status=422)
    return redirect(reverse("procedure:matter", args=[form.cleaned_data["sitting"].pk]))


@require_http_methods(["GET", "HEAD", "POST"])
@for_person
def together(request: HttpRequest, visit: Visit) -> HttpResponse:
    """One move on a whole stage, however many: the form is filled in once, the work goes on in the background."""
    committee = _committee(request, visit)
    form_of_list = _filters(request, visit, committee)
    filters = form_of_list.filters()
    group = keys_of_group(visit.grants_in(committee), filters, MOST)
    sample = [key for key, _step in group[:SAMPLE]]
    move = str(request.GET.get("move", "")).removeprefix(f"{KIND}.")
    checked = candidates(visit, sample, KIND, move) if move else []
    ready = [each for each in checked if not each.refusals]
    context: dict[str, Any] = {
        "committee": committee,
        "committee_name": committee.name,
        "number": len(group),
        "move": move,
        "sample": checked,
        "deed": ready[0].deed if ready else None,
        "back_url": f"{reverse('proposals:hand_over')}{_with(request)}",
        "active": form_of_list.active(request.GET),
        "request_id": request.POST.get("request_id") or uuid4().hex,
    }
    deed = context["deed"]
    if deed is None:
        return render(request, "proposals/hand_over/together.html", context, status=200 if move else 422)
    if request.method != "POST":
        return render(request, "proposals/hand_over/together.html", {**context, "form": deed.form()})
    form = deed.form(typed=request.POST)
    if form is not None and not form.is_valid():
        return render(request, "proposals/hand_over/together.html", {**context, "form": form}, status=422)
    return _start(request, visit, committee, ready[0], {**context, "form": form, "group": group})


def _start(
    request: HttpRequest, visit: Visit, committee: Committee, first: Candidate, context: dict[str, Any]
) -> HttpResponse:
    assert first.deed is not None
    own = QueryDict(mutable=True)
    for name, values in request.POST.lists():
        if name not in ("csrfmiddlewaretoken", "request_id"):
            own.setlist(name, values)
    parameters = {
        "move": context["move"],
        "form": own.urlencode(),
        "matters": [str(key) for key, _step in context["group"]],
        "grant": first.deed.grants[0].pk if first.deed.grants else None,
        "request_id": context["request_id"],
    }
    title = _("%(label)s：%(number)d件提案") % {"label": first.deed.label, "number": context["number"]}
    try:
        work = start(
            kind=CODE, title=title, person=visit.person, committee=committee, parameters=parameters,
            at=visit.at, back_url=context["back_url"],
        )  # fmt: skip
    except NotStarted as refused:
        page = {**context, "problem": str(refused)}
        return render(request, "proposals/hand_over/together.html", page, status=409)
    return redirect(reverse("background:one", args=[work.pk]))
