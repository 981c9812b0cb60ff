"""Generates the matters that pages are measured on: whole consultations with all that came out of them.

Each dossier is a consultation, its outcome, two submissions with instructions, two to five assignments with
points and replies, and in every second case a commitment: about eight matters. There is one in a day and a half, so
that old ones are concluded and those of the last hundred days are in all states, as in an office. One in twelve of
the newer ones is stuck at some step and late. Rows go in by bulk_create, through the real models; the same seed, day
and number give the same dossiers.
"""

import random
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import Min
from django.utils import timezone

from bench.cast import Cast
from bench.growth import Event, Growth
from huiyin.consultation.models import Activity, Consensus, Opinion, Participant
from huiyin.handling.models import (
    Assignment,
    AssignmentPoint,
    Commitment,
    Instruction,
    Point,
    PointUnit,
    Reply,
    ReplyPoint,
    Submission,
)
from huiyin.kernel.working_days import WorkCalendar
from huiyin.outcomes.models import Feedback, Outcome, QualityAnswer, RecommendationSource
from huiyin.people.enums import BodyKind, Role
from huiyin.people.models import Body, Grant, Person
from huiyin.people.selectors import work_calendar
from huiyin.procedure.enums import LinkKind
from huiyin.procedure.library import newest
from huiyin.procedure.models import Clock, Link, Matter, MatterParty, Step, Todo

# A thousand matters in about half a year.
BETWEEN = timedelta(days=1, hours=12)
DAY = timedelta(days=1)
STUCK = 12
CHUNK = 40
SIGNERS = (Role.VICE_CHAIR, Role.SECRETARY_GENERAL, Role.CHAIR)
IN_UNIT = (Role.UNIT_REVIEWER, Role.UNIT_DEPUTY, Role.UNIT_HEAD)
TOPICS = ("园林绿化废弃物处置", "背街小巷改造", "运煤道路养护", "社区养老服务", "农贸市场管理")
LONG = "会上反映，有关部门已经做了不少工作，但是职责边界还不够清楚，经费没有稳定来源，群众感受还不明显。"
# Parents before children; what refers to other rows after them.
ORDER: tuple[type[models.Model], ...] = (
    Activity, Participant, Opinion, Consensus, Outcome, Point, PointUnit, QualityAnswer, RecommendationSource,
    Feedback, Submission, Instruction, Assignment, AssignmentPoint, Reply, ReplyPoint, Commitment, Link,
)  # fmt: skip


class Dossier:
    """One consultation and everything that came out of it, up to `now` or to where it is stuck."""

    def __init__(
        self, cast: Cast, began: datetime, now: datetime, rng: random.Random, *, stuck: bool = True
    ) -> None:
        self.cast, self.rng, self.began = cast, rng, began
        self.until = now
        if stuck and rng.randrange(STUCK) == 0 and (now - began).days < 300:
            self.until = min(now, began + timedelta(days=rng.randrange(10, 90)))
        self.title = f"{rng.choice(TOPICS)}（{began:%Y%m%d}-{rng.randrange(1000)}）"
        self.calendar = work_calendar()
        self.special = rng.choice(cast.bodies[BodyKind.SPECIAL_COMMITTEE])
        self.clerk = cast.grant(Role.COMMITTEE_CLERK, self.special)
        self.cppcc = cast.grant(Role.CPPCC_CLERK)
        self.office_body = cast.bodies[rng.choice((BodyKind.PARTY_OFFICE, BodyKind.GOVERNMENT_OFFICE))][0]
        self.office = cast.grant(Role.OFFICE_CLERK, self.office_body)
        self.units = rng.sample(cast.bodies[BodyKind.UNIT], rng.randrange(2, 6))
        self.growths: list[Growth] = []
        self._grow()

    def _at(self, day: int, hour: int = 10) -> datetime:
        return self.began + timedelta(days=day, hours=hour)

    def _events(self, *rows: tuple[str, int, Grant | None]) -> list[Event]:
        found = [Event(move, self._at(day), grant, {"note": LONG}) for move, day, grant in rows]
        return [event for event in found if event.at <= self.until]

    def _plant(
        self, kind: str, events: list[Event], title: str, parent: Growth | None = None
    ) -> Growth | None:
        if not events:
            return None
        growth = planted(self.cast, kind, events, title, self.calendar)
        growth.start_date = self.began.date()
        if parent:
            growth.matter.parent, growth.matter.parent_round = parent.matter, 1
            growth.matter.lineage = [*parent.matter.lineage, str(parent.matter.pk)]
        self.growths.append(growth)
        return growth

    def _row(self, growth: Growth, model: type[models.Model], **values: Any) -> Any:
        if any(field.name == "matter" for field in model._meta.fields):
            values["matter"] = growth.matter
        row = model(committee=self.cast.committee, **values)
        growth.rows.append(row)
        return row

    def _grow(self) -> None:
        activity, opinions = self._consultation()
        outcome, points = self._outcome(activity, opinions)
        if outcome is None:
            return
        for kind in (BodyKind.PARTY_OFFICE, BodyKind.GOVERNMENT_OFFICE):
            self._submission(outcome, self.cast.bodies[kind][0])
        for number, unit in enumerate(self.units):
            assigned = self._assignment(outcome, unit, points[number % len(points)])
            if assigned is not None and number == 0 and self.rng.randrange(2):
                self._commitment(assigned, unit)

    def _consultation(self) -> tuple[Activity, list[Opinion]]:
        events = self._events(("begin", 0, self.clerk), ("record", 5, self.clerk), ("close", 12, self.clerk))
        growth = self._plant("activity", events, f"{self.title}双月协商座谈会")
        assert growth is not None
        growth.add_party("organising_body", self.special)
        row = self._row(
            growth, Activity, form="bimonthly", held_on=self.began.date(), place="市政协会议室",
            organiser=self.special, summary=LONG * 8,
        )  # fmt: skip
        opinions = []
        people: list[Person] = self.rng.sample(self.cast.members, 6)
        for order, person in enumerate(people, start=1):
            growth.add_party("participant", person)
            guest = self._row(
                growth, Participant, activity=row, order=order, person=person, name=person.name, post=person.post,
                capacity="member",
            )  # fmt: skip
            opinions.append(self._row(growth, Opinion, activity=row, order=order, giver=guest, text=LONG))
        for order in (1, 2):
            self._row(growth, Consensus, activity=row, order=order, text=LONG)
        return row, opinions

    def _outcome(self, activity: Activity, opinions: list[Opinion]) -> tuple[Growth | None, list[Point]]:
        signing = [("sign", 14 + n, self.cast.grant(role)) for n, role in enumerate(SIGNERS)]
        events = self._events(
            ("begin", 8, self.clerk), ("submit_draft", 12, self.clerk), *signing, ("submit", 18, self.cppcc),
            ("start_assigning", 26, self.office), ("assign", 29, self.office), ("settle", 76, None),
            ("feed_back", 84, self.office), ("tell_givers", 92, self.cppcc), ("conclude", 95, self.cppcc),
        )  # fmt: skip
        growth = self._plant("outcome", events, f"关于{self.title}的协商报告")
        if growth is None:
            return None, []
        growth.matter.is_key = self.rng.randrange(10) == 0
        parties = [("drafting_body", self.special), ("responsible_office", self.office_body)]
        for kind in (BodyKind.PARTY_OFFICE, BodyKind.GOVERNMENT_OFFICE) if len(events) > 5 else ():
            parties.append(("addressee", self.cast.bodies[kind][0]))
        for role, party in parties:
            growth.add_party(role, party)
        outcome = self._row(
            growth, Outcome, activity=activity, drafted_by=self.special, form="consultation_report", weight="major",
            sensitivity="open", responsible_office=self.office_body, background=LONG * 10, analysis=LONG * 10,
        )  # fmt: skip
        self._row(growth, Link, source=growth.matter, target=activity.matter, kind=LinkKind.CAME_FROM)
        for name in ("situation_clear", "problem_located", "advice_targeted", "advice_feasible"):
            self._row(growth, QualityAnswer, outcome=outcome, point=name, met=True)
        points = [self._point(growth, outcome, order, opinions) for order in (1, 2, 3)]
        if any(event.move == "feed_back" for event in events):
            day = self._at(84).date()
            self._row(
                growth, Feedback, outcome=outcome, round=1, by_name=self.office_body.name, text=LONG, on=day
            )
        return growth, points

    def _point(self, growth: Growth, outcome: Outcome, order: int, opinions: list[Opinion]) -> Point:
        point: Point = self._row(growth, Point, order=order, text=LONG)
        self._row(growth, PointUnit, point=point, body=self.units[order % len(self.units)])
        for opinion in opinions[order - 1 :: 3]:
            self._row(growth, RecommendationSource, outcome=outcome, point=point, opinion=opinion)
            if opinion.giver.person is not None:
                growth.add_party("opinion_giver", opinion.giver.person)
        return point

    def _submission(self, outcome: Growth, addressee: Body) -> None:
        office = self.cast.grant(Role.OFFICE_CLERK, addressee)
        events = self._events(
            ("begin", 18, self.cppcc), ("register", 19, office), ("propose", 20, office), ("present", 21, office),
            ("instruct", 23, office), ("return_to_cppcc", 25, office),
        )  # fmt: skip
        growth = self._plant("submission", events, outcome.matter.title, outcome)
        if growth is None:
            return
        growth.add_party("addressee", addressee)
        growth.add_party("drafting_body", self.special)
        row = self._row(growth, Submission, addressee=addressee)
        if len(events) > 4:
            leader = self.cast.grant(Role.LEADER, self.cast.bodies[BodyKind.LEADERSHIP][0]).person
            self._row(
                growth, Instruction, submission=row, leader=leader, leader_name=leader.name,
                leader_post=leader.post, on=self._at(23).date(), kind="handle", text="请有关部门认真研究办理。",
            )  # fmt: skip

    def _assignment(self, outcome: Growth, unit: Body, point: Point) -> Growth | None:
        late = self.rng.randrange(6)
        clerk = self.cast.grant(Role.UNIT_CLERK, unit)
        signing = [("sign", 60 + late + n, self.cast.grant(role, unit)) for n, role in enumerate(IN_UNIT)]
        events = self._events(
            ("begin", 29, self.office), ("receive", 30, clerk), ("start", 31, clerk),
            ("draft_reply", 55 + late, clerk), *signing, ("answer", 64 + late, clerk),
            ("settle", 70 + late, self.office),
        )  # fmt: skip
        growth = self._plant("assignment", events, outcome.matter.title, outcome)
        if growth is None:
            return None
        self._handlers(growth, unit)
        row = self._row(growth, Assignment, unit=unit, role="sole", request=LONG)
        self._row(growth, AssignmentPoint, assignment=row, point=point)
        moves = {event.move for event in events}
        if "draft_reply" in moves:
            reply = self._row(
                growth, Reply, round=1, text=LONG * 6, reply_class=self.cast.reply_classes[0],
                answered_on=self._at(64 + late).date() if "answer" in moves else None, is_final="settle" in moves,
            )  # fmt: skip
            self._row(growth, ReplyPoint, reply=reply, point=point, text=LONG)
        return growth

    def _handlers(self, growth: Growth, unit: Body) -> None:
        for role, body in (
            ("unit", unit),
            ("assigning_office", self.office_body),
            ("drafting_body", self.special),
        ):
            growth.add_party(role, body)

    def _commitment(self, assignment: Growth, unit: Body) -> None:
        clerk = self.cast.grant(Role.UNIT_CLERK, unit)
        events = self._events(
            ("begin", 78, self.office), ("report", 160, clerk), ("confirm", 170, self.office)
        )
        growth = self._plant("commitment", events, "年底前完成设施建设并投入使用", assignment)
        if growth is None:
            return
        growth.start_date = self._at(180).date()
        self._handlers(growth, unit)
        self._row(
            growth, Commitment, unit=unit, what="年底前完成设施建设并投入使用", by_when=growth.start_date
        )


def planted(cast: Cast, kind: str, events: list[Event], title: str, calendar: WorkCalendar) -> Growth:
    """A matter that began with the first of these events, under the newest version of its procedure."""
    procedure = newest(kind)
    matter = Matter(
        committee=cast.committee, term=cast.term, kind=procedure.kind, procedure=kind, version=procedure.version,
        title=title, year=events[0].at.year, state="", stage="", entered_state_at=events[0].at,
        opened_at=events[0].at,
    )  # fmt: skip
    return Growth(procedure, matter, events, calendar)


def generate(cast: Cast, count: int, now: datetime, *, seed: int, between: timedelta = BETWEEN) -> None:
    """Add dossiers until there are at least `count` matters, the newest first, older ones after those there are.

    So a larger number means a longer past and not more that is open, as it does in an office. With a shorter time
    `between` them they crowd into one year.
    """
    rng = random.Random(seed)
    began = Matter.objects.aggregate(first=Min("opened_at"))["first"] or now
    made = Matter.objects.count()
    chunk: list[Dossier] = []
    while made < count:
        began = _midnight(began - between) if between >= DAY else began - between
        chunk.append(Dossier(cast, began, now, rng))
        made += len(chunk[-1].growths)
        if len(chunk) == CHUNK or made >= count:
            save(chunk)
            chunk = []


def _midnight(moment: datetime) -> datetime:
    return timezone.localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0)


def save(dossiers: Sequence[Dossier]) -> None:
    """Write whole dossiers."""
    save_growths([growth for dossier in dossiers for growth in dossier.growths])


@transaction.atomic
def save_growths(growths: Sequence[Growth]) -> None:
    """Write everything in bulk. Foreign keys are checked at the end, so rows may come before their matters."""
    by_model: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for growth in growths:
        growth.live()
        for row in growth.rows:
            by_model[type(row)].append(row)
    MatterParty.objects.bulk_create([party for growth in growths for party in growth.parties])
    Clock.objects.bulk_create([clock for growth in growths for clock in growth.clocks.values()])
    for model in ORDER:
        model._default_manager.bulk_create(by_model.pop(model, []))
    assert not by_model, f"no place in the order for {list(by_model)}"
    Step.objects.bulk_create([step for growth in growths for step in growth.steps()])
    Matter.objects.bulk_create([growth.matter for growth in growths])
    Todo.objects.bulk_create([todo for growth in growths for todo in growth.todos()])
