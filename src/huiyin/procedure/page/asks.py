"""What is asked of somebody, beyond the move itself: what else could be answered, on which rule, who waits for it."""

from huiyin.procedure.definition import MoveDefinition
from huiyin.procedure.page.starts import Running
from huiyin.procedure.page.viewing import Viewing

FEW_STATES = 2


def other_answers(viewing: Viewing, code: str) -> tuple[str, ...]:
    """Labels of the moves by which the same question is answered otherwise (不同意延期 for 同意延期).

    That is a move of the same person in the same state and on the same condition which ends the asking too. What is
    folded away, is a correction, is asked for by itself, or is a way out of nearly every state, is none.
    """
    procedure, state = viewing.procedure, viewing.matter.state
    asked = procedure.moves.get(code)
    mine = {each.role for each in viewing.here.held}
    if asked is None or asked.chain:
        return ()
    found = []
    for other, move in procedure.moves_from(state):
        roles = [role for role in move.by if role in mine and role in asked.by]
        if other == code or not roles or move.seldom or move.correction or move.todo_for(roles[0]):
            continue
        ends_it = (
            bool(asked.when)
            or procedure.target_of(move, state) not in asked.from_
            or _is_final(viewing, move)
        )
        if move.when == asked.when and ends_it and len(move.from_) <= max(len(asked.from_), FEW_STATES):
            found.append(move.label_for(roles[0]))
    return tuple(found)


def rule_of(viewing: Viewing, code: str, clock: Running | None) -> str:
    """The rule on which the asking rests: that of the move, of the clock that runs, of the whole procedure."""
    move = viewing.procedure.moves.get(code)
    return (move.basis if move else "") or (clock.basis if clock else "") or viewing.procedure.basis


def waits_after(viewing: Viewing, code: str) -> str:
    """In words: who is asked next once this is done. Nothing for those who do not see who is concerned."""
    procedure = viewing.procedure
    move = procedure.moves.get(code)
    if move is None or not viewing.shows("parties"):
        return ""
    roles = _asked_after(viewing, move)
    mine = {each.role for each in viewing.here.held}
    there = {"", *(party.role for party in viewing.here.parties)}
    others = [role for role in dict.fromkeys(roles) if procedure.roles[role].party in there]
    if not others or mine & set(others):
        return ""
    return viewing.here.who_could(others)


def _asked_after(viewing: Viewing, move: MoveDefinition) -> list[str]:
    procedure, matter = viewing.procedure, viewing.matter
    chain = procedure.chains.get(move.chain, ())
    if matter.chain_position + 1 < len(chain):
        return [chain[matter.chain_position + 1]]
    target = procedure.target_of(move, matter.state)
    if target == matter.state:
        return []
    return [
        role
        for _code, each in procedure.moves_from(target)
        if each.asks and each.by_person and not each.when
        for role in (procedure.chains[each.chain][:1] if each.chain else each.by)
        if each.todo_for(role)
    ]


def _is_final(viewing: Viewing, move: MoveDefinition) -> bool:
    target = viewing.procedure.target_of(move, viewing.matter.state)
    return viewing.procedure.states[target].final
