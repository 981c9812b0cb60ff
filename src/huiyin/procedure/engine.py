"""The one write path: `begin`, `take`, `revise`. Checks come in one fixed order, for everybody."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from huiyin.kernel.verdicts import Refused
from huiyin.people.models import Grant, Person
from huiyin.people.selectors import current_grants
from huiyin.procedure import registry
from huiyin.procedure.act import Act, as_record, changed_fields
from huiyin.procedure.conditions import documents_missing, guard_verdicts, is_there
from huiyin.procedure.definition import STAY, MoveDefinition, Procedure
from huiyin.procedure.enums import StepKind
from huiyin.procedure.errors import (
    ActRefused,
    ChooseGrant,
    FormRefused,
    NotYours,
    Overtaken,
)
from huiyin.procedure.library import procedure_of
from huiyin.procedure.locking import lock_family
from huiyin.procedure.models import Matter, Step
from huiyin.procedure.passage import pass_on
from huiyin.procedure.request import Given, Request, cleaned, refuse_classified
from huiyin.procedure.rights import active_parties, facets_seen, names_known, roles_held, who_could
from huiyin.procedure.steps import Entry, words_of


@dataclass(frozen=True)
class Taken:
    """What came of an act. `repeated` when the same request had been carried out before."""

    matter: Matter
    step: Step
    repeated: bool = False


def take(
    matter: Matter,
    move: str,
    *,
    actor: Person,
    at: datetime,
    data: Given | None = None,
    files: Mapping[str, Any] | None = None,
    grant: Grant | None = None,
    expected_step: int | None = None,
    request_id: str = "",
    recorded_at: datetime | None = None,
) -> Taken:
    """Make one declared move. Everything or nothing: a refused act changes no row.

    Raises ActRefused (or a subclass) with every unmet condition in words.
    """
    request = Request(actor, at, data or {}, files or {}, grant, expected_step, request_id, recorded_at)
    refuse_classified(request, place=f"{matter.procedure}.{move}")

    def carry_out(locked: Matter) -> Step:
        procedure = procedure_of(locked.procedure, locked.version)
        definition = _declared(procedure, locked, move)
        act = _entitled(procedure, locked, move, definition, request)
        _refuse_absent(act, definition)
        results = _conditions(act, definition)
        act.data, form = cleaned(definition.form, act, request)
        if definition.correction and not act.reason.strip():
            raise FormRefused([Refused("no_reason", "此项为更正，须写明理由。")], form=form)
        return pass_on(act, definition, entry_of(act, request, results), effect=definition.effect)

    return _once(matter, request, carry_out)


def revise(
    matter: Matter,
    facet: str,
    *,
    actor: Person,
    at: datetime,
    data: Given | None = None,
    files: Mapping[str, Any] | None = None,
    grant: Grant | None = None,
    expected_step: int | None = None,
    request_id: str = "",
    recorded_at: datetime | None = None,
) -> Taken:
    """Change the fields of one facet where the present state lets this role edit it; before and after are kept."""
    request = Request(actor, at, data or {}, files or {}, grant, expected_step, request_id, recorded_at)
    refuse_classified(request, place=f"{matter.procedure}.{facet}")

    def carry_out(locked: Matter) -> Step:
        procedure = procedure_of(locked.procedure, locked.version)
        definition = edit_as_move(procedure, locked.state, facet)
        if definition is None:
            raise ActRefused([Refused("not_editable", "当前环节不能修改这部分内容。")])
        act = _entitled(procedure, locked, f"edit_{facet}", definition, request)
        before = _initial(definition.form, act)
        act.data, _form = cleaned(definition.form, act, request)
        entry = entry_of(act, request, [])
        entry.kind = StepKind.CHANGE
        entry.data = changed_fields(as_record(before), as_record(act.data))
        return pass_on(act, definition, entry, effect=definition.effect)

    return _once(matter, request, carry_out)


def edit_as_move(procedure: Procedure, state: str, facet: str) -> MoveDefinition | None:
    """An edit of a facet seen as a move that stays; None where nobody may edit it in this state."""
    roles = tuple(role for role, facets in procedure.states[state].edits.items() if facet in facets)
    if not roles:
        return None
    declared = procedure.facets[facet]
    return MoveDefinition.model_validate(
        {
            "from": (state,),
            "label": f"修改{declared.label}",
            "to": STAY,
            "by": roles,
            "form": declared.form,
            "effect": declared.effect,
            "shows": declared.shows,
            "opens": True,
        }
    )


def entry_of(act: Act, request: Request, results: list[dict[str, str]]) -> Entry:
    """What the step of this act is to say."""
    return Entry(
        kind=StepKind.ACT,
        move=act.move,
        move_label=act.definition.label_for(act.role) if act.definition else act.procedure.begins.label,
        at=request.at,
        recorded_at=request.recorded_at or request.at,
        is_correction=bool(act.definition and act.definition.correction),
        actor=request.actor,
        grant=act.grant,
        reason=act.reason,
        data=as_record(act.data),
        guard_results=results,
        request_id=request.request_id,
    )


def _once(matter: Matter, request: Request, carry_out: Callable[[Matter], Step]) -> Taken:
    """Lock the matter and carry the request out, unless the same one was carried out before: then that one counts.

    From a page that shows the matter as it still is, it cannot have been, so nothing is looked for; should its number
    have been used all the same, the act is refused by what that changed, or by the database, and is found then.
    """
    try:
        with transaction.atomic():
            locked = lock_family(matter)
            done = None if request.expected_step == locked.step_number else _done_before(locked, request)
            if done is not None:
                return Taken(locked, done, repeated=True)
            _refuse_if_overtaken(locked, request)
            return Taken(locked, carry_out(locked))
    except (ActRefused, IntegrityError):
        done = _done_before(matter, request)
        if done is None:
            raise
        return Taken(done.matter, done, repeated=True)


def _done_before(matter: Matter, request: Request) -> Step | None:
    """The step that this very request has made already, if it has."""
    if not request.request_id:
        return None
    made = matter.steps.filter(actor=request.actor, request_id=request.request_id)
    return made.select_related("matter__committee").first()


def _refuse_if_overtaken(matter: Matter, request: Request) -> None:
    expected = request.expected_step
    if expected is None or expected == matter.step_number:
        return
    later = matter.steps.filter(number__gt=expected).order_by("-number").first()
    if later is None:
        raise Overtaken([Refused("overtaken", "页面已过期，请刷新后再办理；已填写的内容仍保留。")])
    text = (
        f"您打开页面之后，{later.actor_name}已办理“{later.move_label}”，本件现为“{later.to_label}”。"
        "您填写的内容已保留，请核对后再提交。"
    )
    raise Overtaken([Refused("overtaken", text)], later=later)


def _declared(procedure: Procedure, matter: Matter, move: str) -> MoveDefinition:
    definition = procedure.moves.get(move)
    if definition is None:
        raise ActRefused([Refused("unknown_move", "该程序没有这一步。")])
    if definition.automatic:
        raise ActRefused([Refused("engine_only", f"“{definition.label}”由系统在条件具备时自动办理。")])
    if not definition.by_person:
        raise ActRefused(
            [Refused("not_by_person", f"“{definition.label}”随有关事项的办理一并产生，不单独办理。")]
        )
    if matter.state not in definition.from_:
        now = procedure.states[matter.state].label
        raise ActRefused([Refused("not_from_here", f"本件现为“{now}”，不能办理“{definition.label}”。")])
    if not definition.guards and not is_there(definition, matter):
        raise ActRefused([_nothing_to_do(definition)])
    return definition


def _entitled(
    procedure: Procedure, matter: Matter, move: str, definition: MoveDefinition, request: Request
) -> Act:
    """Find the grant under which the actor may do this. Raises NotYours or ChooseGrant."""
    act = Act(
        procedure=procedure,
        matter=matter,
        committee=matter.committee,
        at=request.at,
        move=move,
        definition=definition,
        actor=request.actor,
        recorded=request.recorded_at,
    )
    parties = active_parties(matter)
    grants = current_grants(request.actor, act.day)
    held = roles_held(procedure, matter, grants, parties)
    seen = facets_seen(procedure, matter, held)
    if not seen:
        raise NotYours([Refused("not_seen", "没有找到这一事项，或您无权查看。")])
    allowed = [each for each in held if each.role in definition.by]
    if definition.chain:
        allowed = [each for each in allowed if each.role == current_link(act)]
    if request.grant is not None:
        allowed = [each for each in allowed if each.grant.pk == request.grant.pk]
    if not allowed:
        roles = (current_link(act),) if definition.chain else definition.by
        who = who_could(procedure, roles, parties, names=names_known(procedure, seen))
        text = f"“{definition.label_for(roles[0])}”应由{who}办理。"
        raise NotYours([Refused("not_yours", text)])
    if len({each.grant.pk for each in allowed}) > 1:
        names = "、".join(words_of(each.grant) for each in allowed)
        raise ChooseGrant(
            [Refused("choose_grant", f"您有多个身份可以办理此事（{names}），请选择以哪个身份办理。")],
            grants=[each.grant for each in allowed],
        )
    act.role, act.grant = allowed[0].role, allowed[0].grant
    return act


def current_link(act: Act) -> str:
    """The role whose signature the chain waits for."""
    assert act.definition is not None
    chain = act.procedure.chains[act.definition.chain]
    return chain[act.matter.chain_position]


def _refuse_absent(act: Act, definition: MoveDefinition) -> None:
    """A move that is not there is nobody's; taken all the same, its guards say why to whom it would be."""
    if not definition.guards or is_there(definition, act.matter):
        return
    unmet = [verdict for _name, verdict in guard_verdicts(act, definition) if isinstance(verdict, Refused)]
    raise ActRefused(unmet or [_nothing_to_do(definition)])


def _nothing_to_do(definition: MoveDefinition) -> Refused:
    words = registry.fact_labels[definition.when]
    return Refused("nothing_to_do", f"“{definition.label}”须在“{words}”时办理，现在没有。")


def _conditions(act: Act, definition: MoveDefinition) -> list[dict[str, str]]:
    """All guards and documents; raises ActRefused with every condition that is not met."""
    verdicts = guard_verdicts(act, definition)
    unmet = [verdict for _name, verdict in verdicts if isinstance(verdict, Refused)]
    unmet += documents_missing(act.matter, definition.documents)
    if unmet:
        raise ActRefused(unmet)
    return [{"guard": name, "result": "met"} for name, _verdict in verdicts]


def _initial(form_name: str, act: Act) -> dict[str, Any]:
    return registry.forms[form_name].initial_from(act) if form_name else {}


__all__ = ["Taken", "edit_as_move", "revise", "take"]
