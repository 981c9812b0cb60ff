"""Effects of merging: on the part, and as its consequence on the main, whose rows change in acts of its own."""

from collections.abc import Iterable
from typing import Any

from huiyin.handling.enums import PointKind
from huiyin.handling.models import Point
from huiyin.handling.points import replace_points
from huiyin.handling.selectors import points_of
from huiyin.kernel.verdicts import Refused
from huiyin.notices.kinds import message_kind
from huiyin.notices.outbox import tell
from huiyin.people.models import Body, Person
from huiyin.procedure.act import Act
from huiyin.procedure.clocks import due_if_opened
from huiyin.procedure.enums import LinkKind
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.models import Link, Matter
from huiyin.procedure.passage import consequence, join
from huiyin.procedure.registry import effect
from huiyin.proposals.actions.planning import plan_changed, planned_by_side
from huiyin.proposals.actions.telling import tell_authors
from huiyin.proposals.enums import AUTHOR, COSIGNER, MERGED_AUTHOR, MERGED_COSIGNER, ObjectionAnswer
from huiyin.proposals.guards.merging import OBJECTION
from huiyin.proposals.models import Merging, MergingObjection, TakenOverPoint
from huiyin.proposals.selectors.merging import (
    TAKE_IN,
    TAKE_OUT,
    may_be_undone,
    merging_of,
    open_objections,
    parts_of,
    taken_over,
)
from huiyin.proposals.selectors.proposal import proposal_of

IN_MAIN = {AUTHOR: MERGED_AUTHOR, COSIGNER: MERGED_COSIGNER}
"""What authors of a part are to the main."""
PROPOSAL_MERGED = message_kind("proposal_merged", "提案并案")


@effect("proposals.merge@1")
def merge(act: Act) -> None:
    """并案: binds at once; its authors are told into what, by whom, why, and until when they may object."""
    main = join(act, act.data["main"])
    until = due_if_opened(act.procedure, OBJECTION, matter=act.matter, on=act.day)
    assert act.actor is not None and until is not None, "a person merges; the term is counted from that day"
    merging = Merging.objects.create(
        committee=act.committee,
        part=proposal_of(act.matter),
        main=proposal_of(main),
        from_state=act.matter.state,
        text=act.data["text"],
        person=act.actor,
        merged_on=act.day,
        object_until=until,
    )
    act.link(main, LinkKind.MERGED_INTO)
    consequence(act, main, TAKE_IN, data={"merging": merging})
    tell_authors(
        act,
        PROPOSAL_MERGED,
        f"您的提案《{act.matter.title}》由{act.actor.name}并入《{main.title}》。说明：{merging.text}"
        f"您仍是提案人；对并案有异议的，请在{until:%Y年%-m月%-d日}以前（含当日）、主案交办以前提出。",
    )


@effect("proposals.take_in@1")
def take_in(act: Act) -> None:
    """The main takes the part's suggestions among its points, so that each is answered, and knows its authors."""
    merging: Merging = act.data["merging"]
    own = _rows(points_of(act.matter))
    sources = points_of(merging.part.matter)
    new = [{**row, "point": None} for row in _rows(sources)]
    points = replace_points(act, [*own, *new], kind=PointKind.SUGGESTION)[len(own) :]
    TakenOverPoint.objects.bulk_create(
        TakenOverPoint(committee=act.committee, merging=merging, point=point, source=source)
        for point, source in zip(points, sources, strict=True)
    )
    for role, party in _authors(merging.part.matter):
        act.add_party(role, party)
    text = f"《{merging.part.matter.title}》已并入您的提案《{act.matter.title}》，所提建议一并办理。"
    tell_authors(act, PROPOSAL_MERGED, text)


@effect("proposals.object@1")
def object_to_merging(act: Act) -> None:
    """An author objects; the text is for the examiners and for that author alone."""
    merging = merging_of(act.matter)
    assert merging is not None and act.actor is not None, "the guard has seen the merging"
    # The main is not handed over meanwhile: its clerk would have seen no objection, and nothing could be undone.
    if not may_be_undone(join(act, merging.main.matter)):
        raise ActRefused([Refused("handed_over", "主案已经交办，不能再提出异议。")])
    MergingObjection.objects.create(
        committee=act.committee,
        merging=merging,
        person=act.actor,
        text=act.data["objection"],
        objected_on=act.day,
    )


@effect("proposals.keep_merge@1")
def keep_merge(act: Act) -> None:
    """The merging stays; whoever objected is told why."""
    persons = _answer(act, ObjectionAnswer.KEPT, act.data["answer"])
    text = f"您对《{act.matter.title}》并案提出的异议已经研究，维持并案。理由：{act.data['answer']}"
    tell(act, persons, PROPOSAL_MERGED, text)


@effect("proposals.undo_merge@1")
def undo_merge(act: Act) -> None:
    """撤销并案: the part stands where it stood, as it was; the main gives its suggestions back."""
    merging = merging_of(act.matter)
    assert merging is not None, "the move is there for parts alone"
    main = join(act, merging.main.matter)
    _answer(act, ObjectionAnswer.UNDONE, act.reason)
    merging.undone_on, merging.undone_reason = act.day, act.reason
    merging.save(update_fields=["undone_on", "undone_reason"])
    Link.objects.filter(source=act.matter, target=main, kind=LinkKind.MERGED_INTO).delete()
    consequence(act, main, TAKE_OUT, data={"merging": merging})
    text = f"您的提案《{act.matter.title}》并入《{main.title}》已经撤销，恢复单独审查办理。理由：{act.reason}"
    tell_authors(act, PROPOSAL_MERGED, text)


@effect("proposals.take_out@1")
def take_out(act: Act) -> None:
    """The main gives back what it took over; refused once a suggestion has been handed over."""
    merging: Merging = act.data["merging"]
    given_back = set(merging.taken_over.values_list("point_id", flat=True))
    before = planned_by_side(act.matter)
    merging.taken_over.all().delete()
    kept = [each for each in points_of(act.matter) if each.pk not in given_back]
    replace_points(act, _rows(kept), kind=PointKind.SUGGESTION)
    # The units that were planned for what goes are gone with it.
    plan_changed(act, before)
    still = {pair for each in parts_of(act.matter) for pair in _authors(each.part.matter)}
    for role, party in _authors(merging.part.matter):
        if (role, party) not in still:
            act.retire_party(role, party)
    text = f"《{merging.part.matter.title}》不再并入您的提案《{act.matter.title}》，单独审查办理。"
    tell_authors(act, PROPOSAL_MERGED, text)


def taken_over_rows(matter: Matter) -> list[dict[str, Any]]:
    """What the main took over, as rows that keep it: its own authors do not change others' suggestions."""
    keys = {each.point_id for each in taken_over(matter)}
    return _rows(each for each in points_of(matter) if each.pk in keys)


def _rows(points: Iterable[Point]) -> list[dict[str, Any]]:
    return [
        {"point": each, "text": each.text, "units": [unit.body for unit in each.suggested_units.all()]}
        for each in points
    ]


def _authors(matter: Matter) -> list[tuple[str, Body | Person]]:
    """Who wrote and who signed a part, each with what they are to the main."""
    rows = matter.parties.filter(role__in=tuple(IN_MAIN), active=True).select_related("person", "body")
    found = [(IN_MAIN[row.role], row.person or row.body) for row in rows.order_by("pk")]
    return [(role, party) for role, party in found if party is not None]


def _answer(act: Act, answer: ObjectionAnswer, text: str) -> list[Person]:
    persons = []
    for each in open_objections(act.matter):
        each.answer, each.answer_text, each.answered_on = answer, text, act.day
        each.save(update_fields=["answer", "answer_text", "answered_on"])
        persons.append(each.person)
    return persons
