"""The overview of the ledgers, a ledger's list and its sums."""

import re
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiyin.ledgers.definition import GROUPS, Asked, Cell, CellType, Column, Group, Line, ledgers, readable
from huiyin.ledgers.figures import Figure, figure
from huiyin.ledgers.reading import ROW, page_of
from huiyin.ledgers.sources import InstructionSource
from huiyin.ledgers.sums import Table, tables_of
from huiyin.ledgers.views.asking import Question, asker_of, place, question
from huiyin.people.enums import Role
from huiyin.procedure.views.access import Visit, for_person

SHORT = 6
"""Characters that are not broken into two lines."""
NUMBER = re.compile(r"\w{1,8}〔\d{4}〕\d+号")
"""The number of a paper: broken at its brackets or not at all; a 号 alone on the next line is misread."""


@require_safe
@for_person
def index(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Every ledger that is for this person, with what it lists and how many rows it has this year."""
    asker = asker_of(request, visit)
    books = readable(asker)
    if not books:
        raise PermissionDenied(_("台账供政协、党委和政府办公室以及承办单位的工作人员查看。"))
    where = {"committee": asker.committee.code}
    office = any(grant.role == Role.CPPCC_CLERK for grant in asker.grants)
    context = {
        "year": asker.year,
        "committee": asker.committee,
        "committees": visit.committees if len(visit.committees) > 1 else (),
        "committee_name": asker.committee.name,
        "groups": [_group(group, str(label), asker) for group, label in GROUPS.items()],
        "office": office,
        "exports_url": f"{reverse('ledgers:exports')}?{urlencode(where)}",
        "reconcile_url": f"{reverse('ledgers:reconcile')}?{urlencode({**where, 'year': str(asker.year or '')})}",
    }
    return render(request, "ledgers/index.html", context)


def _group(group: Group, label: str, asker: Asked) -> dict[str, Any]:
    rows = [
        {
            "label": book.label,
            "about": book.about,
            "unit": book.unit,
            "figure": figure(book.label, book.code, asker),
        }
        for book in readable(asker)
        if book.group == group
    ]
    instructions = InstructionSource()
    if group == Group.BOOKS and instructions.is_for(asker):
        query = {"committee": asker.committee.code, "year": str(asker.year or asker.day.year)}
        found = Figure(
            instructions.label,
            instructions.count(asker, {}),
            f"{reverse('handling:ledger')}?{urlencode(query)}",
        )
        about = _("领导批示和线下件，批示登记后自动列入；一件有几位领导批示的，按次计数。")
        rows.append({"label": found.label, "about": about, "unit": instructions.unit, "figure": found})
    return {"label": label, "rows": rows}


@require_safe
@for_person
def book(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """The rows that the filters of the address leave, page by page; every list of the chain leads to the others."""
    asked_for = question(request, visit, code)
    after = request.GET.get("after", "")
    page = page_of(asked_for.book, asked_for.asker, asked_for.filters, after=after)
    context = {
        **place(asked_for, visit),
        "page": page,
        "columns": asked_for.book.listed,
        "rows": [_row(asked_for, line) for line in page.lines],
        "active": asked_for.form.active(request.GET),
        "filters": asked_for.filters,
        "sums_url": asked_for.part_url("sums"),
        "export_url": asked_for.part_url("export"),
        "older_url": _with(request, after=page.older) if page.older else "",
        "newer_url": _with(request) if after else "",
    }
    return render(request, "ledgers/book.html", context)


def _row(asked_for: Question, line: Line) -> dict[str, Any]:
    lead = "text" if any(column.code == "text" for column in asked_for.book.listed) else "title"
    cells = [_cell(column, line, lead) for column in asked_for.book.listed]
    return {
        "cells": cells,
        "matter": line.view.matter.pk if line.view.may_see else None,
        "links": [
            {"label": ledgers[code].label, "url": _row_url(asked_for, code, line)}
            for code in asked_for.book.neighbours
            if code in ledgers and asked_for.asker.may_read(ledgers[code]) and _stands_in(line, code)
        ],
    }


def _stands_in(line: Line, code: str) -> bool:
    """Every row of the linked lists stands in the first; the others say whether it does."""
    return bool(getattr(line.more, f"in_{code}", True))


def _row_url(asked_for: Question, code: str, line: Line) -> str:
    query = f"committee={asked_for.committee.code}&year={asked_for.asker.year or 'all'}&{ROW}={line.row.pk}"
    return f"{reverse('ledgers:book', args=[code])}?{query}"


def _cell(column: Column, line: Line, lead: str) -> dict[str, Cell | str | bool]:
    value = column.cell(line)
    return {
        "label": column.label,
        "value": "" if value is None else value,
        "is_date": column.type == CellType.DATE,
        "is_number": column.type == CellType.NUMBER,
        "leads": column.code == lead,
        "is_short": isinstance(value, str) and len(value) <= SHORT,
        "keeps": isinstance(value, str) and NUMBER.fullmatch(value) is not None,
    }


def _with(request: HttpRequest, **changes: str) -> str:
    query = request.GET.copy()
    query.pop("after", None)
    for name, value in changes.items():
        query[name] = value
    return f"?{query.urlencode()}"


@require_safe
@for_person
def sums(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """The sums of what the filters leave, by every dimension; each number leads to its rows."""
    asked_for = question(request, visit, code)
    tables = list(tables_of(asked_for.book, asked_for.asker, asked_for.filters))
    context = {
        **place(asked_for, visit),
        "tables": [_table(asked_for, table) for table in tables],
        "total": tables[0].total if tables else 0,
        "active": asked_for.form.active(request.GET),
        "list_url": asked_for.url(),
    }
    return render(request, "ledgers/sums.html", context)


def _table(asked_for: Question, table: Table) -> dict[str, Any]:
    return {
        "table": table,
        "lines": [
            {"line": line, "url": asked_for.url(**{table.dimension.code: line.value})} for line in table.lines
        ],
    }
