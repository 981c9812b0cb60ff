"""What a person could do with a matter now: every move with *allowed* or all unmet conditions in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from huiyin.kernel.verdicts import Refused
from huiyin.people.models import Grant, Person
from huiyin.people.selectors import current_grants
from huiyin.procedure.act import Act
from huiyin.procedure.conditions import documents_missing, guard_verdicts, is_there
from huiyin.procedure.definition import MoveDefinition, Procedure
from huiyin.procedure.engine import edit_as_move
from huiyin.procedure.library import procedure_of
from huiyin.procedure.models import Matter, MatterParty
from huiyin.procedure.rights import Held, active_parties, facets_seen, names_known, roles_held, who_could


@dataclass(frozen=True)
class Choice:
    """One move or edit on a matter's page."""

    code: str
    label: str
    help: str
    yours: bool
    unmet: tuple[Refused, ...]
    who: str
    grants: tuple[Grant, ...] = ()
    is_correction: bool = False
    is_edit: bool = False
    basis: str = ""
    awaited: str = ""

    @property
    def allowed(self) -> bool:
        """Whether the person can do it now."""
        return self.yours and not self.unmet


@dataclass(frozen=True)
class Standing:
    """How a person stands to a matter: roles held here, facets seen."""

    procedure: Procedure
    matter: Matter
    held: tuple[Held, ...]
    parties: tuple[MatterParty, ...]
    seen: frozenset[str]

    @property
    def may_see(self) -> bool:
        """Whether anything of the matter may be shown."""
        return bool(self.seen)

    def who_could(self, roles: Iterable[str]) -> str:
        """In words who holds one of these roles here; by name only where this person may read the names."""
        names = names_known(self.procedure, self.seen)
        return who_could(self.procedure, roles, self.parties, names=names)


def standing(matter: Matter, person: Person, at: datetime) -> Standing:
    """Read once per request: who the person is to this matter."""
    procedure = procedure_of(matter.procedure, matter.version)
    parties = active_parties(matter)
    act = Act(procedure=procedure, matter=matter, committee=matter.committee, at=at, move="", actor=person)
    held = roles_held(procedure, matter, current_grants(person, act.day), parties)
    seen = facets_seen(procedure, matter, held)
    return Standing(procedure, matter, tuple(held), tuple(parties), seen)


def choices(matter: Matter, actor: Person, at: datetime, *, here: Standing | None = None) -> list[Choice]:
    """Every move of the present state and every edit that is this person's, checked as `take` would.

    A person who sees nothing of the matter gets an empty list. Forms are not part of it: they are checked
    when they are handed in.
    """
    here = here or standing(matter, actor, at)
    if not here.may_see:
        return []
    moves = [
        _choice(here, actor, at, code, definition)
        for code, definition in here.procedure.moves_from(matter.state)
        if definition.by_person and is_there(definition, matter)
    ]
    return [*moves, *_edits(here)]


def _choice(here: Standing, actor: Person, at: datetime, code: str, definition: MoveDefinition) -> Choice:
    roles = definition.by
    if definition.chain:
        chain = here.procedure.chains[definition.chain]
        roles = (chain[here.matter.chain_position],)
    mine = [each for each in here.held if each.role in roles]
    act = Act(
        procedure=here.procedure,
        matter=here.matter,
        committee=here.matter.committee,
        at=at,
        move=code,
        definition=definition,
        actor=actor,
        grant=mine[0].grant if mine else None,
        role=mine[0].role if mine else "",
    )
    unmet = [verdict for _name, verdict in guard_verdicts(act, definition) if isinstance(verdict, Refused)]
    unmet += documents_missing(here.matter, definition.documents)
    return Choice(
        code=code,
        label=definition.label_for(mine[0].role if mine else roles[0]),
        help=definition.help,
        yours=bool(mine),
        unmet=tuple(unmet),
        who=here.who_could(roles),
        grants=tuple({each.grant.pk: each.grant for each in mine}.values()),
        is_correction=definition.correction,
        basis=definition.basis,
        awaited=_awaited(here, definition, roles),
    )


def _awaited(here: Standing, definition: MoveDefinition, roles: Sequence[str]) -> str:
    """In words: who has been asked to make the move; those with a party, only where there is such a party."""
    present = {party.role for party in here.parties}
    asked = [role for role in roles if definition.todo_for(role)]
    there = [
        role
        for role in asked
        if not here.procedure.roles[role].party or here.procedure.roles[role].party in present
    ]
    if there:
        return here.who_could(there)
    return here.who_could(asked) if definition.todo else ""


def _edits(here: Standing) -> list[Choice]:
    mine = {each.role for each in here.held}
    found = []
    for facet in here.procedure.facets:
        definition = edit_as_move(here.procedure, here.matter.state, facet)
        if definition is None or not mine & set(definition.by):
            continue
        grants = {each.grant.pk: each.grant for each in here.held if each.role in definition.by}
        found.append(
            Choice(
                code=facet,
                label=definition.label,
                help="",
                yours=True,
                unmet=(),
                who=here.who_could(definition.by),
                grants=tuple(grants.values()),
                is_edit=True,
            )
        )
    return found
