"""Reads of proposals: the text, the signatures, what was examined, whom forms may offer."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import F, Q, QuerySet

from huiyin.handling.offered import existing_bodies
from huiyin.people.enums import BodyKind, Role
from huiyin.people.models import Body, Committee, Grant, Member, Person
from huiyin.people.selectors import current_grants
from huiyin.procedure.act import Act
from huiyin.procedure.begin import may_begin
from huiyin.procedure.models import Matter
from huiyin.proposals.enums import AUTHOR, COSIGNER, EXAMINING_BODY_CODE, CoSigning
from huiyin.proposals.models import CoSignature, Examination, Proposal, ProposalClass, RefusalReason
from huiyin.proposals.rules.one_matter import several_matters
from huiyin.proposals.rules.proposal import COLLECTIVE, KIND_OF_BODY


def proposal_of(matter: Matter) -> Proposal:
    """The proposal that hangs on a matter of this kind; read once, as a page or an act asks for it a dozen times."""
    if not Matter.proposal.is_cached(matter):
        related = ("body", "plenary_session__term", "refusal_reason", "proposal_class__parent")
        found = Proposal.objects.select_related(*related).get(matter=matter)
        found.matter = matter  # and by this the matter knows its proposal
    return matter.proposal


def is_collective(proposal: Proposal) -> bool:
    """Whether a body proposes, and not persons."""
    return proposal.proposer_kind in COLLECTIVE


def body_words(proposal: Proposal) -> str:
    """The proposing body by name."""
    return proposal.body.name if proposal.body is not None else proposal.body_name


def first_signer(matter: Matter) -> Person | None:
    """The member who proposes and signs first; None of a collective proposal."""
    party = (
        matter.parties.filter(role=AUTHOR, active=True, person__isnull=False).select_related("person").first()
    )
    return party.person if party is not None else None


def proposer_words(proposal: Proposal) -> str:
    """Who proposes, in words: the body, or the first signer and how many signed with them."""
    if is_collective(proposal):
        return body_words(proposal)
    first = first_signer(proposal.matter)
    names = [first.name] if first is not None else []
    names += [each.person.name for each in cosignatures_of(proposal) if each.state == CoSigning.AGREED]
    return "、".join(names)


def cosignatures_of(proposal: Proposal) -> list[CoSignature]:
    """Everybody who was asked to sign, in the order of asking."""
    return list(proposal.cosignatures.select_related("person").order_by("order", "pk"))


def agreed_count(proposal: Proposal) -> int:
    """How many members agreed to sign."""
    return proposal.cosignatures.filter(state=CoSigning.AGREED).count()


def asked_of(proposal: Proposal, person: Person) -> CoSignature | None:
    """The invitation that this person has not answered."""
    return proposal.cosignatures.filter(person=person, state=CoSigning.ASKED).first()


def examinations_in_turn(proposal: Proposal) -> list[Examination]:
    """What was examined since the proposal was last handed in."""
    rows = proposal.examinations.filter(turn=proposal.turn).select_related("examiner", "reason")
    return list(rows.order_by("pk"))


def examiners_in_turn(matters: Collection[UUID]) -> set[tuple[UUID, int]]:
    """Matter and person for everybody who has examined one of them since it was last handed in."""
    rows = Examination.objects.filter(proposal__matter__in=matters, turn=F("proposal__turn"))
    return set(rows.values_list("proposal__matter", "examiner"))


def last_advice(proposal: Proposal) -> Examination | None:
    """The latest advice of this turn, which the next examiner starts from."""
    return next(iter(examinations_in_turn(proposal)[::-1]), None)


def texts_of(proposal: Proposal) -> list[str]:
    """Every text that its authors wrote and an examiner may mark a passage in."""
    matter = proposal.matter
    return [matter.title, proposal.situation, proposal.analysis, *_suggested(matter)]


def _suggested(matter: Matter) -> list[str]:
    """The suggestions of its own authors; what a main proposal took over from its parts is not among them."""
    own = matter.points.filter(taken_over__isnull=True).order_by("order", "pk")
    return list(own.values_list("text", flat=True))


def notes_on(proposal: Proposal) -> list[str]:
    """What is pointed out and not refused: several matters in one text."""
    return several_matters(proposal.matter.title, _suggested(proposal.matter))


def examining_body(committee: Committee) -> Body | None:
    """The 提案委员会, if the committee has registered one; otherwise its office examines."""
    return Body.objects.filter(
        committee=committee, kind=BodyKind.SPECIAL_COMMITTEE, code=EXAMINING_BODY_CODE
    ).first()


def refusal_reasons(act: Act) -> QuerySet[RefusalReason]:
    """The reasons that this committee uses."""
    return RefusalReason.objects.filter(committee=act.committee, in_use=True).order_by("order", "pk")


def classes_offered(act: Act) -> QuerySet[ProposalClass]:
    """The second-level classes that this committee uses, by their first level; the proposal's own in any case."""
    in_use = Q(in_use=True, parent__in_use=True) | Q(proposals__matter=act.matter.pk)
    found = ProposalClass.objects.filter(in_use, committee=act.committee, parent__isnull=False).distinct()
    return found.select_related("parent").order_by("parent__order", "order", "pk")


def members_offered(act: Act) -> QuerySet[Person]:
    """Members of the matter's term, by name."""
    seats = Member.objects.filter(committee=act.committee, term=act.matter.term)
    return Person.objects.filter(pk__in=seats.values("person")).order_by("name", "pk")


def authors_offered(act: Act) -> QuerySet[Person]:
    """Whose paper proposal may be typed in: members of the term, and whoever else acts as a member that day.

    Who is not on the list of the term is pointed out; whether they may propose the examiners judge.
    """
    seats = Member.objects.filter(committee=act.committee, term=act.matter.term)
    rights = Grant.objects.filter(committee=act.committee, role=Role.MEMBER, since__lte=act.day)
    rights = rights.filter(Q(until__isnull=True) | Q(until__gte=act.day))
    known = Q(pk__in=seats.values("person")) | Q(pk__in=rights.values("person"))
    return Person.objects.filter(known).order_by("name", "pk")


def bodies_spoken_for(act: Act) -> list[Body]:
    """Bodies in whose name the actor may file: of the chosen right, or of every right that allows it."""
    assert act.actor is not None
    if act.grant is not None:
        return [act.grant.body] if act.grant.body is not None else []
    allowed = may_begin(act.procedure, current_grants(act.actor, act.day), act.committee)
    return [grant.body for role, grant in allowed if role == "organisation" and grant.body is not None]


def members_to_invite(act: Act) -> QuerySet[Person]:
    """Members who are neither the author nor asked already; who declined or was taken off may be asked again."""
    standing = CoSignature.objects.filter(
        proposal__matter=act.matter, state__in=(CoSigning.ASKED, CoSigning.AGREED)
    )
    authors = act.matter.parties.filter(role=AUTHOR, active=True, person__isnull=False)
    return members_offered(act).exclude(
        Q(pk__in=standing.values("person")) | Q(pk__in=authors.values("person"))
    )


def members_asked(act: Act) -> QuerySet[Person]:
    """Members whose invitation may still be withdrawn: who have not answered or have agreed."""
    standing = CoSignature.objects.filter(
        proposal__matter=act.matter, state__in=(CoSigning.ASKED, CoSigning.AGREED), on_paper=False
    )
    return Person.objects.filter(pk__in=standing.values("person")).order_by("name", "pk")


def collective_bodies(act: Act) -> QuerySet[Body]:
    """Registered bodies that may propose."""
    return existing_bodies(act, *KIND_OF_BODY)


def signs(matter: Matter, person: Person) -> bool:
    """Whether a person is the author or signs with the author; whoever acts for a body that proposes does not."""
    return matter.parties.filter(person=person, role__in=(AUTHOR, COSIGNER), active=True).exists()


def speaks_for_author(matter: Matter, person: Person) -> bool:
    """Whether a person is the author, or acts in the body that is."""
    mine = Q(person=person) | Q(body__grants__person=person)
    return matter.parties.filter(mine, role=AUTHOR, active=True).exists()
