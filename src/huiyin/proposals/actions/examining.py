"""Effects of examining: advice, return for revision, decision, number."""

from django.utils.translation import gettext_lazy as _

from huiyin.notices.kinds import message_kind
from huiyin.procedure.act import Act
from huiyin.procedure.registry import effect
from huiyin.proposals.actions.telling import tell_authors
from huiyin.proposals.actions.text import hand_in_text
from huiyin.proposals.enums import (
    INTERSESSION_SERIES,
    READER,
    REFUSED_SERIES,
    SESSION_SERIES,
    Advice,
    ExamStage,
    Timing,
)
from huiyin.proposals.models import Examination, Proposal, RevisionMark
from huiyin.proposals.selectors.proposal import proposal_of
from huiyin.records.numbering import give_number

PROPOSAL_RESULT = message_kind("proposal_result", _("提案审查结果"))


@effect("proposals.examine_first@1")
def examine_first(act: Act) -> None:
    """初审: advice, no decision."""
    _advise(act, ExamStage.FIRST)


@effect("proposals.examine_second@1")
def examine_second(act: Act) -> None:
    """复审: advice by another person."""
    _advise(act, ExamStage.SECOND)


def _advise(act: Act, stage: ExamStage) -> None:
    _write(
        act,
        stage,
        Advice(act.data["advice"]),
        reason=act.data.get("refusal"),
        disposal=act.data.get("disposal", ""),
        text=act.data.get("text", ""),
    )
    if act.data.get("proposal_class") is not None:
        _sort(act, proposal_of(act.matter))


def _write(act: Act, stage: ExamStage, advice: Advice, **more: object) -> None:
    proposal = proposal_of(act.matter)
    assert act.actor is not None, "a person examines"
    Examination.objects.create(
        committee=act.committee, proposal=proposal, turn=proposal.turn, stage=stage, advice=advice,
        examiner=act.actor, on=act.day, **more,
    )  # fmt: skip


@effect("proposals.docket@1")
def docket(act: Act) -> None:
    """立案: the sitting's decision is cited, the number given from the series of its time of filing."""
    _write(act, ExamStage.FINAL, Advice.DOCKET)
    proposal = proposal_of(act.matter)
    proposal.result_text = ""
    _note_decision(act, proposal)
    series = SESSION_SERIES if proposal.timing == Timing.SESSION else INTERSESSION_SERIES
    act.matter.number = give_number(act, series).number
    if proposal.may_publish:
        act.open_to(READER)
    tell_authors(act, PROPOSAL_RESULT, f"您的提案《{act.matter.title}》已经立案，编号{act.matter.number}。")


@effect("proposals.not_docket@1")
def not_docket(act: Act) -> None:
    """不予立案: with the coded reason, words for the author and where the content goes."""
    reason, disposal, text = act.data["refusal"], act.data["disposal"], act.data["text"]
    _write(act, ExamStage.FINAL, Advice.NOT_DOCKET, reason=reason, disposal=disposal, text=text)
    proposal = proposal_of(act.matter)
    proposal.refusal_reason, proposal.refusal_words = reason, reason.label
    proposal.disposal, proposal.result_text = disposal, text
    _note_decision(act, proposal)
    act.matter.number = give_number(act, REFUSED_SERIES).number
    where = proposal.get_disposal_display()
    text = f"您的提案《{act.matter.title}》没有立案。理由：{reason}。去向：{where}。说明见提案页面。"
    tell_authors(act, PROPOSAL_RESULT, text)


def _note_decision(act: Act, proposal: Proposal) -> None:
    """Which sitting decided, as it is called that day."""
    sitting = act.data["decision"].sitting
    proposal.decided_at, proposal.decided_on = sitting.matter.title, sitting.held_on
    proposal.save()


@effect("proposals.return@1")
def return_for_revision(act: Act) -> None:
    """退回修改: the author is told why, and which passages."""
    proposal = proposal_of(act.matter)
    proposal.result_text = act.data["to_author"]
    proposal.save(update_fields=["result_text"])
    RevisionMark.objects.bulk_create(
        RevisionMark(committee=act.committee, proposal=proposal, turn=proposal.turn, **row)
        for row in act.data["marks"]
    )


@effect("proposals.resubmit@1")
def resubmit(act: Act) -> None:
    """Handed in again after revision: the day of filing stays, the examination begins anew."""
    proposal = proposal_of(act.matter)
    proposal.turn += 1
    proposal.save(update_fields=["turn"])
    hand_in_text(act, proposal)


@effect("proposals.classify@1")
def classify(act: Act) -> None:
    """分类: sort the proposal anew."""
    _sort(act, proposal_of(act.matter))


def _sort(act: Act, proposal: Proposal) -> None:
    proposal.proposal_class = act.data["proposal_class"]
    proposal.save(update_fields=["proposal_class"])
