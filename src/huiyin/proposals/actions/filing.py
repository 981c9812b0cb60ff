"""Effects of writing a proposal and handing it in."""

from collections.abc import Iterable

from huiyin.handling.enums import PointKind
from huiyin.handling.points import replace_points
from huiyin.kernel.verdicts import Refused
from huiyin.people.models import Body
from huiyin.procedure.act import Act
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.registry import effect
from huiyin.proposals.actions.merging import taken_over_rows
from huiyin.proposals.actions.signing import drop_all, drop_unanswered, sign_on_paper
from huiyin.proposals.actions.text import hand_in_text, remember
from huiyin.proposals.actions.tips import draw_on_origin, tell_tip_givers
from huiyin.proposals.enums import AUTHOR, EXAMINING_BODY, RECORDER, ProposerKind
from huiyin.proposals.models import Proposal, WishedUnit
from huiyin.proposals.presets.classes import ensure_proposal_classes
from huiyin.proposals.presets.reasons import ensure_refusal_reasons
from huiyin.proposals.rules.proposal import KIND_OF_BODY, NO_PROPOSER, timing_of
from huiyin.proposals.selectors.filing_windows import session_on
from huiyin.proposals.selectors.proposal import examining_body, proposal_of
from huiyin.proposals.selectors.texts import NOT_HANDED_IN


@effect("proposals.begin@1")
def begin_proposal(act: Act) -> None:
    """Lay down the draft: of a member, of the body whose clerk writes it, or of somebody who handed in paper."""
    assert act.grant is not None and act.actor is not None, "a person begins, under a grant"
    proposal = Proposal(committee=act.committee, matter=act.matter)
    if act.role == "author":
        act.add_party(AUTHOR, act.actor)
    elif act.role == "organisation":
        _of_body(act, proposal, act.grant.body)
    else:
        _of_paper(act, proposal)
    _write_summary(act, proposal)
    _write_text(act, proposal)
    draw_on_origin(act, proposal)
    if proposal.is_paper:
        sign_on_paper(act, proposal, act.data.get("cosigners") or ())


def _of_body(act: Act, proposal: Proposal, body: Body | None) -> None:
    """A clerk files for the own body and for nobody else."""
    kind = KIND_OF_BODY.get(body.kind) if body is not None else None  # type: ignore[call-overload]
    if body is None or kind is None:
        raise ActRefused([Refused("no_proposer", NO_PROPOSER)])
    proposal.proposer_kind, proposal.body, proposal.body_name = kind, body, body.name
    act.add_party(AUTHOR, body)


def _of_paper(act: Act, proposal: Proposal) -> None:
    """What was handed in on paper is its author's; who typed it in is on record too."""
    assert act.actor is not None
    proposal.is_paper, proposal.received_on = True, act.data["received_on"]
    proposal.is_sealed = act.data["is_sealed"]
    act.add_party(RECORDER, act.actor)
    body, member = act.data.get("body"), act.data.get("first_member")
    if member is not None:
        act.add_party(AUTHOR, member)
    elif body is not None:
        proposal.body, proposal.body_name = body, body.name
        act.add_party(AUTHOR, body)
    else:
        proposal.body_name = act.data["body_name"]


@effect("proposals.summary@1")
def change_summary(act: Act) -> None:
    """Change who proposes, the contact person and the consent to publication."""
    proposal = proposal_of(act.matter)
    _write_summary(act, proposal)
    if proposal.proposer_kind == ProposerKind.INDIVIDUAL:
        drop_all(act, proposal)


def _write_summary(act: Act, proposal: Proposal) -> None:
    data = act.data
    if data.get("proposer_kind"):
        proposal.proposer_kind = data["proposer_kind"]
    proposal.convener_name = data.get("convener_name", "")
    proposal.contact_name = data.get("contact_name", "")
    proposal.contact_phone = data.get("contact_phone", "")
    proposal.may_publish = data["publication"] == "yes"
    proposal.no_publication_reason = "" if proposal.may_publish else data["no_publication_reason"]
    proposal.save()


@effect("proposals.text@1")
def change_text(act: Act) -> None:
    """Change 案由, situation, analysis, suggestions and wished units; the step keeps what stood there."""
    proposal = proposal_of(act.matter)
    _write_text(act, proposal)
    if act.matter.state not in NOT_HANDED_IN:
        remember(act, proposal)


def _write_text(act: Act, proposal: Proposal) -> None:
    act.matter.title = act.data["title"]
    proposal.situation, proposal.analysis = act.data["situation"], act.data["analysis"]
    proposal.save(update_fields=["situation", "analysis"])
    rows = [*act.data["suggestions"], *taken_over_rows(act.matter)]
    replace_points(act, rows, kind=PointKind.SUGGESTION)
    _wish(act, proposal, act.data["wished"])


def _wish(act: Act, proposal: Proposal, units: Iterable[Body]) -> None:
    proposal.wished_units.all().delete()
    WishedUnit.objects.bulk_create(
        WishedUnit(committee=act.committee, proposal=proposal, body=unit) for unit in units
    )


@effect("proposals.submit@1")
def submit(act: Act) -> None:
    """Handed in: filed in or between sessions by its day, and the examining body is asked."""
    proposal = proposal_of(act.matter)
    drop_unanswered(act, proposal)
    proposal.turn += 1
    if proposal.filed_on is None:
        proposal.filed_on = proposal.received_on or act.day
        proposal.plenary_session, sits = session_on(act.committee, proposal.filed_on)
        proposal.timing = timing_of(in_session=sits)
    proposal.save()
    hand_in_text(act, proposal)
    ensure_refusal_reasons(act.committee)
    ensure_proposal_classes(act.committee)
    body = examining_body(act.committee)
    if body is not None:
        act.add_party(EXAMINING_BODY, body)
    tell_tip_givers(act, proposal)
