"""The timeline of a matter, read from its steps: in full for the offices, in plain steps for everybody else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms

from huiyin.procedure import registry
from huiyin.procedure.enums import StepKind
from huiyin.procedure.models import Matter, Step
from huiyin.procedure.page.viewing import Viewing
from huiyin.ui.rows import Rows

EDIT = "edit_"
NOTHING = "（空）"


@dataclass(frozen=True)
class FieldChange:
    """A field that was changed: its label, the text before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class TimelineEntry:
    """One line of the timeline."""

    at: datetime
    what: str
    kind: str = ""
    number: int = 0
    who: str = ""
    post: str = ""
    acted_as: str = ""
    on_behalf_of: str = ""
    reason: str = ""
    basis: str = ""
    moved_to: str = ""
    is_correction: bool = False
    recorded_at: datetime | None = None
    changes: tuple[FieldChange, ...] = ()
    documents: tuple[str, ...] = ()


def steps_of(matter: Matter) -> list[Step]:
    """The matter's steps in order, without fingerprints and guard results, which pages do not show."""
    return list(matter.steps.defer("content", "guard_results").order_by("number"))


def timeline(viewing: Viewing, steps: Sequence[Step]) -> list[TimelineEntry]:
    """Newest first. Who does not see the timeline gets the plain steps alone: when, and what it then was."""
    if not viewing.shows("timeline"):
        return plain_steps(viewing, steps)
    known = {step.number: step.documents for step in steps}
    return [
        _full(viewing, step, known.get(step.number - 1)) if viewing.follows(step) else _inner(viewing, step)
        for step in reversed(steps)
    ]


def plain_steps(viewing: Viewing, steps: Iterable[Step]) -> list[TimelineEntry]:
    """Changes of the state's name for this audience: no persons, no reasons, no contents."""
    found: list[TimelineEntry] = []
    label = ""
    for step in steps:
        now = viewing.label_of(step.to_state)
        if now and now != label:
            found.append(TimelineEntry(at=step.at, what=now, kind=StepKind.ACT))
            label = now
    return found[::-1]


def _inner(viewing: Viewing, step: Step) -> TimelineEntry:
    """A step inside somebody else's house: that it was made and where it led, not by whom and why."""
    moved_to = viewing.label_of(step.to_state) if step.to_state != step.from_state else ""
    return TimelineEntry(
        at=step.at, what=step.move_label, kind=step.kind, number=step.number, moved_to=moved_to
    )


def _full(viewing: Viewing, step: Step, documents_before: Any) -> TimelineEntry:
    return TimelineEntry(
        at=step.at,
        what=step.move_label,
        kind=step.kind,
        number=step.number,
        who=step.actor_name,
        post=step.actor_post,
        acted_as=step.acted_as,
        on_behalf_of=step.on_behalf_of,
        reason=step.reason,
        basis=_basis(viewing, step),
        moved_to=step.to_label if step.to_state != step.from_state else "",
        is_correction=step.is_correction,
        recorded_at=step.recorded_at if step.recorded_at != step.at else None,
        changes=_changes(viewing, step),
        documents=_documents(viewing, step, documents_before or []),
    )


def _basis(viewing: Viewing, step: Step) -> str:
    """What the act cites (the sitting that decided it, for instance), in the words of that day."""
    declared = viewing.procedure.moves.get(step.move)
    form = registry.forms.get(declared.form) if declared else None
    cited = step.data.get(form.cites) if form and form.cites else None
    return in_words(cited) if cited else ""


def _documents(viewing: Viewing, step: Step, before: Any) -> tuple[str, ...]:
    """The documents that came or changed with this step; each step records all that lay before it."""
    if not viewing.shows("documents"):
        return ()
    new = [each for each in step.documents if each not in before]
    return tuple(f"{each.get('title', '')} {each.get('number', '')}".strip() for each in new)


def _changes(viewing: Viewing, step: Step) -> tuple[FieldChange, ...]:
    """The changed fields of a facet that this person sees; of other facets only that they were changed."""
    facet = step.move.removeprefix(EDIT)
    if step.kind != StepKind.CHANGE or facet not in viewing.here.seen:
        return ()
    declared = viewing.procedure.facets.get(facet)
    form = registry.forms.get(declared.form) if declared else None
    fields: Mapping[str, Any] = form.base_fields if form else {}
    rows: Mapping[str, Rows] = form.rows if form else {}
    found = (
        FieldChange(
            label=str(rows[name].label if name in rows else getattr(fields.get(name), "label", "") or name),
            before=in_words(change.get("before"), rows.get(name), fields.get(name)),
            after=in_words(change.get("after"), rows.get(name), fields.get(name)),
        )
        for name, change in step.data.items()
        if isinstance(change, dict)
    )
    # An empty text and nothing at all are the same to whoever reads it.
    return tuple(change for change in found if change.before != change.after)


def in_words(value: Any, rows: Rows | None = None, field: Any = None) -> str:
    """A recorded value as text: rows one a line, choices by their label, objects by the name they had that day."""
    if isinstance(field, forms.ChoiceField) and isinstance(value, str):
        value = dict(field.choices).get(value, value)  # type: ignore[arg-type]
    if value is None or value == "" or value == []:
        return NOTHING
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        separator = "\n" if rows else "、"
        return separator.join(_row(item, rows) if rows else in_words(item) for item in value)
    if isinstance(value, dict):
        return str(value.get("text") or value.get("file") or NOTHING)
    return str(value)


def _row(item: Any, rows: Rows) -> str:
    if not isinstance(item, dict):
        return in_words(item)
    fields = rows.form_class.base_fields
    # What a form carries out of sight (the row's own number) says nothing to whoever reads it.
    return "；".join(
        f"{getattr(fields.get(name), 'label', name)}：{in_words(text, field=fields.get(name))}"
        for name, text in item.items()
        if text not in (None, "", []) and not (name in fields and fields[name].widget.is_hidden)
    )
