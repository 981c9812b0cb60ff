"""What the home page shows besides what waits: what can be begun, what was lately done, what will come."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from huiyin.people.enums import Role
from huiyin.people.models import Grant
from huiyin.procedure.begin import may_begin
from huiyin.procedure.definition import Procedure
from huiyin.procedure.home_panels import home_panels
from huiyin.procedure.library import every
from huiyin.procedure.models import Matter, Step
from huiyin.procedure.page.viewing import Viewing, Visit, seen_only

RECENT = 10
MOST_ACTS = 200
PLAIN = frozenset(
    {
        Role.MEMBER,
        Role.LEADER,
        Role.CHAIR,
        Role.VICE_CHAIR,
        Role.SECRETARY_GENERAL,
        Role.UNIT_HEAD,
        Role.UNIT_DEPUTY,
    }
)


@dataclass(frozen=True)
class Beginning:
    """Something this person may begin, and where."""

    procedure: str
    label: str
    kind: str
    committee: str
    committee_code: str


@dataclass(frozen=True)
class Recent:
    """A matter this person lately had a hand in."""

    pk: UUID
    title: str
    number: str
    state: str
    what: str
    at: datetime
    due: date | None = None


@dataclass(frozen=True)
class Expected:
    """What one kind of matter will ask of this person."""

    kind: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class PanelShown:
    """A part added by another package, with its content."""

    code: str
    title: str
    template: str
    context: Mapping[str, Any]


def beginnings(visit: Visit) -> list[Beginning]:
    """What this person may begin by hand, by committee."""
    many = len(visit.committees) > 1
    return [
        Beginning(
            procedure=code,
            label=procedure.begins.label,
            kind=procedure.label,
            committee=committee.short_name if many else "",
            committee_code=committee.code,
        )
        for committee in visit.committees
        for code, procedure in _newest().items()
        if may_begin(procedure, visit.grants, committee)
    ]


def recent(visit: Visit) -> list[Recent]:
    """Matters in which this person acted last and what that was, as far as they may still be seen."""
    acts = Step.objects.filter(actor=visit.person).order_by("-recorded_at", "-pk")
    last: dict[UUID, tuple[str, datetime]] = {}
    for key, label, at in acts.values_list("matter", "move_label", "recorded_at")[:MOST_ACTS]:
        last.setdefault(key, (label, at))
    keys = list(last)[: RECENT * 2]
    matters = sorted(Matter.objects.filter(pk__in=keys), key=lambda matter: keys.index(matter.pk))
    return [_recent(view, visit, *last[view.matter.pk]) for view in seen_only(visit, matters)[:RECENT]]


def _recent(view: Viewing, visit: Visit, what: str, at: datetime) -> Recent:
    matter = view.matter
    due = matter.next_due if matter.is_open and view.shows("clocks") else None
    return Recent(matter.pk, matter.title, matter.number, view.state_label, what, at, due)


def expected(visit: Visit) -> list[Expected]:
    """What will be asked of this person some day, by the roles held: so that an empty page says what will come."""
    roles = {grant.role for grant in visit.grants}
    found: dict[str, list[str]] = {}
    for _code, procedure in sorted(_newest().items()):
        mine = {code for code, role in procedure.roles.items() if roles & set(role.grants)}
        for move in procedure.moves.values():
            asked = (move.todo_for(role) for role in move.by if role in mine)
            found.setdefault(procedure.label, []).extend(text for text in asked if text)
    return [Expected(kind, tuple(dict.fromkeys(texts))) for kind, texts in found.items() if texts]


def next_known(recents: Iterable[Recent]) -> Recent | None:
    """Of what one had a hand in, the matter that is due first; others are handling it now."""
    timed = [each for each in recents if each.due is not None]
    return min(timed, key=lambda each: each.due or date.max, default=None)


def _newest() -> dict[str, Procedure]:
    return {code: procedure for (code, _version), procedure in sorted(every().items())}


def panels(visit: Visit) -> list[PanelShown]:
    """Parts of other packages that concern this person, in their order."""
    shown = []
    for panel in sorted(home_panels.values(), key=lambda each: each.order):
        content = panel.context(visit)
        if content is not None:
            shown.append(PanelShown(panel.code, panel.title, panel.template, content))
    return shown


def is_plain(grants: Iterable[Grant]) -> bool:
    """Whether the person comes only to decide or to answer: fewer words, larger buttons."""
    roles = {grant.role for grant in grants}
    return bool(roles) and roles <= PLAIN
