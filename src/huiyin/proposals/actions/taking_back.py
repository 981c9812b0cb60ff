"""Effects of taking a proposal back before it was accepted: it is as if it had not been handed in."""

from huiyin.procedure.act import Act
from huiyin.procedure.registry import effect
from huiyin.proposals.actions.signing import ask_again
from huiyin.proposals.actions.text import drop_version, take_text_back
from huiyin.proposals.enums import EXAMINING_BODY
from huiyin.proposals.selectors.proposal import proposal_of


@effect("proposals.take_back@1")
def take_back(act: Act) -> None:
    """A draft again: neither a day of filing nor a session is left, so that no count contains it.

    Handed in anew, it is filed on the day of that act.
    """
    proposal = proposal_of(act.matter)
    ask_again(act, proposal)
    take_text_back(act, proposal)
    proposal.filed_on, proposal.timing, proposal.plenary_session = None, "", None
    proposal.turn -= 1
    proposal.save(update_fields=["filed_on", "timing", "plenary_session", "turn"])
    for party in act.matter.parties.filter(role=EXAMINING_BODY, active=True).select_related("body"):
        if party.body is not None:
            act.retire_party(EXAMINING_BODY, party.body)


@effect("proposals.take_back_revision@1")
def take_back_revision(act: Act) -> None:
    """To be revised again, as the examiners had asked: it stays filed on the day on which it first was."""
    proposal = proposal_of(act.matter)
    drop_version(proposal)
    proposal.turn -= 1
    proposal.save(update_fields=["turn"])
