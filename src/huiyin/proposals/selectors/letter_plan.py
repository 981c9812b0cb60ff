"""Whom the reply to a proposal is written to: every author and co-signer, of the proposal and of each merged part."""

from datetime import date

from django.utils.translation import gettext as _

from huiyin.handling.letter_cases import Addressee, AnsweredCase, LetterPlan, letters_to
from huiyin.handling.references import reference_of
from huiyin.people.models import Body
from huiyin.people.selectors.bodies import offices_by_side
from huiyin.procedure.models import Matter
from huiyin.proposals.enums import AUTHOR, COSIGNER, KIND
from huiyin.proposals.selectors.merging import parts_of
from huiyin.proposals.selectors.proposal import body_words, examining_body, is_collective, proposal_of

MEMBER_WORD = "委员"


@letters_to(KIND)
def letter_plan(matter: Matter, unit: Body, day: date) -> LetterPlan:
    """The proposal and its parts with their authors; copies go to the 提案委 and the office of the unit's side."""
    committee = matter.committee
    offices = offices_by_side(committee, day)
    copies = (examining_body(committee), offices.get(unit.side))
    return LetterPlan(
        main=_case(matter),
        parts=tuple(_case(each.part.matter) for each in parts_of(matter)),
        copies=tuple(each for each in copies if each is not None),
        consent=_consent(matter),
    )


def _case(matter: Matter) -> AnsweredCase:
    addressees = _addressees(matter)
    return AnsweredCase(matter, reference_of(matter), _salutation(matter, addressees), addressees)


def _addressees(matter: Matter) -> tuple[Addressee, ...]:
    """The authors who get a copy each, the first signer first; a body that is not registered, by its name."""
    rows = matter.parties.filter(role__in=(AUTHOR, COSIGNER), active=True).select_related("person", "body")
    parties = sorted(rows.order_by("pk"), key=lambda each: each.role != AUTHOR)
    found = [
        Addressee(str(each.person or each.body), each.person, each.body)
        for each in parties
        if each.person is not None or each.body is not None
    ]
    proposal = proposal_of(matter)
    if not found and body_words(proposal):
        found = [Addressee(body_words(proposal))]
    return tuple(dict.fromkeys(found))


def _salutation(matter: Matter, addressees: tuple[Addressee, ...]) -> str:
    """How the letter addresses them: 甲、乙委员 by name, a body by its name."""
    proposal = proposal_of(matter)
    if is_collective(proposal):
        return body_words(proposal)
    names = "、".join(each.name for each in addressees)
    return names if names.endswith(MEMBER_WORD) else f"{names}{MEMBER_WORD}"


def _consent(matter: Matter) -> str:
    proposal = proposal_of(matter)
    if proposal.may_publish:
        return _("提案人同意公开提案。")
    return _("提案人不同意公开提案，理由：%(reason)s") % {"reason": proposal.no_publication_reason}
