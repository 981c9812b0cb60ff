"""What a procedure document must satisfy beyond its shape. Each check yields (place, reason)."""

from collections.abc import Iterator

from pydantic import ValidationError

from huiyin.people.enums import Role
from huiyin.procedure import registry
from huiyin.procedure.definition import ALL_FACETS, CONSEQUENCE, ENGINE, OF_PARENT, PARENT, STAY, Procedure

Place = tuple[str, ...]
Fault = tuple[Place, str]
REASON_FIELD = "reason"
CLOCK_OPTION = "clock"
CLOCK_OVER = "procedure.clock_over@1"


def problems_of(procedure: Procedure) -> list[Fault]:
    """Every fault of a document: a refused one names all of them at once.

    The graph is only walked when every name in it is known.
    """
    checks = (
        _roles,
        _states,
        _facets,
        _moves,
        _chains,
        _clocks,
        _clock_guards,
        _terms,
        _views,
        _names,
        _settings,
    )
    faults = [fault for check in checks for fault in check(procedure)]
    return faults or list(_graph(procedure))


def _roles(procedure: Procedure) -> Iterator[Fault]:
    known = set(Role.values)
    for code, role in procedure.roles.items():
        for grant in role.grants:
            if grant not in known:
                yield ("roles", code), f"unknown grant {grant!r}"
    for by in procedure.begins.by:
        if by != PARENT and by not in procedure.roles:
            yield ("begins", "by"), f"unknown role {by!r}"


def _states(procedure: Procedure) -> Iterator[Fault]:
    for stage in procedure.bar:
        if stage not in procedure.stages:
            yield ("bar",), f"unknown stage {stage!r}"
    if procedure.begins.state not in procedure.states:
        yield ("begins", "state"), f"unknown state {procedure.begins.state!r}"
    for code, state in procedure.states.items():
        if state.stage not in procedure.stages:
            yield ("states", code, "stage"), f"unknown stage {state.stage!r}"
        if state.sees not in procedure.views:
            yield ("states", code, "sees"), f"unknown view {state.sees!r}"
        for role, facets in state.edits.items():
            if role not in procedure.roles:
                yield ("states", code, "edits", role), f"unknown role {role!r}"
            for facet in facets:
                if facet not in procedure.facets:
                    yield ("states", code, "edits", role), f"unknown facet {facet!r}"
                elif not procedure.facets[facet].form or not procedure.facets[facet].effect:
                    yield (
                        ("states", code, "edits", role),
                        f"facet {facet!r} names no form and effect to edit it",
                    )


def _facets(procedure: Procedure) -> Iterator[Fault]:
    for code, facet in procedure.facets.items():
        for shown in facet.shows:
            if shown not in procedure.facets:
                yield ("facets", code, "shows"), f"unknown facet {shown!r}"


def _moves(procedure: Procedure) -> Iterator[Fault]:
    for code, move in procedure.moves.items():
        place = ("moves", code)
        for state in move.from_:
            if state not in procedure.states:
                yield (*place, "from"), f"unknown state {state!r}"
        if move.to != STAY and move.to not in procedure.states:
            yield (*place, "to"), f"unknown state {move.to!r}"
        for role in move.by:
            if role not in (ENGINE, CONSEQUENCE) and role not in procedure.roles:
                yield (*place, "by"), f"unknown role {role!r}"
        if CONSEQUENCE in move.by and move.by != (CONSEQUENCE,):
            yield (*place, "by"), "a consequence of another matter's act is nobody's own move"
        for facet in move.shows:
            # What the parent's procedure has is known only where the matter hangs.
            if facet not in procedure.facets and not facet.startswith(OF_PARENT):
                yield (*place, "shows"), f"unknown facet {facet!r}"
        for named in (*move.labels, *move.todos):
            if named not in move.by:
                yield place, f"labels and todos name {named!r}, who does not make the move"
        if not move.by_person and (move.form or move.asks):
            yield place, "what comes by itself or with another act asks nobody for anything"
        if move.seldom and move.todo:
            yield (*place, "seldom"), "what somebody is asked for is not folded away"
        if move.automatic != (move.by == (ENGINE,)):
            yield (*place, "by"), "an automatic move is made by the engine alone, and no other move is"
        if move.automatic and move.to == STAY:
            yield place, "an automatic move leads to another state"
        if move.correction and move.by_person and not _asks_for_reason(move.form):
            yield (*place, "form"), "a correction needs a form with a reason"
        if move.new_round and not move.correction:
            yield (*place, "new_round"), "only a correction opens a new round"


def _asks_for_reason(form: str) -> bool:
    """An unknown form is reported elsewhere; here it must not hide other faults."""
    if form not in registry.forms:
        return bool(form)
    return REASON_FIELD in registry.forms[form].base_fields


def _chains(procedure: Procedure) -> Iterator[Fault]:
    for code, chain in procedure.chains.items():
        if len(chain) < 2:
            yield ("chains", code), "a chain has at least two persons"
        for role in chain:
            if role not in procedure.roles:
                yield ("chains", code), f"unknown role {role!r}"
    for code, move in procedure.moves.items():
        if not move.chain:
            continue
        if move.chain not in procedure.chains:
            yield ("moves", code, "chain"), f"unknown chain {move.chain!r}"
        elif set(move.by) != set(procedure.chains[move.chain]):
            yield ("moves", code, "by"), "the roles of a chain move are the roles of its chain"
        if len(move.from_) != 1 or move.to == STAY:
            yield ("moves", code), "a chain move leaves one state when its last person has signed"


def _clocks(procedure: Procedure) -> Iterator[Fault]:
    for code, clock in procedure.clocks.items():
        for term in clock.all_terms:
            if term not in procedure.terms:
                yield ("clocks", code, "term"), f"unknown term {term!r}"
            elif procedure.terms[term].unit == "rounds":
                yield ("clocks", code, "term"), "no clock runs on a number of rounds"
        if not clock.runs_in:
            yield ("clocks", code, "runs_in"), "a clock runs in at least one state"
        for state in clock.runs_in:
            if state not in procedure.states:
                yield ("clocks", code, "runs_in"), f"unknown state {state!r}"
            elif procedure.states[state].final and not clock.lapses:
                # A right (to object to how it ended) may outlast the end; nothing can be due after it.
                yield ("clocks", code, "runs_in"), f"a clock cannot run in the final state {state!r}"
        if clock.starts_from != "act" and clock.starts_from not in registry.start_dates:
            yield ("clocks", code, "starts_from"), f"unknown start date {clock.starts_from!r}"


def _clock_guards(procedure: Procedure) -> Iterator[Fault]:
    """A guard that asks for a clock names one of this document: a misspelt one would never be met."""
    for code, move in procedure.moves.items():
        for use in move.guards:
            clock = use.options.get(CLOCK_OPTION)
            if use.name == CLOCK_OVER and set(use.options) != {CLOCK_OPTION}:
                yield ("moves", code, "guards"), f"{CLOCK_OVER} takes the option clock: <code>, and no other"
            elif CLOCK_OPTION in use.options and clock not in procedure.clocks:
                yield ("moves", code, "guards"), f"unknown clock {clock!r}"


def _terms(procedure: Procedure) -> Iterator[Fault]:
    for code, term in procedure.terms.items():
        if term.adjustable and (term.least is None or term.most is None):
            yield ("terms", code), "an adjustable term needs its bounds least and most"
        elif term.adjustable and not (term.least or 0) <= term.amount <= (term.most or 0):
            yield ("terms", code, "amount"), "the preset lies outside its own bounds"
        if term.month_day and term.unit != "fixed_date":
            yield ("terms", code, "unit"), "only a fixed date names its month_day"
        if term.unit == "fixed_date" and not term.month_day and _starts_with_an_act(procedure, code):
            yield (
                ("terms", code, "unit"),
                "a fixed date names its month_day, or its clocks the date they start from",
            )


def _starts_with_an_act(procedure: Procedure, term: str) -> bool:
    """Whether some clock of this term has no date of its own; an unused term has none either."""
    starts = [clock.starts_from for clock in procedure.clocks.values() if term in clock.all_terms]
    return not starts or "act" in starts


def _views(procedure: Procedure) -> Iterator[Fault]:
    for code, view in procedure.views.items():
        for role, facets in view.items():
            if role not in procedure.roles:
                yield ("views", code, role), f"unknown role {role!r}"
            for facet in () if facets == ALL_FACETS else facets:
                if facet not in procedure.facets:
                    yield ("views", code, role), f"unknown facet {facet!r}"


def _names(procedure: Procedure) -> Iterator[Fault]:
    wanted: list[tuple[Place, str, str, dict[str, object]]] = []
    for code, move in procedure.moves.items():
        place: Place = ("moves", code)
        wanted += [((*place, "guards"), "guard", use.name, dict(registry.guards)) for use in move.guards]
        wanted += [
            ((*place, "documents"), "document kind", kind, dict(registry.document_kinds))
            for kind in move.documents
        ]
        wanted.append(((*place, "form"), "form", move.form, dict(registry.forms)))
        wanted.append(((*place, "effect"), "effect", move.effect, dict(registry.effects)))
        wanted.append(((*place, "when"), "fact", move.when, dict(registry.facts)))
    for code, facet in procedure.facets.items():
        wanted.append((("facets", code, "form"), "form", facet.form, dict(registry.forms)))
        wanted.append((("facets", code, "effect"), "effect", facet.effect, dict(registry.effects)))
    wanted.append((("begins", "form"), "form", procedure.begins.form, dict(registry.forms)))
    wanted.append((("begins", "effect"), "effect", procedure.begins.effect, dict(registry.effects)))
    wanted.append((("kind",), "matter kind", procedure.kind, dict(registry.kinds)))
    for code, clock in procedure.clocks.items():
        wanted.append((("clocks", code, "unless"), "fact", clock.unless, dict(registry.facts)))
        wanted += [(("clocks", code, "terms"), "fact", fact, dict(registry.facts)) for fact in clock.terms]
    for place, what, name, known in wanted:
        if name and name not in known:
            yield place, f"unknown {what} {name!r}"


def _settings(procedure: Procedure) -> Iterator[Fault]:
    for name, values in procedure.settings.items():
        model = registry.settings.get(name)
        if model is None:
            yield ("settings", name), f"unknown setting {name!r}"
            continue
        try:
            model.model_validate(values)
        except ValidationError as error:
            for fault in error.errors():
                yield ("settings", name, *map(str, fault["loc"])), fault["msg"]


def _graph(procedure: Procedure) -> Iterator[Fault]:
    reached = {procedure.begins.state}
    waiting = [procedure.begins.state]
    while waiting:
        state = waiting.pop()
        for _code, move in procedure.moves_from(state):
            target = procedure.target_of(move, state)
            if target not in reached:
                reached.add(target)
                waiting.append(target)
    for code, declared in procedure.states.items():
        if code not in reached:
            yield ("states", code), f"state {code!r} can never be reached"
        leaves = [
            (move, procedure.target_of(move, code))
            for _c, move in procedure.moves_from(code)
            if procedure.target_of(move, code) != code
        ]
        if not leaves and not declared.final:
            yield ("states", code), f"state {code!r} is a dead end: mark it final or declare a move out"
        opens_again = [move for move, target in leaves if not procedure.states[target].final]
        if declared.final and any(not move.correction for move in opens_again):
            yield ("states", code), f"the final state {code!r} can only be opened again by a correction"
    if not any(procedure.states[code].final for code in reached):
        yield ("states",), "no final state can be reached"
