"""建议不止于批示: what was instructed, assigned, adopted or promised, and then stopped."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from huiyin.handling.enums import Adoption
from huiyin.handling.models import Assignment, Commitment, Instruction, Measure, Point
from huiyin.handling.selectors.submissions import asking
from huiyin.kernel.lights import remaining_words
from huiyin.kernel.working_days import WorkCalendar
from huiyin.people.models import Grant, Person
from huiyin.people.selectors import current_grants
from huiyin.procedure.library import newest
from huiyin.procedure.models import Clock, Matter
from huiyin.procedure.selectors import seeing
from huiyin.procedure.terms import term_for

MOST = 200
"""Of each kind of stop; who has more of them needs the ledgers."""


@dataclass(frozen=True)
class Stopped:
    """A matter that stopped: which, why (code for programs, sentence for people), since when."""

    matter: Matter
    code: str
    reason: str
    since: date


def stopped(
    person: Person, on: date, calendar: WorkCalendar, *, kinds: Collection[str] = ()
) -> list[Stopped]:
    """Everything that stopped and that this person may know of, longest standing first.

    `kinds`: only what became of matters of these kinds, such as outcomes alone.

    Told is only who sees the facet that shows it. The number of queries does not grow with what is found, and no query
    looks through the matters: each starts from what may have stopped and asks of that whether it is seen.
    """
    grants = current_grants(person, on)
    found = [
        *_instructed_and_idle(grants, on, calendar),
        *_late_clocks(grants, on, calendar),
        *_adopted_without_measure(grants),
    ]
    if kinds:
        roots = _root_kinds(found)
        found = [each for each in found if roots[_root(each.matter)] in kinds]
    return sorted(found, key=lambda each: (each.since, str(each.matter.pk), each.code))


def _root(matter: Matter) -> str:
    """Key of the matter that a part of the handling belongs to."""
    return str(matter.lineage[0] if matter.lineage else matter.pk)


def _root_kinds(found: Iterable[Stopped]) -> dict[str, str]:
    rows = Matter.objects.filter(pk__in={_root(each.matter) for each in found})
    return {str(key): kind for key, kind in rows.values_list("pk", "kind")}


def _idle_limits(grants: Sequence[Grant], on: date) -> dict[int, int]:
    """Committee → working days that may pass between an instruction and the hand-over there."""
    document = newest("submission")
    committees = {grant.committee_id for grant in grants}
    return {key: term_for(document, "idle", committee_id=key, on=on).amount for key in committees}


def _instructed_and_idle(grants: Sequence[Grant], on: date, calendar: WorkCalendar) -> Iterator[Stopped]:
    """Handling was asked for longer ago than the committee allows, and nothing was handed over."""
    limits = _idle_limits(grants, on)
    assigned = Assignment.objects.filter(matter__parent=OuterRef("submission__matter__parent"))
    rows = asking(Instruction.objects.all()).filter(
        ~Exists(assigned),
        seeing(grants, kind="submission", facet="instructions", path="submission__matter__"),
        seeing(grants, path="submission__matter__parent__"),
        on__lt=on - timedelta(days=min(limits.values(), default=0)),
        submission__matter__parent__closed_at__isnull=True,
    )
    told = set()
    for row in rows.select_related("submission__matter__parent").order_by("on", "pk")[:MOST]:
        matter = row.submission.matter.parent
        idle = calendar.count(row.on, on)
        if matter is None or matter.pk in told or idle <= limits.get(row.committee_id, 0):
            continue
        told.add(matter.pk)
        reason = f"{row.leader_name}{row.on:%-m月%-d日}批示要求办理，已过{idle}个工作日仍未交办。"
        yield Stopped(matter, "instructed_not_assigned", reason, row.on)


def _late_clocks(grants: Sequence[Grant], on: date, calendar: WorkCalendar) -> Iterator[Stopped]:
    """The time for a reply, an assisting opinion or a promised result is over, extensions included."""
    rows = Clock.objects.filter(
        seeing(grants, kind="assignment", facet="request", path="matter__")
        | seeing(grants, kind="commitment", facet="summary", path="matter__"),
        code__in=["reply", "opinion", "delivery"],
        stopped_at__isnull=True,
        due__lt=on,
    )
    related = rows.select_related(
        "matter__assignment__unit", "matter__commitment__unit", "matter__parent__parent"
    )
    for clock in related.order_by("due", "pk")[:MOST]:
        assert clock.due is not None
        late = f"{remaining_words(clock.due, on, calendar)}。"
        if clock.code == "delivery":
            text = f"{clock.matter.commitment.unit}承诺{clock.due:%Y年%-m月%-d日}前兑现，{late}"
            yield Stopped(clock.matter, "commitment_late", text, clock.due)
        else:
            text = f"{clock.matter.assignment.unit}应于{clock.due:%Y年%-m月%-d日}前办复，{late}"
            yield Stopped(clock.matter, "assignment_late", text, clock.due)


def _adopted_without_measure(grants: Sequence[Grant]) -> Iterator[Stopped]:
    """Said to be adopted, but neither a measure nor a commitment came of it."""
    rows = Point.objects.filter(
        ~Exists(Measure.objects.filter(point=OuterRef("pk"))),
        ~Exists(Commitment.objects.filter(point=OuterRef("pk"))),
        seeing(grants, facet="recommendations", path="matter__"),
        adoption__in=[Adoption.ADOPTED, Adoption.PARTLY],
    )
    found: dict[object, list[Point]] = {}
    ordered = rows.select_related("matter").order_by("matter__entered_state_at", "matter_id", "order")
    for point in ordered[:MOST]:
        found.setdefault(point.matter_id, []).append(point)
    for points in found.values():
        matter = points[0].matter
        numbers = "、".join(str(each.order) for each in points)
        reason = f"第{numbers}条已采纳，还没有落实措施，也没有承诺。"
        since = timezone.localdate(matter.entered_state_at)
        yield Stopped(matter, "adopted_without_measure", reason, since)
