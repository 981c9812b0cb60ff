"""What must hold before a proposal goes on towards the units, each condition with its sentence."""

from django.urls import reverse

from huiyin.handling.rules import plan_faults, uncovered
from huiyin.handling.selectors import names_for, points_of
from huiyin.kernel.verdicts import ALLOWED, Refused, Verdict
from huiyin.people.enums import Side
from huiyin.people.selectors.bodies import SIDE_OF
from huiyin.procedure.act import Act
from huiyin.procedure.registry import guard
from huiyin.procedure.remedies import edit_or_part
from huiyin.proposals.enums import SideVerdict
from huiyin.proposals.selectors.hand_over import (
    answering_now,
    offices_of,
    offices_waiting,
    planned_of,
    planned_places,
    sides_of,
    sides_waiting,
    standing_opinions,
    units_without_side,
    unreceived,
)
from huiyin.records.documents import documents_of
from huiyin.sittings.enums import MINUTES, SittingKind
from huiyin.sittings.selectors import decisions_about


@guard("proposals.planned@1", "每条建议都有拟承办单位")
def planned(act: Act) -> Verdict:
    """Somebody is to answer each suggestion, and all planned units are still there."""
    places = planned_places(act.matter)
    names = names_for(act.matter, (place.unit for place in places))
    points = [point.pk for point in points_of(act.matter) if not point.no_action]
    faults = [*plan_faults(places, [], names), *uncovered(points, places, (), names)]
    if faults:
        return Refused("not_planned", "".join(each.text for each in faults), edit_or_part(act, "plan"))
    gone = {
        str(each.unit) for each in planned_of(act.matter) if each.unit.until and each.unit.until < act.day
    }
    if gone:
        text = f"{'、'.join(sorted(gone))}已经撤销，请调整拟承办单位。"
        return Refused("unit_abolished", text, edit_or_part(act, "plan"))
    return ALLOWED


@guard("proposals.sides_known@1", "拟承办单位都有归口，归口的办公室都已登记")
def sides_known(act: Act) -> Verdict:
    """It is clear with which office each unit is agreed."""
    lost = units_without_side(act.matter)
    if lost:
        names = "、".join(str(each) for each in lost)
        text = f"{names}还没有归口：请在党委办公室或者政府办公室的机构页确定归口单位。"
        return Refused("no_side", text, f"{reverse('people:bodies')}?committee={act.committee.code}")
    missing = [
        str(Side(side).label)
        for side, office in offices_of(act.committee, sides_of(act.matter), act.day).items()
        if office is None
    ]
    if missing:
        text = f"还没有登记{'、'.join(missing)}办公室，不能商定。"
        return Refused("no_office", text, f"{reverse('people:bodies')}?committee={act.committee.code}")
    return ALLOWED


@guard("proposals.side_asked@1", "本办公室尚未答复", bodies=offices_waiting)
def side_asked(act: Act) -> Verdict:
    """An office answers once to each plan."""
    waiting = sides_waiting(act.matter)
    body = act.grant.body if act.grant is not None else None
    if body is None or SIDE_OF.get(body.kind) in waiting:
        return ALLOWED
    return Refused("answered_already", "本办公室已经答复；承办单位有变动的，会再次商请。")


@guard("proposals.sides_agreed@1", "党委办公室、政府办公室都已同意")
def sides_agreed(act: Act) -> Verdict:
    """Every side concerned has agreed to the plan as it is."""
    said = standing_opinions(act.matter)
    sides = sides_of(act.matter)
    if not sides:
        return Refused("no_sides", "还没有拟承办单位。")
    open_ones = [side for side in sides if side not in said or said[side].verdict != SideVerdict.AGREED]
    if not open_ones:
        return ALLOWED
    names = "、".join(f"{Side(side).label}办公室" for side in open_ones)
    return Refused("sides_open", f"{names}还没有同意。")


@guard("proposals.sides_to_ask@1", "有办公室须再次商请")
def sides_to_ask(act: Act) -> Verdict:
    """The plan is not any more the one to which every side concerned had agreed."""
    agreed = sides_agreed(act)
    return ALLOWED if isinstance(agreed, Refused) else Refused("all_agreed", "各方都已同意。")


@guard("proposals.minutes_made@1", "交办会议已形成纪要")
def minutes_made(act: Act) -> Verdict:
    """What is handed over at a sitting goes out with the sitting's minutes."""
    found = decisions_about(act.matter, [SittingKind.JOINT.value])
    if not found or any(documents_of(each.sitting.matter, [MINUTES]) for each in found):
        return ALLOWED  # without a decision another guard speaks
    sitting = found[0].sitting.matter
    text = f"“{sitting.title}”还没有生成纪要，交办须附会议纪要。"
    return Refused("no_minutes", text, reverse("procedure:matter", args=[sitting.pk]))


@guard("proposals.units_received@1", "承办单位均已签收")
def units_received(act: Act) -> Verdict:
    """Every unit that answers has signed for its part."""
    if not answering_now(act.matter):
        return Refused("nothing_assigned", "还没有交办。")
    waiting = "、".join(str(each.unit) for each in unreceived(act.matter))
    return Refused("not_received", f"{waiting}还没有签收。") if waiting else ALLOWED
