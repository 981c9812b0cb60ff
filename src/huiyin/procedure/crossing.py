"""Acts that reach another committee: a matter begun there, and what follows on a matter that is linked with one's own.

Every committee's matters are written in acts of their own. Both procedures say so: the move that reaches over
`crosses`, what comes of it there is begun or made `by: [across]`. There the engine is the actor: what is carried over
is `data`, and neither person, grant, title nor reason of the act it follows from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Q

from huiyin.kernel.verdicts import Refused
from huiyin.people.models import Committee
from huiyin.people.selectors import current_term
from huiyin.procedure.act import Act, as_record
from huiyin.procedure.begin import BEGIN, blank_matter, create
from huiyin.procedure.definition import ACROSS
from huiyin.procedure.enums import LinkKind, StepKind
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.library import newest, procedure_of
from huiyin.procedure.models import Link, Matter, Step
from huiyin.procedure.passage import make_step
from huiyin.procedure.steps import Entry

NOT_LINKED = "a linked matter of another committee is reached"


def begin_across(
    act: Act, procedure: str, committee: Committee, *, title: str, data: Mapping[str, Any], link: LinkKind
) -> Matter:
    """Within an act whose move crosses: begin a matter of another committee and link one's own to it.

    Raises ValueError for a move that does not cross or a procedure that nothing begins so: mistakes in the code.
    """
    document = newest(procedure)
    _refuse_undeclared(act)
    if ACROSS not in document.begins.by or committee.pk == act.committee.pk:
        raise ValueError(f"{procedure} is not begun by another committee's act")
    matter = blank_matter(document, committee, act.at, title=title)
    matter.year = act.day.year
    matter.term = current_term(committee, act.day)
    matter.confidentiality = act.matter.confidentiality
    over_there = replace(
        act, procedure=document, matter=matter, committee=committee, move=BEGIN, definition=None, role=ACROSS,
        actor=None, grant=None, data=dict(data), extra={}, joined={},
    )  # fmt: skip
    begun = create(over_there).matter
    act.link(begun, link)
    return begun


def across(act: Act, matter: Matter, moves: Sequence[str], *, data: Mapping[str, Any]) -> Step | None:
    """Within an act whose move crosses: make on a linked matter of another committee the first of `moves` open to it.

    Returns None where it is open to none of them in its state: what happened to it there is that committee's own
    affair, and no reason to refuse anything here. Raises ActRefused, without naming it, while somebody else is at work
    on it; ValueError for a matter that is not linked, or a move that does not follow so.
    """
    _refuse_undeclared(act)
    there = _locked_across(act, matter)
    procedure = procedure_of(there.procedure, there.version)
    for code in moves:
        definition = procedure.moves[code]
        if ACROSS not in definition.by:
            raise ValueError(f"{code} does not follow from another committee's act")
        if there.state in definition.from_:
            break
    else:
        return None
    own = replace(
        act, procedure=procedure, matter=there, committee=there.committee, move=code, definition=definition,
        role=ACROSS, actor=None, grant=None, data=dict(data), extra={},
    )  # fmt: skip
    entry = Entry(
        kind=StepKind.ACT,
        move=code,
        move_label=definition.label,
        at=act.at,
        recorded_at=act.recorded_at,
        data=as_record(own.data),
    )
    return make_step(own, definition, entry, effect=definition.effect)


def _refuse_undeclared(act: Act) -> None:
    if act.definition is None or not act.definition.crosses:
        raise ValueError(f"{act.move} of {act.procedure.procedure} does not cross to other committees")


def _locked_across(act: Act, matter: Matter) -> Matter:
    """The linked matter as it is now. It is never waited for, so that no two acts wait for each other."""
    if matter.committee_id == act.matter.committee_id:
        raise ValueError(NOT_LINKED)
    if matter.pk in act.joined:
        return act.joined[matter.pk]
    rows = Matter.objects.select_for_update(of=("self",), skip_locked=True).select_related("committee")
    found = rows.filter(pk=matter.pk).first()
    if found is None:
        text = "与本件关联的另一级政协的事项此刻正在办理，请稍后再办理一次。"
        raise ActRefused([Refused("linked_busy", text)])
    if not Link.objects.filter(
        Q(source=act.matter, target=found) | Q(source=found, target=act.matter)
    ).exists():
        raise ValueError(NOT_LINKED)
    act.joined[found.pk] = found
    return found
