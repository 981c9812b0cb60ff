"""承办单位年度考核: all units of a year, one unit's year, and the list behind each of its figures."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from huiyin.desk.unit_year import (
    LABELS,
    UnitGroup,
    list_behind,
    may_read,
    unit_groups,
    unit_lines,
    units_readable,
)
from huiyin.desk.unit_year_words import review_words
from huiyin.handling.forms.ledger import YEARS, year_asked, years_beside
from huiyin.handling.selectors.unit_reviews import review_in_force
from huiyin.ledgers.definition import Asked, asked
from huiyin.people.models import Body
from huiyin.procedure.begin import may_begin
from huiyin.procedure.library import newest
from huiyin.procedure.page.viewing import view_many
from huiyin.procedure.selectors import matters_seen_with
from huiyin.procedure.views.access import Visit, chosen_committee, for_person
from huiyin.procedure.views.acts import FILL

REVIEW = "unit_review"
PAGE = 100
NOT_FOR_YOU = _("承办单位年度考核供政协、党委和政府办公室查看；承办单位查看本单位的。")


def _asker(request: HttpRequest, visit: Visit, year: int | None = None) -> Asked:
    committee = chosen_committee(request, visit)
    chosen = year if year is not None else year_asked(request.GET, visit.day.year)
    return asked(committee=committee, year=chosen, person=visit.person, at=visit.at)


def _place(asker: Asked, visit: Visit) -> dict[str, Any]:
    return {
        "committee": asker.committee,
        "committees": visit.committees if len(visit.committees) > 1 else (),
        "committee_name": asker.committee.name,
        "year": asker.year,
        "today": visit.day,
    }


@require_safe
@for_person
def units(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Every unit of a year; a unit's people find their own."""
    asker = _asker(request, visit)
    if units_readable(asker) is None:
        raise PermissionDenied(NOT_FOR_YOU)
    assert asker.year is not None
    context = {
        **_place(asker, visit),
        "lines": unit_lines(asker),
        "years": years_beside(asker.year, visit.day.year),
    }
    return render(request, "desk/units.html", context)


def _unit_asked(request: HttpRequest, visit: Visit, key: int, year: int) -> tuple[Asked, Body]:
    """The unit of the address, for whoever may read of it. Raises Http404 and PermissionDenied."""
    if not YEARS[0] <= year <= YEARS[1]:
        raise Http404
    asker = _asker(request, visit, year)
    unit = get_object_or_404(Body, pk=key, committee=asker.committee)
    if not may_read(asker, unit):
        raise PermissionDenied(NOT_FOR_YOU)
    return asker, unit


@require_safe
@for_person
def unit_year(request: HttpRequest, visit: Visit, key: int, year: int) -> HttpResponse:
    """One unit's year in figures that each open their list, and the review that the office wrote of it."""
    asker, unit = _unit_asked(request, visit, key, year)
    groups = unit_groups(asker, unit)
    context = {
        **_place(asker, visit),
        "unit": unit,
        "groups": groups,
        "years": years_beside(year, visit.day.year),
        **_review(asker, visit, unit, groups),
    }
    return render(request, "desk/unit_year.html", context)


def _review(asker: Asked, visit: Visit, unit: Body, groups: list[UnitGroup]) -> dict[str, Any]:
    """The review, where the reader may read it; for the office, the way to write one with the figures in it."""
    assert asker.year is not None
    row = review_in_force(asker.committee, unit, asker.year)
    seen = matters_seen_with(asker.grants, kind=REVIEW).filter(unit_review=row).first() if row else None
    if row is not None and seen is not None:
        return {"review": row, "review_state": view_many(visit, [seen])[seen.pk].state_label}
    if row is not None or not may_begin(newest(REVIEW), asker.grants, asker.committee):
        return {}
    fields = {
        "committee": asker.committee.code,
        f"{FILL}unit": str(unit.pk),
        f"{FILL}of_year": str(asker.year),
        f"{FILL}text": review_words(asker, unit, groups),
    }
    return {"write_url": f"{reverse('procedure:begin', args=[REVIEW])}?{urlencode(fields)}"}


@require_safe
@for_person
def unit_list(request: HttpRequest, visit: Visit, key: int, year: int, code: str) -> HttpResponse:
    """The assignments behind a figure."""
    asker, unit = _unit_asked(request, visit, key, year)
    try:
        found = list_behind(asker, unit, code)
    except KeyError:
        raise Http404 from None
    after = request.GET.get("page", "1")
    page = int(after) if after.isdecimal() and len(after) < 5 and int(after) > 0 else 1
    total = found.count()
    start = (page - 1) * PAGE
    ordered = found.select_related("parent", "committee", "assignment").order_by("-opened_at", "-pk")
    rows = list(ordered[start : start + PAGE])
    views = view_many(visit, rows)
    context = {
        **_place(asker, visit),
        "unit": unit,
        "label": LABELS[code],
        "total": total,
        "rows": [{"matter": each, "state": views[each.pk].state_label} for each in rows],
        "older": page + 1 if start + PAGE < total else None,
        "newer": page - 1 if page > 1 else None,
    }
    return render(request, "desk/unit_list.html", context)
