"""What the parts of a proposal's page show. The page asks for a part only for those who see its facet."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from huiyin.handling.selectors.visible import facets_by_matter
from huiyin.people.models import Person
from huiyin.procedure.models import Matter
from huiyin.proposals.conversions import no_conversion
from huiyin.proposals.enums import AUTHOR, COSIGNER, CoSigning, Disposal, ProposerKind
from huiyin.proposals.models import Proposal
from huiyin.proposals.rules.proposal import timing_of
from huiyin.proposals.rules.state_groups import DOCKETED, HANDING_OVER, KEPT_HERE
from huiyin.proposals.selectors.filing_windows import session_on, window_words
from huiyin.proposals.selectors.hand_over import kept_reason
from huiyin.proposals.selectors.journey import journey_of
from huiyin.proposals.selectors.merging import own_points, taken_over
from huiyin.proposals.selectors.proposal import (
    agreed_count,
    cosignatures_of,
    first_signer,
    is_collective,
    notes_on,
    proposal_of,
    proposer_words,
    signs,
    speaks_for_author,
)
from huiyin.proposals.selectors.standing import TO_AUTHOR, doubts_about
from huiyin.proposals.selectors.texts import corrections_of
from huiyin.proposals.selectors.tips import tips_told

Context = Mapping[str, Any]
WITHOUT_RESULT = ("submitted", "first_exam", "second_exam", "final_exam", "withdrawn")
"""States in which what was said when it was returned is answered already, and nothing new is decided."""
SHOWN_TO_OTHERS = (CoSigning.ASKED, CoSigning.AGREED)


def progress(matter: Matter, person: Person) -> Context:
    """Where the author's proposal stands, in plain words: what happened, the steps with their days, what comes next."""
    signs = matter.parties.filter(role=COSIGNER, active=True, person=person).exists()
    return {
        "saying": _saying(matter, proposal_of(matter)),
        "journey": journey_of(matter, is_author=not signs),
    }


def _saying(matter: Matter, proposal: Proposal) -> str:
    sayings = {
        "draft": _("还没有提交，只有您看得到。写好后请提交；联名提案先送联名人。"),
        "countersigning": _("正在等联名人答复，已有%(count)d人同意联名。")
        % {"count": agreed_count(proposal)},
        "submitted": _("已经提交，等待受理。受理之前可以撤回修改。"),
        "returned_for_revision": _("请按下面的意见修改，改好后重新提交。"),
        "docketed": _("已经立案，编号%(number)s。") % {"number": matter.number},
        "handed_over": _("已经立案并交给承办单位。"),
        "handling": _("承办单位正在重新办理，这是第%(round)d轮。") % {"round": matter.round}
        if matter.round > 1
        else _("承办单位正在办理；答复以前应与您面商。"),
        "replied": _("承办单位已经答复，见“交办与办理”。"),
        "evaluating": _("正在请提案人评议，请在“提案人评议”中填写评议表。"),
        "disputed": _("评议结束：有人对办理结果不满意。"),
        "evaluated": _("评议已经结束。"),
        "tracking": _("承办单位已经答复，列入计划的正在跟踪落实。"),
        "concluded": _("已经办结。"),
        "not_handed_over": _("已经立案，不单独交办，说明见下面。"),
        **dict.fromkeys(HANDING_OVER[1:], _("已经立案，正在安排交给哪个单位办理。")),
        "not_docketed": _("没有立案，理由和去向见下面。"),
        "merged": _("已经并入其他提案一并办理，您仍是提案人；并入哪一件、有异议怎么提，见下面。"),
        "converted": _("没有立案，已经转为其他事项继续办理，理由和去向见下面。"),
        "withdrawn": _("已经撤案。"),
        "discarded": _("草稿已经作废，没有提交。"),
    }
    return sayings.get(matter.state, _("正在审查，有了结果会立即告诉您。"))


def result(matter: Matter, person: Person) -> Context:
    """What the authors are told: docketed with the number, refused with the reason, or what to revise."""
    proposal = proposal_of(matter)
    facts: list[tuple[str, Any]] = []
    if matter.state in DOCKETED:
        facts = [(_("结果"), _("立案")), (_("编号"), matter.number)]
    elif matter.state in ("not_docketed", "converted"):
        facts = [
            (_("结果"), _("不予立案")),
            (_("编号"), matter.number),
            (_("理由"), proposal.refusal_words or proposal.refusal_reason),
            (_("去向"), proposal.get_disposal_display()),
        ]
    if matter.state in KEPT_HERE:
        facts.append((_("交办"), _("经研究不单独交办：%(reason)s") % {"reason": kept_reason(matter)}))
    if proposal.decided_on is not None:
        facts.append((_("审定会议"), f"{proposal.decided_at}（{proposal.decided_on:%Y年%-m月%-d日}）"))
    marks = proposal.revision_marks.order_by("-turn", "pk")
    return {
        "facts": facts,
        "words": "" if matter.state in WITHOUT_RESULT else proposal.result_text,
        "marks": [each for each in marks if each.turn == proposal.turn],
        "earlier": [each for each in marks if each.turn < proposal.turn],
        "returned": matter.state == "returned_for_revision",
        "not_passed_on": _not_passed_on(matter, proposal),
    }


def _not_passed_on(matter: Matter, proposal: Proposal) -> str:
    """Where it should go on as something that nobody handles here yet."""
    waits = matter.state == "not_docketed" and proposal.disposal != Disposal.RETURNED
    return no_conversion(proposal) if waits else ""


def summary(matter: Matter, person: Person) -> Context:
    """Proposer, contact, when it was filed, consent to publication."""
    proposal = proposal_of(matter)
    facts: list[tuple[str, Any]] = [
        (_("提案者"), f"{proposal.get_proposer_kind_display()}：{proposer_words(proposal)}"),
    ]
    if proposal.convener_name:
        facts.append((_("召集人"), proposal.convener_name))
    if is_collective(proposal):
        facts.append((_("联系人"), f"{proposal.contact_name} {proposal.contact_phone}".strip()))
    filed = _filed_words(matter, proposal)
    if filed:
        facts.append((_("提交"), filed))
    open_to_all = _("同意公开")
    if not proposal.may_publish:
        open_to_all = _("不同意公开：%(reason)s") % {"reason": proposal.no_publication_reason}
    facts.append((_("公开"), open_to_all))
    if proposal.proposal_class is not None:
        facts.append((_("分类"), proposal.proposal_class))
    return {
        "proposal": proposal,
        "facts": facts,
        "tips": tips_told(proposal),
        "doubts": _doubts_for(person, matter, proposal),
    }


def _filed_words(matter: Matter, proposal: Proposal) -> str:
    """When it was filed and as what; of a draft, what it would count as today."""
    if proposal.filed_on is not None:
        of = f"（{proposal.plenary_session}）" if proposal.plenary_session is not None else ""
        return f"{proposal.filed_on:%Y年%-m月%-d日}，{proposal.get_timing_display()}{of}"
    if not matter.is_open:
        return ""
    if proposal.received_on is None:
        return _("尚未提交。") + window_words(matter.committee, timezone.localdate())
    session, sits = session_on(matter.committee, proposal.received_on)
    said = {"timing": timing_of(in_session=sits).label, "session": session or ""}
    return _("尚未提交。按收到日期，作为%(session)s%(timing)s。") % said


def _doubts_for(person: Person, matter: Matter, proposal: Proposal) -> list[str]:
    """Doubts about who proposes: for the author with what follows, for the office to examine, for no co-signer."""
    if proposal.cosignatures.filter(person=person).exists():
        return []
    doubts = doubts_about(proposal, timezone.localdate())
    if not doubts:
        return []
    return [*doubts, str(TO_AUTHOR) if speaks_for_author(matter, person) else _("请核对提案人资格。")]


def text(matter: Matter, person: Person) -> Context:
    """情况、分析、建议 and the units wished for; for author and examiner a note on several matters in one text."""
    proposal = proposal_of(matter)
    return {
        "proposal": proposal,
        "suggestions": own_points(matter),
        "taken_over": taken_over(matter),
        "wished": [each.body for each in proposal.wished_units.select_related("body")],
        # For author and examiner while it may still be changed; units and offices are not told of it.
        "notes": [] if matter.state in DOCKETED else notes_on(proposal),
        "corrections": corrections_of(proposal) if _follows_versions(matter, person) else [],
    }


def _follows_versions(matter: Matter, person: Person) -> bool:
    """Units and the offices that are asked about them read the text as it is, and not how it came to be."""
    return "versions" in facets_by_matter([matter], person, timezone.localdate())[matter.pk]


def cosigners(matter: Matter, person: Person) -> Context:
    """Who signs. What somebody answered is read by the first signer and by that person, by no other member."""
    proposal = proposal_of(matter)
    everything = _may_read_answers(matter, person)
    rows = [
        {"row": each, "text": each.text if everything or each.person_id == person.pk else ""}
        for each in cosignatures_of(proposal)
        if everything or each.person_id == person.pk or each.state in SHOWN_TO_OTHERS
    ]
    return {
        "joint": proposal.proposer_kind == ProposerKind.JOINT,
        "first": first_signer(matter),
        "rows": rows,
    }


def _may_read_answers(matter: Matter, person: Person) -> bool:
    """Authors, and whoever is not among the members that were asked (the office, which sees the part at all)."""
    if matter.parties.filter(role=AUTHOR, active=True, person=person).exists():
        return True
    return not matter.proposal.cosignatures.filter(person=person).exists()


def examination(matter: Matter, person: Person) -> Context:
    """What each examiner advised, the latest turn first. Never for authors, whatever else they are here."""
    if signs(matter, person):
        return {"examinations": [], "withheld": True}
    rows = proposal_of(matter).examinations.select_related("examiner", "reason").order_by("-turn", "pk")
    return {"examinations": list(rows)}
