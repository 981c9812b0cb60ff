"""Telling the authors of a proposal."""

from huiyin.notices.outbox import tell
from huiyin.people.models import Person
from huiyin.people.selectors import grant_holders
from huiyin.procedure.act import Act
from huiyin.proposals.enums import AUTHOR, COSIGNER
from huiyin.proposals.rules import SPEAKING_FOR_BODIES


def tell_authors(act: Act, kind: str, text: str) -> None:
    """Every author and co-signer hears it at once; of a body, its clerks."""
    persons: list[Person] = []
    for party in act.matter.parties.filter(role__in=(AUTHOR, COSIGNER), active=True):
        if party.person is not None:
            persons.append(party.person)
        elif party.body is not None:
            clerks = grant_holders(act.committee, roles=SPEAKING_FOR_BODIES, on=act.day, body=party.body)
            persons += [each.person for each in clerks]
    tell(act, persons, kind, text)
