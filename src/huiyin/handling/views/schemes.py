"""Reply classes and evaluation values: the versions of a scheme side by side."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiyin.handling.changes.schemes import EVALUATION_VALUES, REPLY_CLASSES, Scheme
from huiyin.handling.changes.versions import CLERKS
from huiyin.handling.scheme_rules import called_off, days_of_change, in_force
from huiyin.kernel.text import said_day
from huiyin.people.views.access import keeper_of_request

MOST_BEFORE = 2


@login_required
@require_safe
def reply_classes(request: HttpRequest) -> HttpResponse:
    """The classes of replies."""
    return _scheme(request, REPLY_CLASSES, "reply-class")


@login_required
@require_safe
def evaluation_values(request: HttpRequest) -> HttpResponse:
    """The values of evaluation."""
    return _scheme(request, EVALUATION_VALUES, "evaluation-value")


def _scheme(request: HttpRequest, scheme: Scheme, kind: str) -> HttpResponse:
    keeper = keeper_of_request(request)
    versions = scheme.versions(keeper.committee)
    columns = _columns(days_of_change(versions), keeper.day)
    by_day = [{each.code: each for each in in_force(versions, day)} for day, _title in columns]
    codes = dict.fromkeys(each.code for each in sorted(versions, key=lambda each: (each.order, each.code)))
    lines = [
        {
            "code": code,
            "cells": [
                (title, scheme.said(found[code]) if code in found else "")
                for (_day, title), found in zip(columns, by_day, strict=True)
            ],
            "is_open": any(each.code == code and each.until is None for each in versions),
            "is_coming": called_off(versions, code, keeper.day) is not None,
        }
        for code in codes
        if any(code in found for found in by_day)
    ]
    context = {
        "manager": keeper,
        "scheme": scheme,
        "kind": kind,
        "columns": [title for _day, title in columns],
        "lines": lines,
        "may_change": bool(keeper.roles & CLERKS),
        "urls": {
            name: f"{kind}-{name.replace('_', '-')}" for name in ("add", "rename", "retire", "call_off")
        },
    }
    return render(request, "handling/scheme.html", context)


def _columns(days: list[date], today: date) -> list[tuple[date, str]]:
    """The days for which the scheme is shown: the last ones before, today's, and what is coming."""
    past = [day for day in days if day <= today]
    shown = [(date.min, _("此前"))] if past else [(date.min, _("现行"))]
    for day in past:
        shown.append((day, _("%(day)s起") % {"day": said_day(day)}))
    shown = shown[-1 - MOST_BEFORE :]
    if past:
        shown[-1] = (shown[-1][0], _("现行（%(title)s）") % {"title": shown[-1][1]})
    coming = [(day, _("%(day)s起") % {"day": said_day(day)}) for day in days if day > today]
    return [*shown, *coming]
