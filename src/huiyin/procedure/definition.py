"""The shape of a procedure document. Anything not declared here is refused by the loader."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

ENGINE = "engine"
PARENT = "parent"
CONSEQUENCE = "consequence"
"""Who makes a move that only ever follows from an act on a related matter: nobody is offered it."""
STAY = "stay"
OF_PARENT = "parent."
ALL_FACETS = "all"

UnitCode = Literal["working_days", "days", "months", "fixed_date", "rounds"]


class Strict(BaseModel):
    """Unknown keys are errors: a misspelt guard must never pass silently."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class RoleDefinition(Strict):
    """Who may act or see: holders of one of these grants whose body or person is this party.

    Before there is a matter there are no parties: `of_body` names, by its code in the committee, the body whose
    holders alone may begin one.
    """

    label: str
    grants: tuple[str, ...]
    party: str = ""
    of_body: str = ""


class TermDefinition(Strict):
    """A length of time, or a number of `rounds`, on which no clock runs; an adjustable one is changed within bounds."""

    label: str
    amount: int = Field(ge=0)
    unit: UnitCode
    month_day: str = ""
    adjustable: bool = False
    least: int | None = None
    most: int | None = None
    basis: str


class FacetDefinition(Strict):
    """A group of fields that is seen, and perhaps edited, as one; the parts in `shows` lie open beside the edit."""

    label: str
    form: str = ""
    effect: str = ""
    shows: tuple[str, ...] = ()


class ClockDefinition(Strict):
    """A clock that runs while the matter is in one of these states; not once the fact `unless` holds.

    `terms` names facts under which another length of time holds (the first that holds; else `term`).
    One that `lapses` is a right and not a duty (the days within which a unit may ask to return a matter): when it has
    run out, something can no longer be done, but nobody is late.
    """

    label: str
    term: str
    runs_in: tuple[str, ...]
    starts_from: str = "act"
    unless: str = ""
    terms: dict[str, str] = {}
    basis: str = ""
    lapses: bool = False

    @property
    def all_terms(self) -> tuple[str, ...]:
        """Every term that the clock may run on."""
        return tuple(dict.fromkeys((self.term, *self.terms.values())))


class StateDefinition(Strict):
    """A state with its names for office, member and public, and who sees and edits what in it."""

    label: str
    member_label: str = ""
    public_label: str = ""
    stage: str
    sees: str
    edits: dict[str, tuple[str, ...]] = {}
    final: bool = False

    def label_for(self, audience: str) -> str:
        """The state's name for `office`, `member` or `public`."""
        if audience == "public":
            return self.public_label or self.member_label or self.label
        return (self.member_label or self.label) if audience == "member" else self.label


class GuardUse(Strict):
    """A guard by name, with its parameters."""

    name: str
    options: dict[str, str | int | bool] = {}


class MoveDefinition(Strict):
    """One declared move: from where, to where, by whom, on which conditions, with what result.

    `todo` is what the move's people are asked to do. With `when` the move is there only while that fact holds:
    otherwise nobody is offered it or asked for it. `labels` and `todos` say it otherwise for one role: a leader
    instructs, an office writes an instruction down; with an empty text in `todos` that role is not asked.
    `shows` names the parts of the matter (`parent.…`: of its parent) that are read beside the form, as far as the
    person sees them; with `opens` they lie open, as before a signature. A `seldom` move is
    folded away on the page; a `quiet` one is in sight, but never the main thing there (sending something back). After a
    move that is `awaited_above` the parent's automatic moves are tried too, although the child has neither closed nor
    opened again (a unit has signed for its part).
    """

    label: str
    from_: tuple[str, ...] = Field(alias="from")
    to: str
    by: tuple[str, ...]
    guards: tuple[GuardUse, ...] = ()
    documents: tuple[str, ...] = ()
    form: str = ""
    effect: str = ""
    chain: str = ""
    automatic: bool = False
    correction: bool = False
    new_round: bool = False
    batch: bool = False
    seldom: bool = False
    quiet: bool = False
    awaited_above: bool = False
    todo: str = ""
    labels: dict[str, str] = {}
    todos: dict[str, str] = {}
    when: str = ""
    shows: tuple[str, ...] = ()
    opens: bool = False
    help: str = ""
    basis: str = ""

    def label_for(self, role: str) -> str:
        """What the move is called for one role."""
        return self.labels.get(role, self.label)

    def todo_for(self, role: str) -> str:
        """What one role is asked to do; "" when it is not asked."""
        return self.todos.get(role, self.todo)

    @property
    def asks(self) -> bool:
        """Whether anybody is asked to make it."""
        return bool(self.todo or any(self.todos.values()))

    @property
    def by_person(self) -> bool:
        """Whether somebody can be asked to make it; the others come by themselves or with another act."""
        return self.by not in ((ENGINE,), (CONSEQUENCE,))


class BeginDefinition(Strict):
    """How a matter of this procedure comes into being.

    `button` says what pressing it does where the label names more than that (a proposal is written: a draft is kept).
    """

    label: str
    button: str = ""
    help: str = ""
    by: tuple[str, ...]
    state: str
    form: str = ""
    effect: str = ""
    party_from_grant: str = ""
    basis: str = ""


class Procedure(Strict):
    """A whole procedure document, checked. `seal` is the SM3 of its text."""

    procedure: str
    version: int = Field(ge=1)
    kind: str
    label: str
    basis: str
    begins: BeginDefinition
    roles: dict[str, RoleDefinition]
    chains: dict[str, tuple[str, ...]] = {}
    stages: dict[str, str]
    bar: tuple[str, ...] = ()
    terms: dict[str, TermDefinition] = {}
    facets: dict[str, FacetDefinition]
    views: dict[str, dict[str, tuple[str, ...] | Literal["all"]]]
    states: dict[str, StateDefinition]
    moves: dict[str, MoveDefinition]
    clocks: dict[str, ClockDefinition] = {}
    settings: dict[str, dict[str, Any]] = {}
    seal: str = ""
    source: str = ""

    @property
    def identity(self) -> tuple[str, int]:
        """Code and version: what a matter stays on for life."""
        return self.procedure, self.version

    @cached_property
    def moves_by_state(self) -> dict[str, tuple[str, ...]]:
        """State code → codes of the moves that leave it or stay in it, in document order."""
        found: dict[str, list[str]] = {state: [] for state in self.states}
        for code, move in self.moves.items():
            for state in move.from_:
                found[state].append(code)
        return {state: tuple(codes) for state, codes in found.items()}

    def moves_from(self, state: str) -> Iterator[tuple[str, MoveDefinition]]:
        """The moves declared for a state."""
        for code in self.moves_by_state.get(state, ()):
            yield code, self.moves[code]

    def target_of(self, move: MoveDefinition, state: str) -> str:
        """The state a move leads to when taken in `state`."""
        return state if move.to == STAY else move.to

    def facets_for(self, state: str, role: str) -> frozenset[str]:
        """What a role sees in a state."""
        seen = self.views[self.states[state].sees].get(role, ())
        return frozenset(self.facets) if seen == ALL_FACETS else frozenset(seen)

    @cached_property
    def states_shown(self) -> dict[tuple[str, str], frozenset[str]]:
        """Role and facet → the states in which that role sees that facet; under the facet "" those with any."""
        found: dict[tuple[str, str], set[str]] = {}
        for role in self.roles:
            for state in self.states:
                seen = self.facets_for(state, role)
                for facet in (*seen, "") if seen else ():
                    found.setdefault((role, facet), set()).add(state)
        return {key: frozenset(states) for key, states in found.items()}
