"""Where the parts of a procedure's picture lie: states in columns by stage, moves between or around them.

A move to the next column is a curve between the two boxes. Every other move runs in a lane of its own, forward
ones above the boxes and backward ones below, entering and leaving through the gaps between columns, so that no line
ever crosses a box.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from huiyin.procedure.definition import Procedure

BOX_WIDTH, BOX_HEIGHT = 136, 52
GAP_X, GAP_Y = 132, 34
LANE = 26
MARGIN, HEAD = 24, 34


@dataclass(frozen=True)
class Box:
    """A state on the picture: column and row, then the upper left corner."""

    state: str
    column: int
    row: int
    x: int
    y: int

    @property
    def middle(self) -> int:
        """Height at which lines enter and leave."""
        return self.y + BOX_HEIGHT // 2

    @property
    def right(self) -> int:
        """The right edge."""
        return self.x + BOX_WIDTH


@dataclass(frozen=True)
class Edge:
    """One line: from where (several places for one move in a lane), to where, its name, its kind."""

    sources: tuple[str, ...]
    target: str
    label: str
    correction: bool
    lane: int | None = None
    above: bool = False


@dataclass(frozen=True)
class Band:
    """A stage: its name over the columns it spans."""

    label: str
    x: int
    width: int


@dataclass(frozen=True)
class Layout:
    """The whole picture before it is drawn."""

    boxes: dict[str, Box]
    edges: tuple[Edge, ...]
    bands: tuple[Band, ...]
    width: int
    height: int
    top: int
    bottom: int


@dataclass
class _Lanes:
    """Lanes on one side; those whose spans do not meet share one."""

    taken: list[list[tuple[int, int]]] = field(default_factory=list)

    def place(self, first: int, last: int) -> int:
        """The number of the nearest lane that is free from column `first` to `last`."""
        for number, spans in enumerate(self.taken):
            if all(last < other_first or first > other_last for other_first, other_last in spans):
                spans.append((first, last))
                return number
        self.taken.append([(first, last)])
        return len(self.taken) - 1


def layout(procedure: Procedure) -> Layout:
    """Lay a procedure out from left to right."""
    columns, stages = _columns(procedure)
    rows = _rows(procedure, columns)
    edges, above, below = _edges(procedure, columns, rows)
    top = HEAD + MARGIN + above * LANE
    boxes = {
        state: Box(
            state,
            columns[state],
            rows[state],
            MARGIN + GAP_X // 2 + columns[state] * (BOX_WIDTH + GAP_X),
            top + rows[state] * (BOX_HEIGHT + GAP_Y),
        )
        for state in procedure.states
    }
    bottom = top + (max(rows.values()) + 1) * (BOX_HEIGHT + GAP_Y) - GAP_Y
    count = max(columns.values()) + 1
    return Layout(
        boxes=boxes,
        edges=tuple(edges),
        bands=tuple(_bands(procedure, stages)),
        width=2 * MARGIN + count * (BOX_WIDTH + GAP_X),
        height=bottom + (below + 1) * LANE,
        top=top,
        bottom=bottom,
    )


def _bands(procedure: Procedure, stages: dict[str, tuple[int, int]]) -> Iterable[Band]:
    pitch = BOX_WIDTH + GAP_X
    for stage, (first, last) in stages.items():
        yield Band(procedure.stages[stage], MARGIN + first * pitch, (last - first + 1) * pitch)


def _columns(procedure: Procedure) -> tuple[dict[str, int], dict[str, tuple[int, int]]]:
    """State → column, and stage → first and last column: stages in their order, inside by steps forward."""
    order = {state: number for number, state in enumerate(procedure.states)}
    columns: dict[str, int] = {}
    stages: dict[str, tuple[int, int]] = {}
    start = 0
    for stage in procedure.stages:
        members = [state for state, declared in procedure.states.items() if declared.stage == stage]
        if not members:
            continue
        depth = dict.fromkeys(members, 0)
        for state in members:  # in document order, so each earlier state is settled before it is used
            for _code, move in procedure.moves_from(state):
                target = procedure.target_of(move, state)
                if target in depth and order[target] > order[state] and not move.correction:
                    depth[target] = max(depth[target], depth[state] + 1)
        stages[stage] = (start, start + max(depth.values()))
        columns.update({state: start + deep for state, deep in depth.items()})
        start = stages[stage][1] + 1
    return columns, stages


def _rows(procedure: Procedure, columns: dict[str, int]) -> dict[str, int]:
    """Row by document order within a column."""
    used: dict[int, int] = defaultdict(int)
    rows = {}
    for state in procedure.states:
        rows[state] = used[columns[state]]
        used[columns[state]] += 1
    return rows


def _edges(
    procedure: Procedure, columns: dict[str, int], rows: dict[str, int]
) -> tuple[list[Edge], int, int]:
    """All lines, with the number of lanes above and below."""
    near: dict[tuple[str, str, bool], list[str]] = defaultdict(list)
    far: dict[tuple[str, str, bool], list[str]] = defaultdict(list)
    for code, move in procedure.moves.items():
        label = f"{move.label}（自动）" if move.automatic else move.label
        for state in move.from_:
            target = procedure.target_of(move, state)
            if target == state:
                continue
            if columns[target] == columns[state] + 1 and not move.correction:
                near[state, target, move.correction].append(label)
            else:
                far[code, target, columns[target] > columns[state]].append(state)
    edges = [
        Edge((source,), target, "、".join(labels), correction)
        for (source, target, correction), labels in near.items()
    ]
    sides = {True: _Lanes(), False: _Lanes()}
    for (code, target, forward), sources in far.items():
        touched = [columns[target], *(columns[state] for state in sources)]
        lane = sides[forward].place(min(touched), max(touched))
        move = procedure.moves[code]
        label = f"{move.label}（自动）" if move.automatic else move.label
        edges.append(Edge(tuple(sources), target, label, move.correction, lane, above=forward))
    return edges, len(sides[True].taken), len(sides[False].taken)
