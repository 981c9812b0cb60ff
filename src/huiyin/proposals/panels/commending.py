"""The parts of a round's page: criteria, the list, nominees, totals of scores, objections."""

from collections.abc import Mapping
from typing import Any

from huiyin.people.models import Person
from huiyin.procedure.models import Matter
from huiyin.proposals.enums import Commended
from huiyin.proposals.selectors.commending import (
    commendation_of,
    commended_in,
    criteria_of_round,
    nominees_of,
    objections_of,
    scores_of,
)

Context = Mapping[str, Any]


def summary(matter: Matter, person: Person) -> Context:
    """Of which year, by which criteria, decided where."""
    row = commendation_of(matter)
    facts = [
        ("表彰年度", f"{row.of_year}年"),
        ("决定会议", row.decided_at),
        ("异议期截止", row.objections_until),
        ("公布日期", row.announced_on),
    ]
    groups = [(each.label, criteria_of_round(matter, each)) for each in Commended]
    return {"facts": facts, "groups": [(label, rows) for label, rows in groups if rows]}


def commended(matter: Matter, person: Person) -> Context:
    """The list, once there is one."""
    groups = [(each.label, commended_in(matter, each)) for each in Commended]
    return {"groups": [(label, rows) for label, rows in groups if rows], "matter": matter}


def nominees(matter: Matter, person: Person) -> Context:
    """Everybody nominated, on which ground, and what the examination said."""
    return {"nominees": list(nominees_of(matter))}


def scores(matter: Matter, person: Person) -> Context:
    """Totals with the number of those who scored; what one person gave is that person's."""
    return {"scores": scores_of(matter)}


def objections(matter: Matter, person: Person) -> Context:
    """What members said against the list, and the answers: for those who answer."""
    return {"objections": list(objections_of(matter))}
