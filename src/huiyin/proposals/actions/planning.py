"""The plan of a proposal: writing it, and what a change of it does to what the offices of both sides had said."""

from collections.abc import Sequence

from huiyin.handling.rules import Place
from huiyin.procedure.act import Act
from huiyin.procedure.models import Matter
from huiyin.proposals.enums import SIDE_OFFICE
from huiyin.proposals.models import PlannedUnit
from huiyin.proposals.selectors.hand_over import offices_of, sides_of
from huiyin.proposals.selectors.proposal import proposal_of

Sides = dict[str, set[Place]]
ASKED_IN = ("studied", "agreed")
"""States in which the offices of both sides have been asked."""


def write_plan(act: Act, places: Sequence[Place]) -> None:
    """Make the plan what `places` say; an office whose side is changed by it is asked anew."""
    proposal = proposal_of(act.matter)
    before = planned_by_side(act.matter)
    PlannedUnit.objects.filter(proposal=proposal).delete()
    PlannedUnit.objects.bulk_create(
        PlannedUnit(
            committee=act.committee, proposal=proposal, point_id=each.point, unit_id=each.unit, role=each.role
        )
        for each in places
    )
    plan_changed(act, before)


def planned_by_side(matter: Matter) -> Sides:
    """Side → what is planned on it, to be compared with what is planned after a change."""
    rows = PlannedUnit.objects.filter(proposal__matter=matter)
    found: Sides = {}
    for point, unit, role, side in rows.values_list("point_id", "unit_id", "role", "unit__side"):
        found.setdefault(side, set()).add(Place(point, unit, role))
    return found


def plan_changed(act: Act, before: Sides) -> None:
    """What an office said to the units of its side holds no more once those are others."""
    after = planned_by_side(act.matter)
    changed = [side for side in {*before, *after} if before.get(side) != after.get(side)]
    opinions = proposal_of(act.matter).side_opinions
    opinions.filter(side__in=changed, in_force=True).update(in_force=False)
    if act.matter.state in ASKED_IN:
        ask_offices(act)


def ask_offices(act: Act) -> None:
    """The offices of the sides concerned see the proposal from now on; one whose side has no part in it, no more."""
    wanted = offices_of(act.committee, sides_of(act.matter), act.day)
    offices = [office for office in wanted.values() if office is not None]
    for party in act.matter.parties.filter(role=SIDE_OFFICE, active=True).select_related("body"):
        if party.body is not None and party.body not in offices:
            act.retire_party(SIDE_OFFICE, party.body)
    for office in offices:
        act.add_party(SIDE_OFFICE, office)
