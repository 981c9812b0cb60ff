"""回头看: what is due for a visit, and a sample drawn so that anybody can draw it again."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from huiyin.handling.forms.look_back import LOOK_BACK, SampleForm
from huiyin.handling.selectors.look_backs import cases_due, draw_sample, due_for_look_back, followed_due
from huiyin.people.enums import Role
from huiyin.people.models import Committee
from huiyin.procedure.models import Matter
from huiyin.procedure.page.viewing import Viewing, seen_only
from huiyin.procedure.views.access import Visit, chosen_committee, for_person

MOST_DUE = 100


@require_safe
@for_person
def look_backs(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Promises whose day has come, what is followed year by year, cases concluded long ago, and a sample of all."""
    committee = chosen_committee(request, visit)
    if Role.CPPCC_CLERK not in {each.role for each in visit.grants_in(committee)}:
        raise PermissionDenied(_("回头看由政协办经办人安排。"))
    due = due_for_look_back(visit.person, committee, visit.day).select_related("committee", "commitment")
    form = SampleForm(request.GET if "seed" in request.GET else None, initial=_initial(visit))
    context = {
        "committee": committee,
        "committees": visit.committees if len(visit.committees) > 1 else (),
        "committee_name": committee.name,
        "due": seen_only(visit, due[:MOST_DUE]),
        "due_count": due.count(),
        "most": MOST_DUE,
        "cases": _by_procedure(seen_only(visit, cases_due(visit.person, committee, visit.day)[:MOST_DUE])),
        "followed": _by_procedure(
            seen_only(visit, followed_due(visit.person, committee, visit.day)[:MOST_DUE])
        ),
        "form": form,
        "drawn": _drawn(visit, committee, form) if form.is_bound and form.is_valid() else None,
    }
    return render(request, "handling/look_backs.html", context)


def _by_procedure(cases: list[Viewing]) -> list[tuple[str, list[Viewing]]]:
    """The move that plans a visit, and the cases it can be made to: one act on many is one move."""
    found: dict[str, list[Viewing]] = {}
    for each in cases:
        found.setdefault(f"{each.procedure.procedure}.{LOOK_BACK}", []).append(each)
    return sorted(found.items())


def _initial(visit: Visit) -> dict[str, Any]:
    return {"year": visit.day.year, "size": 5, "seed": f"{visit.day:%Y%m%d}", "kind": "assignment"}


def _drawn(visit: Visit, committee: Committee, form: SampleForm) -> dict[str, Any]:
    asked = form.cleaned_data
    sample = draw_sample(visit.person, committee, visit.day, **asked)
    rows = Matter.objects.filter(pk__in=sample.keys).select_related("committee").order_by("opened_at", "pk")
    words = _("抽签号%(seed)s，自%(of)d件中抽取%(size)d件") % {
        "seed": sample.seed,
        "of": sample.of,
        "size": len(sample.keys),
    }
    rows_seen: list[Viewing] = seen_only(visit, rows)
    moves = {f"{each.procedure.procedure}.{LOOK_BACK}" for each in rows_seen}
    return {"rows": rows_seen, "words": words, "move": min(moves, default="")}
