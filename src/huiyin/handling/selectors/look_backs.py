"""Reads of look-backs: those of a matter, what is due for one, and a sample drawn so that it can be drawn again."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from huiyin.handling.models import Commitment, LookBack, Reply
from huiyin.handling.selectors.tracking import Standing, standing_replies
from huiyin.kernel.due import Term, compute_due
from huiyin.kernel.working_days import WorkCalendar
from huiyin.people.models import Committee, Person
from huiyin.people.selectors import work_calendar
from huiyin.procedure.library import every, newest, procedure_of
from huiyin.procedure.models import Clock, Matter
from huiyin.procedure.selectors import matters_seen_by
from huiyin.procedure.terms import term_for

MOST = 500
YEARLY = "look_again"
"""The clock of matters that are followed: it runs from the last look back that was planned."""
AHEAD = timedelta(days=30)
"""So long before the clock runs out a matter stands in the list of those that are due."""


def look_backs_of(matter: Matter) -> list[LookBack]:
    """Every look back at a matter or at what was promised for it, the earliest first."""
    rows = LookBack.objects.filter(Q(matter__parent=matter) | Q(matter__parent__parent=matter))
    return list(rows.select_related("matter__parent").order_by("matter__opened_at", "pk")[:MOST])


def present_result(matter: Matter) -> str:
    """What is claimed of a matter now, in words: it is written beside what the visit will find."""
    label = procedure_of(matter.procedure, matter.version).states[matter.state].label
    if matter.kind == "commitment":
        row = Commitment.objects.get(matter=matter)
        told = f"；报告：{row.evidence}" if row.evidence else ""
        return f"{label}（期限{row.by_when:%Y-%m-%d}）{told}"
    if matter.kind == "assignment":
        reply = Reply.objects.filter(matter=matter, answered_on__isnull=False).order_by("-round").first()
        if reply is not None:
            return f"{label}；{reply.reply_class or '未分类'}；{reply.answered_on:%Y-%m-%d}办复"
    return "；".join([label, *(_claimed(each) for each in standing_replies(matter))])


def _claimed(standing: Standing) -> str:
    """What a unit answered, and what was recorded since."""
    reply = standing.reply
    last = f"，跟踪结果{standing.later[-1].reply_class}" if standing.later else ""
    return f"{reply.matter.assignment.unit}{reply.reply_class or '未分类'}{last}（{reply.answered_on:%Y-%m-%d}办复）"


def last_planned(matter: Matter) -> date | None:
    """The day on which the latest look back at the matter in its present round was planned."""
    rows = LookBack.objects.filter(matter__parent=matter, matter__parent_round=matter.round)
    opened = rows.exclude(matter__state="cancelled").order_by("-matter__opened_at")
    at = opened.values_list("matter__opened_at", flat=True).first()
    return timezone.localdate(at) if at is not None else None


def was_found_not_done(matter: Matter) -> bool:
    """Whether a visit in the matter's present round found it not done, and nothing has followed yet."""
    return LookBack.objects.filter(
        matter__parent=matter, matter__parent_round=matter.round, verdict="not_done"
    ).exists()


def due_for_look_back(person: Person, committee: Committee, on: date) -> QuerySet[Matter]:
    """Commitments whose day has come and matters of look-back kinds that were settled, not looked at in this round."""
    promised = Commitment.objects.filter(matter=OuterRef("pk"), by_when__lte=on)
    rows = matters_seen_by(person, on, kind="commitment").filter(Exists(promised), committee=committee)
    return _not_looked_at(rows).order_by("commitment__by_when", "pk")


def cases_due(person: Person, committee: Committee, on: date) -> list[Matter]:
    """Concluded cases whose day for a visit has come and that nobody has looked back at, the oldest first.

    A case is a matter of its own (not a part of one) whose procedure lets somebody plan a visit.
    """
    kinds = {each.kind for each in every().values() if "look_back" in each.moves}
    rows = matters_seen_by(person, on).filter(
        committee=committee, kind__in=kinds, parent__isnull=True, closed_at__isnull=False
    )
    term = term_for(newest("look_back"), "case", committee_id=committee.pk, on=on)
    calendar = work_calendar()
    oldest = _not_looked_at(rows).select_related("committee").order_by("closed_at", "pk")[:MOST]
    return [matter for matter in oldest if _is_over(matter, term, calendar, on)]


def followed_due(person: Person, committee: Committee, on: date) -> list[Matter]:
    """Open matters whose clock YEARLY has run out or soon will, the most urgent first: what was planned is looked at
    every year until it is done."""
    kinds = {each.kind for each in every().values() if YEARLY in each.clocks}
    waiting = Clock.objects.filter(
        matter=OuterRef("pk"), code=YEARLY, stopped_at__isnull=True, due__lte=on + AHEAD
    )
    rows = matters_seen_by(person, on).filter(committee=committee, kind__in=kinds, parent__isnull=True)
    found = rows.filter(Exists(waiting)).select_related("committee")
    return list(found.order_by("next_due", "pk")[:MOST])


def _is_over(matter: Matter, term: Term, calendar: WorkCalendar, on: date) -> bool:
    assert matter.closed_at is not None
    due = compute_due(timezone.localdate(matter.closed_at), term, calendar).due
    return due is not None and due <= on


def _not_looked_at(rows: QuerySet[Matter]) -> QuerySet[Matter]:
    looked = LookBack.objects.filter(matter__parent=OuterRef("pk")).exclude(matter__state="cancelled")
    return rows.filter(~Exists(looked))


@dataclass(frozen=True)
class Sample:
    """A drawn sample: whoever draws with the same seed from the same matters draws the same."""

    seed: str
    of: int
    keys: tuple[UUID, ...]


def draw_sample(
    person: Person, committee: Committee, on: date, *, kind: str, year: int, size: int, seed: str
) -> Sample:
    """Draw matters of a kind and year that the person sees and nobody has looked back at, open ones too."""
    rows = matters_seen_by(person, on, kind=kind).filter(committee=committee, year=year)
    if kind == "assignment":
        rows = rows.filter(
            state__in=("answered", "settled"), assignment__role__in=("sole", "lead", "separate")
        )
    keys = sorted(_not_looked_at(rows).values_list("pk", flat=True), key=str)
    # No secret depends on it: it only must come out alike for everybody who draws it again.
    drawn = random.Random(f"{committee.code}:{kind}:{year}:{seed}").sample(keys, min(size, len(keys)))  # noqa: S311
    return Sample(seed, len(keys), tuple(sorted(drawn, key=str)))
