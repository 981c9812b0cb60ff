"""`begin`: how matters come into being, by a person or as children of an act."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from huiyin.kernel.verdicts import Refused
from huiyin.people.models import Body, Committee, Grant, Person
from huiyin.people.selectors import current_grants, current_term
from huiyin.procedure import registry
from huiyin.procedure.act import Act, add_party, as_record
from huiyin.procedure.definition import ACROSS, PARENT, Procedure, RoleDefinition
from huiyin.procedure.engine import Taken
from huiyin.procedure.enums import StepKind
from huiyin.procedure.errors import ActRefused, ChooseGrant, NotYours
from huiyin.procedure.library import newest
from huiyin.procedure.models import Matter, Step
from huiyin.procedure.passage import enter, follow_automatically
from huiyin.procedure.ports import ports
from huiyin.procedure.request import Given, Request, cleaned, refuse_classified
from huiyin.procedure.rights import active_parties
from huiyin.procedure.steps import Entry, append, words_of
from huiyin.procedure.todos import renew

BEGIN = "begin"
Parties = Iterable[tuple[str, Body | Person]]


def begin(
    procedure: str,
    *,
    committee: Committee,
    actor: Person,
    at: datetime,
    data: Given | None = None,
    files: Mapping[str, Any] | None = None,
    grant: Grant | None = None,
    origin: Matter | None = None,
    request_id: str = "",
    recorded_at: datetime | None = None,
) -> Taken:
    """Create a matter under the newest version of a procedure. Raises ActRefused; then nothing was created."""
    document = newest(procedure)
    request = Request(actor, at, data or {}, files or {}, grant, None, request_id, recorded_at)
    refuse_classified(request, place=f"{procedure}.{BEGIN}")
    try:
        with transaction.atomic():
            done = _begun_before(request)
            if done is not None:
                return Taken(done.matter, done, repeated=True)
            act = draft_act(document, committee, request, origin)
            act.role, act.grant = _entitled(document, act, request)
            act.data, _form = cleaned(document.begins.form, act, request)
            return create(act, request_id=request_id)
    except (
        IntegrityError
    ):  # pragma: no cover (on SQLite writers wait at the door; PostgreSQL tests come here)
        # Two clicks at the very same moment: there is no matter yet that could be locked, so the database decides.
        done = _begun_before(request)
        if done is None:
            raise
        return Taken(done.matter, done, repeated=True)


def begin_child(
    act: Act,
    procedure: str,
    *,
    title: str,
    parties: Parties = (),
    data: Mapping[str, Any] | None = None,
    kind_of_link: str = "",
) -> Matter:
    """Create a child of the act's matter, within the act: same actor, grant and time; runs in its round.

    `data` goes to the child's begin effect as it is (it was cleaned by the parent's form).
    """
    document = newest(procedure)
    if PARENT not in document.begins.by:
        raise ActRefused([Refused("not_a_child", f"“{document.label}”不能由上级事项产生。")])
    child = replace(act, procedure=document, move=BEGIN, definition=None, data=dict(data or {}), extra={})
    child.matter = blank_matter(document, act.committee, act.at, title=title)
    child.matter.parent = act.matter
    child.matter.parent_round = act.matter.round
    child.matter.lineage = [*act.matter.lineage, str(act.matter.pk)]
    child.matter.confidentiality = act.matter.confidentiality
    child.matter.term_id = act.matter.term_id
    return create(child, parties=parties, follow=False).matter


def create(act: Act, *, request_id: str = "", parties: Parties = (), follow: bool = True) -> Taken:
    """Write a new matter with its parties, clocks and first step (`begin`, `begin_child`, `begin_across` end here)."""
    document, matter = act.procedure, act.matter
    matter.save(force_insert=True)
    for role, party in parties:
        add_party(matter, role, party)
    if document.begins.party_from_grant and act.grant is not None:
        _add_own_party(act, document.begins.party_from_grant)
    if document.begins.effect:
        registry.effects[document.begins.effect](act)
    enter(document, matter, document.begins.state, from_state="", act=act)
    entry = Entry(
        kind=StepKind.ACT,
        move=BEGIN,
        move_label=document.begins.label,
        at=act.at,
        recorded_at=act.recorded_at,
        actor=act.actor,
        grant=act.grant,
        data={**as_record(act.data), "procedure_seal": document.seal},
        request_id=request_id,
    )
    step = append(matter, entry, to_label=document.states[matter.state].label)
    renew(document, matter, active_parties(matter))
    ports.step_passed(matter, step)
    if follow:
        follow_automatically(act, was_closed=False)
    return Taken(matter, step)


def _add_own_party(act: Act, role: str) -> None:
    """Whoever begins becomes a party: the body the grant speaks for, or else the person."""
    assert act.grant is not None
    add_party(act.matter, role, act.grant.body or act.grant.person)


def blank_matter(document: Procedure, committee: Committee, at: datetime, *, title: str = "") -> Matter:
    """A matter of this procedure before anything of it is saved."""
    state = document.states[document.begins.state]
    return Matter(
        committee=committee,
        kind=document.kind,
        procedure=document.procedure,
        version=document.version,
        title=title,
        year=at.year,
        state=document.begins.state,
        stage=state.stage,
        entered_state_at=at,
        opened_at=at,
    )


def draft_act(document: Procedure, committee: Committee, request: Request, origin: Matter | None) -> Act:
    """The act of beginning before anything is saved: what forms are given. Raises ActRefused."""
    if origin is not None and origin.committee_id != committee.pk:
        raise ActRefused([Refused("other_committee", "来源事项属于另一个政协委员会，不能引用。")])
    matter = blank_matter(document, committee, request.at)
    matter.origin = origin
    act = Act(
        procedure=document,
        matter=matter,
        committee=committee,
        at=request.at,
        move=BEGIN,
        actor=request.actor,
        recorded=request.recorded_at,
    )
    matter.year = act.day.year
    matter.term = current_term(committee, act.day)
    return act


def may_begin(document: Procedure, grants: Iterable[Grant], committee: Committee) -> list[tuple[str, Grant]]:
    """The roles and grants under which a person with these grants may begin such a matter."""
    return [
        (code, grant)
        for code in document.begins.by
        if code not in (PARENT, ACROSS)
        for grant in grants
        if grant.committee_id == committee.pk and _fits(document.roles[code], grant)
    ]


def _fits(role: RoleDefinition, grant: Grant) -> bool:
    """Whether the grant gives the role before there is a matter."""
    if grant.role not in role.grants:
        return False
    return not role.of_body or (grant.body is not None and grant.body.code == role.of_body)


def _entitled(document: Procedure, act: Act, request: Request) -> tuple[str, Grant]:
    allowed = may_begin(document, current_grants(request.actor, act.day), act.committee)
    if request.grant is not None:
        allowed = [(role, grant) for role, grant in allowed if grant.pk == request.grant.pk]
    if not allowed:
        labels = "或".join(
            document.roles[code].label for code in document.begins.by if code not in (PARENT, ACROSS)
        )
        text = f"“{document.begins.label}”应由{labels}办理。" if labels else "这一事项不能单独新建。"
        raise NotYours([Refused("not_yours", text)])
    if len({grant.pk for _role, grant in allowed}) > 1:
        names = "、".join(words_of(grant) for _role, grant in allowed)
        raise ChooseGrant(
            [Refused("choose_grant", f"您有多个身份可以办理此事（{names}），请选择以哪个身份办理。")],
            grants=[grant for _role, grant in allowed],
        )
    return allowed[0]


def _begun_before(request: Request) -> Step | None:
    """The same form sent twice creates one matter."""
    if not request.request_id:
        return None
    return (
        Step.objects.filter(actor=request.actor, request_id=request.request_id, number=1)
        .select_related("matter__committee")
        .first()
    )
