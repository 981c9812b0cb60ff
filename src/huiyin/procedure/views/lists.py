"""The work list, and one act on many of its matters."""

from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from huiyin.people.models import Grant
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.list_form import WorkListForm
from huiyin.procedure.page.batch import MOST, BatchOrder, Candidate, candidates, carry_out
from huiyin.procedure.page.viewing import Visit
from huiyin.procedure.page.work_list import office_grants, procedures_for, work_list
from huiyin.procedure.views.access import chosen_committee, for_person
from huiyin.ui.opening import opens_at

LONGEST_ADDRESS = 1500
"""Servers cut longer ones off; twice encoded (in `next`) it is three times as long."""

SUGGEST = "suggest-"
BACK = "back"
"""The field in which another list than the work list says where it is."""


@require_safe
@for_person
def matters(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Matters of one committee that this person sees; filters and page live in the address."""
    committee = chosen_committee(request, visit)
    grants = visit.grants_in(committee)
    form = WorkListForm(
        request.GET,
        procedures=procedures_for(grants),
        committee=committee,
        for_offices=bool(office_grants(grants)),
    )
    found = work_list(visit, committee, form.filters(), after=request.GET.get("after", ""))
    context = {
        "list": found,
        "form": form,
        "active": form.active(request.GET),
        "committee": committee,
        "committees": visit.committees if len(visit.committees) > 1 else (),
        "committee_name": committee.name,
        "older_url": _address(request, after=found.older) if found.older else "",
        "newer_url": _address(request) if request.GET.get("after") else "",
        "address": _address(request),
    }
    template = "procedure/list/page.html"
    return render(request, f"{template}#rows" if _wants_rows(request) else template, context)


def _wants_rows(request: HttpRequest) -> bool:
    return request.headers.get("HX-Target") == "matters"


def _address(request: HttpRequest, **changes: str) -> str:
    query = request.GET.copy()
    query.pop("after", None)
    for name, value in changes.items():
        query[name] = value
    return f"?{query.urlencode()}"


def _preview_again(request: HttpRequest) -> str:
    """The preview of the same matters, or the list where they are too many for an address."""
    query = QueryDict(mutable=True)
    query["move"] = _given(request).get("move", "")
    query.setlist("matter", [str(key) for key in _keys(request)])
    address = f"{request.path}?{query.urlencode()}"
    return address if len(address) <= LONGEST_ADDRESS else reverse("procedure:matters")


@opens_at(_preview_again)
@require_http_methods(["GET", "HEAD", "POST"])
@for_person
def batch(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Preview one move for many matters, then make it; which can and which cannot is told for each."""
    procedure, _dot, move = _given(request).get("move", "").partition(".")
    keys = _keys(request)
    chosen = candidates(visit, keys, procedure, move) if procedure and move else []
    problem = _nothing_to_do(procedure, move, len(keys), chosen)
    if problem or not request.POST.get("confirmed"):
        return _preview(request, visit, chosen, problem=problem, status=422 if problem else 200)
    order = BatchOrder(
        move=move,
        data=request.POST,
        files=request.FILES,
        grant=_grant(request, visit),
        request_id=request.POST.get("request_id") or uuid4().hex,
        steps=_expected_steps(request),
    )
    # All that were confirmed, also those refused by now: sent twice, the engine knows each act again.
    declared = [each for each in chosen if each.deed]
    try:
        outcomes = carry_out(visit, declared, order)
    except ActRefused as refused:
        return _preview(request, visit, chosen, refused=refused, status=422)
    context = {
        "outcomes": outcomes,
        "deed": declared[0].deed if declared else None,
        "list_url": _list_url(request),
    }
    return render(request, "procedure/list/batch_done.html", context)


def _given(request: HttpRequest) -> QueryDict:
    return request.POST if request.method == "POST" else request.GET


def _list_url(request: HttpRequest) -> str:
    """The list that led here, with its filters: an address of this site, or the work list."""
    given = _given(request).get(BACK, "")
    ours = given.startswith("/") and url_has_allowed_host_and_scheme(given, allowed_hosts=None)
    return given if ours else reverse("procedure:matters")


def _grant(request: HttpRequest, visit: Visit) -> Grant | None:
    """The grant chosen on the page; one that is not the visitor's own counts as none."""
    given = request.POST.get("acting_grant")
    return next((each for each in visit.grants if str(each.pk) == given), None)


def _nothing_to_do(procedure: str, move: str, count: int, chosen: list[Candidate]) -> str:
    if not procedure or not move:
        return _("请先选择要办理什么。")
    if not count:
        return _("没有选中事项。请回到列表，在要办理的事项前打勾。")
    if count > MOST:
        return _("一次最多办理 %(most)d 件，请分批选择。") % {"most": MOST}
    if not chosen:
        return _("所选事项中没有可以这样办理的。请回到列表重新选择。")
    return ""


def _keys(request: HttpRequest) -> list[UUID]:
    keys = []
    for text in _given(request).getlist("matter"):
        try:
            keys.append(UUID(text))
        except ValueError:
            continue
    return list(dict.fromkeys(keys))


def _suggested(request: HttpRequest) -> dict[str, str]:
    """What the page that led here would fill in: `suggest-<field>` fields; the person may change it."""
    return {
        name.removeprefix(SUGGEST): str(value)
        for name, value in request.POST.items()
        if name.startswith(SUGGEST)
    }


def _expected_steps(request: HttpRequest) -> dict[str, int]:
    """What each matter's step was when the preview was drawn: `step-<id>` fields."""
    found = {}
    for name, value in request.POST.items():
        if name.startswith("step-") and str(value).isdecimal() and len(str(value)) < 10:
            found[name.removeprefix("step-")] = int(str(value))
    return found


def _preview(
    request: HttpRequest,
    visit: Visit,
    chosen: list[Candidate],
    *,
    problem: str = "",
    refused: ActRefused | None = None,
    status: int = 200,
) -> HttpResponse:
    ready = [each for each in chosen if not each.refusals]
    deed = ready[0].deed if ready else None
    form: ActForm | None = None
    if deed is not None:
        typed = request.POST if refused else None
        form = (refused.form if refused else None) or deed.form(typed=typed, suggested=_suggested(request))
    grants = {grant.pk: grant for each in ready if each.deed for grant in each.deed.grants}
    context = {
        "chosen": chosen,
        "ready": ready,
        "deed": deed,
        "form": form,
        "move": _given(request).get("move", ""),
        "problem": problem,
        "back": _given(request).get(BACK, ""),
        "list_url": _list_url(request),
        "refusals": refused.refusals if refused and refused.form is None else (),
        "request_id": request.POST.get("request_id") or uuid4().hex,
        "grants": list(grants.values()) if len(grants) > 1 else (),
        "chosen_grant": _grant(request, visit),
        "has_files": form is not None and form.is_multipart(),
        "passed_over": len(_keys(request)) - len(chosen) if chosen else 0,
    }
    return render(request, "procedure/list/batch.html", context, status=status)
