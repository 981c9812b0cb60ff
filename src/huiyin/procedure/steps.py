"""Appending to the record. Nothing else in the product writes steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from huiyin.kernel.chain import chain_hash, digest
from huiyin.people.enums import Role
from huiyin.people.models import Grant, Person
from huiyin.procedure.content import fingerprints
from huiyin.procedure.enums import StepKind
from huiyin.procedure.models import Matter, Step

SYSTEM_NAME = "系统"
UNHASHED = {"id", "hash"}


@dataclass
class Entry:
    """What a step is to say, before it is numbered and chained."""

    kind: StepKind
    move: str
    move_label: str
    at: datetime
    recorded_at: datetime
    from_state: str = ""
    from_label: str = ""
    is_correction: bool = False
    actor: Person | None = None
    grant: Grant | None = None
    reason: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    guard_results: Sequence[Mapping[str, str]] = ()
    documents: Sequence[Mapping[str, Any]] = ()
    request_id: str = ""


def append(matter: Matter, entry: Entry, *, to_label: str, content: Mapping[str, str] | None = None) -> Step:
    """Write the next step of a locked matter and save the matter with its new number and hash.

    `content` are the fingerprints of the matter's rows as they are now, where the caller has just read them.
    """
    step = next_step(matter, entry, to_label=to_label, content=content or fingerprints(matter))
    step.save(force_insert=True)
    matter.save()
    return step


def next_step(matter: Matter, entry: Entry, *, to_label: str, content: Mapping[str, str]) -> Step:
    """The next step of a matter, numbered and chained but not saved; the matter gets its number and hash."""
    matter.step_number += 1
    step = Step(
        committee_id=matter.committee_id,
        matter=matter,
        number=matter.step_number,
        kind=entry.kind,
        move=entry.move,
        move_label=entry.move_label,
        from_state=entry.from_state,
        from_label=entry.from_label,
        to_state=matter.state,
        to_label=to_label,
        stage=matter.stage,
        round=matter.round,
        is_correction=entry.is_correction,
        actor=entry.actor,
        actor_name=entry.actor.name if entry.actor else SYSTEM_NAME,
        actor_post=entry.actor.post if entry.actor else "",
        grant=entry.grant,
        acted_as=words_of(entry.grant),
        on_behalf_of=_principal(entry.grant),
        at=entry.at,
        recorded_at=entry.recorded_at,
        reason=entry.reason,
        data=dict(entry.data),
        guard_results=list(entry.guard_results),
        documents=list(entry.documents),
        content=dict(content),
        request_id=entry.request_id,
        previous_hash=matter.last_hash or genesis(matter),
    )
    step.hash = hash_of(step)
    matter.last_hash = step.hash
    return step


def genesis(matter: Matter) -> str:
    """What the first step is chained to: the identity of the matter itself."""
    return digest({"matter": matter.pk, "procedure": matter.procedure, "version": matter.version})


def hash_of(step: Step) -> str:
    """The hash that a step must carry: over every column but the hash itself and the database's own key."""
    payload = {
        field.attname: getattr(step, field.attname)
        for field in Step._meta.concrete_fields
        if field.name not in UNHASHED
    }
    return chain_hash(step.previous_hash, payload)


def words_of(grant: Grant | None) -> str:
    """Under which grant somebody acted, as text: role, and body where the grant names one."""
    if grant is None:
        return ""
    role = str(Role(grant.role).label)
    return f"{grant.body.name} {role}" if grant.body_id and grant.body else role


def _principal(grant: Grant | None) -> str:
    if grant is None or grant.deputy_of_id is None or grant.deputy_of is None:
        return ""
    return grant.deputy_of.person.name
