"""A procedure as a table: the twin of its picture, on the page and in the generated documentation."""

from collections.abc import Sequence
from dataclasses import dataclass

from huiyin.procedure import registry
from huiyin.procedure.definition import (
    CONSEQUENCE,
    ENGINE,
    STAY,
    ClockDefinition,
    MoveDefinition,
    Procedure,
    TermDefinition,
)

UNITS = {"working_days": "个工作日", "days": "日", "months": "个月", "rounds": "轮"}


@dataclass(frozen=True)
class MoveRow:
    """One move in one state."""

    stage: str
    state: str
    move: str
    target: str
    by: str
    conditions: tuple[str, ...]
    clock: str
    basis: str
    is_correction: bool
    state_code: str


@dataclass(frozen=True)
class TermRow:
    """A length of time with its bounds."""

    code: str
    label: str
    preset: str
    bounds: str
    basis: str
    adjustable: bool


@dataclass(frozen=True)
class SightRow:
    """What a role sees in one or several states, and what it may edit there."""

    state: str
    role: str
    sees: str
    edits: str


def move_rows(procedure: Procedure) -> list[MoveRow]:
    """State by state, every move that can be made there."""
    return [
        _row(procedure, state, code, move)
        for state in procedure.states
        for code, move in procedure.moves_from(state)
    ]


def _row(procedure: Procedure, state: str, code: str, move: MoveDefinition) -> MoveRow:
    target = procedure.target_of(move, state)
    declared = procedure.states[state]
    return MoveRow(
        stage=procedure.stages[declared.stage],
        state=declared.label,
        move=move.label,
        target="（不变）" if move.to == STAY else procedure.states[target].label,
        by=actors(procedure, move),
        conditions=conditions(move),
        clock=_clocks(procedure, state, target),
        basis=move.basis,
        is_correction=move.correction,
        state_code=state,
    )


def actors(procedure: Procedure, move: MoveDefinition) -> str:
    """Who makes a move: one of several roles, or one after another in a chain."""
    if move.by == (ENGINE,):
        return "系统自动"
    if move.by == (CONSEQUENCE,):
        return "随有关事项办理"
    roles: Sequence[str] = procedure.chains[move.chain] if move.chain else move.by
    labels = [procedure.roles[role].label for role in roles]
    return " → ".join(labels) if move.chain else "或".join(labels)


def conditions(move: MoveDefinition) -> tuple[str, ...]:
    """What must be fulfilled, in words."""
    when = [registry.fact_labels.get(move.when, move.when)] if move.when else []
    guards = [registry.guard_labels.get(use.name, use.name) for use in move.guards]
    documents = [f"已有“{registry.document_kinds.get(kind, kind)}”" for kind in move.documents]
    return (*when, *guards, *documents)


def _clocks(procedure: Procedure, state: str, target: str) -> str:
    words = []
    for clock in procedure.clocks.values():
        before, after = state in clock.runs_in, target in clock.runs_in
        if after and not before:
            lapses = "，过期不能再办理" if clock.lapses else ""
            words.append(f"起算“{clock.label}”：{_length(procedure, clock)}{lapses}")
        elif before and not after:
            words.append(f"“{clock.label}”停止")
    return "；".join(words)


def _length(procedure: Procedure, clock: ClockDefinition) -> str:
    """60个工作日（按月计算的为3个月）."""
    others = [
        f"（{registry.fact_labels[fact]}的为{term_in_words(procedure.terms[term])}）"
        for fact, term in clock.terms.items()
    ]
    return "".join([term_in_words(procedure.terms[clock.term]), *others])


def term_in_words(term: TermDefinition) -> str:
    """15个工作日, 3个月, 每年8月5日."""
    if term.unit == "fixed_date":
        month, _dash, day = term.month_day.partition("-")
        return f"{int(month)}月{int(day)}日前" if term.month_day else "按约定日期"
    return f"{term.amount}{UNITS[term.unit]}"


def term_rows(procedure: Procedure) -> list[TermRow]:
    """The lengths of time of a procedure."""
    return [
        TermRow(
            code=code,
            label=term.label,
            preset=term_in_words(term),
            bounds=f"{term.least}—{term.most}{UNITS.get(term.unit, '')}" if term.adjustable else "",
            basis=term.basis,
            adjustable=term.adjustable,
        )
        for code, term in procedure.terms.items()
    ]


def sight_rows(procedure: Procedure) -> list[SightRow]:
    """Role by role, what is seen and edited; states in which that is the same stand in one row."""
    rows: dict[tuple[str, str, str], list[str]] = {}
    for role, definition in procedure.roles.items():
        for state, declared in procedure.states.items():
            seen = procedure.facets_for(state, role)
            if not seen:
                continue
            whole = len(seen) == len(procedure.facets)
            labels = [facet.label for code, facet in procedure.facets.items() if code in seen]
            edits = "、".join(procedure.facets[code].label for code in declared.edits.get(role, ()))
            key = (definition.label, "全部" if whole else "、".join(labels), edits)
            rows.setdefault(key, []).append(declared.label)
    every = len(procedure.states)
    return [
        SightRow("各状态" if len(states) == every else "、".join(states), role, sees, edits)
        for (role, sees, edits), states in rows.items()
    ]
