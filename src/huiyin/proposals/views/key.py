"""重点提案: candidates and chosen ones, the agenda of the chairpersons' sitting, and supervising several at once."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from huiyin.handling.forms.ledger import year_asked, years_beside
from huiyin.handling.models import Assignment
from huiyin.people.models import Committee
from huiyin.procedure.begin import may_begin
from huiyin.procedure.library import newest
from huiyin.procedure.models import Matter
from huiyin.procedure.selectors import matters_seen_with
from huiyin.procedure.views.access import Visit, chosen_committee, for_person
from huiyin.procedure.views.acts import FILL
from huiyin.proposals.enums import KIND
from huiyin.proposals.forms.hand_over_desk import SittingForm
from huiyin.proposals.lists.key import key_page, selecting_grants, sets_agendas
from huiyin.proposals.selectors.hand_over import BOTH, sides_shown
from huiyin.proposals.selectors.key import chosen_or_nominated
from huiyin.proposals.views.agendas import keys_posted, taken_up
from huiyin.sittings.enums import KIND as SITTING
from huiyin.sittings.enums import SittingKind
from huiyin.sittings.selectors import OPEN_STATES
from huiyin.ui.opening import opens_at

ORDER = "supervision_order"
MOST_SUPERVISED = 50
"""Proposals under one order: more than one inspection can visit."""


@require_safe
@for_person
def key_proposals(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A year's candidates with who nominated them and why, and its key proposals with criteria and leaders."""
    return _page(request, visit)


@opens_at(lambda request: reverse("proposals:key"))
@require_POST
@for_person
def key_agenda(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Put the chosen candidates on the agenda of a sitting of the chairpersons."""
    committee = _committee(request, visit)
    form = SittingForm(request.POST, offered=_sittings(visit, committee))
    grants = selecting_grants(visit.grants_in(committee))
    chosen = chosen_or_nominated(grants).filter(committee=committee, pk__in=keys_posted(request))
    problem = taken_up(
        visit, form, [str(key) for key in chosen.order_by("number").values_list("pk", flat=True)]
    )
    if problem:
        return _page(request, visit, problem=problem, status=422)
    return redirect(reverse("procedure:matter", args=[form.cleaned_data["sitting"].pk]))


@opens_at(lambda request: reverse("proposals:key"))
@require_POST
@for_person
def supervise(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Lead to the form of a supervision order over the chosen proposals, with those who handle them filled in."""
    committee = chosen_committee(request, visit)
    grants = visit.grants_in(committee)
    if not may_begin(newest(ORDER), grants, committee):
        raise PermissionDenied(_("督办由政协办、专门委员会和党委、政府办公室立项。"))
    rows = matters_seen_with(grants, kind=KIND).filter(committee=committee, pk__in=keys_posted(request))
    found = list(rows.filter(closed_at__isnull=True).order_by("number", "pk")[:MOST_SUPERVISED])
    if not found:
        text = _("没有选中可以督办的提案。请在已经交办、尚未办结的提案前打勾。")
        if selecting_grants(grants):
            return _page(request, visit, problem=text, status=422)
        messages.warning(request, text)
        return redirect("proposals:hand_over")
    return redirect(order_url(committee, found, _units_known(visit, found)))


def _units_known(visit: Visit, matters: Sequence[Matter]) -> list[int]:
    """The units that handle these, as far as the visitor reads of them: an office hears of none of the other side."""
    known: set[int] = set()
    for matter in matters:
        rows = Assignment.objects.filter(matter__parent=matter)
        sides = sides_shown(matter, visit.person, visit.day)
        known |= set(
            (rows if sides >= BOTH else rows.filter(unit__side__in=sides)).values_list("unit", flat=True)
        )
    return sorted(known)


def order_url(committee: Committee, matters: list[Matter], units: Sequence[int]) -> str:
    """The form of an order, filled in: the proposals by number (by key where there is none) and these units."""
    fields = [("committee", committee.code)]
    fields += [(f"{FILL}units", str(key)) for key in units]
    fields.append((f"{FILL}numbers", "\n".join(each.number or str(each.pk) for each in matters)))
    fields.append((f"{FILL}title", _title(matters)))
    return f"{reverse('procedure:begin', args=[ORDER])}?{urlencode(fields)}"


def _title(matters: list[Matter]) -> str:
    if len(matters) == 1:
        return _("关于“%(title)s”的督办") % {"title": matters[0].title}
    return _("关于“%(title)s”等%(number)d件提案的督办") % {"title": matters[0].title, "number": len(matters)}


def _committee(request: HttpRequest, visit: Visit) -> Committee:
    committee = chosen_committee(request, visit)
    if not selecting_grants(visit.grants_in(committee)):
        raise PermissionDenied(_("重点提案的遴选供政协领导、政协办和提案委的工作人员使用。"))
    return committee


def _sittings(visit: Visit, committee: Committee) -> QuerySet[Matter]:
    """Sittings of the chairpersons whose agenda may still change."""
    seen = matters_seen_with(visit.grants_in(committee), kind=SITTING)
    open_ones = seen.filter(state__in=OPEN_STATES, sitting__kind=SittingKind.CHAIRPERSONS)
    return open_ones.order_by("-opened_at", "-pk")


def _page(request: HttpRequest, visit: Visit, *, problem: str = "", status: int = 200) -> HttpResponse:
    committee = _committee(request, visit)
    grants = visit.grants_in(committee)
    year = year_asked(request.GET, visit.day.year)
    sittings = _sittings(visit, committee)
    context = {
        "page": key_page(visit, committee, year),
        "year": year,
        "years": years_beside(year, visit.day.year),
        "committee": committee,
        "committees": visit.committees if len(visit.committees) > 1 else (),
        "committee_name": committee.name,
        "sitting_form": SittingForm(None, offered=sittings) if sets_agendas(grants) else None,
        "any_sitting": sittings.exists(),
        "may_supervise": bool(may_begin(newest(ORDER), grants, committee)),
        "problem": problem,
    }
    return render(request, "proposals/key.html", context, status=status)
