"""Conditions of handling that any procedure may ask for, each with its sentence."""

from huiyin.handling.contact_rules import ContactFact, contact_verdict
from huiyin.handling.enums import TO_ANSWER, AssignmentRole, ThirdVerdict
from huiyin.handling.evaluation_rules import verdict_of
from huiyin.handling.models import Assignment, Instruction, Submission
from huiyin.handling.rules import ANSWERING, EXTENDABLE, uncovered
from huiyin.handling.selectors import (
    asking,
    assists_for,
    last_reply,
    names_for,
    places_of,
    points_of,
)
from huiyin.handling.selectors.assignments import SETTLED
from huiyin.handling.selectors.contacts import (
    author_parties,
    contacts_of,
    parties_spoken_for,
    waivers_of,
)
from huiyin.handling.selectors.evaluations import last_evaluation, marks_of, silent_evaluators
from huiyin.handling.selectors.points import RELIEVED
from huiyin.handling.selectors.requests import (
    authors_untold,
    last_day_to_return,
    untold_words,
    was_answered,
)
from huiyin.handling.selectors.tracking import left_to_follow
from huiyin.handling.selectors.visible import state_labels
from huiyin.handling.settings import contact_setting, most_rounds
from huiyin.kernel.verdicts import ALLOWED, Refused, Verdict
from huiyin.procedure.act import Act
from huiyin.procedure.clocks import running_clock
from huiyin.procedure.guards import clock_over
from huiyin.procedure.registry import guard
from huiyin.procedure.remedies import edit_or_part


def _at(act: Act, facet: str) -> str:
    return f"/matters/{act.matter.pk}/#{facet}"


@guard("handling.points_exist@1", "至少有一条建议，每条都有建议承办单位")
def points_exist(act: Act) -> Verdict:
    """There is something to handle, and the drafters said whom they have in mind."""
    points = points_of(act.matter)
    if not points:
        return Refused("no_points", "还没有填写建议。", edit_or_part(act, "recommendations"))
    missing = [
        str(point.order) for point in points if not point.no_action and not point.suggested_units.all()
    ]
    if missing:
        text = f"第{'、'.join(missing)}条建议还没有填写建议承办单位。"
        return Refused("points_without_unit", text, edit_or_part(act, "recommendations"))
    return ALLOWED


@guard("handling.points_assigned@1", "每条建议都有承办单位，或者写明不需办理")
def points_assigned(act: Act) -> Verdict:
    """Every recommendation has a unit that answers it, or a recorded "no action asked"."""
    points = list(act.matter.points.filter(kind__in=TO_ANSWER))
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
    ).exclude(matter__state__in=RELIEVED)
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


@guard("handling.return_in_time@1", "在申退期限内提出")
def return_in_time(act: Act) -> Verdict:
    """Late requests are refused; the time is counted from the hand-over."""
    last_day = last_day_to_return(act.matter)
    if last_day is None or act.day <= last_day:
        return ALLOWED
    text = f"申退的最后一天是{last_day:%Y年%-m月%-d日}，现已过期，不再受理；办理确有困难的，可以申请延期。"
    return Refused("return_late", text, _at(act, "clocks"))


@guard("handling.not_answered@1", "还没有办复过")
def not_answered(act: Act) -> Verdict:
    """Who has answered has taken it on."""
    if was_answered(act.matter):
        return Refused("answered_already", "本件已经办复过，不能再申退、改办。")
    return ALLOWED


@guard("handling.extension_in_time@1", "办理期限尚未到期")
def extension_in_time(act: Act) -> Verdict:
    """More time is asked for while there is time; afterwards only the office can grant it of its own accord."""
    clock = next(
        (found for code in EXTENDABLE if (found := running_clock(act.matter, code)) is not None), None
    )
    if clock is None or clock.due is None or clock.due >= act.day:
        return ALLOWED
    text = f"办理期限{clock.due:%Y年%-m月%-d日}已过，不能再申请延期，请尽快办复；确有特殊情况的，商请交办单位直接延期。"
    return Refused("extension_late", text, _at(act, "clocks"))


@guard("handling.authors_told@1", "已事先向每位提出人说明延期")
def authors_told(act: Act) -> Verdict:
    """More time for a reply is asked for after its authors were told; what has no author needs nobody's ear."""
    missing = authors_untold(act.matter)
    if not missing:
        return ALLOWED
    return Refused("authors_not_told", untold_words(missing), _at(act, "extension"))


@guard("handling.round_is_current@1", "属于上级事项的本轮办理")
def round_is_current(act: Act) -> Verdict:
    """What belongs to a round that is over is not handed to anybody else."""
    parent = act.matter.parent
    if parent is None or act.matter.parent_round == parent.round:
        return ALLOWED
    return Refused("round_over", "本件属于已经结束的一轮，不能再改办。")


@guard("handling.contact_made@1", "已按规定与提出人面商或者沟通，并经本人确认或者免除")
def contact_made(act: Act) -> Verdict:
    """The contact that the procedure of the matter asks for took place, and its author says so."""
    authors = author_parties(act.matter, act.day)
    contacts = [
        ContactFact(party, each.is_face_to_face, each.confirmation)
        for each in contacts_of(act.matter)
        for party in parties_spoken_for(authors, each.author_id)
    ]
    waived = {
        party for each in waivers_of(act.matter) for party in parties_spoken_for(authors, each.author_id)
    }
    names = {key: author.name for key, author in authors.items()}
    verdict = contact_verdict(contact_setting(act.matter), names, contacts, waived)
    if isinstance(verdict, Refused):
        return Refused(verdict.code, verdict.text, _at(act, "contact"))
    return verdict


@guard("handling.round_evaluated@1", "应评价的都已评价，或者评价期限已过，按评价结论办理")
def round_evaluated(act: Act, verdict: str) -> Verdict:
    """The round of evaluation ends when all forms are in or its time is over, with this verdict."""
    if silent_evaluators(act.matter) and isinstance(clock_over(act, clock="evaluation"), Refused):
        return Refused("evaluation_open", "还有评价人没有评价，评价期限未到。")
    if verdict_of(marks_of(act.matter.evaluation)) == verdict:
        return ALLOWED
    return Refused("another_verdict", "评价结论不同。")


@guard("handling.evaluation_closed@1", "本轮评价结束，按评价结论办理")
def evaluation_closed(act: Act, verdict: str = "") -> Verdict:
    """The evaluation of the matter's present round is over; with `verdict`, with this one of several (a,b)."""
    found = last_evaluation(act.matter)
    if found is None:
        return Refused("not_evaluated", "本轮还没有发起评价。", _at(act, "evaluations"))
    if not found.verdict:
        return Refused("evaluation_open", "本轮评价还没有结束。", _at(act, "evaluations"))
    if verdict and found.verdict not in verdict.split(","):
        label = ThirdVerdict(found.verdict).label
        return Refused("another_verdict", f"本轮评价结论为“{label}”。", _at(act, "evaluations"))
    return ALLOWED


@guard("handling.evaluation_over@1", "已发起的评价都已结束")
def evaluation_over(act: Act) -> Verdict:
    """Who was asked may still answer until the time is over; where nobody was asked nothing is waited for."""
    found = last_evaluation(act.matter)
    if found is None or found.verdict:
        return ALLOWED
    return Refused("evaluation_open", "本轮评价还没有结束。", _at(act, "evaluations"))


@guard("handling.something_to_follow@1", "有列入计划、正在解决或者承诺尚未兑现的")
def something_to_follow(act: Act) -> Verdict:
    """A unit said that the thing itself is still to come, or promised something."""
    if left_to_follow(act.matter):
        return ALLOWED
    return Refused("nothing_to_follow", "没有需要跟踪落实的事项。")


@guard("handling.nothing_to_follow@1", "列入计划、正在解决的都已落实，承诺都已兑现")
def nothing_to_follow(act: Act) -> Verdict:
    """What was planned has its later result, what was promised was kept."""
    left = left_to_follow(act.matter)
    if not left:
        return ALLOWED
    names = "、".join(dict.fromkeys(str(each.reply.matter.assignment.unit) for each in left))
    text = f"{names}的答复还没有全部落实：承诺兑现后核实，或者登记落实结果，再办结。"
    return Refused("still_to_follow", text, _at(act, "commitments"))


@guard("handling.rounds_left@1", "重新办理未超过规定轮次")
def rounds_left(act: Act) -> Verdict:
    """Rounds of handling are limited; after the last a sitting decides."""
    most = most_rounds(act.matter)
    if act.matter.round < most:
        return ALLOWED
    text = f"已办理{act.matter.round}轮，达到规定的{most}轮，应提请会议研究。"
    return Refused("no_rounds_left", text)


@guard("handling.no_rounds_left@1", "已达到规定轮次")
def no_rounds_left(act: Act) -> Verdict:
    """Only what cannot be settled in the rounds that the procedure allows goes to a sitting."""
    if isinstance(rounds_left(act), Refused):
        return ALLOWED
    return Refused("rounds_left", "还可以重新办理，不必提请会议研究。")
