"""我的意见去哪了."""

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiyin.desk.whereabouts import year_of_mine, years_of
from huiyin.procedure.views.access import Visit, for_person
from huiyin.procedure.whereabouts import Standing

WORDS: Mapping[Standing, Callable[[], str]] = {
    Standing.YOURS: lambda: _("等您办理"),
    Standing.UNDER_WAY: lambda: _("正在办理"),
    Standing.ECHOED: lambda: _("已有结果"),
    Standing.ENDED: lambda: _("已告知去向"),
}


@require_safe
@for_person
def whereabouts_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What I put forward in a year, each in plain words from filing to look-back."""
    years = years_of(visit)
    asked = request.GET.get("year", "")
    year = (
        int(asked) if asked.isdecimal() and int(asked) in years else (years[0] if years else visit.day.year)
    )
    standing = request.GET.get("standing", "")
    standing = standing if standing in list(Standing) else ""
    found = year_of_mine(visit, year, standing=standing)
    context = {
        "mine": found,
        "standing": standing,
        "years": [
            {"year": each, "url": f"?{urlencode({'year': each})}", "here": each == year} for each in years
        ],
        "standings": [
            {
                "label": WORDS[Standing(each.code)](),
                "number": each.number,
                "url": f"?{urlencode({'year': year, 'standing': each.code})}",
                "here": each.code == standing,
            }
            for each in found.counts
        ],
        "all_url": f"?{urlencode({'year': year})}",
        "standing_words": {code.value: words() for code, words in WORDS.items()},
    }
    return render(request, "desk/whereabouts.html", context)
