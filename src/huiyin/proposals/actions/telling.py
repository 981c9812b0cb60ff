"""Who hears of what happened to a proposal."""

from huiyin.notices.outbox import tell
from huiyin.people.models import Body, Person
from huiyin.people.selectors import grant_holders
from huiyin.procedure.act import Act
from huiyin.proposals.enums import AUTHOR, COSIGNER, MERGED_AUTHOR, MERGED_COSIGNER, RECORDER
from huiyin.proposals.rules.proposal import SPEAKING_FOR_BODIES


def tell_authors(act: Act, kind: str, text: str) -> None:
    """Every author and co-signer at once; of a body, its clerks; where nobody of them is here, who typed it in."""
    persons = _persons(act, (AUTHOR, COSIGNER)) or _persons(act, (RECORDER,))
    tell(act, persons, kind, text)


def tell_merged_authors(act: Act, kind: str, text: str) -> None:
    """Those whose proposals were merged into this one, without whom it is told as its own author."""
    own = _persons(act, (AUTHOR, COSIGNER))
    others = [each for each in _persons(act, (MERGED_AUTHOR, MERGED_COSIGNER)) if each not in own]
    tell(act, list(dict.fromkeys(others)), kind, text)


def _persons(act: Act, roles: tuple[str, ...]) -> list[Person]:
    persons: list[Person] = []
    for party in act.matter.parties.filter(role__in=roles, active=True).select_related("person", "body"):
        if party.person is not None:
            persons.append(party.person)
        elif party.body is not None:
            persons += clerks_of(act, party.body)
    return persons


def clerks_of(act: Act, body: Body) -> list[Person]:
    """Who speaks for a body on the day of the act."""
    holders = grant_holders(act.committee, roles=SPEAKING_FOR_BODIES, on=act.day, body=body)
    return [each.person for each in holders]
