"""采用台账: uses and instructions of a committee's year by level; every figure leads to its briefs."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiyin.briefs.lists.used import (
    COUNTED,
    OF_SENDERS,
    Entry,
    Line,
    by_level,
    by_sender,
    sender_entries,
    used_entries,
)
from huiyin.handling.forms.ledger import year_asked
from huiyin.people.enums import Role
from huiyin.people.models import Committee
from huiyin.procedure.views.access import Visit, chosen_committee, for_person

READERS = frozenset({Role.CPPCC_CLERK, Role.VICE_CHAIR, Role.SECRETARY_GENERAL, Role.CHAIR})
MOST = 500


@require_safe
@for_person
def used(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The figures; with `what` in the address the briefs behind one of them."""
    committee = _readable(request, visit)
    year = year_asked(request.GET, visit.day.year)
    grants = visit.grants_in(committee)
    entries = used_entries(committee, year, grants)
    senders = sender_entries(committee, year, grants)
    place = {"committee": committee.code, "year": str(year)}
    context = {
        "committee": committee,
        "committees": visit.committees if len(visit.committees) > 1 else (),
        "committee_name": committee.name,
        "year": year,
        # A year that has not begun has no figures.
        "years": [_year(place, each) for each in (year - 1, year + 1) if each <= visit.day.year],
        "back": f"{reverse('briefs:used')}?{urlencode(place)}",
    }
    if "what" in request.GET:
        asked = {name: request.GET.get(name, "") for name in ("what", "level", "sender")}
        rows = _asked(senders if asked["sender"] else entries, asked)
        return render(request, "briefs/used_list.html", {**context, "rows": rows[:MOST], "count": len(rows)})
    tables = [_table(_("按层级"), _("层级"), "level", by_level(entries), COUNTED, place)]
    if senders:
        tables.append(
            _table(_("下级政协报送"), _("报送单位"), "sender", by_sender(senders), OF_SENDERS, place)
        )
    return render(request, "briefs/used.html", {**context, "tables": tables})


def _readable(request: HttpRequest, visit: Visit) -> Committee:
    """The committee whose ledger is asked for. Raises PermissionDenied for who holds no such role in it."""
    committee = chosen_committee(request, visit)
    if not READERS & {grant.role for grant in visit.grants_in(committee)}:
        raise PermissionDenied(_("社情民意信息采用台账供政协办和主席、副主席、秘书长使用。"))
    return committee


def _asked(entries: Iterable[Entry], asked: Mapping[str, str]) -> list[Entry]:
    """The entries that one figure counts."""
    return [
        each
        for each in entries
        if each.what == asked["what"]
        and asked["level"] in ("", each.level)
        and asked["sender"] in ("", each.sender)
    ]


def _table(
    title: str,
    head: str,
    name: str,
    lines: Iterable[Line],
    columns: Iterable[tuple[str, str]],
    place: Mapping[str, str],
) -> dict[str, Any]:
    labels = dict(columns)
    rows = [
        {
            "label": line.label,
            "cells": [
                _cell(labels[code], count, {**place, name: line.key, "what": code})
                for code, count in line.counts
            ],
        }
        for line in lines
    ]
    return {"title": title, "head": head, "name": name, "columns": list(labels.values()), "rows": rows}


def _cell(label: str, count: int, address: Mapping[str, str]) -> dict[str, Any]:
    return {
        "label": label,
        "value": count,
        "url": f"{reverse('briefs:used')}?{urlencode(address)}" if count else "",
    }


def _year(place: Mapping[str, str], year: int) -> dict[str, Any]:
    return {"year": year, "url": f"?{urlencode({**place, 'year': str(year)})}"}
