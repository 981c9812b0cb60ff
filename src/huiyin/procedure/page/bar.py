"""The stage bar of a matter: what is past, where it stands, what is to come, with dates and persons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from huiyin.procedure.definition import Procedure
from huiyin.procedure.models import Step
from huiyin.procedure.page.viewing import Viewing

PAST, NOW, LATE, FUTURE = "past", "now", "late", "future"


@dataclass(frozen=True)
class StageMark:
    """One stage of the bar as the component draws it."""

    label: str
    state: str
    date: datetime | None = None
    person: str = ""


def stage_marks(viewing: Viewing, steps: Sequence[Step], today: date) -> list[StageMark]:
    """The bar: the procedure's stages or, where it declares none, the states on the way to the end."""
    if viewing.procedure.bar:
        return _by_stage(viewing, steps, today)
    return _by_state(viewing, steps, today)


def _here(viewing: Viewing, today: date) -> str:
    matter = viewing.matter
    late = matter.next_due is not None and matter.next_due < today and viewing.shows("clocks")
    return LATE if late else NOW


def _by_stage(viewing: Viewing, steps: Sequence[Step], today: date) -> list[StageMark]:
    matter, bar = viewing.matter, viewing.procedure.bar
    position = bar.index(matter.stage) if matter.stage in bar else len(bar)
    entered = _entries(step.stage for step in steps)
    marks = []
    for number, stage in enumerate(bar):
        label = viewing.procedure.stages[stage]
        step = steps[entered[stage]] if stage in entered else None
        if number == position and not matter.closed_at:
            marks.append(_mark(viewing, label, _here(viewing, today), step))
        elif number <= position:
            marks.append(_mark(viewing, label, PAST, _last_of(stage, steps) if step else None))
        else:
            # A date from before a return would read as if the stage were behind us.
            marks.append(StageMark(label, FUTURE))
    return marks


def _mark(viewing: Viewing, label: str, state: str, step: Step | None) -> StageMark:
    if step is None:
        return StageMark(label, state)
    known = viewing.shows("timeline") and viewing.follows(step)
    person = step.actor_name if step.actor_id and known else ""
    return StageMark(label, state, step.at, person)


def _entries(codes: Iterable[str]) -> dict[str, int]:
    """Code → position of the step that last entered it."""
    found: dict[str, int] = {}
    before = ""
    for position, code in enumerate(codes):
        if code != before:
            found[code] = position
        before = code
    return found


def _last_of(stage: str, steps: Sequence[Step]) -> Step | None:
    """The step that completed a stage: the one that left it last, or its own last step at the very end."""
    before: Step | None = None
    left = own = None
    for step in steps:
        if before is not None and before.stage == stage and step.stage != stage:
            left = step
        if step.stage == stage:
            own = step
        before = step
    ended_here = before is not None and before.stage == stage
    return own if ended_here else left


def _by_state(viewing: Viewing, steps: Sequence[Step], today: date) -> list[StageMark]:
    """Visited states, the present one, then the shortest declared way to an end."""
    matter = viewing.matter
    entered = _entries(step.to_state for step in steps)
    ahead = way_to_end(viewing.procedure, matter.state)
    behind = [code for code, _position in sorted(entered.items(), key=lambda pair: pair[1])]
    behind = [code for code in behind if code != matter.state and code not in ahead]
    marks = [_mark(viewing, viewing.label_of(code), PAST, steps[entered[code]]) for code in behind]
    step = steps[entered[matter.state]] if matter.state in entered else None
    state = PAST if matter.closed_at else _here(viewing, today)
    marks.append(_mark(viewing, viewing.state_label, state, step))
    marks += [StageMark(viewing.label_of(code), FUTURE) for code in ahead]
    return _without_repeats(marks)


def _without_repeats(marks: list[StageMark]) -> list[StageMark]:
    """Several states may bear one name for members: it is shown once, as far as it has come."""
    shown: dict[str, StageMark] = {}
    for mark in marks:
        if mark.label not in shown or mark.state in (NOW, LATE):
            shown[mark.label] = mark
    return list(shown.values())


def way_to_end(procedure: Procedure, state: str) -> list[str]:
    """States after this one on the shortest way to a final state, corrections left out."""
    ways: dict[str, list[str]] = {state: []}
    queue = [state]
    while queue:
        code = queue.pop(0)
        if procedure.states[code].final:
            return ways[code]
        for _move, definition in procedure.moves_from(code):
            target = procedure.target_of(definition, code)
            if not definition.correction and target not in ways:
                ways[target] = [*ways[code], target]
                queue.append(target)
    return []
