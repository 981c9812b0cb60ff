"""Briefs for the page 我的意见去哪了: what a person, a body or a point reported, with how far it has come."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiyin.briefs.lists.came_of_it import what_came_of
from huiyin.briefs.lists.mine import Entry, entries, mine_seen
from huiyin.briefs.rules.state_groups import DECLINED, HANDED_IN, ISSUED, KEPT, WITHDRAWN
from huiyin.procedure.page.viewing import Visit
from huiyin.procedure.whereabouts import Happening, Source, Standing, Whereabouts, source

LABEL = gettext_lazy("社情民意信息")
ENDED = (*KEPT, *DECLINED, *WITHDRAWN)


def years(visit: Visit) -> Sequence[int]:
    """The years in which briefs that are this person's came in."""
    days = _own(visit).order_by().values_list("brief__received_on", flat=True)
    return sorted({day.year for day in days})


def read(visit: Visit, year: int) -> list[Whereabouts]:
    """The year's briefs, the latest first; a fixed number of queries."""
    own = _own(visit).filter(brief__received_on__year=year).select_related("committee", "brief")
    found = entries(visit, list(own.order_by("-brief__received_on", "-pk")))
    happenings = what_came_of([each.matter for each in found], visit)
    return [_entry(each, happenings[each.matter.pk]) for each in found]


def _own(visit: Visit) -> Any:
    found = mine_seen(visit.grants, visit)
    return found.filter(state__in=HANDED_IN, brief__received_on__isnull=False)


def _entry(each: Entry, came_of_it: tuple[Happening, ...]) -> Whereabouts:
    matter = each.matter
    came_in, yours = matter.brief.received_on, matter.state == "returned"
    assert came_in is not None, "what was handed in has a day"
    return Whereabouts(
        kind=str(LABEL),
        title=matter.title,
        given_on=came_in,
        standing=_standing(each.journey.state, yours=yours),
        state=each.state,
        now=each.journey.saying,
        url=reverse("procedure:matter", args=[matter.pk]),
        mine_as=_("我代录的") if each.recorded else "",
        steps=each.journey.steps,
        came_of_it=came_of_it,
        ask=_("补充情况") if yours else "",
        ask_url=f"{reverse('procedure:matter', args=[matter.pk])}#moves" if yours else "",
    )


def _standing(state: str, *, yours: bool) -> Standing:
    if yours:
        return Standing.YOURS
    if state in ISSUED:
        return Standing.ECHOED
    return Standing.ENDED if state in ENDED else Standing.UNDER_WAY


source(Source("briefs", LABEL, years, read))
