"""All series of numbers with their pattern, what the next number would be, and what is coming."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from huiyin.kernel.verdicts import Refused
from huiyin.people.views.access import keeper_of_request
from huiyin.records.models import NumberPattern
from huiyin.records.number_change import CLERKS, shown
from huiyin.records.numbering import all_series, next_number, pattern_of


@login_required
@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    """One line for each series."""
    keeper = keeper_of_request(request)
    coming: dict[str, list[NumberPattern]] = {}
    rows = NumberPattern.objects.filter(committee=keeper.committee, in_force_from__gt=keeper.day)
    for each in rows.order_by("in_force_from"):
        coming.setdefault(each.series, []).append(each)
    lines = []
    for series in all_series.values():
        pattern = pattern_of(keeper.committee, series.code, keeper.day)
        number = next_number(keeper.committee, series.code, pattern, keeper.day)
        refused = isinstance(number, Refused)
        lines.append(
            {
                "series": series,
                "pattern": shown(pattern),
                "number": "" if refused else number,
                "trouble": number.text if isinstance(number, Refused) else "",
                "coming": [(each.in_force_from, shown(each.pattern)) for each in coming.get(series.code, [])],
            }
        )
    context = {"manager": keeper, "lines": lines, "may_change": bool(keeper.roles & CLERKS)}
    return render(request, "records/numbers.html", context)
