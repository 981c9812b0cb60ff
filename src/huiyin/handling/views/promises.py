"""承诺兑现情况: every unit's promises of a year, and the promises behind each figure."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiyin.handling.enums import LookBackVerdict
from huiyin.handling.forms.ledger import year_asked
from huiyin.handling.promise_rules import PromiseStanding
from huiyin.handling.selectors.promises import Promise, UnitRecord, promises_seen, unit_records, whole
from huiyin.people.enums import Role
from huiyin.people.rules import PUTTING_FORWARD
from huiyin.procedure.views.access import Visit, chosen_committee, for_person

READERS = frozenset(Role) - PUTTING_FORWARD - {Role.SYSTEM_OPERATOR}


@require_safe
@for_person
def record(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Unit by unit: promises kept in time, kept late, running, late, not kept; what visits found."""
    page = _read(request, visit)
    records = unit_records(page["promises"])
    base = {"committee": page["committee"].code, "year": page["year"]}
    lines = [_line(each, {**base, "unit": each.unit}) for each in records]
    context = {
        **page,
        "lines": lines,
        "total": _line(whole(records), base),
        "standings": PromiseStanding.labels,
        "verdicts": LookBackVerdict.labels,
    }
    return render(request, "handling/promises/record.html", context)


@require_safe
@for_person
def promises(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The promises behind a figure: by unit, standing and what a visit found."""
    page = _read(request, visit)
    asked = {name: request.GET.get(name, "") for name in ("unit", "standing", "found")}
    rows = [each for each in page["promises"] if _fits(each, asked)]
    return render(request, "handling/promises/list.html", {**page, "rows": rows, "asked": asked})


def _read(request: HttpRequest, visit: Visit) -> dict[str, Any]:
    committee = chosen_committee(request, visit)
    if not READERS & {each.role for each in visit.grants_in(committee)}:
        raise PermissionDenied(_("承诺兑现情况供政协、党委和政府办公室、承办单位的工作人员查看。"))
    year = year_asked(request.GET, visit.day.year)
    return {
        "committee": committee,
        "committees": visit.committees if len(visit.committees) > 1 else (),
        "committee_name": committee.name,
        "year": year,
        "years": (year - 1, year + 1),
        "promises": promises_seen(visit.person, committee, visit.day, year),
    }


def _fits(promise: Promise, asked: dict[str, str]) -> bool:
    return (
        asked["unit"] in ("", str(promise.unit))
        and asked["standing"] in ("", promise.standing)
        and asked["found"] in ("", promise.looked_back)
    )


def _line(record: UnitRecord, base: dict[str, Any]) -> dict[str, Any]:
    counts = [_figure(number, base, standing=code) for code, number in record.counts.items()]
    found = [_figure(number, base, found=code) for code, number in record.found.items()]
    return {
        "name": record.name,
        "total": _figure(record.total, base),
        "counts": list(zip(PromiseStanding.labels, counts, strict=True)),
        "share": record.share,
        "found": list(zip(LookBackVerdict.labels, found, strict=True)),
    }


def _figure(number: int, base: dict[str, Any], **more: str) -> dict[str, Any]:
    return {"number": number, "url": f"{reverse('handling:promises')}?{urlencode({**base, **more})}"}
