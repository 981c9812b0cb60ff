"""Who may do and see what: grants and parties against the roles that a procedure declares."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from huiyin.people.models import Grant
from huiyin.procedure.definition import Procedure, RoleDefinition
from huiyin.procedure.models import Matter, MatterParty


@dataclass(frozen=True)
class Held:
    """A role of the procedure that a person holds here, and the grant that gives it."""

    role: str
    grant: Grant


def active_parties(matter: Matter) -> list[MatterParty]:
    """Bodies and persons concerned by the matter now."""
    return list(matter.parties.filter(active=True).select_related("body", "person"))


def roles_held(
    procedure: Procedure, matter: Matter, grants: Sequence[Grant], parties: Iterable[MatterParty]
) -> list[Held]:
    """Every role of the procedure that these grants give in this matter, in the document's order."""
    parties = list(parties)
    return [
        Held(code, grant)
        for code, role in procedure.roles.items()
        for grant in grants
        if fits(role, grant, matter.committee_id, parties)
    ]


def fits(role: RoleDefinition, grant: Grant, committee_id: int, parties: Iterable[MatterParty]) -> bool:
    """Whether a grant gives the role: right kind, right committee and, where asked, a party of the matter."""
    if grant.role not in role.grants or grant.committee_id != committee_id:
        return False
    if not role.party:
        return True
    return any(
        party.role == role.party
        and (
            party.is_everybody
            or (party.body_id is not None and party.body_id == grant.body_id)
            or (party.person_id is not None and party.person_id == grant.person_id)
        )
        for party in parties
    )


def facets_seen(procedure: Procedure, matter: Matter, held: Iterable[Held]) -> frozenset[str]:
    """The facets of the matter that these roles see in its present state."""
    seen: frozenset[str] = frozenset()
    for each in held:
        seen |= procedure.facets_for(matter.state, each.role)
    return seen


def names_known(procedure: Procedure, seen: frozenset[str]) -> bool:
    """Whether somebody who sees these facets may read who acts in a matter: who follows its course or its parties.

    Whoever sees a published text, or only what concerns the own part, reads of offices by their roles.
    """
    telling = {"parties", "timeline"} & set(procedure.facets)
    return not telling or bool(telling & seen)


def who_could(
    procedure: Procedure, roles: Iterable[str], parties: Iterable[MatterParty], *, names: bool = True
) -> str:
    """In words: which offices or persons hold one of these roles here ("市政府办公室督查经办人").

    A role that goes with a party is left out where the matter has no such party, unless nobody would be left. A
    person is named once, whatever the number of roles; without `names` nobody is named.
    """
    parties = list(parties)
    persons: set[int] = set()
    named: list[str] = []
    vacant: list[str] = []
    for code in roles:
        role = procedure.roles[code]
        here = [party for party in parties if role.party and party.role == role.party]
        new = [party for party in here if party.person_id is None or party.person_id not in persons]
        persons |= {party.person_id for party in here if party.person_id is not None}
        if new:
            named.append(
                f"{'、'.join(party.holder for party in new)}（{role.label}）" if names else role.label
            )
        elif not here:
            (vacant if role.party else named).append(role.label)
    return "或".join(dict.fromkeys(named or vacant))
