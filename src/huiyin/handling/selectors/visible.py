"""What a person sees of several child matters at once, so that a page of the parent leaks nothing of them."""

from collections.abc import Iterable, Sequence
from datetime import date

from huiyin.people.models import Person
from huiyin.people.selectors import current_grants
from huiyin.procedure.library import procedure_of
from huiyin.procedure.models import Matter, MatterParty
from huiyin.procedure.rights import facets_seen, roles_held

NOTHING: frozenset[str] = frozenset()


def facets_by_matter(matters: Sequence[Matter], person: Person, on: date) -> dict[object, frozenset[str]]:
    """Matter key → the facets that this person sees of it; two queries whatever the number of matters."""
    grants = current_grants(person, on)
    parties: dict[object, list[MatterParty]] = {}
    for party in MatterParty.objects.filter(matter__in=matters, active=True):
        parties.setdefault(party.matter_id, []).append(party)
    return {
        matter.pk: facets_seen(
            (procedure := procedure_of(matter.procedure, matter.version)),
            matter,
            roles_held(procedure, matter, grants, parties.get(matter.pk, [])),
        )
        for matter in matters
    }


def state_labels(matters: Iterable[Matter]) -> dict[object, str]:
    """Matter key → the name of its present state for offices."""
    return {
        matter.pk: procedure_of(matter.procedure, matter.version).states[matter.state].label
        for matter in matters
    }
