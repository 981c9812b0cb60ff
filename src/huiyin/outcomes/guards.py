"""What must hold before an outcome moves on, each condition with its sentence."""

from django.urls import reverse

from huiyin.consultation.rules import leads_to_direct_letter
from huiyin.handling.guards import asks_for_handling, submissions_returned
from huiyin.kernel.verdicts import ALLOWED, Allowed, Refused, Verdict
from huiyin.outcomes.rules import goes_direct, needs_sitting, quality_verdict
from huiyin.outcomes.selectors import RECORDED_STATES, echoes_to_answer, outcome_of, untold_opinions
from huiyin.procedure.act import Act
from huiyin.procedure.ports import ports
from huiyin.procedure.registry import guard
from huiyin.procedure.remedies import edit_or_part


def _move(act: Act, code: str) -> str:
    return reverse("procedure:move", args=[act.matter.pk, code])


@guard("outcomes.consultation_recorded@1", "协商已举行并形成记录，登记了共识")
def consultation_recorded(act: Act) -> Verdict:
    """不协商不议政: the consultation is held and recorded, and a consensus is on record."""
    activity = outcome_of(act.matter).activity
    link = reverse("procedure:matter", args=[activity.matter_id])
    if activity.matter.state not in RECORDED_STATES:
        return Refused("not_recorded", "协商活动还没有形成记录（或者正在更正）。", link)
    if not activity.consensus.exists():
        return Refused("no_consensus", "协商活动还没有登记达成的共识。", link)
    return ALLOWED


@guard("outcomes.content_written@1", "写明基本情况和问题分析")
def content_written(act: Act) -> Verdict:
    """Background and analysis are there."""
    outcome = outcome_of(act.matter)
    if outcome.background and outcome.analysis:
        return ALLOWED
    return Refused(
        "no_content",
        "还没有写明基本情况和问题分析。",
        edit_or_part(act, "content"),
    )


@guard("outcomes.form_chosen@1", "写明选用成果形式的理由")
def form_chosen(act: Act) -> Verdict:
    """The form is chosen with its reason."""
    if outcome_of(act.matter).form_reason:
        return ALLOWED
    return Refused("no_form_reason", "还没有写明选用这一成果形式的理由。", edit_or_part(act, "summary"))


@guard("outcomes.office_named@1", "明确责任办公室（建议函除外）")
def office_named(act: Act) -> Verdict:
    """The office that will assign and feed back is named; a letter goes without one."""
    outcome = outcome_of(act.matter)
    if outcome.responsible_office_id or goes_direct(outcome.form):
        return ALLOWED
    return Refused(
        "no_office", "还没有明确责任办公室（党委办公室或者政府办公室）。", edit_or_part(act, "summary")
    )


@guard("outcomes.quality_answered@1", "质量要点逐项审核并且达到")
def quality_answered(act: Act) -> Verdict:
    """情况清楚、问题找得准、意见建议有针对性."""
    answers = dict(outcome_of(act.matter).quality.values_list("point", "met"))
    verdict = quality_verdict(answers)
    if isinstance(verdict, Refused):
        return Refused(verdict.code, verdict.text, edit_or_part(act, "quality"))
    return ALLOWED


@guard("outcomes.signed_form@1", "不是建议案")
def signed_form(act: Act) -> Verdict:
    """A 建议案 is not signed, a sitting adopts it."""
    if needs_sitting(outcome_of(act.matter).form):
        return Refused("needs_sitting", "建议案须经会议通过，请由政协办列入会议议程，通过后办理“会议通过”。")
    return ALLOWED


@guard("outcomes.sitting_form@1", "是建议案")
def sitting_form(act: Act) -> Verdict:
    """Only a 建议案 is adopted by a sitting."""
    outcome = outcome_of(act.matter)
    if needs_sitting(outcome.form):
        return ALLOWED
    return Refused("not_for_sitting", f"{outcome.get_form_display()}逐级签发，不需登记会议通过。")


@guard("outcomes.document_made@1", "已编号成文")
def document_made(act: Act) -> Verdict:
    """The document of the outcome's own form is made and numbered."""
    outcome = outcome_of(act.matter)
    facts = ports.documents(act.matter, [outcome.form])
    if any(fact.number for fact in facts):
        return ALLOWED
    text = f"还没有编号成文：请先办理“编号成文”，生成{outcome.get_form_display()}。"
    return Refused("no_document", text, _move(act, "make_document"))


@guard("outcomes.not_a_letter@1", "不是建议函")
def not_a_letter(act: Act) -> Verdict:
    """A letter goes to the department and is not submitted."""
    if goes_direct(outcome_of(act.matter).form):
        return Refused("is_letter", "建议函直接函送部门，不报送党委和政府，请办理“直接函送部门”。")
    return ALLOWED


@guard("outcomes.is_a_letter@1", "是建议函")
def is_a_letter(act: Act) -> Verdict:
    """Only a letter goes straight to a department."""
    outcome = outcome_of(act.matter)
    if goes_direct(outcome.form):
        return ALLOWED
    return Refused("not_letter", f"只有建议函可以直接函送部门，{outcome.get_form_display()}应当报送。")


@guard("outcomes.direct_consultation@1", "出自对口协商或者现场协商")
def direct_consultation(act: Act) -> Verdict:
    """对口协商、现场协商 end in letters without an instruction; other consultations do not."""
    activity = outcome_of(act.matter).activity
    if leads_to_direct_letter(activity.form):
        return ALLOWED
    text = f"本成果出自{activity.get_form_display()}；对口协商、现场协商之后才可以直接函送部门。"
    return Refused("not_direct", text, reverse("procedure:matter", args=[activity.matter_id]))


@guard("outcomes.no_handling_asked@1", "没有批示要求办理")
def no_handling_asked(act: Act) -> Verdict:
    """建议不止于批示: what a leader ordered to be handled cannot be put away as read."""
    if isinstance(asks_for_handling(act), Allowed):
        return Refused("handling_asked", "已有批示要求办理，应当转交办，不能阅存。")
    return ALLOWED


@guard("outcomes.givers_to_tell@1", "还有意见提出人没有告知")
def givers_to_tell(act: Act) -> Verdict:
    """There is somebody left to tell in this round."""
    if untold_opinions(outcome_of(act.matter), act.matter.round):
        return ALLOWED
    return Refused("all_told", "本轮意见提出人都已告知。")


@guard("outcomes.givers_told@1", "每位意见提出人都已告知")
def givers_told(act: Act) -> Verdict:
    """事事有回音: everybody who gave an opinion was told where it went, and this time what came of it."""
    untold = untold_opinions(outcome_of(act.matter), act.matter.round)
    if not untold:
        return ALLOWED
    names = "、".join(dict.fromkeys(opinion.giver.name for opinion in untold))
    text = f"还有{len(untold)}条意见的提出人没有告知：{names}。"
    return Refused("givers_untold", text, _move(act, "tell_givers"))


@guard("outcomes.submissions_back@1", "报送件均已反馈（建议函除外）")
def submissions_back(act: Act) -> Verdict:
    """No paper lingers at an office when the outcome is concluded; a letter was never submitted."""
    if outcome_of(act.matter).sent_direct:
        return ALLOWED
    return submissions_returned(act)


@guard("outcomes.was_told@1", "已告知本人意见的结果")
def was_told(act: Act) -> Verdict:
    """Only who was told in this round can give a verdict."""
    if act.actor is not None and echoes_to_answer(outcome_of(act.matter), act.actor).exists():
        return ALLOWED
    return Refused("not_told", "政协办告知结果之后才能评价。")
