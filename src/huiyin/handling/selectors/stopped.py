"""建议不止于批示: what was instructed, assigned, adopted or promised, and then stopped."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from huiyin.handling.enums import Adoption
from huiyin.handling.models import Assignment, Commitment, Instruction, Measure, Point
from huiyin.handling.selectors.submissions import asking
from huiyin.handling.selectors.visible import facets_by_matter
from huiyin.kernel.lights import remaining_words
from huiyin.kernel.working_days import WorkCalendar
from huiyin.people.models import Person
from huiyin.people.selectors import current_grants
from huiyin.procedure.library import newest
from huiyin.procedure.models import Clock, Matter
from huiyin.procedure.selectors import matters_seen_by
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


@dataclass(frozen=True)
class _Found:
    """A stop with what a person must see in order to be told of it: a facet of the matter that shows it."""

    stopped: Stopped
    shown_by: Matter
    facet: str


def stopped(
    person: Person, on: date, calendar: WorkCalendar, *, kinds: Collection[str] = ()
) -> list[Stopped]:
    """Everything that stopped and that this person may know of, longest standing first.

    `kinds`: only what became of matters of these kinds, such as outcomes alone.

    The number of queries does not grow with what is found.
    """
    seen = matters_seen_by(person, on)
    found = [
        *_instructed_and_idle(_idle_limits(person, on), seen, on, calendar),
        *_late_clocks(seen, on, calendar),
        *_adopted_without_measure(seen),
    ]
    facets = facets_by_matter([each.shown_by for each in found], person, on)
    shown = [
        each.stopped
        for each in found
        if each.facet in facets[each.shown_by.pk] and (not kinds or _root_kind(each.stopped.matter) in kinds)
    ]
    return sorted(shown, key=lambda each: (each.since, str(each.matter.pk), each.code))


def _root_kind(matter: Matter) -> str:
    """The kind of what a part of the handling belongs to."""
    while matter.parent is not None:
        matter = matter.parent
    return matter.kind


def _idle_limits(person: Person, on: date) -> dict[int, int]:
    """Committee → working days that may pass between an instruction and the hand-over there."""
    document = newest("submission")
    committees = {grant.committee_id for grant in current_grants(person, on)}
    return {key: term_for(document, "idle", committee_id=key, on=on).amount for key in committees}


def _instructed_and_idle(
    limits: dict[int, int], seen: QuerySet[Matter], on: date, calendar: WorkCalendar
) -> Iterator[_Found]:
    """Handling was asked for longer ago than the committee allows, and nothing was handed over."""
    assigned = Assignment.objects.filter(matter__parent=OuterRef("submission__matter__parent"))
    rows = asking(Instruction.objects.all()).filter(
        ~Exists(assigned),
        on__lt=on - timedelta(days=min(limits.values(), default=0)),
        submission__matter__in=seen,
        submission__matter__parent__in=seen,
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
        stop = Stopped(matter, "instructed_not_assigned", reason, row.on)
        yield _Found(stop, row.submission.matter, "instructions")


def _late_clocks(seen: QuerySet[Matter], on: date, calendar: WorkCalendar) -> Iterator[_Found]:
    """The time for a reply, an assisting opinion or a promised result is over, extensions included."""
    rows = Clock.objects.filter(
        code__in=["reply", "opinion", "delivery"],
        stopped_at__isnull=True,
        due__lt=on,
        matter__kind__in=["assignment", "commitment"],
        matter__in=seen,
    )
    related = rows.select_related(
        "matter__assignment__unit", "matter__commitment__unit", "matter__parent__parent"
    )
    for clock in related.order_by("due", "pk")[:MOST]:
        assert clock.due is not None
        late = f"{remaining_words(clock.due, on, calendar)}。"
        if clock.code == "delivery":
            text = f"{clock.matter.commitment.unit}承诺{clock.due:%Y年%-m月%-d日}前兑现，{late}"
            yield _Found(Stopped(clock.matter, "commitment_late", text, clock.due), clock.matter, "summary")
        else:
            text = f"{clock.matter.assignment.unit}应于{clock.due:%Y年%-m月%-d日}前办复，{late}"
            yield _Found(Stopped(clock.matter, "assignment_late", text, clock.due), clock.matter, "request")


def _adopted_without_measure(seen: QuerySet[Matter]) -> Iterator[_Found]:
    """Said to be adopted, but neither a measure nor a commitment came of it."""
    rows = Point.objects.filter(
        ~Exists(Measure.objects.filter(point=OuterRef("pk"))),
        ~Exists(Commitment.objects.filter(point=OuterRef("pk"))),
        adoption__in=[Adoption.ADOPTED, Adoption.PARTLY],
        matter__in=seen,
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
        yield _Found(Stopped(matter, "adopted_without_measure", reason, since), matter, "recommendations")
