"""What the ledger of proposals reads besides its rows: signers and their sectors, units wished for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BigIntegerField, Case, CharField, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, NullIf

from huiyin.ledgers.books.handling_content import HandlingContent, handling_of
from huiyin.ledgers.definition import Asked
from huiyin.people.enums import BodyKind
from huiyin.people.models import Body, Member, PlenarySession
from huiyin.procedure.models import Matter, MatterParty
from huiyin.procedure.page.viewing import Viewing
from huiyin.proposals.enums import AUTHOR, COSIGNER
from huiyin.proposals.models import ProposalClass, WishedUnit

SIGNING = (AUTHOR, COSIGNER)


@dataclass
class ProposalContent:
    """One proposal: who signs first, who signs with them, of which sectors, and the units wished for."""

    first: str = ""
    cosigners: list[str] = field(default_factory=list)
    first_sector: str = ""
    sectors: list[str] = field(default_factory=list)
    wished: list[str] = field(default_factory=list)
    handling: HandlingContent = field(default_factory=HandlingContent)


def signing_parties(asker: Asked) -> QuerySet[Any]:
    """Authors and co-signers with their sector: a member's in the term of the matter, or the sector that proposes."""
    member = Member.objects.filter(
        committee=OuterRef("committee"), term=OuterRef("matter__term"), person=OuterRef("person")
    )
    itself = Case(When(body__kind=BodyKind.SECTOR, then=F("body")), output_field=BigIntegerField(null=True))
    sector = Coalesce(Subquery(member.values("sector")[:1]), itself, output_field=BigIntegerField(null=True))
    parties: Any = MatterParty.objects.filter(committee=asker.committee, role__in=SIGNING, active=True)
    found: QuerySet[Any] = parties.annotate(sector=sector).filter(sector__isnull=False)
    return found


def first_sector(asker: Asked) -> Any:
    """The sector of the first signer, or the sector that proposes."""
    first = signing_parties(asker).filter(matter=OuterRef("pk"), role=AUTHOR).order_by("pk")
    return Subquery(first.values("sector")[:1], output_field=BigIntegerField(null=True))


def proposing_body(asker: Asked) -> Any:
    """The body that proposes, by its key; one that is in no register by its name; null of members' proposals."""
    return Coalesce(
        Cast("proposal__body", CharField()),
        NullIf(F("proposal__body_name"), Value("")),
        output_field=CharField(null=True),
    )


def body_labels(asker: Asked, values: Iterable[str]) -> Mapping[str, str]:
    """Registered bodies by their names, the others as they are called."""
    given = list(values)
    keys = [int(value) for value in given if value.isascii() and value.isdecimal()]
    known = {str(body.pk): str(body) for body in Body.objects.filter(committee=asker.committee, pk__in=keys)}
    return {**known, **{value: value for value in given if value not in known}}


def session_labels(asker: Asked, values: Iterable[str]) -> Mapping[str, str]:
    """Plenary sessions, the latest first."""
    rows = PlenarySession.objects.filter(committee=asker.committee).select_related("term")
    return {str(row.pk): str(row) for row in rows.order_by("-opens_on")}


def class_labels(asker: Asked, values: Iterable[str]) -> Mapping[str, str]:
    """Classes of both levels in the committee's order."""
    rows = ProposalClass.objects.filter(committee=asker.committee).select_related("parent")
    ordered = sorted(
        rows, key=lambda row: ((row.parent or row).order, row.parent_id is not None, row.order, row.pk)
    )
    return {str(row.pk): str(row) for row in ordered}


def first_level(asker: Asked) -> Any:
    """The class of the first level that a proposal is sorted into."""
    return Coalesce("proposal__proposal_class__parent", "proposal__proposal_class")


def prepare(
    asker: Asked, rows: Sequence[Matter], views: Mapping[Any, Viewing]
) -> Mapping[Any, ProposalContent]:
    """The content of these proposals; a fixed number of queries. Who signs was read with the rights."""
    found: dict[Any, ProposalContent] = {row.pk: ProposalContent() for row in rows}
    people = {
        party.person_id
        for view in views.values()
        for party in view.here.parties
        if party.role in SIGNING and party.person_id
    }
    sectors = _sectors(asker, people)
    for row in rows:
        for party in sorted(views[row.pk].here.parties, key=lambda party: party.pk):
            if party.role not in SIGNING or party.person is None:
                continue
            sector = sectors.get((row.term_id, party.person_id), "")
            content = found[row.pk]
            content.sectors += [sector] if sector else []
            if party.role == AUTHOR and not content.first:
                content.first, content.first_sector = party.person.name, sector
            else:
                content.cosigners.append(party.person.name)
    wished = WishedUnit.objects.filter(proposal__matter__in=list(found)).select_related("body")
    for unit in wished.annotate(of=F("proposal__matter")).order_by("pk"):
        found[unit.of].wished.append(str(unit.body))
    for key, handling in handling_of(asker, rows, views).items():
        found[key].handling = handling
    return found


def _sectors(asker: Asked, people: Iterable[int]) -> dict[tuple[int | None, int | None], str]:
    """Term and person → sector by name."""
    found: dict[tuple[int | None, int | None], str] = defaultdict(str)
    seats = Member.objects.filter(committee=asker.committee, person__in=people, sector__isnull=False)
    for seat in seats.select_related("sector"):
        found[(seat.term_id, seat.person_id)] = str(seat.sector)
    return found
