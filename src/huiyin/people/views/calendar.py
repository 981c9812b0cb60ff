"""The work calendar: what is laid down for a year. Operators change it, those who look after a committee read it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from huiyin.kernel.verdicts import ALLOWED
from huiyin.people.guards import may_set_calendar
from huiyin.people.selectors.calendar import calendar_years, days_of_year
from huiyin.people.views.access import keeper_of_request


@login_required
@require_safe
def work_days(request: HttpRequest) -> HttpResponse:
    """One year of the calendar, with the buttons for those who may change it."""
    keeper = keeper_of_request(request)
    year = _year_shown(request)
    years = calendar_years()
    context = {
        "manager": keeper,
        "year": year,
        "years": years,
        "known": next((each for each in years if each.year == year), None),
        "days": days_of_year(year),
        "may_change": may_set_calendar(keeper.grants) == ALLOWED,
    }
    return render(request, "people/calendar.html", context)


def _year_shown(request: HttpRequest) -> int:
    text = request.GET.get("year", "")
    in_range = text.isascii() and text.isdigit() and 1949 <= int(text[:6]) <= 2999
    return int(text) if in_range else timezone.localdate().year
