"""Reads of matters, always starting from what a person may see."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from huiyin.people.models import Grant, Person
from huiyin.people.selectors import current_grants
from huiyin.procedure.definition import Procedure, RoleDefinition
from huiyin.procedure.library import every
from huiyin.procedure.models import Matter, MatterParty, Todo


def matters_seen_by(person: Person, on: date, *, kind: str = "") -> QuerySet[Matter]:
    """Every matter of which the procedures let this person see at least one facet, over all grants."""
    return matters_seen_with(current_grants(person, on), kind=kind)


def matters_seen_with(grants: Sequence[Grant], *, kind: str = "") -> QuerySet[Matter]:
    """The same for given grants, so that a page can show one committee at a time."""
    return Matter.objects.filter(seeing(grants, kind=kind))


def seeing(grants: Sequence[Grant], *, kind: str = "", facet: str = "", path: str = "") -> Q:
    """The condition under which the procedures let the holder of these grants see a matter, or one facet of it.

    `path` leads from the table that is asked to its matter ("matter__"); "" is for matters themselves.
    """
    conditions = Q(pk__in=[])
    for procedure in every().values():
        if kind and procedure.kind != kind:
            continue
        own = _seeing_of(procedure, grants, facet, path)
        if own:
            identity = {f"{path}procedure": procedure.procedure, f"{path}version": procedure.version}
            conditions |= Q(**identity) & own
    return conditions


def _seeing_of(procedure: Procedure, grants: Sequence[Grant], facet: str, path: str) -> Q:
    """Who sees a state without being a party is asked no more whether they are one."""
    everywhere: dict[int, set[str]] = {}
    as_party: list[tuple[RoleDefinition, Grant, frozenset[str]]] = []
    for code, role in procedure.roles.items():
        states = procedure.states_shown.get((code, facet), frozenset())
        for grant in grants:
            if grant.role not in role.grants or not states:
                continue
            if role.party:
                as_party.append((role, grant, states))
            else:
                everywhere.setdefault(grant.committee_id, set()).update(states)
    own = Q()
    for committee, all_states in everywhere.items():
        own |= _in_states(procedure, committee, all_states, path)
    for role, grant, states in as_party:
        left = states.difference(everywhere.get(grant.committee_id, ()))
        if left:
            own |= _in_states(procedure, grant.committee_id, left, path) & _party(role, grant, path)
    return own


def _in_states(procedure: Procedure, committee: int, states: Collection[str], path: str) -> Q:
    reach = Q(**{f"{path}committee_id": committee})
    if len(states) < len(procedure.states):
        reach &= Q(**{f"{path}state__in": sorted(states)})
    return reach


def _party(role: RoleDefinition, grant: Grant, path: str) -> Q:
    party = Q(person_id=grant.person_id) | Q(person__isnull=True, body__isnull=True)
    if grant.body_id:
        party |= Q(body_id=grant.body_id)
    mine = MatterParty.objects.filter(party, matter=OuterRef(f"{path}pk"), role=role.party, active=True)
    return Q(Exists(mine))


def todos_of(person: Person, on: date) -> QuerySet[Todo]:
    """What waits for a person over all grants, the earliest due date first."""
    return todos_with(current_grants(person, on))


def todos_with(grants: Iterable[Grant]) -> QuerySet[Todo]:
    """What waits for the holder of these grants."""
    conditions = Q(pk__in=[])
    for grant in grants:
        at_body = Q(body__isnull=True, person__isnull=True) | Q(person_id=grant.person_id)
        if grant.body_id:
            at_body |= Q(body_id=grant.body_id)
        conditions |= Q(committee_id=grant.committee_id, role=grant.role) & at_body
    return Todo.objects.filter(conditions).select_related("matter", "body")
