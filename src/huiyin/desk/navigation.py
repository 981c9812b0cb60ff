"""Where one can go from every page: the entries of the main navigation and for whom each is there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from huiyin.briefs.enums import KIND as BRIEF
from huiyin.ledgers.books.shared import PRESIDIUM, UNITS
from huiyin.people.enums import Role
from huiyin.people.models import Grant
from huiyin.people.rules import PUTTING_FORWARD
from huiyin.procedure.page.viewing import Visit
from huiyin.procedure.selectors import matters_seen_with
from huiyin.proposals.enums import KIND as PROPOSAL
from huiyin.proposals.lists.hand_over_desk import sides_of_grants
from huiyin.proposals.lists.key import selecting_grants
from huiyin.proposals.lists.queue import examining_grants
from huiyin.proposals.rules.state_groups import HANDED_IN


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
