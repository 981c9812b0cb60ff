"""What every page's head shows: where one can go, how much waits, who is signed in and as whom."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from huiyin.desk.navigation import HOME, MESSAGES, PLACES, Group, Place
from huiyin.notices.selectors import unread_count
from huiyin.procedure.page.viewing import Visit
from huiyin.procedure.selectors import todos_with
from huiyin.procedure.steps import words_of
from huiyin.procedure.todos import barred
from huiyin.procedure.views.access import visit_of


@dataclass(frozen=True)
class Entry:
    """One entry of the main navigation; `within` are the pages of its group while one of them is open."""

    label: str
    url: str
    active: bool
    count: int = 0
    counted: str = ""
    within: tuple["Entry", ...] = ()


def desk(request: HttpRequest) -> dict[str, Any]:
    """Navigation, committee and person for base.html; read only when a page really draws them."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {}
    return {
        "navigation": SimpleLazyObject(lambda: _navigation(request)),
        "account_name": SimpleLazyObject(lambda: _name(request)),
        "account_post": SimpleLazyObject(lambda: _post(request)),
        "committee_name": SimpleLazyObject(lambda: _committees(request)),
        "manual_url": SimpleLazyObject(lambda: _manual(request)),
        "printed_on": SimpleLazyObject(lambda: timezone.localdate()),
        "find_url": SimpleLazyObject(lambda: _find(request)),
    }


def _navigation(request: HttpRequest) -> list[Entry]:
    visit = visit_of(request)
    if visit is None:
        return []
    roles = {grant.role for grant in visit.grants}
    found: list[Entry] = []
    for each in PLACES:
        members = each.places if isinstance(each, Group) else (each,)
        entries = [
            _entry(request, place, visit)
            for place in members
            if (not place.roles or roles & place.roles) and place.when(visit)
        ]
        found += [_grouped(each, entries)] if isinstance(each, Group) and len(entries) > 1 else entries
    return found


def _grouped(group: Group, entries: list[Entry]) -> Entry:
    """One entry for several pages; who has only one of them gets that page itself."""
    active = any(entry.active for entry in entries)
    return Entry(group.label(), entries[0].url, active, within=tuple(entries) if active else ())


def _entry(request: HttpRequest, place: Place, visit: Visit) -> Entry:
    url = reverse(place.route)
    active = request.path == url or any(request.path.startswith(start) for start in place.below)
    if place.route == HOME:
        return Entry(place.label(), url, active, _waiting(visit), _("件待办"))
    if place.route == MESSAGES:
        return Entry(place.label(), url, active, unread_count(visit.person), _("条未读"))
    return Entry(place.label(), url, active)


def _waiting(visit: Visit) -> int:
    """How many things wait: a matter and move once, however many grants ask for it."""
    pairs = set(todos_with(visit.grants).select_related(None).values_list("matter", "move").distinct())
    others = {(matter, move) for matter, move, person in barred(pairs) if person == visit.person.pk}
    return len(pairs - others)


def _manual(request: HttpRequest) -> str:
    """Who is nobody's person yet cannot read anything, the manual neither."""
    return reverse("desk:manual") if visit_of(request) else ""


def _find(request: HttpRequest) -> str:
    """Who serves no committee has nothing to find."""
    visit = visit_of(request)
    return reverse("desk:find") if visit and visit.grants else ""


def _name(request: HttpRequest) -> str:
    visit = visit_of(request)
    return visit.person.name if visit else ""


def _post(request: HttpRequest) -> str:
    visit = visit_of(request)
    if visit is None:
        return ""
    return "；".join(
        filter(None, [visit.person.post, *dict.fromkeys(words_of(each) for each in visit.grants)])
    )


def _committees(request: HttpRequest) -> str:
    visit = visit_of(request)
    return "、".join(committee.name for committee in visit.committees) if visit else ""
