"""Effects of calling for leads, giving one, and drawing on one in a proposal."""

import secrets

from django.utils.translation import gettext_lazy as _

from huiyin.notices.kinds import message_kind
from huiyin.notices.outbox import tell
from huiyin.people.selectors import grant_holders
from huiyin.procedure.act import Act
from huiyin.procedure.registry import effect
from huiyin.proposals.enums import EXAMINING_BODY
from huiyin.proposals.lead_enums import GIVER, LeadChannel
from huiyin.proposals.models import Lead, LeadCall, LeadGiver, LeadUse, PostedLead, Proposal
from huiyin.proposals.rules.leads import RECEIPT_ALPHABET, RECEIPT_LENGTH
from huiyin.proposals.rules.proposal import SPEAKING_FOR_BODIES
from huiyin.proposals.selectors.leads import call_of, givers, leads_of, origin_lead
from huiyin.proposals.selectors.proposal import examining_body, proposal_of

LEAD_NEWS = message_kind("lead_news", _("提案线索进展"))


def new_receipt_code() -> str:
    """A code that nobody guesses."""
    return "".join(secrets.choice(RECEIPT_ALPHABET) for _place in range(RECEIPT_LENGTH))


@effect("proposals.lead_call_begin@1")
def begin_call(act: Act) -> None:
    """A call goes out: the 提案委员会 or the office looks after it."""
    _write_call(act, LeadCall(committee=act.committee, matter=act.matter))
    _ask_examining_body(act)


@effect("proposals.lead_call_change@1")
def change_call(act: Act) -> None:
    """What is asked, or until when, changes; the step keeps what stood there."""
    _write_call(act, call_of(act.matter))


def _write_call(act: Act, call: LeadCall) -> None:
    act.matter.title = act.data["title"]
    call.asked, call.since, call.until = act.data["asked"], act.data["since"], act.data["until"]
    call.is_public = act.data["audience"] == "public"
    call.save()


def _ask_examining_body(act: Act) -> None:
    body = examining_body(act.committee)
    if body is not None:
        act.add_party(EXAMINING_BODY, body)


@effect("proposals.lead_begin@1")
def begin_lead(act: Act) -> None:
    """A lead comes in: of the member or body on whose account it is written, or of somebody of the public."""
    assert act.grant is not None and act.actor is not None, "a person begins, under a grant"
    data = act.data
    act.matter.title = data["title"]
    lead = Lead(
        committee=act.committee, matter=act.matter, call=data.get("call"), original_title=data["title"],
        original_text=data["text"], channel=data.get("channel") or LeadChannel.ACCOUNT,
        given_on=data.get("given_on") or act.day,
    )  # fmt: skip
    lead.save()
    if act.role in ("screener", "cppcc"):
        _of_the_public(act, lead)
    else:
        act.add_party(GIVER, act.actor if act.role == "giver" else act.grant.body or act.actor)
    _ask_examining_body(act)


def _of_the_public(act: Act, lead: Lead) -> None:
    """Name and contact stand apart; what waited in the box of the public page leaves it, with its receipt code."""
    posted: PostedLead | None = act.data.get("posted")
    LeadGiver.objects.create(
        committee=act.committee, lead=lead, name=act.data.get("giver_name", ""),
        contact=act.data.get("contact", ""), undisclosed=bool(act.data.get("undisclosed")),
        receipt_code=posted.receipt_code if posted is not None else new_receipt_code(),
    )  # fmt: skip
    if posted is not None:
        posted.delete()


def draw_on_origin(act: Act, proposal: Proposal) -> None:
    """A proposal that is begun out of a lead names it."""
    lead = origin_lead(act)
    if lead is not None:
        LeadUse.objects.create(committee=act.committee, proposal=proposal, lead=lead)


@effect("proposals.name_leads@1")
def name_leads(act: Act) -> None:
    """The author says which leads the proposal drew on."""
    proposal = proposal_of(act.matter)
    proposal.lead_uses.all().delete()
    LeadUse.objects.bulk_create(
        LeadUse(committee=act.committee, proposal=proposal, lead=lead) for lead in act.data["leads"]
    )


def tell_lead_givers(act: Act, proposal: Proposal) -> None:
    """Handed in for the first time: whoever gave a lead to it hears that it has become a proposal, not whose."""
    if act.matter.steps.filter(move=act.move).exists():
        return  # taken back and handed in again: the giver has heard of it
    for lead in leads_of(proposal):
        tell_givers(act, lead, f"您提供的线索《{lead.original_title}》已形成提案。")


def tell_givers(act: Act, lead: Lead, text: str) -> None:
    """Tell the member, or the clerks of the body, that gave a lead on their own account."""
    persons, bodies = givers(lead)
    for body in bodies:
        clerks = grant_holders(act.committee, roles=SPEAKING_FOR_BODIES, on=act.day, body=body)
        persons += [each.person for each in clerks]
    if persons:
        tell(act, persons, LEAD_NEWS, text, about=lead.matter)
