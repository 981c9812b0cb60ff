"""Who may find a text, as tokens of the index: what the procedure shows in the matter's present state, and to whom.

They say the same as `procedure.selectors.seeing`, worked out when the matter was last read; what an answer shows is
checked again by the rights as they are at that moment.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from huiyin.people.models import Grant
from huiyin.procedure.definition import Procedure
from huiyin.procedure.models import Matter, MatterParty
from huiyin.search.full_text.tokens import of_committee, written

ANY_FACET = ""


@dataclass(frozen=True)
class Scope:
    """Everybody with a role (neither), whoever has it in a body, or one person: b or p with the key."""

    role: str
    mark: str = ""
    key: int = 0

    def value(self) -> str:
        """As part of a token."""
        return f"{self.role}_{self.mark}{written(self.key)}" if self.mark else self.role


def scopes_of(
    procedure: Procedure, matter: Matter, parties: Sequence[MatterParty], facets: Iterable[str]
) -> set[Scope]:
    """Who sees one of these facets of a matter now; `parties` are its active ones."""
    found: set[Scope] = set()
    for facet in facets:
        for code, role in procedure.roles.items():
            if matter.state not in procedure.states_shown.get((code, facet), ()):
                continue
            if not role.party:
                found.update(map(Scope, role.grants))
                continue
            for party in parties:
                if party.role == role.party:
                    found.update(_of_party(party, role.grants))
    return found


def _of_party(party: MatterParty, grants: Iterable[str]) -> Iterable[Scope]:
    if party.is_everybody:
        return [Scope(role) for role in grants]
    mark, key = ("b", party.body_id) if party.body_id is not None else ("p", party.person_id)
    assert key is not None, "neither everybody nor a body: a person"
    return [Scope(role, mark, key) for role in grants]


def scopes_held(grants: Collection[Grant]) -> dict[int, set[Scope]]:
    """What somebody holds of these, by committee."""
    held: dict[int, set[Scope]] = {}
    for grant in grants:
        here = held.setdefault(grant.committee_id, set())
        here |= {Scope(grant.role), Scope(grant.role, "p", grant.person_id)}
        if grant.body_id:
            here.add(Scope(grant.role, "b", grant.body_id))
    return held


def scope_tokens(mark: str, committee: int, scopes: Iterable[Scope]) -> list[str]:
    """These as tokens; the same whatever the order."""
    return sorted(of_committee(mark, committee, [each.value() for each in scopes]))
