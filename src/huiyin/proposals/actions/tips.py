"""Effects of calling for tips, giving one, and drawing on one in a proposal."""

import secrets

from django.utils.translation import gettext_lazy as _

from huiyin.notices.kinds import message_kind
from huiyin.notices.outbox import tell
from huiyin.procedure.act import Act
from huiyin.procedure.registry import effect
from huiyin.proposals.actions.telling import clerks_of
from huiyin.proposals.enums import EXAMINING_BODY, GIVER, TipChannel
from huiyin.proposals.models import PostedTip, Proposal, Tip, TipCall, TipGiver, TipUse
from huiyin.proposals.rules.tips import RECEIPT_ALPHABET, RECEIPT_LENGTH
from huiyin.proposals.selectors.proposal import examining_body, proposal_of
from huiyin.proposals.selectors.tips import OFFERED, call_of, givers, origin_tip, tips_of

TIP_NEWS = message_kind("tip_news", _("提案线索进展"))


def new_receipt_code() -> str:
    """A code that nobody guesses."""
    return "".join(secrets.choice(RECEIPT_ALPHABET) for _place in range(RECEIPT_LENGTH))


@effect("proposals.tip_call_begin@1")
def begin_call(act: Act) -> None:
    """A call goes out: the 提案委员会 or the office looks after it."""
    _write_call(act, TipCall(committee=act.committee, matter=act.matter))
    _ask_examining_body(act)


@effect("proposals.tip_call_change@1")
def change_call(act: Act) -> None:
    """What is asked, or until when, changes; the step keeps what stood there."""
    _write_call(act, call_of(act.matter))


def _write_call(act: Act, call: TipCall) -> None:
    act.matter.title = act.data["title"]
    call.asked, call.since, call.until = act.data["asked"], act.data["since"], act.data["until"]
    call.is_public = act.data["audience"] == "public"
    call.save()


def _ask_examining_body(act: Act) -> None:
    body = examining_body(act.committee)
    if body is not None:
        act.add_party(EXAMINING_BODY, body)


@effect("proposals.tip_begin@1")
def begin_tip(act: Act) -> None:
    """A tip comes in: of the member or body on whose account it is written, or of somebody of the public."""
    assert act.grant is not None and act.actor is not None, "a person begins, under a grant"
    data = act.data
    act.matter.title = data["title"]
    tip = Tip(
        committee=act.committee, matter=act.matter, call=data.get("call"), original_title=data["title"],
        original_text=data["text"], channel=data.get("channel") or TipChannel.ACCOUNT,
        given_on=data.get("given_on") or act.day,
    )  # fmt: skip
    tip.save()
    if act.role in ("screener", "cppcc"):
        _of_the_public(act, tip)
    else:
        act.add_party(GIVER, act.actor if act.role == "giver" else act.grant.body or act.actor)
    _ask_examining_body(act)


def _of_the_public(act: Act, tip: Tip) -> None:
    """Name and contact stand apart; what waited in the box of the public page leaves it, with its receipt code."""
    posted: PostedTip | None = act.data.get("posted")
    TipGiver.objects.create(
        committee=act.committee, tip=tip, name=act.data.get("giver_name", ""),
        contact=act.data.get("contact", ""), undisclosed=bool(act.data.get("undisclosed")),
        receipt_code=posted.receipt_code if posted is not None else new_receipt_code(),
    )  # fmt: skip
    if posted is not None:
        posted.delete()


def draw_on_origin(act: Act, proposal: Proposal) -> None:
    """A proposal that is begun out of a tip names it."""
    tip = origin_tip(act)
    if tip is not None:
        TipUse.objects.create(committee=act.committee, proposal=proposal, tip=tip)


@effect("proposals.name_tips@1")
def name_tips(act: Act) -> None:
    """The author says which tips the proposal drew on."""
    proposal = proposal_of(act.matter)
    # What is screened anew just now was not on the list, and stays named.
    proposal.tip_uses.filter(tip__matter__state=OFFERED).delete()
    TipUse.objects.bulk_create(
        TipUse(committee=act.committee, proposal=proposal, tip=tip) for tip in act.data["tips"]
    )


def tell_tip_givers(act: Act, proposal: Proposal) -> None:
    """Handed in for the first time: whoever gave a tip to it hears that it has become a proposal, not whose."""
    if act.matter.steps.filter(move=act.move).exists():
        return  # taken back and handed in again: the giver has heard of it
    for tip in tips_of(proposal):
        tell_givers(act, tip, f"您提供的线索《{tip.original_title}》已形成提案。")


def tell_givers(act: Act, tip: Tip, text: str) -> None:
    """Tell the member, or the clerks of the body, that gave a tip on their own account."""
    persons, bodies = givers(tip)
    for body in bodies:
        persons += clerks_of(act, body)
    if persons:
        tell(act, persons, TIP_NEWS, text, about=tip.matter)
