"""One generated matter: its rows are collected, then its steps chained, all without the engine's queries.

Clocks, to-dos, steps and hashes come from the engine's own functions; what is left out is checking, because the
stories are declared to be in order. The fingerprints of the last step are those of the rows as they are, so
that `huiyin verify` finds nothing; earlier steps carry the same ones, of the same size as real ones.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone

from huiyin.kernel.chain import digest
from huiyin.kernel.lights import next_level_day
from huiyin.kernel.working_days import WorkCalendar
from huiyin.people.models import Body, Grant, Person
from huiyin.procedure import registry
from huiyin.procedure.clocks import compute
from huiyin.procedure.content import MATTER_FIELDS, tables_of
from huiyin.procedure.content_query import column_names
from huiyin.procedure.definition import Procedure
from huiyin.procedure.enums import StepKind
from huiyin.procedure.models import Clock, Matter, MatterParty, Step, Todo
from huiyin.procedure.steps import Entry, next_step
from huiyin.procedure.todos import asked_for


@dataclass(frozen=True)
class Event:
    """A move at a time, by the holder of a grant (None: the engine)."""

    move: str
    at: datetime
    grant: Grant | None
    data: dict[str, Any] = field(default_factory=dict)


@dataclass
class Growth:
    """A matter with all its rows, before they are saved."""

    procedure: Procedure
    matter: Matter
    events: list[Event]
    calendar: WorkCalendar
    start_date: date | None = None
    parties: list[MatterParty] = field(default_factory=list)
    rows: list[models.Model] = field(default_factory=list)
    clocks: dict[str, Clock] = field(default_factory=dict)
    entries: list[tuple[Entry, dict[str, Any]]] = field(default_factory=list)

    def add_party(self, role: str, party: Body | Person) -> None:
        """Concern a body or person, once."""
        column = "body" if isinstance(party, Body) else "person"
        if not any(p.role == role and getattr(p, column) == party for p in self.parties):
            values = {
                "committee_id": self.matter.committee_id,
                "matter": self.matter,
                "role": role,
                column: party,
            }
            self.parties.append(MatterParty(**values))

    def live(self) -> None:
        """Walk through the events: states, chains, clocks and what each step is to say."""
        for event in self.events:
            state = self._target(event.move)
            entry = self._entry(event, state)
            self._enter(state, event.at)
            self.entries.append((entry, {name: getattr(self.matter, name) for name in ("state", "stage")}))

    def _target(self, move: str) -> str:
        if move == "begin":
            return self.procedure.begins.state
        definition, matter = self.procedure.moves[move], self.matter
        if definition.chain and matter.chain_position + 1 < len(self.procedure.chains[definition.chain]):
            matter.chain_position += 1
            return matter.state
        return self.procedure.target_of(definition, matter.state)

    def _entry(self, event: Event, state: str) -> Entry:
        procedure = self.procedure
        began = event.move == "begin"
        source = "" if began else self.matter.state
        label = procedure.begins.label if began else procedure.moves[event.move].label
        guards = () if began else procedure.moves[event.move].guards
        return Entry(
            kind=StepKind.ACT,
            move=event.move,
            move_label=label,
            at=event.at,
            recorded_at=event.at,
            from_state=source,
            from_label=procedure.states[source].label if source else "",
            actor=event.grant.person if event.grant else None,
            grant=event.grant,
            data={**event.data, "procedure_seal": procedure.seal} if began else event.data,
            guard_results=[{"guard": use.name, "result": "met"} for use in guards],
        )

    def _enter(self, state: str, at: datetime) -> None:
        matter, declared = self.matter, self.procedure.states[state]
        if state != matter.state:
            matter.entered_state_at, matter.chain_position = at, 0
        matter.state, matter.stage = state, declared.stage
        matter.closed_at = at if declared.final else None
        for code, definition in self.procedure.clocks.items():
            clock = self.clocks.get(code)
            if definition.unless and registry.facts[definition.unless](matter):
                continue
            if state in definition.runs_in and clock is None:
                self.clocks[code] = self._open(code, timezone.localdate(at))
            elif clock is not None:
                clock.stopped_at = None if state in definition.runs_in else clock.stopped_at or at
        running = [
            clock.due
            for clock in self.clocks.values()
            if clock.stopped_at is None and clock.due and not clock.lapses
        ]
        matter.next_due = min(running, default=None)

    def _open(self, code: str, day: date) -> Clock:
        definition = self.procedure.clocks[code]
        preset = self.procedure.terms[definition.term]
        started_on = self.start_date if definition.starts_from != "act" and self.start_date else day
        clock = Clock(
            committee_id=self.matter.committee_id, matter=self.matter, code=code, label=definition.label,
            round=1, started_on=started_on, amount=preset.amount, unit=preset.unit, basis=preset.basis,
            month_day=f"{started_on:%m-%d}" if preset.unit == "fixed_date" else "",
            calendar_version=self.calendar.version, lapses=definition.lapses,
        )  # fmt: skip
        result = compute(clock, [], self.calendar)
        clock.due, clock.explanation, clock.provisional = (
            result.due,
            list(result.explanation),
            result.provisional,
        )
        clock.remind_on = (
            next_level_day(result.due, self.calendar) if result.due and not clock.lapses else None
        )
        return clock

    def todos(self) -> list[Todo]:
        """What the last state asks for."""
        return asked_for(self.procedure, self.matter, self.parties)

    def steps(self) -> list[Step]:
        """The chain; every row must have its key by now."""
        content = self._fingerprints()
        found = []
        last = self.matter.state, self.matter.stage
        for entry, then in self.entries:
            self.matter.state, self.matter.stage = then["state"], then["stage"]
            label = self.procedure.states[self.matter.state].label
            found.append(next_step(self.matter, entry, to_label=label, content=content))
        self.matter.state, self.matter.stage = last
        return found

    def _fingerprints(self) -> dict[str, str]:
        found = {"matter": digest({name: getattr(self.matter, name) for name in MATTER_FIELDS})}
        owned: Iterable[models.Model] = [*self.parties, *self.clocks.values(), *self.rows]
        tables = {table.model: table for table in tables_of(self.matter.kind)}
        for row in owned:
            table = tables[type(row)]
            values = {"pk": row.pk, **{name: getattr(row, name) for name in column_names(table)}}
            found[f"{row._meta.label_lower}:{row.pk}"] = digest(values)
        return found
