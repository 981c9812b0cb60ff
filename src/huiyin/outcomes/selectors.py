"""Reads of outcomes, always starting from what a person may see; and the way of each opinion."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from huiyin.consultation.models import Activity, Opinion
from huiyin.consultation.selectors import activity_of, opinions_given_by
from huiyin.handling.models import Measure, Point
from huiyin.handling.selectors import points_of
from huiyin.outcomes.enums import KIND
from huiyin.outcomes.models import Echo, Outcome, RecommendationSource
from huiyin.outcomes.rules import differs, document_text
from huiyin.people.enums import BodyKind
from huiyin.people.models import Person
from huiyin.procedure.act import Act
from huiyin.procedure.library import procedure_of
from huiyin.procedure.models import Matter
from huiyin.procedure.selectors import matters_seen_by
from huiyin.records.models import Document

RECORDED_STATES = ("recorded", "closed")
"""States of a consultation in which its record is complete."""
TOLD_STATES = ("fed_back", "concluded")
"""States in which the result is given back to those whose opinions went in."""
MOST_OPINIONS = 200


def outcomes_seen_by(person: Person, on: date) -> QuerySet[Outcome]:
    """Every outcome of which this person may see anything, newest first."""
    seen = matters_seen_by(person, on, kind=KIND)
    return (
        Outcome.objects.filter(matter__in=seen)
        .select_related("matter", "drafted_by")
        .order_by("-matter__opened_at")
    )


def outcome_of(matter: Matter) -> Outcome:
    """The outcome that hangs on a matter of this kind."""
    return Outcome.objects.select_related("activity__matter", "drafted_by", "responsible_office").get(
        matter=matter
    )


def activity_behind(matter: Matter) -> Activity | None:
    """The consultation that an outcome, or the draft of one, comes from: its origin."""
    if matter.origin is None:
        return None
    return activity_of(matter.origin)


def activities_for_draft(act: Act) -> QuerySet[Activity]:
    """The consultations that this act may draft from: on record, and the clerk's own body's.

    The research office drafts from the consultations of others too, and the committee's office from all.
    """
    found = Activity.objects.filter(committee=act.committee, matter__state__in=RECORDED_STATES)
    body = act.grant.body if act.grant is not None else None
    if act.role == "drafter" and body is not None and body.kind != BodyKind.RESEARCH_OFFICE:
        found = found.filter(organiser=body)
    return found.select_related("matter", "organiser").order_by("-held_on", "-pk")


def activity_for_draft(act: Act) -> Activity | None:
    """The consultation named as origin, if this act may draft from it."""
    if act.matter.origin is None:
        return None
    return activities_for_draft(act).filter(matter=act.matter.origin).first()


def fed_opinions(outcome: Outcome) -> list[Opinion]:
    """The opinions that went into at least one recommendation, in the order of the record, with their givers."""
    into = RecommendationSource.objects.filter(outcome=outcome, opinion=OuterRef("pk"))
    return list(
        Opinion.objects.filter(Exists(into))
        .select_related("giver__person__account", "activity")
        .order_by("order", "pk")[:MOST_OPINIONS]
    )


def opinions_to_answer(outcome: Outcome) -> list[Opinion]:
    """Every opinion of the consultation, taken up or not: each giver is owed an answer where it went.

    Left out are those that went into another outcome of the same consultation, which answers for them.
    """
    taken_up = RecommendationSource.objects.filter(opinion=OuterRef("pk")).exclude(
        outcome__matter__state="withdrawn"
    )
    here = taken_up.filter(outcome=outcome)
    return list(
        Opinion.objects.filter(activity=outcome.activity_id)
        .filter(Exists(here) | ~Exists(taken_up))
        .select_related("giver__person__account", "activity")
        .order_by("order", "pk")[:MOST_OPINIONS]
    )


def untold_opinions(outcome: Outcome, round_number: int) -> list[Opinion]:
    """Opinions of the consultation whose givers have not been told in this round.

    Of one that went into no recommendation its giver is told once; another round changes nothing of it.
    """
    told = set(outcome.echoes.filter(round=round_number).values_list("opinion_id", flat=True))
    ever = set(
        Echo.objects.filter(opinion__activity=outcome.activity_id).values_list("opinion_id", flat=True)
    )
    fed = {opinion.pk for opinion in fed_opinions(outcome)}
    return [
        opinion
        for opinion in opinions_to_answer(outcome)
        if opinion.pk not in (told if opinion.pk in fed else ever)
    ]


def sources_by_point(outcome: Outcome) -> dict[int, list[Opinion]]:
    """Point → the opinions it came from."""
    rows = (
        RecommendationSource.objects.filter(outcome=outcome)
        .select_related("opinion__giver")
        .order_by("point_id", "opinion__order", "pk")
    )
    found: dict[int, list[Opinion]] = {}
    for row in rows:
        found.setdefault(row.point_id, []).append(row.opinion)
    return found


def points_by_opinion(outcome: Outcome, opinions: Iterable[Opinion]) -> dict[int, list[Point]]:
    """Opinion → the recommendations it went into, with their measures."""
    measures = Prefetch("point__measures", Measure.objects.select_related("unit").order_by("pk"))
    rows = (
        RecommendationSource.objects.filter(outcome=outcome, opinion__in=list(opinions))
        .select_related("point")
        .prefetch_related(measures)
        .order_by("point__order", "pk")
    )
    found: dict[int, list[Point]] = {}
    for row in rows:
        found.setdefault(row.opinion_id, []).append(row.point)
    return found


@dataclass(frozen=True)
class Journey:
    """The way of one opinion into one outcome, as its giver may see it."""

    opinion: Opinion
    outcome: Outcome | None = None
    state: str = ""
    points: list[Point] = field(default_factory=list)
    results_known: bool = False
    echoes: list[Echo] = field(default_factory=list)

    @property
    def asks_for_verdict(self) -> bool:
        """Whether the giver was told in the present round and has not yet said what they think of it."""
        if self.outcome is None or not self.points:
            return False
        now = self.outcome.matter.round
        return any(echo.round == now and not echo.verdict for echo in self.echoes)


def journeys_of(person: Person, on: date) -> list[Journey]:
    """Every opinion this person gave in a consultation: where it went and what came of it, the latest first.

    Outcomes that the giver may not see yet (drafts) are not mentioned; results appear once they are fed back.
    """
    opinions = list(opinions_given_by(person)[:MOST_OPINIONS])
    seen = outcomes_seen_by(person, on).filter(sources__opinion__in=opinions).distinct()
    by_opinion: dict[int, list[Journey]] = {}
    for outcome in seen:
        for journey in journeys_in(outcome, opinions):
            by_opinion.setdefault(journey.opinion.pk, []).append(journey)
    kept: dict[int, list[Echo]] = {}
    for echo in echoes_for(person):
        kept.setdefault(echo.opinion_id, []).append(echo)
    return [
        each
        for opinion in opinions
        for each in by_opinion.get(opinion.pk, [Journey(opinion, echoes=kept.get(opinion.pk, []))])
    ]


def journeys_in(outcome: Outcome, opinions: Iterable[Opinion]) -> list[Journey]:
    """How these opinions fared in one outcome (the caller has checked that it may be shown)."""
    matter = outcome.matter
    procedure = procedure_of(matter.procedure, matter.version)
    points = points_by_opinion(outcome, opinions)
    echoes: dict[int, list[Echo]] = {}
    for echo in outcome.echoes.order_by("round", "pk"):
        echoes.setdefault(echo.opinion_id, []).append(echo)
    return [
        Journey(
            opinion=opinion,
            outcome=outcome,
            state=procedure.states[matter.state].label_for("member"),
            points=points.get(opinion.pk, []),
            results_known=matter.state in TOLD_STATES,
            echoes=echoes.get(opinion.pk, []),
        )
        for opinion in opinions
        if opinion.pk in points or opinion.pk in echoes
    ]


def echoes_for(person: Person) -> QuerySet[Echo]:
    """What this person was told about opinions of theirs, the latest first."""
    return (
        Echo.objects.filter(giver=person)
        .select_related("outcome__matter", "opinion__activity__matter")
        .order_by("-told_on", "-pk")
    )


def echoes_to_answer(outcome: Outcome, person: Person) -> QuerySet[Echo]:
    """What this person was told in the present round of an outcome and may give a verdict on."""
    return (
        Echo.objects.filter(
            outcome=outcome, giver=person, round=outcome.matter.round, opinion__went_into__outcome=outcome
        )
        .distinct()
        .select_related("opinion")
        .order_by("opinion__order", "pk")
    )


def signed_text(matter: Matter) -> str:
    """What the persons of the chain (or the sitting) had before them, as the body of the document."""
    outcome = outcome_of(matter)
    texts = [point.text for point in points_of(matter)]
    return document_text(outcome.background, outcome.analysis, texts)


def departures(matter: Matter) -> str:
    """In which parts the paper says something else than was signed, in words; "" where it does not."""
    document = Document.objects.filter(matter=matter, kind=outcome_of(matter).form).first()
    last = document.versions.order_by("-version").first() if document else None
    if last is None:
        return ""
    changed = ["标题"] if differs(last.title, matter.title) else []
    changed += ["正文"] if differs(last.body_text, signed_text(matter)) else []
    return "、".join(changed)
