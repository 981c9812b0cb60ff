"""What every page's head shows: where one can go, how much waits, who is signed in and as whom."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from huiyin.briefs.enums import KIND as BRIEF
from huiyin.ledgers.books.shared import PRESIDIUM, UNITS
from huiyin.notices.selectors import unread_count
from huiyin.people.enums import Role
from huiyin.people.models import Grant
from huiyin.people.rules import PUTTING_FORWARD
from huiyin.procedure.page.viewing import Visit
from huiyin.procedure.selectors import matters_seen_with, todos_with
from huiyin.procedure.steps import words_of
from huiyin.procedure.todos import barred
from huiyin.procedure.views.access import visit_of
from huiyin.proposals.enums import KIND as PROPOSAL
from huiyin.proposals.lists.hand_over_desk import sides_of_grants
from huiyin.proposals.lists.key import selecting_grants
from huiyin.proposals.lists.queue import examining_grants
from huiyin.proposals.rules.state_groups import HANDED_IN


@dataclass(frozen=True)
class Entry:
    """One entry of the main navigation; `within` are the pages of its group while one of them is open."""

    label: str
    url: str
    active: bool
    count: int = 0
    counted: str = ""
    within: tuple["Entry", ...] = ()


@dataclass(frozen=True)
class Place:
    """Where an entry leads, and for whom it is there (no roles: for everybody); `when` says what roles cannot."""

    label: Callable[[], str]
    route: str
    below: tuple[str, ...]
    roles: frozenset[Role] = frozenset()
    when: Callable[[Visit], bool] = lambda visit: True


@dataclass(frozen=True)
class Group:
    """Pages that share one entry: it leads to the first of them, where all stand in a second row."""

    label: Callable[[], str]
    places: tuple[Place, ...]


HOME, MESSAGES = "desk:home", "notices:messages"
REGISTER_READERS = frozenset(
    {
        Role.CPPCC_CLERK,
        Role.COMMITTEE_CLERK,
        Role.OFFICE_CLERK,
        Role.VICE_CHAIR,
        Role.SECRETARY_GENERAL,
        Role.CHAIR,
    }
)
TIP_READERS = frozenset(
    {
        Role.MEMBER,
        Role.COMMITTEE_CLERK,
        Role.ORGANISATION_CLERK,
        Role.CPPCC_CLERK,
        Role.VICE_CHAIR,
        Role.SECRETARY_GENERAL,
        Role.CHAIR,
    }
)
OVERSEEING = frozenset(
    {Role.CPPCC_CLERK, Role.OFFICE_CLERK, Role.VICE_CHAIR, Role.SECRETARY_GENERAL, Role.CHAIR, Role.LEADER}
)
"""Who looks at a year as a whole: the presidium, party and government leaders, and their offices."""
ASKED_ABOUT_SOME = frozenset({Role.OFFICE_CLERK, Role.LEADER})
"""Who sees proposals only once there are units for them."""


def figures_for(grants: Sequence[Grant]) -> bool:
    """Whether figures of proposals lead to anything for the holder of these grants."""
    if not any(grant.role in ASKED_ABOUT_SOME for grant in grants):
        return True
    return matters_seen_with(grants, kind=PROPOSAL).filter(state__in=HANDED_IN).exists()


def honours_for(visit: Visit) -> bool:
    """Members read what was announced; who examines and who decides begin and look after rounds."""
    return bool(selecting_grants(visit.grants)) or any(each.role == Role.MEMBER for each in visit.grants)


PROPOSALS = Group(
    lambda: _("提案"),
    (
        Place(
            lambda: _("提案审查"),
            "proposals:queue",
            (),
            frozenset({Role.CPPCC_CLERK, Role.COMMITTEE_CLERK}),
            lambda visit: bool(examining_grants(visit.grants)),
        ),
        Place(lambda: _("我的提案"), "proposals:mine", (), PUTTING_FORWARD | {Role.COMMITTEE_CLERK}),
        Place(
            lambda: _("重点提案"),
            "proposals:key",
            ("/proposals/key/",),
            frozenset({Role.CPPCC_CLERK, Role.COMMITTEE_CLERK}) | PRESIDIUM,
            lambda visit: bool(selecting_grants(visit.grants)),
        ),
        Place(
            lambda: _("表彰"),
            "proposals:honours",
            (),
            frozenset({Role.CPPCC_CLERK, Role.COMMITTEE_CLERK, Role.MEMBER}) | PRESIDIUM,
            honours_for,
        ),
        Place(
            lambda: _("承办单位考核"),
            "desk:units",
            ("/proposals/units/",),
            frozenset({Role.CPPCC_CLERK, Role.COMMITTEE_CLERK, Role.OFFICE_CLERK}) | PRESIDIUM | UNITS,
        ),
        Place(
            lambda: _("提案统计"),
            "desk:proposal_figures",
            (),
            frozenset(
                {Role.CPPCC_CLERK, Role.COMMITTEE_CLERK, Role.VICE_CHAIR, Role.SECRETARY_GENERAL, Role.CHAIR}
            )
            | ASKED_ABOUT_SOME,
            lambda visit: figures_for(visit.grants),
        ),
    ),
)
RECEIVING_BRIEFS = frozenset({Role.OFFICE_CLERK, Role.UNIT_CLERK})
"""Who sees issues only once something was issued to them."""


def briefs_for(grants: Sequence[Grant]) -> bool:
    """Whether the list of issues leads to anything for the holder of these grants."""
    if not all(grant.role in RECEIVING_BRIEFS for grant in grants):
        return True
    return matters_seen_with(grants, kind=BRIEF).exists()


BRIEFS = Group(
    lambda: _("社情民意"),
    (
        Place(lambda: _("社情民意筛选"), "briefs:queue", (), frozenset({Role.CPPCC_CLERK})),
        Place(lambda: _("我的社情民意"), "briefs:mine", (), PUTTING_FORWARD | {Role.COMMITTEE_CLERK}),
        Place(
            lambda: _("社情民意信息"),
            "briefs:issued",
            (),
            frozenset({Role.CPPCC_CLERK, Role.VICE_CHAIR, Role.SECRETARY_GENERAL, Role.CHAIR})
            | RECEIVING_BRIEFS,
            lambda visit: briefs_for(visit.grants),
        ),
        Place(
            lambda: _("社情民意采用台账"),
            "briefs:used",
            (),
            frozenset({Role.CPPCC_CLERK, Role.VICE_CHAIR, Role.SECRETARY_GENERAL, Role.CHAIR}),
        ),
    ),
)
LEDGERS = Group(
    lambda: _("台账"),
    (
        Place(
            lambda: _("全部台账"),
            "ledgers:index",
            ("/ledgers/",),
            frozenset(Role) - PUTTING_FORWARD - {Role.SYSTEM_OPERATOR},
        ),
        Place(
            lambda: _("批示件台账"),
            "handling:ledger",
            ("/handling/instructions/",),
            frozenset(
                {Role.CPPCC_CLERK, Role.OFFICE_CLERK, Role.VICE_CHAIR, Role.SECRETARY_GENERAL, Role.CHAIR}
            ),
        ),
        Place(
            lambda: _("建议止于批示"),
            "outcomes:stopped",
            (),
            frozenset(
                {Role.CPPCC_CLERK, Role.OFFICE_CLERK, Role.VICE_CHAIR, Role.SECRETARY_GENERAL, Role.CHAIR}
            ),
        ),
        Place(
            lambda: _("承诺兑现"),
            "handling:promise_record",
            ("/handling/promises/",),
            frozenset(Role) - PUTTING_FORWARD - {Role.SYSTEM_OPERATOR, Role.LEADER},
        ),
        Place(lambda: _("回头看"), "handling:look_backs", (), frozenset({Role.CPPCC_CLERK})),
        Place(lambda: _("发文登记簿"), "records:register", (), REGISTER_READERS),
    ),
)
KEEPING = Group(
    lambda: _("管理"),
    (
        Place(
            lambda: _("设置"),
            "settings:hub",
            ("/settings/", "/people/terms/", "/people/calendar/"),
            frozenset({Role.CPPCC_CLERK, Role.SYSTEM_OPERATOR}),
        ),
        Place(
            lambda: _("机构与人员"),
            "people:bodies",
            ("/people/bodies/", "/people/members/", "/people/persons/", "/people/grants/", "/people/roster/"),
            frozenset({Role.CPPCC_CLERK, Role.SYSTEM_OPERATOR}),
        ),
        Place(
            lambda: _("档案核验"),
            "records:verify_index",
            ("/records/verify/",),
            frozenset({Role.CPPCC_CLERK, Role.SYSTEM_OPERATOR}),
        ),
        Place(lambda: _("公文模板"), "records:templates", (), frozenset({Role.CPPCC_CLERK})),
    ),
)
PLACES: tuple[Place | Group, ...] = (
    Place(lambda: _("待办"), HOME, ()),
    Place(lambda: _("消息"), MESSAGES, ("/notices/",)),
    Place(lambda: _("总览"), "desk:overview", ("/overview/",), OVERSEEING),
    Place(lambda: _("事项"), "procedure:matters", ("/matters/", "/begin/")),
    PROPOSALS,
    BRIEFS,
    Place(
        lambda: _("我的意见去哪了"),
        "desk:whereabouts",
        (),
        PUTTING_FORWARD | {Role.COMMITTEE_CLERK},
    ),
    Place(lambda: _("提案线索"), "proposals:tips", ("/proposals/tips/",), TIP_READERS),
    Place(
        lambda: _("提案交办"),
        "proposals:hand_over",
        ("/proposals/hand-over/",),
        frozenset({Role.CPPCC_CLERK, Role.COMMITTEE_CLERK, Role.OFFICE_CLERK}),
        lambda visit: bool(sides_of_grants(visit.grants)),
    ),
    Place(
        lambda: _("提案交办清单"),
        "proposals:hand_over_units",
        (),
        frozenset({Role.UNIT_CLERK, Role.UNIT_REVIEWER, Role.UNIT_DEPUTY, Role.UNIT_HEAD}),
    ),
    LEDGERS,
    KEEPING,
    Place(lambda: _("程序"), "procedure:procedures", ("/procedures/",)),
)


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
    return "、".join(committee.short_name for committee in visit.committees) if visit else ""
