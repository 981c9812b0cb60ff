"""What every successful act does after its checks: effect, state, clocks, step, to-dos, then the parents."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any
from uuid import UUID

from huiyin.kernel.verdicts import Refused
from huiyin.procedure import registry
from huiyin.procedure.act import Act, as_record
from huiyin.procedure.clocks import Passage, keep_time
from huiyin.procedure.conditions import documents_missing, guard_verdicts
from huiyin.procedure.content import read_content
from huiyin.procedure.definition import CONSEQUENCE, ENGINE, MoveDefinition, Procedure
from huiyin.procedure.enums import StepKind
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.library import procedure_of
from huiyin.procedure.models import Matter, Step
from huiyin.procedure.ports import ports
from huiyin.procedure.steps import Entry, append
from huiyin.procedure.todos import renew

MOST_AUTOMATIC_MOVES = 20


def pass_on(act: Act, definition: MoveDefinition, entry: Entry, *, effect: str) -> Step:
    """Carry out an act whose checks have passed. The matter is locked."""
    was_closed = act.matter.closed_at is not None
    step = make_step(act, definition, entry, effect=effect)
    follow_automatically(act, was_closed=was_closed, awaited=definition.awaited_above)
    followed: set[UUID] = set()
    while waiting := [matter for key, matter in act.joined.items() if key not in followed]:
        for joined in waiting:
            # What was changed there may be all that it still waited for; and that may reach others in its turn.
            followed.add(joined.pk)
            _follow(act, joined)
    return step


def make_step(act: Act, definition: MoveDefinition, entry: Entry, *, effect: str) -> Step:
    """Carry out one act on one locked matter, and nothing of what follows from it on others by themselves."""
    procedure, matter = act.procedure, act.matter
    entry.from_state = matter.state
    entry.from_label = procedure.states[matter.state].label
    if definition.new_round:
        # The round changes before the effect, so that children begun by it belong to the new round.
        matter.round += 1
    if effect:
        registry.effects[effect](act)
    target = _target(procedure, matter, definition)
    moved = enter(procedure, matter, target, from_state=entry.from_state, act=act)
    if moved:
        entry.data = {**entry.data, **moved}
    if definition.chain and target == entry.from_state:
        matter.chain_position += 1
    content = read_content(matter)
    if content.has_shared or definition.documents:
        entry.documents = [asdict(fact) for fact in ports.documents(matter, definition.documents)]
    label = procedure.states[target].label
    step = append(matter, entry, to_label=label, content=content.fingerprints)
    renew(procedure, matter, content.parties)
    ports.step_passed(matter, step)
    return step


def _target(procedure: Procedure, matter: Matter, definition: MoveDefinition) -> str:
    """Where the move leads; a chain stays until its last person has signed."""
    if definition.chain and matter.chain_position + 1 < len(procedure.chains[definition.chain]):
        return matter.state
    return procedure.target_of(definition, matter.state)


def enter(
    procedure: Procedure, matter: Matter, state: str, *, from_state: str, act: Act
) -> dict[str, dict[str, str | None]]:
    """Set the state with what hangs on it: stage, chain, closing date, clocks. Returns due dates that moved."""
    declared = procedure.states[state]
    if state != from_state:
        matter.entered_state_at = act.at
        matter.chain_position = 0
    matter.state, matter.stage = state, declared.stage
    matter.closed_at = (matter.closed_at or act.at) if declared.final else None
    return keep_time(Passage(procedure, matter, from_state, act.at))


def follow_automatically(act: Act, *, was_closed: bool, awaited: bool = False) -> None:
    """Try the automatic moves of the matter; of each ancestor too, as long as its child has closed or opened again.

    What a child does on its way is nothing that a parent waits for, unless its procedure says so (`awaited`).
    """
    matter = act.matter
    while True:
        _follow(act, matter)
        if matter.parent is None or ((matter.closed_at is not None) == was_closed and not awaited):
            return
        matter, awaited = matter.parent, False
        was_closed = matter.closed_at is not None


def _follow(act: Act, matter: Matter) -> None:
    moves = 0
    while moves < MOST_AUTOMATIC_MOVES and _try_automatic(act, matter):
        moves += 1


def consequence(
    act: Act, matter: Matter, move: str, *, data: Mapping[str, Any] | None = None, reason: str = ""
) -> Step:
    """Within an act (an effect calls it): make a declared consequence on a relative; same actor, grant and time.

    The relative is an ancestor of the act's matter, or has an ancestor among those: then nobody else can be at
    work on it, for acts lock ancestors first; or it was joined to the act before (`join`). Raises ActRefused where it
    stands in another state; ValueError for a matter that is neither or a move that is no consequence, which are
    mistakes in the code.
    """
    relative = _locked_relative(act, matter)
    procedure = procedure_of(relative.procedure, relative.version)
    definition = procedure.moves[move]
    if CONSEQUENCE not in definition.by:
        raise ValueError(f"{move} is no consequence")
    if relative.state not in definition.from_:
        now = procedure.states[relative.state].label
        text = f"“{relative.title}”现为“{now}”，不能随本件办理“{definition.label}”。"
        raise ActRefused([Refused("relative_not_from_here", text)])
    own = replace(
        act, procedure=procedure, matter=relative, move=move, definition=definition, role=CONSEQUENCE,
        data=dict(data or {}), extra={},
    )  # fmt: skip
    entry = Entry(
        kind=StepKind.ACT,
        move=move,
        move_label=definition.label,
        at=act.at,
        recorded_at=act.recorded_at,
        is_correction=definition.correction,
        actor=act.actor,
        grant=act.grant,
        reason=reason,
        data={**as_record(own.data), "because_of": {"id": str(act.matter.pk), "text": act.matter.title}},
    )
    return make_step(own, definition, entry, effect=definition.effect)


def join(act: Act, matter: Matter) -> Matter:
    """Within an act, before it writes anything: lock a matter that is no relative; returns it as it is now.

    The act may then have a consequence on it. It never waits for it, so two acts that join each other's matters
    cannot wait for each other: raises ActRefused while somebody else is at work on it.
    """
    if matter.committee_id != act.matter.committee_id or matter.pk == act.matter.pk:
        raise ValueError("another matter of the same committee is joined")
    rows = Matter.objects.select_for_update(of=("self",), skip_locked=True).select_related("committee")
    found = rows.filter(pk=matter.pk).first()
    if found is None:
        text = f"“{matter.title}”此刻正由他人办理，请稍后再办理一次。"
        raise ActRefused([Refused("joined_busy", text)])
    act.joined[found.pk] = found
    return found


def _locked_relative(act: Act, matter: Matter) -> Matter:
    """The relative as it is now. An ancestor is the very object that the act holds: it is saved with the act."""
    if matter.pk in act.joined:
        return act.joined[matter.pk]
    held = {act.matter.pk: act.matter}
    ancestor = act.matter.parent
    while ancestor is not None:
        held[ancestor.pk] = ancestor
        if ancestor.pk == matter.pk:
            return ancestor
        ancestor = ancestor.parent
    if not {str(key) for key in held} & set(matter.lineage):
        raise ValueError("the matter is no relative of the act's")
    found = Matter.objects.select_for_update(of=("self",)).select_related("committee").get(pk=matter.pk)
    if found.parent_id in held:
        found.parent = held[found.parent_id]
    return found


def _try_automatic(cause: Act, matter: Matter) -> bool:
    procedure = procedure_of(matter.procedure, matter.version)
    for code, definition in procedure.moves_from(matter.state):
        if not definition.automatic:
            continue
        act = replace(
            cause, procedure=procedure, matter=matter, committee=matter.committee, move=code,
            definition=definition, role=ENGINE, actor=None, grant=None, data={}, extra={},
        )  # fmt: skip
        verdicts = guard_verdicts(act, definition)
        unmet = any(isinstance(verdict, Refused) for _name, verdict in verdicts)
        if unmet or documents_missing(matter, definition.documents):
            continue
        entry = Entry(
            kind=StepKind.ACT,
            move=code,
            move_label=definition.label,
            at=cause.at,
            recorded_at=cause.recorded_at,
            guard_results=[{"guard": name, "result": "met"} for name, _verdict in verdicts],
        )
        make_step(act, definition, entry, effect=definition.effect)
        return True
    return False
