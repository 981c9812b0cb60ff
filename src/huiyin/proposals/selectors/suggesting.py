"""Which units alike proposals of earlier years went to, with grounds in words. Nothing is applied by itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from huiyin.handling.enums import AssignmentRole
from huiyin.handling.models import Assignment
from huiyin.handling.rules import Place
from huiyin.handling.selectors import points_of
from huiyin.handling.selectors.points import RELIEVED
from huiyin.people.enums import BodyKind, Role
from huiyin.people.models import Body, Grant
from huiyin.people.rules import valid_on
from huiyin.procedure.models import Matter
from huiyin.proposals.enums import KIND
from huiyin.proposals.selectors.proposal import proposal_of, texts_of
from huiyin.search.kinds import kinds
from huiyin.search.selectors import Alike, alike

NOBODY = 0
MOST_ALIKE = 5


@dataclass(frozen=True)
class Suggested:
    """A unit that handled an alike proposal, as what, and on which ground it is suggested."""

    unit: Body
    role: str
    ground: str
    score: int
    source: Matter


def suggestions(matter: Matter, grants: Sequence[Grant], on: date) -> list[Suggested]:
    """Units of past hand-overs of alike proposals that the asker may read, the likest first, each unit once."""
    if KIND not in kinds:
        return []
    parts = texts_of(proposal_of(matter))
    found = alike(
        parts, committee=matter.committee, kinds=[KIND], grants=grants, leave_out=matter, most=MOST_ALIKE
    )
    return _told(found, _handled([each.matter for each in found]), on)


def _handled(matters: Sequence[Matter]) -> dict[object, list[Assignment]]:
    """Who handled each, in its last hand-over; a unit that gave it back did not."""
    rows = Assignment.objects.filter(matter__parent__in=matters).exclude(matter__state__in=RELIEVED)
    by_matter: dict[object, list[Assignment]] = {}
    for row in rows.select_related("matter", "unit").order_by("pk"):
        by_matter.setdefault(row.matter.parent_id, []).append(row)
    return by_matter


def _told(found: Sequence[Alike], handled: dict[object, list[Assignment]], on: date) -> list[Suggested]:
    told: dict[int, Suggested] = {}
    for each in found:
        for row in handled.get(each.matter.pk, ()):
            unit = row.unit
            if unit.kind != BodyKind.UNIT or not valid_on(unit.since, unit.until, on):
                continue
            number = f"{each.matter.number}号" if each.matter.number else f"《{each.matter.title}》"
            role = AssignmentRole(row.role).label
            ground = f"相似提案{number}（{each.score}分）由{unit}{role}"
            told.setdefault(unit.pk, Suggested(unit, row.role, ground, each.score, each.matter))
    return list(told.values())


def as_places(matter: Matter, suggested: Iterable[Suggested]) -> list[Place]:
    """What following the likest proposal would mean: its units for every suggestion, in the roles they had there."""
    given = list(suggested)
    if not given:
        return []
    likest = [each for each in given if each.source.pk == given[0].source.pk]
    units = _fitting(likest)
    return [Place(point.pk, unit, role) for point in points_of(matter) for unit, role in units]


def _fitting(likest: Sequence[Suggested]) -> list[tuple[int, str]]:
    """Units and roles that go together on one suggestion: parts of an old hand-over may have been on different ones."""
    answering = [each for each in likest if each.role != AssignmentRole.ASSIST]
    assisting = [each for each in likest if each.role == AssignmentRole.ASSIST]
    if not answering:
        return []
    if len(answering) > 1:
        return [(each.unit.pk, AssignmentRole.SEPARATE.value) for each in answering]
    first = AssignmentRole.LEAD if assisting else AssignmentRole.SOLE
    return [
        (answering[0].unit.pk, first.value),
        *((each.unit.pk, AssignmentRole.ASSIST.value) for each in assisting),
    ]


def any_clerk(matter: Matter) -> list[Grant]:
    """The right of every clerk of the committee's office: for words that are made before it is known who reads."""
    return [Grant(committee=matter.committee, role=Role.CPPCC_CLERK, person_id=NOBODY)]
