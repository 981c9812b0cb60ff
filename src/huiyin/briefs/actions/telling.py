"""Who hears of what happened to a brief."""

from collections.abc import Iterable

from huiyin.briefs.enums import AUTHOR, RECORDER, REPORTING_POINT
from huiyin.briefs.models import Brief
from huiyin.briefs.selectors.sources import all_sources
from huiyin.notices.kinds import message_kind
from huiyin.notices.outbox import tell
from huiyin.people.models import Body, Person
from huiyin.people.selectors import grant_holders
from huiyin.procedure.act import Act
from huiyin.procedure.models import Matter
from huiyin.proposals.rules.proposal import SPEAKING_FOR_BODIES

BRIEF_NEWS = message_kind("brief_news", "社情民意信息进展")


def tell_authors(act: Act, text: str, *, about: Matter | None = None) -> None:
    """Whoever reported it; of a body, its clerks; of a citizen, the clerk who typed it in, to pass it on."""
    matter = about or act.matter
    persons = _persons(act, matter, (AUTHOR, REPORTING_POINT)) or _persons(act, matter, (RECORDER,))
    tell(act, persons, BRIEF_NEWS, text, about=matter)


def tell_sources(act: Act, brief: Brief, said: str) -> None:
    """Everybody whose brief went into this one, each of the own brief and none of another's author.

    `said` goes on from “您反映的《…》”, for instance “已编发”.
    """
    for source in all_sources(brief):
        text = f"您反映的《{source.matter.title}》已并入其他信息，{said}"
        tell_authors(act, text, about=source.matter)


def _persons(act: Act, matter: Matter, roles: tuple[str, ...]) -> list[Person]:
    persons: list[Person] = []
    for party in matter.parties.filter(role__in=roles, active=True).select_related("person", "body"):
        if party.person is not None:
            persons.append(party.person)
        elif party.body is not None:
            persons += clerks_of(act, party.body)
    return list(dict.fromkeys(persons))


def clerks_of(act: Act, *bodies: Body) -> Iterable[Person]:
    """Who speaks for bodies on the day of the act."""
    return [
        each.person
        for body in bodies
        for each in grant_holders(act.committee, roles=SPEAKING_FOR_BODIES, on=act.day, body=body)
    ]
