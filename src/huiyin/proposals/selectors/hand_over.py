"""Reads on the way to the units: the plan, the sides concerned, what they said, who may see which side."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from huiyin.handling.models import Assignment
from huiyin.handling.rules import ANSWERING, Place
from huiyin.people.enums import Role, Side
from huiyin.people.models import Body, Committee, Grant, Person
from huiyin.people.selectors import current_grants
from huiyin.people.selectors.bodies import SIDE_OF, offices_by_side
from huiyin.procedure.act import Act
from huiyin.procedure.library import procedure_of
from huiyin.procedure.models import Matter
from huiyin.procedure.rights import active_parties, roles_held
from huiyin.proposals.enums import SideVerdict
from huiyin.proposals.models import HandOver, KeyLeader, PlannedUnit, SideOpinion

BOTH = frozenset(side.value for side in Side)
NEITHER: frozenset[str] = frozenset()
SEE_BOTH = frozenset({"examiner", "cppcc", "leadership"})
"""Roles of the procedure that see the whole plan; an office sees its own side's part."""
OFFICE = "office"
CHAIRPERSONS = (Role.CHAIR, Role.VICE_CHAIR, Role.SECRETARY_GENERAL)


def planned_of(matter: Matter) -> list[PlannedUnit]:
    """The units planned for a proposal, suggestion by suggestion."""
    rows = PlannedUnit.objects.filter(proposal__matter=matter).select_related("unit", "point")
    return list(rows.order_by("point__order", "pk"))


def planned_places(matter: Matter) -> list[Place]:
    """The same as places, which is what handing over takes."""
    rows = PlannedUnit.objects.filter(proposal__matter=matter).order_by("point__order", "pk")
    return [Place(*row) for row in rows.values_list("point_id", "unit_id", "role")]


def planned_by_matter(matters: Sequence[Matter]) -> dict[object, list[PlannedUnit]]:
    """Matter key → its planned units, in one query for all of them."""
    found: dict[object, list[PlannedUnit]] = {}
    rows = PlannedUnit.objects.filter(proposal__matter__in=matters).select_related("unit", "proposal")
    for row in rows.order_by("point__order", "pk"):
        found.setdefault(row.proposal.matter_id, []).append(row)
    return found


def sides_of(matter: Matter) -> list[str]:
    """The sides on which units are planned."""
    rows = PlannedUnit.objects.filter(proposal__matter=matter).exclude(unit__side="")
    return sorted(set(rows.values_list("unit__side", flat=True)))


def units_without_side(matter: Matter) -> list[Body]:
    """Planned units of which nobody has laid down under which office they stand."""
    keys = PlannedUnit.objects.filter(proposal__matter=matter, unit__side="").values("unit")
    return list(Body.objects.filter(pk__in=keys).order_by("pk"))


def opinions_of(matter: Matter) -> list[SideOpinion]:
    """Everything that the offices said, in its order."""
    rows = SideOpinion.objects.filter(proposal__matter=matter)
    return list(rows.select_related("office", "unit", "other_unit", "given_by").order_by("pk"))


def standing_opinions(matter: Matter) -> dict[str, SideOpinion]:
    """Side → what its office says to the plan as it is; a side that has not spoken is left out."""
    rows = SideOpinion.objects.filter(proposal__matter=matter, in_force=True)
    return {row.side: row for row in rows.select_related("office")}


def sides_waiting(matter: Matter) -> list[str]:
    """Sides concerned whose office has not answered."""
    said = standing_opinions(matter)
    return [side for side in sides_of(matter) if side not in said]


def sides_against(matter: Matter) -> list[SideOpinion]:
    """Offices that propose another unit and have not been answered."""
    return [each for each in standing_opinions(matter).values() if each.verdict == SideVerdict.OTHER]


def offices_waiting(matter: Matter) -> list[Body]:
    """The offices that have not answered."""
    waiting = sides_waiting(matter)
    offices = matter.parties.filter(role="side_office", active=True, body__isnull=False)
    bodies = [party.body for party in offices.select_related("body").order_by("pk")]
    return [body for body in bodies if body is not None and SIDE_OF.get(body.kind) in waiting]


def offices_of(committee: Committee, sides: Iterable[str], on: date) -> dict[str, Body | None]:
    """Side → its office that day, None where the committee has registered none."""
    known = offices_by_side(committee, on)
    return {side: known.get(side) for side in sides}


def sides_shown(matter: Matter, person: Person, on: date) -> frozenset[str]:
    """The sides of whose planned units this person may know: both, or that of the person's own office."""
    procedure = procedure_of(matter.procedure, matter.version)
    held = roles_held(procedure, matter, current_grants(person, on), active_parties(matter))
    return sides_of_roles((each.role, each.grant) for each in held)


def sides_of_roles(held: Iterable[tuple[str, Grant]]) -> frozenset[str]:
    """The same for roles that are known, with the grants that give them."""
    found: set[str] = set()
    for role, grant in held:
        if role in SEE_BOTH:
            return BOTH
        if role == OFFICE and grant.body is not None and grant.body.kind in SIDE_OF:
            found.add(SIDE_OF[grant.body.kind])
    return frozenset(found)


def of_sides(rows: Iterable[PlannedUnit], sides: Collection[str]) -> list[PlannedUnit]:
    """Those planned units that may be shown; one that stands under neither office is for those who see both."""
    return [row for row in rows if row.unit.side in sides or (not row.unit.side and set(sides) >= BOTH)]


def hand_over_of(matter: Matter) -> HandOver | None:
    """What was decided on the way to the units."""
    return HandOver.objects.filter(proposal__matter=matter).first()


def kept_reason(matter: Matter) -> str:
    """Why it is not handed over, as its authors read it."""
    found = hand_over_of(matter)
    return found.kept_reason if found is not None else ""


def leaders_of_key(matter: Matter) -> list[KeyLeader]:
    """Who supervises and who heads."""
    return list(KeyLeader.objects.filter(proposal__matter=matter).order_by("pk"))


def unreceived(matter: Matter) -> list[Assignment]:
    """Answering assignments of the present round for which the unit has not signed."""
    return [each for each in answering_now(matter) if each.matter.state == "sent"]


def answering_now(matter: Matter) -> list[Assignment]:
    """Answering assignments of the present round that were not given back."""
    rows = Assignment.objects.filter(
        matter__parent=matter, matter__parent_round=matter.round, role__in=list(ANSWERING)
    ).exclude(matter__state="returned")
    return list(rows.select_related("matter", "unit").order_by("pk"))


def assignments_by_unit(matter: Matter) -> Mapping[tuple[int, str], Assignment]:
    """Unit and role → its latest assignment of this matter."""
    rows = Assignment.objects.filter(matter__parent=matter).select_related("matter", "unit").order_by("pk")
    return {(each.unit_id, each.role): each for each in rows}


def own_assignments(matter: Matter, person: Person, on: date) -> list[Assignment]:
    """The assignments of the units for which this person acts."""
    bodies = {grant.body_id for grant in current_grants(person, on) if grant.body_id}
    rows = Assignment.objects.filter(matter__parent=matter, unit__in=bodies)
    return list(rows.select_related("matter", "unit").order_by("pk"))


def chairpersons(act: Act) -> QuerySet[Person]:
    """Who may supervise a key proposal: the presidium."""
    holding = Q(grants__role__in=CHAIRPERSONS, grants__committee=act.committee, grants__since__lte=act.day)
    holding &= Q(grants__until__isnull=True) | Q(grants__until__gte=act.day)
    return Person.objects.filter(holding).distinct().order_by("pk")


def planned_on_side(act: Act) -> QuerySet[Body]:
    """The planned units of the side for whose office somebody acts."""
    kind = act.grant.body.kind if act.grant is not None and act.grant.body is not None else ""
    rows = PlannedUnit.objects.filter(proposal__matter=act.matter, unit__side=SIDE_OF.get(kind, "-"))
    return Body.objects.filter(pk__in=rows.values("unit")).order_by("pk")
