"""To-dos are kept with the state: at each step the old ones go and those of the new state come."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from uuid import UUID

from huiyin.procedure import registry
from huiyin.procedure.conditions import is_there
from huiyin.procedure.definition import MoveDefinition, Procedure
from huiyin.procedure.library import every
from huiyin.procedure.models import Matter, MatterParty, Todo


def renew(procedure: Procedure, matter: Matter, parties: Iterable[MatterParty]) -> None:
    """Replace the matter's to-dos by those that its present state asks for."""
    matter.todos.all().delete()
    Todo.objects.bulk_create(asked_for(procedure, matter, parties))


def asked_for(procedure: Procedure, matter: Matter, parties: Iterable[MatterParty]) -> list[Todo]:
    """The to-dos that the matter's present state asks for, not saved, each once."""
    parties = list(parties)
    rows = {
        (todo.move, todo.role, todo.body_id, todo.person_id): todo
        for code, move in procedure.moves_from(matter.state)
        if move.asks
        for todo in _if_there(matter, move, list(_of_move(procedure, matter, code, move, parties)))
    }
    return list(rows.values())


def _if_there(matter: Matter, move: MoveDefinition, rows: list[Todo]) -> list[Todo]:
    """What nobody holds a role for need not be asked of the database; who has answered is not asked again."""
    if not rows or not is_there(move, matter):
        return []
    for use in move.guards:
        if use.name in registry.still_asked:
            left = {body.pk for body in registry.still_asked[use.name](matter)}
            rows = [row for row in rows if row.body_id is None or row.body_id in left]
    return rows


def _of_move(
    procedure: Procedure, matter: Matter, code: str, move: MoveDefinition, parties: list[MatterParty]
) -> Iterator[Todo]:
    roles = move.by
    if move.chain:
        roles = (procedure.chains[move.chain][matter.chain_position],)
    for role_code in roles:
        role, text = procedure.roles[role_code], move.todo_for(role_code)
        if not text:
            continue
        holders: list[MatterParty | None] = [party for party in parties if party.role == role.party]
        if not role.party:
            holders = [None]
        for grant in role.grants:
            for holder in holders:
                yield Todo(
                    committee_id=matter.committee_id,
                    matter=matter,
                    move=code,
                    text=text,
                    role=grant,
                    body_id=holder.body_id if holder else None,
                    person_id=holder.person_id if holder else None,
                    due=matter.next_due,
                    since=matter.entered_state_at,
                )


def barred(pairs: Iterable[tuple[UUID, str]]) -> set[tuple[UUID, str, int]]:
    """Of these matters and moves, with the person, those that a guard refuses as persons: it waits for others.

    One query for each such guard, whatever the number of pairs.
    """
    wanted = set(pairs)
    found = set()
    for name, check in registry.barring.items():
        moves = _moves_with(name)
        mine = [(key, move) for key, move in wanted if move in moves]
        persons = defaultdict(set)
        for key, person in check({key for key, _move in mine}) if mine else ():
            persons[key].add(person)
        found |= {(key, move, person) for key, move in mine for person in persons[key]}
    return found


def _moves_with(guard: str) -> set[str]:
    """Codes of the moves that have this guard, in any procedure."""
    return {
        code
        for procedure in every().values()
        for code, move in procedure.moves.items()
        if any(use.name == guard for use in move.guards)
    }
