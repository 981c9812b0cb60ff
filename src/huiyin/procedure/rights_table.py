"""Role × state × (see, edit, move) of a procedure as text, so that a change of rights is seen in a diff."""

from huiyin.procedure.definition import ACROSS, CONSEQUENCE, Procedure


def rights_table(procedure: Procedure) -> str:
    """One block per state, one line per role that may see, edit or do something in it."""
    lines = [f"# {procedure.procedure}.v{procedure.version} {procedure.label}", ""]
    for code, state in procedure.states.items():
        lines.append(f"{code} {state.label}")
        for role in procedure.roles:
            rights = _rights(procedure, code, role)
            lines.append(f"  {role}: {rights}" if rights else f"  {role}: -")
        automatic = [name for name, move in procedure.moves_from(code) if move.automatic]
        following = [name for name, move in procedure.moves_from(code) if CONSEQUENCE in move.by]
        from_elsewhere = [name for name, move in procedure.moves_from(code) if ACROSS in move.by]
        if from_elsewhere:
            lines.append(f"  (across): {', '.join(from_elsewhere)}")
        if following:
            lines.append(f"  (consequence): {', '.join(following)}")
        if automatic:
            lines.append(f"  (engine): {', '.join(automatic)}")
        lines.append("")
    return "\n".join(lines)


def _rights(procedure: Procedure, state: str, role: str) -> str:
    seen = procedure.facets_for(state, role)
    sees = (
        "all" if seen == frozenset(procedure.facets) else " ".join(f for f in procedure.facets if f in seen)
    )
    edits = " ".join(procedure.states[state].edits.get(role, ()))
    moves = " ".join(code for code, move in procedure.moves_from(state) if role in move.by)
    parts = [("sees", sees), ("edits", edits), ("moves", moves)]
    return "; ".join(f"{word} {what}" for word, what in parts if what)
