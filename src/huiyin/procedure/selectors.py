"""Reads of matters, always starting from what a person may see."""

from collections.abc import Iterable, Sequence
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
    conditions = Q(pk__in=[])
    for procedure in every().values():
        if kind and procedure.kind != kind:
            continue
        own = Q()
        for code, role in procedure.roles.items():
            states = [state for state in procedure.states if procedure.facets_for(state, code)]
            for grant in grants:
                if grant.role in role.grants and states:
                    own |= _reach(procedure, role, grant, states)
        if own:
            conditions |= Q(procedure=procedure.procedure, version=procedure.version) & own
    return Matter.objects.filter(conditions)


def _reach(procedure: Procedure, role: RoleDefinition, grant: Grant, states: Sequence[str]) -> Q:
    reach = Q(committee_id=grant.committee_id)
    if len(states) < len(procedure.states):
        reach &= Q(state__in=states)
    if role.party:
        party = Q(person_id=grant.person_id)
        if grant.body_id:
            party |= Q(body_id=grant.body_id)
        mine = MatterParty.objects.filter(party, matter=OuterRef("pk"), role=role.party, active=True)
        reach &= Q(Exists(mine))
    return reach


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
