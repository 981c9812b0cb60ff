"""Conditions of handling that any procedure may ask for, each with its sentence."""

from huiyin.handling.enums import AssignmentRole, PointKind
from huiyin.handling.models import Assignment, Instruction, Submission
from huiyin.handling.rules import ANSWERING, uncovered
from huiyin.handling.selectors import (
    asking,
    assists_for,
    last_reply,
    names_for,
    places_of,
    points_of,
)
from huiyin.handling.selectors.assignments import SETTLED
from huiyin.handling.selectors.visible import state_labels
from huiyin.kernel.verdicts import ALLOWED, Refused, Verdict
from huiyin.procedure.act import Act
from huiyin.procedure.registry import guard


def _at(act: Act, facet: str) -> str:
    return f"/matters/{act.matter.pk}/#{facet}"


@guard("handling.points_exist@1", "至少有一条建议，每条都有建议承办单位")
def points_exist(act: Act) -> Verdict:
    """There is something to handle, and the drafters said whom they have in mind."""
    points = points_of(act.matter)
    if not points:
        return Refused("no_points", "还没有填写建议。", _at(act, "recommendations"))
    missing = [
        str(point.order) for point in points if not point.no_action and not point.suggested_units.all()
    ]
    if missing:
        text = f"第{'、'.join(missing)}条建议还没有填写建议承办单位。"
        return Refused("points_without_unit", text, _at(act, "recommendations"))
    return ALLOWED


@guard("handling.points_assigned@1", "每条建议都有承办单位，或者写明不需办理")
def points_assigned(act: Act) -> Verdict:
    """Every recommendation has a unit that answers it, or a recorded "no action asked"."""
    points = list(act.matter.points.filter(kind=PointKind.RECOMMENDATION))
    if not points:
        return Refused("no_points", "还没有填写建议。", _at(act, "recommendations"))
    missing = uncovered(
        [point.pk for point in points],
        places_of(act.matter),
        [point.pk for point in points if point.no_action],
        names_for(act.matter),
    )
    if not missing:
        return ALLOWED
    text = "".join(refusal.text for refusal in missing)
    return Refused("points_not_assigned", text, _at(act, "assignments"))


@guard("handling.round_settled@1", "本轮办理件均已办复并通过验收")
def round_settled(act: Act) -> Verdict:
    """All answering assignments of the present round are settled; assisting opinions went to their leads."""
    matter = act.matter
    rows = Assignment.objects.filter(
        matter__parent=matter, matter__parent_round=matter.round, role__in=list(ANSWERING)
    )
    assignments = list(rows.select_related("matter", "unit").order_by("pk"))
    if not assignments:
        return Refused("nothing_assigned", "本轮还没有交办。", _at(act, "assignments"))
    open_ones = [each for each in assignments if each.matter.state != SETTLED]
    if not open_ones:
        return ALLOWED
    labels = state_labels(each.matter for each in open_ones)
    names = "、".join(f"{each.unit}（{labels[each.matter_id]}）" for each in open_ones)
    return Refused("round_open", f"本轮还有{len(open_ones)}件未通过验收：{names}。", _at(act, "assignments"))


@guard("handling.asks_for_handling@1", "至少有一件批示要求办理")
def asks_for_handling(act: Act) -> Verdict:
    """A leader ordered handling, passed it on, or addressed units; reading or praise alone is not enough."""
    given = Instruction.objects.filter(submission__matter__parent=act.matter)
    if asking(given).exists():
        return ALLOWED
    text = "已有批示，但没有要求办理的。" if given.exists() else "还没有领导批示要求办理。"
    return Refused("no_handling_asked", text, _at(act, "submissions"))


@guard("handling.submissions_returned@1", "报送件均已退回、反馈")
def submissions_returned(act: Act) -> Verdict:
    """Every addressee has returned what was submitted."""
    rows = Submission.objects.filter(matter__parent=act.matter).select_related("matter", "addressee")
    submissions = list(rows.order_by("pk"))
    if not submissions:
        return Refused("not_submitted", "还没有报送。", _at(act, "submissions"))
    names = "、".join(str(each.addressee) for each in submissions if each.matter.is_open)
    if names:
        return Refused("submissions_open", f"{names}还没有反馈报送件。", _at(act, "submissions"))
    return ALLOWED


@guard("handling.assists_in@1", "会办意见已收齐，或者写明未等的理由")
def assists_in(act: Act) -> Verdict:
    """A lead signs off with the assisting opinions in hand, or says in the draft why it does not wait."""
    assignment = Assignment.objects.select_related("matter").get(matter=act.matter)
    if assignment.role != AssignmentRole.LEAD:
        return ALLOWED
    missing = [each for each in assists_for(assignment) if each.matter.is_open]
    if not missing:
        return ALLOWED
    reply = last_reply(act.matter)
    if reply is not None and reply.without_assists_reason:
        return ALLOWED
    names = "、".join(str(each.unit) for each in missing)
    text = f"{names}的会办意见还没有收到；确实不能再等的，请在答复稿中写明理由。"
    return Refused("assists_missing", text, _at(act, "request"))
