"""The work calendar for operators: what is laid down for a year, setting a day, saying a year is official."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from huiyin.kernel.verdicts import Refused
from huiyin.people.actions.calendar import clear_day, set_day, set_year
from huiyin.people.forms import CalendarDayForm, CalendarYearForm
from huiyin.people.guards import may_set_calendar
from huiyin.people.selectors.calendar import calendar_years, days_of_year
from huiyin.people.views.access import grants_of_request


@login_required
@require_http_methods(["GET", "POST"])
def work_days(request: HttpRequest) -> HttpResponse:
    """One year of the calendar; a post sets a day or a year, according to the button."""
    verdict = may_set_calendar(grants_of_request(request))
    if isinstance(verdict, Refused):
        raise PermissionDenied(verdict.text)
    year = _year_shown(request)
    day_form, year_form = (
        CalendarDayForm(prefix="day"),
        CalendarYearForm(prefix="year", initial={"year": year}),
    )
    if request.method == "POST":
        if "set_day" in request.POST:
            form: Form = (day_form := CalendarDayForm(request.POST, prefix="day"))
            store: Callable[[Form], int] = _store_day
        else:
            form = year_form = CalendarYearForm(request.POST, prefix="year")
            store = _store_year
        if form.is_valid():
            year = store(form)
            messages.success(request, _("工作日历已更新。"))
            return redirect(f"{request.path}?year={year}")
    years = calendar_years()
    context = {
        "year": year,
        "years": years,
        "known": next((each for each in years if each.year == year), None),
        "days": days_of_year(year),
        "day_form": day_form,
        "year_form": year_form,
    }
    return render(request, "people/calendar.html", context)


def _year_shown(request: HttpRequest) -> int:
    text = request.GET.get("year", "")
    in_range = text.isascii() and text.isdigit() and 1949 <= int(text[:6]) <= 2999
    return int(text) if in_range else timezone.localdate().year


def _store_day(form: Form) -> int:
    values = form.cleaned_data
    if values["working"] == "clear":
        clear_day(day=values["day"])
    else:
        set_day(day=values["day"], working=values["working"] == "on", name=values["name"])
    return int(values["day"].year)


def _store_year(form: Form) -> int:
    values = form.cleaned_data
    set_year(number=values["year"], official=values["official"], notice=values["notice"])
    return int(values["year"])
