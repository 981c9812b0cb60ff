"""What must hold before a proposal moves on, each condition with its sentence."""

from django.urls import reverse

from huiyin.kernel.verdicts import ALLOWED, Refused, Verdict
from huiyin.procedure.act import Act
from huiyin.procedure.registry import guard
from huiyin.procedure.remedies import edit_or_part
from huiyin.proposals.rules.proposal import examiner_verdict, signature_verdict
from huiyin.proposals.selectors.proposal import (
    agreed_count,
    asked_of,
    body_words,
    examinations_in_turn,
    examiners_in_turn,
    proposal_of,
    signs,
)


@guard("proposals.complete@1", "写明情况、分析和具体建议")
def complete(act: Act) -> Verdict:
    """三有: situation, analysis and at least one suggestion."""
    proposal = proposal_of(act.matter)
    missing = [
        words
        for words, there in (
            ("情况", proposal.situation),
            ("分析", proposal.analysis),
            ("具体建议", act.matter.points.exists()),
        )
        if not there
    ]
    if not missing:
        return ALLOWED
    return Refused("incomplete", f"还没有写明{'、'.join(missing)}。", edit_or_part(act, "text"))


@guard("proposals.signed@1", "按提案者类别签名")
def signed(act: Act) -> Verdict:
    """Joint: one co-signer at least; collective: body and contact person, the convener or on paper the seal."""
    proposal = proposal_of(act.matter)
    verdict = signature_verdict(
        proposal.proposer_kind,
        agreed=agreed_count(proposal),
        body=body_words(proposal),
        contact=proposal.contact_name,
        convener=proposal.convener_name,
        sealed=proposal.is_sealed or not proposal.is_paper,
    )
    if isinstance(verdict, Refused):
        return Refused(verdict.code, verdict.text, edit_or_part(act, "summary"))
    return verdict


@guard("proposals.asked@1", "邀请尚待答复，且在联名期限内")
def asked(act: Act) -> Verdict:
    """Only who was asked answers, and only in time."""
    if act.actor is None or asked_of(proposal_of(act.matter), act.actor) is None:
        return Refused("not_asked", "没有待您答复的联名邀请。")
    clock = act.matter.clocks.filter(code="countersign").order_by("-round").first()
    if clock is not None and clock.due is not None and clock.due < act.day:
        text = f"联名期限{clock.due:%Y年%-m月%-d日}已过，不能再答复；仍要联名的，请与第一提案人联系。"
        return Refused("asked_late", text)
    return ALLOWED


@guard("proposals.another_examiner@1", "初审、复审、终审由不同的人办理", barred=examiners_in_turn)
def another_examiner(act: Act) -> Verdict:
    """Who has examined at an earlier stage leaves this one to somebody else."""
    if act.actor is None:
        return ALLOWED
    if signs(act.matter, act.actor):
        return examiner_verdict(act.actor.pk, (), signed=True)
    rows = examinations_in_turn(proposal_of(act.matter))
    earlier = [(each.examiner_id, each.examiner.name, str(each.get_stage_display())) for each in rows]
    return examiner_verdict(act.actor.pk, earlier)


@guard("proposals.nobody_unanswered@1", "联名邀请均已答复，或者联名期限已过")
def nobody_unanswered(act: Act) -> Verdict:
    """Who was asked may answer until the time is over; then the proposal goes without them."""
    waiting = [each.person.name for each in proposal_of(act.matter).cosignatures.filter(state="asked")]
    if not waiting:
        return ALLOWED
    clock = act.matter.clocks.filter(code="countersign").order_by("-round").first()
    if clock is not None and clock.due is not None and clock.due < act.day:
        return ALLOWED
    text = f"{'、'.join(waiting)}还没有答复；不再等候的，请先撤回邀请。"
    return Refused("unanswered", text, reverse("procedure:move", args=[act.matter.pk, "uninvite"]))
