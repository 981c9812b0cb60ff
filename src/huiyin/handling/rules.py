"""Rules of assigning that need no database: who may handle a point together with whom."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from huiyin.handling.enums import AssignmentRole
from huiyin.kernel.verdicts import Refused

ANSWERING = frozenset({AssignmentRole.SOLE, AssignmentRole.LEAD, AssignmentRole.SEPARATE})
"""Roles that answer to the matter; an assistant answers to its lead."""

EXTENDABLE = ("reply", "rehandling", "opinion")
"""Clocks that can be extended: the time for a reply, in a new round, or for an assisting opinion."""

READING_ORDER = (AssignmentRole.LEAD, AssignmentRole.SOLE, AssignmentRole.SEPARATE, AssignmentRole.ASSIST)

DOCUMENT_NUMBER = re.compile(r"[^\s〔〕\[\]()（）【】]+〔(?:19|20)[0-9]{2}〕[1-9][0-9]*号")


@dataclass(frozen=True)
class Place:
    """One unit's place at one point: keys of both, and the role."""

    point: int
    unit: int
    role: str


@dataclass(frozen=True)
class Names:
    """What points and units are called in a refusal: number of the point, name of the unit."""

    points: Mapping[int, int]
    units: Mapping[int, str]


def plan_faults(new: Sequence[Place], existing: Sequence[Place], names: Names) -> list[Refused]:
    """What is wrong with giving these places besides those of the same round that exist already.

    A point has at most one lead or sole unit, a sole unit has it alone, an assisting unit needs a lead, and
    no unit gets the same point twice.
    """
    faults = []
    for point in sorted({place.point for place in new}, key=lambda each: names.points[each]):
        added = [place for place in new if place.point == point]
        standing = [place for place in existing if place.point == point]
        faults += _faults_at(names.points[point], added, standing, names.units)
    return faults


def _faults_at(
    number: int, added: Sequence[Place], standing: Sequence[Place], units: Mapping[int, str]
) -> list[Refused]:
    places = [*standing, *added]
    roles = [place.role for place in places]
    faults = []
    held = [place.unit for place in places]
    for unit in sorted({each for each in held if held.count(each) > 1}):
        faults.append(Refused("assigned_twice", f"第{number}条不能向{units[unit]}重复交办。"))
    principals = [role for role in roles if role in (AssignmentRole.SOLE, AssignmentRole.LEAD)]
    if len(principals) > 1:
        faults.append(Refused("two_leads", f"第{number}条只能有一个主办或者单办单位。"))
    elif AssignmentRole.SOLE in roles and len(roles) > 1:
        faults.append(
            Refused("sole_with_others", f"第{number}条为单办，不能再列其他单位；确需会办的，改为主办。")
        )
    elif AssignmentRole.ASSIST in roles and AssignmentRole.LEAD not in roles:
        faults.append(Refused("assist_without_lead", f"第{number}条列有会办单位，须有主办单位。"))
    return faults


def uncovered(
    wanted: Iterable[int], places: Iterable[Place], no_action: Iterable[int], names: Names
) -> list[Refused]:
    """One refusal per point that nobody answers and of which nobody said that no action is asked."""
    covered = {place.point for place in places if place.role in ANSWERING} | set(no_action)
    missing = sorted(names.points[point] for point in wanted if point not in covered)
    return [
        Refused("point_uncovered", f"第{number}条尚未确定承办单位，也没有写明不需办理的理由。")
        for number in missing
    ]


def assigned_and_dropped(new: Iterable[Place], no_action: Iterable[int], names: Names) -> list[Refused]:
    """A point cannot be given to a unit and be declared to ask for no action in one act."""
    both = sorted(names.points[point] for point in {place.point for place in new} & set(no_action))
    return [Refused("assigned_and_dropped", f"第{number}条既交办又列为不需办理，请核对。") for number in both]


def suggested_places(suggested: Mapping[int, Sequence[int]]) -> list[Place]:
    """Point → suggested units, in order: one unit handles alone, of several the first leads and the others assist."""
    places = []
    for point, units in suggested.items():
        for position, unit in enumerate(dict.fromkeys(units)):
            alone = len(set(units)) == 1
            first = AssignmentRole.SOLE if alone else AssignmentRole.LEAD
            places.append(Place(point, unit, first if position == 0 else AssignmentRole.ASSIST))
    return places


def grouped(places: Iterable[Place]) -> dict[tuple[int, str], list[int]]:
    """Places as assignments: (unit, role) → the points it covers."""
    found: dict[tuple[int, str], list[int]] = {}
    for place in places:
        found.setdefault((place.unit, place.role), []).append(place.point)
    return found


def leads_of(unit: int, points: Iterable[int], places: Iterable[Place]) -> list[int]:
    """The lead units that an assisting unit serves with these points."""
    wanted = set(points)
    found = [
        place.unit
        for place in places
        if place.point in wanted and place.role == AssignmentRole.LEAD and place.unit != unit
    ]
    return list(dict.fromkeys(found))


def document_number_fault(number: str) -> Refused | None:
    """Whether a document number is written as GB/T 9704-2012 has it: 石城管函〔2026〕12号."""
    if DOCUMENT_NUMBER.fullmatch(number):
        return None
    text = "发文字号应写作“机关代字〔年份〕序号号”，年份用六角括号，序号不编虚位，如“石城管函〔2026〕12号”。"
    return Refused("document_number", text)
