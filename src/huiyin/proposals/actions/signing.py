"""Effects of signing together: who was asked, who agreed, who did not."""

from collections.abc import Iterable

from django.db.models import Max

from huiyin.people.models import Person
from huiyin.procedure.act import Act
from huiyin.procedure.registry import effect
from huiyin.proposals.enums import COSIGNER, INVITED, CoSigning
from huiyin.proposals.models import CoSignature, Proposal
from huiyin.proposals.selectors.proposal import asked_of, cosignatures_of, proposal_of


@effect("proposals.invite@1")
def invite(act: Act) -> None:
    """Ask members to sign; who was asked before and still stands is asked for the text as it is now."""
    proposal = proposal_of(act.matter)
    for row in cosignatures_of(proposal):
        if row.state == CoSigning.ASKED:
            _ask(act, proposal, row.person)
    for person in act.data["members"]:
        _ask(act, proposal, person)


def _ask(act: Act, proposal: Proposal, person: Person) -> None:
    row = proposal.cosignatures.filter(person=person).first() or CoSignature(
        committee=act.committee, proposal=proposal, person=person, order=_next_order(proposal)
    )
    row.state, row.asked_on, row.answered_on, row.text = CoSigning.ASKED, act.day, None, ""
    row.save()
    act.add_party(INVITED, person)


def _next_order(proposal: Proposal) -> int:
    last = proposal.cosignatures.aggregate(last=Max("order"))["last"]
    return (last or 0) + 1


def sign_on_paper(act: Act, proposal: Proposal, members: Iterable[Person]) -> None:
    """Who signed the paper has signed."""
    for order, person in enumerate(members, start=1):
        CoSignature.objects.create(
            committee=act.committee, proposal=proposal, person=person, order=order,
            state=CoSigning.AGREED, asked_on=act.day, answered_on=act.day, on_paper=True,
        )  # fmt: skip
        act.add_party(COSIGNER, person)


@effect("proposals.agree@1")
def agree(act: Act) -> None:
    """The member signs."""
    _answer(act, CoSigning.AGREED)


@effect("proposals.decline@1")
def decline(act: Act) -> None:
    """The member does not sign, and says why."""
    _answer(act, CoSigning.DECLINED)


def _answer(act: Act, state: CoSigning) -> None:
    assert act.actor is not None
    row = asked_of(proposal_of(act.matter), act.actor)
    assert row is not None, "the guard has seen the invitation"
    row.state, row.answered_on = state, act.day
    row.text = act.data.get("text", "") or act.reason
    row.save()
    act.retire_party(INVITED, act.actor)
    if state == CoSigning.AGREED:
        act.add_party(COSIGNER, act.actor)


@effect("proposals.uninvite@1")
def uninvite(act: Act) -> None:
    """Take invitations back; who had agreed signs no more."""
    proposal = proposal_of(act.matter)
    for row in cosignatures_of(proposal):
        if row.person in act.data["members"]:
            _drop(act, row, CoSigning.WITHDRAWN)


@effect("proposals.recall@1")
def recall(act: Act) -> None:
    """The text may change before it was handed in."""
    ask_again(act, proposal_of(act.matter))


def ask_again(act: Act, proposal: Proposal) -> None:
    """Who signed another text is asked again when it goes out again. Names on paper stay."""
    for row in cosignatures_of(proposal):
        if row.state == CoSigning.AGREED and not row.on_paper:
            row.state, row.answered_on, row.text = CoSigning.ASKED, None, ""
            row.save()
            act.retire_party(COSIGNER, row.person)
            act.add_party(INVITED, row.person)


@effect("proposals.discard@1")
def discard(act: Act) -> None:
    """A draft that is given up asks nobody any more."""
    drop_all(act, proposal_of(act.matter))


def drop_all(act: Act, proposal: Proposal) -> None:
    """One member proposes alone: nobody else is asked or signs."""
    for row in cosignatures_of(proposal):
        if row.state in (CoSigning.ASKED, CoSigning.AGREED):
            _drop(act, row, CoSigning.WITHDRAWN)


def drop_unanswered(act: Act, proposal: Proposal) -> None:
    """Who has not answered in time is no signer; that they were asked stays on record."""
    for row in cosignatures_of(proposal):
        if row.state == CoSigning.ASKED:
            _drop(act, row, CoSigning.UNANSWERED)


def _drop(act: Act, row: CoSignature, state: CoSigning) -> None:
    row.state = state
    row.save(update_fields=["state"])
    act.retire_party(INVITED, row.person)
    act.retire_party(COSIGNER, row.person)
