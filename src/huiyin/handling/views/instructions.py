"""批示件台账: figures of a committee's year, and the instructions behind each figure."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiyin.handling.enums import InstructionKind
from huiyin.handling.forms.ledger import LedgerForm, year_asked
from huiyin.handling.ledger_tally import Entry, Line, Tally, ledger_of
from huiyin.handling.selectors.instruction_ledger import (
    OFFLINE_YES,
    filtered_entries,
    ledger_entries,
)
from huiyin.people.enums import Role
from huiyin.people.models import Committee
from huiyin.procedure.views.access import Visit, chosen_committee, for_person

READERS = frozenset(
    {Role.CPPCC_CLERK, Role.OFFICE_CLERK, Role.VICE_CHAIR, Role.SECRETARY_GENERAL, Role.CHAIR}
)
REGISTERING = frozenset({Role.CPPCC_CLERK, Role.OFFICE_CLERK})
PAGE = 100


@require_safe
@for_person
def ledger(request: HttpRequest, visit: Visit) -> HttpResponse:
    """件 and 次 by leader and by office; every figure leads to its instructions."""
    page = _read(request, visit)
    found = ledger_of(page["entries"])
    base: dict[str, Any] = {**page["place"], **page["filters"]}
    tables = [
        _table(_("按批示领导"), _("批示领导"), "leader", found.leaders, base, found.leader_pieces),
        _table(_("按收文办公室"), _("收文办公室"), "addressee", found.offices, base, found.total.pieces),
    ]
    context = {
        **page,
        "ledger": found,
        "tables": tables,
        "kinds": InstructionKind.labels,
        "total": _cells(found.total, base),
        "may_register": bool(REGISTERING & {each.role for each in visit.grants_in(page["committee"])}),
        "offline_url": _address({**base, "offline": OFFLINE_YES}),
    }
    return render(request, "handling/instructions/ledger.html", context)


@require_safe
@for_person
def instructions(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The instructions that the filters of the address leave, the latest first, page by page."""
    page = _read(request, visit)
    entries, after = page["entries"], request.GET.get("after", "")
    older = [each for each in entries if not after or _cursor(each) < after]
    shown = older[:PAGE]
    context = {
        **page,
        "rows": shown,
        "times": sum(each.times for each in entries),
        "pieces": len({each.matter for each in entries}),
        "older_url": _with(request, after=_cursor(shown[-1])) if len(older) > PAGE else "",
        "newer_url": _with(request) if after else "",
        "ledger_url": f"{reverse('handling:ledger')}?{urlencode(page['place'])}",
    }
    return render(request, "handling/instructions/list.html", context)


def _read(request: HttpRequest, visit: Visit) -> dict[str, Any]:
    """What both pages show: committee, year, filters and the entries that they leave."""
    committee = _readable(request, visit)
    year = year_asked(request.GET, visit.day.year)
    entries = ledger_entries(committee, year, visit.person, visit.day)
    form = LedgerForm(request.GET, entries, year)
    filters = form.filters()
    place: dict[str, str | int] = {"committee": committee.code, "year": year}
    return {
        "place": place,
        "clear_url": f"?{urlencode(place)}",
        "committee": committee,
        "committees": visit.committees if len(visit.committees) > 1 else (),
        "committee_name": committee.name,
        "year": year,
        "form": form,
        "filters": filters,
        "active": form.active(request.GET),
        "entries": filtered_entries(entries, filters),
    }


def _readable(request: HttpRequest, visit: Visit) -> Committee:
    """The committee whose ledger is asked for. Raises PermissionDenied for who holds no such role in it."""
    committee = chosen_committee(request, visit)
    if not READERS & {grant.role for grant in visit.grants_in(committee)}:
        raise PermissionDenied(
            _("批示件台账供政协办、党委和政府办公室督查经办人以及主席、副主席、秘书长使用。")
        )
    return committee


def _table(
    title: str, head: str, name: str, lines: tuple[Line, ...], base: Mapping[str, Any], pieces: int
) -> dict[str, Any]:
    rows = [{"line": line, "cells": _cells(line.tally, {**base, name: line.key})} for line in lines]
    return {"title": title, "head": head, "name": name, "rows": rows, "pieces": pieces}


def _cells(tally: Tally, base: Mapping[str, Any]) -> dict[str, Any]:
    """The figures of a line, each with the address of its instructions."""
    kinds = [
        {
            "label": InstructionKind(kind).label,
            "value": value,
            "url": _address({**base, "kind": kind}) if value else "",
        }
        for kind, value in tally.by_kind
    ]
    return {"pieces": tally.pieces, "times": tally.times, "kinds": kinds, "url": _address(base)}


def _address(values: Mapping[str, Any]) -> str:
    return f"{reverse('handling:instructions')}?{urlencode(values)}"


def _with(request: HttpRequest, **changes: str) -> str:
    query = request.GET.copy()
    query.pop("after", None)
    for name, value in changes.items():
        query[name] = value
    return f"?{query.urlencode()}"


def _cursor(entry: Entry) -> str:
    return f"{entry.on.isoformat()}.{entry.place}"
