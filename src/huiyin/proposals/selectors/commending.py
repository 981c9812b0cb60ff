"""Reads of rounds of commendation: nominees, scores, objections, what was commended."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from huiyin.people.models import Body, Committee, Person
from huiyin.procedure.act import Act
from huiyin.procedure.models import Matter
from huiyin.proposals.enums import Commended
from huiyin.proposals.models import (
    Commendation,
    CommendationCriterion,
    CommendationObjection,
    Nominee,
    NomineeScore,
)

ANNOUNCED = "announced"
MOST = 500


def commendation_of(matter: Matter) -> Commendation:
    """The round that hangs on a matter of this kind."""
    return Commendation.objects.get(matter=matter)


def criteria_of_round(matter: Matter, about: str = "") -> list[CommendationCriterion]:
    """The criteria of a round, in their order."""
    rows = CommendationCriterion.objects.filter(commendation__matter=matter)
    return list((rows.filter(about=about) if about else rows).order_by("about", "order", "pk"))


def nominees_of(matter: Matter) -> QuerySet[Nominee]:
    """Everybody nominated in a round: proposals, then units."""
    rows = Nominee.objects.filter(commendation__matter=matter)
    return rows.select_related("proposal__matter", "unit").order_by("about", "pk")


def standing_nominees(act: Act) -> QuerySet[Nominee]:
    """Those of the act's round."""
    return nominees_of(act.matter)


def strikable(act: Act) -> QuerySet[Nominee]:
    """Those that may be struck off; whom somebody objected to stays for the record, and is not let pass."""
    return nominees_of(act.matter).filter(objections__isnull=True)


def passed_nominees(act: Act) -> QuerySet[Nominee]:
    """Those that the examination let pass."""
    return nominees_of(act.matter).filter(passed=True)


def listed_nominees(act: Act) -> QuerySet[Nominee]:
    """Those on the list that was decided."""
    return nominees_of(act.matter).filter(commended=True)


def commended_in(matter: Matter, about: str) -> list[Nominee]:
    """The list of a round, proposals or units."""
    return list(nominees_of(matter).filter(about=about, commended=True))


@dataclass(frozen=True)
class Score:
    """A nominee's total of a hundred, and how many persons have scored it."""

    nominee: Nominee
    total: float
    scorers: int


def scores_of(matter: Matter) -> list[Score]:
    """Nominees that somebody scored, the best first: points by weight, the mean of those who scored every criterion."""
    rows = NomineeScore.objects.filter(nominee__commendation__matter=matter).select_related("criterion")
    given: dict[int, dict[int, float]] = {}
    for row in rows.order_by("pk"):
        by_person = given.setdefault(row.nominee_id, {})
        by_person[row.scorer_id] = by_person.get(row.scorer_id, 0) + row.points * row.criterion.weight / 100
    found = [
        Score(
            nominee,
            round(sum(given[nominee.pk].values()) / len(given[nominee.pk]), 1),
            len(given[nominee.pk]),
        )
        for nominee in nominees_of(matter)
        if nominee.pk in given
    ]
    return sorted(found, key=lambda each: (each.nominee.about, -each.total, each.nominee.pk))


def own_scores(matter: Matter, person: Person) -> dict[tuple[int, int], int]:
    """Nominee and criterion → what this person gave."""
    rows = NomineeScore.objects.filter(nominee__commendation__matter=matter, scorer=person)
    return {(nominee, criterion): points for nominee, criterion, points in
            rows.values_list("nominee", "criterion", "points")}  # fmt: skip


def objections_of(matter: Matter) -> QuerySet[CommendationObjection]:
    """What members said against the list."""
    rows = CommendationObjection.objects.filter(nominee__commendation__matter=matter)
    return rows.select_related("nominee", "person").order_by("pk")


def unanswered(act: Act) -> QuerySet[CommendationObjection]:
    """Objections that wait for an answer."""
    return objections_of(act.matter).filter(upheld__isnull=True)


def honours_of(matter: Matter) -> list[Nominee]:
    """The rounds in which a proposal was commended, as far as they were announced."""
    rows = Nominee.objects.filter(
        proposal__matter=matter, commended=True, commendation__announced_on__isnull=False
    )
    return list(rows.select_related("commendation__matter").order_by("commendation__of_year", "pk"))


def units_honoured(committee: Committee, unit: Body, year: int) -> list[Nominee]:
    """The announced rounds of a year's work in which a unit was commended."""
    rows = Nominee.objects.filter(
        committee=committee, unit=unit, commended=True, about=Commended.UNIT,
        commendation__of_year=year, commendation__announced_on__isnull=False,
    )  # fmt: skip
    return list(rows.select_related("commendation__matter").order_by("pk"))


def lists_announced(matters: Collection[Matter]) -> dict[UUID, dict[str, list[Nominee]]]:
    """Round → what it commended, by kind; one query for a page of rounds."""
    found: dict[Any, dict[str, list[Nominee]]] = {}
    rows = Nominee.objects.filter(commendation__matter__in=matters, commended=True)
    for row in rows.select_related("commendation", "proposal__matter", "unit").order_by("about", "pk"):
        found.setdefault(row.commendation.matter_id, {}).setdefault(row.about, []).append(row)
    return found


def objections_open(matter: Matter, on: date) -> bool:
    """Whether members may object today."""
    until = commendation_of(matter).objections_until
    return until is not None and on <= until
