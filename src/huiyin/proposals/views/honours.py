"""表彰: the rounds that a person may know of, with the lists that were announced."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from huiyin.procedure.begin import may_begin
from huiyin.procedure.library import newest
from huiyin.procedure.page.viewing import view_many
from huiyin.procedure.selectors import matters_seen_with
from huiyin.procedure.views.access import Visit, chosen_committee, for_person
from huiyin.proposals.enums import COMMENDATION, Commended
from huiyin.proposals.selectors.commending import lists_announced

ROUNDS_SHOWN = 50


@require_safe
@for_person
def honours(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Rounds, newest first; of each that may be read the list, and for clerks how a new one is begun."""
    committee = chosen_committee(request, visit)
    grants = visit.grants_in(committee)
    seen = matters_seen_with(grants, kind=COMMENDATION).filter(committee=committee)
    rows = list(seen.select_related("committee", "commendation").order_by("-opened_at", "-pk")[:ROUNDS_SHOWN])
    views = view_many(visit, rows)
    lists = lists_announced(rows)
    rounds = [
        {
            "matter": each,
            "state": views[each.pk].state_label,
            "lists": [
                (label, lists.get(each.pk, {}).get(code, []))
                for code, label in Commended.choices
                if lists.get(each.pk, {}).get(code) and views[each.pk].shows("commended")
            ],
        }
        for each in rows
    ]
    context = {
        "rounds": rounds,
        "committee": committee,
        "committees": visit.committees if len(visit.committees) > 1 else (),
        "committee_name": committee.name,
        "may_begin": bool(may_begin(newest(COMMENDATION), grants, committee)),
    }
    return render(request, "proposals/honours.html", context)
