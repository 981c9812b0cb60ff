"""A draft as the checks read it, and what they found: for the unit's own people."""

from datetime import date

from huiyin.handling.letter_cases import letter_plan
from huiyin.handling.models import Assignment, Reply, ReplyFinding
from huiyin.handling.references import CaseReference, reference_of
from huiyin.handling.reply_checks import Letter, OtherUnit, PointAnswer, Promise, unit_of
from huiyin.handling.selectors.assignments import covered_points, last_reply
from huiyin.people.enums import BodyKind
from huiyin.people.selectors import names_of_bodies
from huiyin.procedure.models import Matter


def letter_of(reply: Reply, day: date) -> Letter:
    """The draft with its answers and promises, and what is known of its case, as it stands on this day."""
    assignment = Assignment.objects.select_related("matter__parent__term", "matter__committee", "unit").get(
        matter=reply.matter_id
    )
    matter = assignment.matter
    answers = dict(reply.answers.values_list("point_id", "text"))
    reference = reference_of(matter.parent) if matter.parent else CaseReference()
    own, others = _units(assignment, day)
    plan = letter_plan(matter, assignment.unit, day)
    chosen = reply.reply_class
    return Letter(
        text=reply.text,
        day=day,
        answers=tuple(
            PointAnswer(point.order, answers.get(point.pk, "")) for point in covered_points(assignment)
        ),
        meaning=chosen.meaning if chosen else "",
        class_code=chosen.code if chosen else "",
        class_label=str(chosen) if chosen else "",
        document_number=reply.document_number,
        promises=tuple(Promise(each.what, each.by_when) for each in reply.promises.all()),
        term=reference.term,
        session=reference.session,
        number=reference.number,
        title=matter.parent.title if plan is not None and matter.parent is not None else "",
        parts=tuple((each.reference.number, each.title) for each in plan.parts) if plan is not None else (),
        composed=plan is not None,
        level=matter.committee.level,
        own_names=own,
        others=others,
    )


def _units(assignment: Assignment, day: date) -> tuple[tuple[str, ...], tuple[OtherUnit, ...]]:
    """The names of the unit itself, and the other units that do not handle the same matter in this round anyhow."""
    matter = assignment.matter
    handling = set(
        Assignment.objects.filter(
            matter__parent_id=matter.parent_id, matter__parent_round=matter.parent_round
        ).values_list("unit_id", flat=True)
    )
    names = names_of_bodies(matter.committee, BodyKind.UNIT, day)
    own = names.get(assignment.unit, (assignment.unit.name,))
    others = (unit_of(*known) for body, known in names.items() if body.pk not in handling)
    return own, tuple(others)


def findings_on(assignment_matter: Matter) -> list[ReplyFinding]:
    """What the check found in the reply that is being written or was written last, what must be mended first."""
    reply = last_reply(assignment_matter)
    if reply is None:
        return []
    return list(
        ReplyFinding.objects.filter(reply=reply).select_related("answered_by").order_by("-blocks", "pk")
    )


def earlier_explanations(assignment_matter: Matter) -> dict[tuple[str, str], ReplyFinding]:
    """Code and quote → the latest finding that was explained, in this draft or one before."""
    rows = ReplyFinding.objects.filter(reply__matter=assignment_matter).exclude(answer="").order_by("pk")
    return {(each.code, each.quote): each for each in rows}
