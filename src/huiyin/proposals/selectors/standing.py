"""提案人资格: who is no member and which body is gone. Examiners look at it, authors are told before filing."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiyin.kernel.text import said_day
from huiyin.people.enums import Role
from huiyin.people.models import Committee, Grant, Member, Person, Term
from huiyin.people.rules import valid_on
from huiyin.people.selectors import current_term
from huiyin.proposals.enums import CoSigning, Timing
from huiyin.proposals.models import Proposal
from huiyin.proposals.selectors.filing_windows import session_on
from huiyin.proposals.selectors.proposal import cosignatures_of, first_signer

TO_AUTHOR = gettext_lazy("仍可以提交，审查时会核对提案人资格；登记有误的，请与政协办公室联系。")
SIGNING = (CoSigning.ASKED, CoSigning.AGREED)


def term_of(proposal: Proposal, day: date) -> Term | None:
    """The term in which the proposers must be members: of the session it is filed for, else of its matter."""
    if proposal.filed_on is not None:
        session, sits = proposal.plenary_session, proposal.timing == Timing.SESSION
    else:
        session, sits = session_on(proposal.committee, proposal.received_on or day)
    return session.term if session is not None and sits else proposal.matter.term


def doubts_about(proposal: Proposal, today: date) -> list[str]:
    """Everything about the standing of the proposers that does not go by itself, in sentences; pointed out only."""
    day = proposal.filed_on or proposal.received_on or today
    found = [_body_gone(proposal, day)]
    term = term_of(proposal, today)
    first = first_signer(proposal.matter)
    if term is not None:
        if first is not None:
            found.append(person_in_doubt(first, term, day, _("提案人")))
        signers = [each.person for each in cosignatures_of(proposal) if each.state in SIGNING]
        found += [person_in_doubt(each, term, day, _("联名人")) for each in signers]
    return [each for each in found if each]


def author_in_doubt(committee: Committee, author: Person, day: date) -> list[str]:
    """What an author is told before writing who is not on the list of the term; nothing for a member."""
    session, sits = session_on(committee, day)
    term = session.term if session is not None and sits else current_term(committee, day)
    doubt = person_in_doubt(author, term, day, _("提案人")) if term is not None else ""
    return [doubt, str(TO_AUTHOR)] if doubt else []


def person_in_doubt(person: Person, term: Term, day: date, what: str) -> str:
    """Why somebody may not be entitled to propose in this term; empty for a member."""
    said = {"what": what, "name": person.name, "term": term}
    committee = term.committee_id
    if Member.objects.filter(committee=committee, term=term, person=person).exists():
        ended = _right_ended(person, committee, day)
        if ended is None:
            return ""
        return _("%(what)s%(name)s的委员职责已于%(day)s终止。") % {**said, "day": said_day(ended)}
    before = Member.objects.filter(committee=committee, person=person, term__number__lt=term.number)
    last = before.select_related("term").order_by("-term__number").first()
    if last is None:
        return _("%(what)s%(name)s不在%(term)s委员名单中。") % said
    text = _("%(what)s%(name)s是%(before)s委员，不在%(term)s委员名单中。")
    return text % {**said, "before": last.term}


def _right_ended(person: Person, committee: int, day: date) -> date | None:
    """When the right of a member ended, if none holds on the day; None where no right was ever registered."""
    rights = Grant.objects.filter(committee=committee, person=person, role=Role.MEMBER, since__lte=day)
    if rights.filter(Q(until__isnull=True) | Q(until__gte=day)).exists():
        return None
    return rights.order_by("-until").values_list("until", flat=True).first()


def _body_gone(proposal: Proposal, day: date) -> str:
    body = proposal.body
    if body is None or valid_on(body.since, body.until, day):
        return ""
    if body.until is not None and body.until < day:
        return _("提案单位%(body)s已于%(day)s撤销。") % {"body": body.name, "day": said_day(body.until)}
    return _("提案单位%(body)s到提交之日还没有设立。") % {"body": body.name}
