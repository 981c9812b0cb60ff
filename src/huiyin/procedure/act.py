"""The context of one act: what guards, forms and effects are given, and all they may do with the engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from huiyin.people.models import Body, Committee, Grant, Person
from huiyin.procedure.definition import MoveDefinition, Procedure
from huiyin.procedure.enums import LinkKind
from huiyin.procedure.models import Link, Matter, MatterParty


@dataclass
class Act:
    """One act under way. Time comes in as `at`; `data` is the form's cleaned content (empty in guards).

    `joined` are matters that are no relatives and were locked for this act (`passage.join`).
    """

    procedure: Procedure
    matter: Matter
    committee: Committee
    at: datetime
    move: str
    definition: MoveDefinition | None = None
    actor: Person | None = None
    grant: Grant | None = None
    role: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    recorded: datetime | None = None
    joined: dict[UUID, Matter] = field(default_factory=dict)

    @property
    def recorded_at(self) -> datetime:
        """When the act was put on record; the time of the act unless it is entered later."""
        return self.recorded or self.at

    @property
    def day(self) -> date:
        """The calendar day of the act where the office is."""
        return timezone.localdate(self.at)

    @property
    def reason(self) -> str:
        """The reason given in the form, if it asks for one."""
        return str(self.data.get("reason", "") or "")

    def add_party(self, role: str, party: Body | Person) -> MatterParty:
        """Say that a body or person is concerned by the matter."""
        return add_party(self.matter, role, party)

    def open_to(self, role: str) -> MatterParty:
        """Let everybody see what the document shows to this party, who holds one of its role's grants here."""
        return add_party(self.matter, role, None)

    def retire_party(self, role: str, party: Body | Person) -> None:
        """The body or person is no longer concerned; that it once was stays in the history."""
        column = "body" if isinstance(party, Body) else "person"
        self.matter.parties.filter(role=role, **{column: party}).update(active=False)

    def link(self, target: Matter, kind: LinkKind, note: str = "") -> Link:
        """Link this matter to another one of the same committee; of another one only where the move `crosses`."""
        declared = self.definition is not None and self.definition.crosses
        if target.committee_id != self.matter.committee_id and not declared:
            raise ValueError("a link may not cross committees unless the act is declared to")
        link, _created = Link.objects.get_or_create(
            source=self.matter, target=target, kind=kind, defaults={"committee": self.committee, "note": note}
        )
        return link


def add_party(matter: Matter, role: str, party: Body | Person | None) -> MatterParty:
    """Record a party once (None is everybody); a retired one becomes active again."""
    if isinstance(party, Body) and party.committee_id != matter.committee_id:
        raise ValueError("a body of another committee cannot be a party here")
    row, created = MatterParty.objects.get_or_create(
        matter=matter,
        role=role,
        body=party if isinstance(party, Body) else None,
        person=party if isinstance(party, Person) else None,
        defaults={"committee_id": matter.committee_id},
    )
    if not created and not row.active:
        row.active = True
        row.save(update_fields=["active"])
    return row


def as_record(data: Mapping[str, Any]) -> dict[str, Any]:
    """A form's cleaned content as plain values for the step: objects become id and text."""
    return {key: _plain(value) for key, value in data.items()}


def changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Field → {before, after} for every field whose value is another than before."""
    names = [name for name in after if before.get(name) != after.get(name)]
    return {name: {"before": before.get(name), "after": after.get(name)} for name in names}


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if hasattr(value, "pk"):
        return {"id": str(value.pk), "text": str(value)}
    if hasattr(value, "read"):
        return {"file": str(getattr(value, "name", ""))}
    if hasattr(value, "__iter__"):
        return [_plain(each) for each in value]
    return str(value)
