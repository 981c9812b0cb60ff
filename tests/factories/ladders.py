"""Three committees one above the other, and briefs that go up and down between them, by the named cast."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from factories.briefs import OFFICE, Reporting, report
from factories.people import SINCE, Cast
from huiyin.people.enums import BodyKind, CommitteeLevel, Role
from huiyin.people.models import Account, Body, Committee, Grant, Person, PlenarySession, Term
from huiyin.procedure.engine import revise, take
from huiyin.procedure.models import Matter


@dataclass
class Levels:
    """County, city and province."""

    county: Cast
    city: Cast
    province: Cast


@dataclass
class Above:
    """What a higher committee does with a brief that was sent up to it."""

    cast: Cast
    matter: Matter
    at: Any
    names: tuple[str, str, str]

    def act(self, who: str, move: str, data: dict[str, Any] | None = None) -> Matter:
        """Somebody makes a move."""
        self.at += timedelta(minutes=10)
        self.matter = take(self.matter, move, actor=self.cast[who], at=self.at, data=data).matter
        return self.matter

    def edit(self, who: str, facet: str, data: dict[str, Any]) -> Any:
        """Somebody changes a part."""
        taken = revise(self.matter, facet, actor=self.cast[who], at=self.at, data=data)
        self.matter = taken.matter
        return taken.step

    def issue(self) -> Matter:
        """Taken up, edited, signed by both and issued."""
        clerk, first, last = self.names
        self.act(clerk, "take_up")
        self.act(clerk, "send_for_approval")
        self.act(first, "approve")
        self.act(last, "approve")
        return self.act(clerk, "issue", {"addressee_words": "党委办公厅"})


PROVINCE = ("宁政协", "宁秘书长", "宁副主席")
CITY = (OFFICE, "何秘书长", "陈副主席")
COUNTY = ("平政协", "平秘书长", "平副主席")
ROLES = (Role.CPPCC_CLERK, Role.SECRETARY_GENERAL, Role.VICE_CHAIR)


def small_committee(
    code: str, name: str, level: CommitteeLevel, people: tuple[str, ...], *, parent: Committee | None = None
) -> Cast:
    """A committee with its clerk, secretary general and vice chairman, and one member."""
    committee = Committee.objects.create(
        code=code, name=name, short_name=name, level=level, region_code=f"64{len(name):04d}", parent=parent
    )
    term = Term.objects.create(committee=committee, number=12, starts_on=SINCE)
    session = PlenarySession.objects.create(
        committee=committee, term=term, number=4, opens_on=SINCE, closes_on=SINCE + timedelta(days=3)
    )
    cast = Cast(committee, term, session)
    body = Body.objects.create(
        committee=committee, code="cppcc-office", kind=BodyKind.CPPCC_OFFICE, name="政协办公室", since=SINCE
    )
    cast.bodies[body.name] = body
    for place, (person, role) in enumerate(zip((*people,), (*ROLES, Role.MEMBER), strict=True)):
        account = Account.objects.create(username=f"{code}.{place}")
        cast.people[person] = Person.objects.create(name=person, post="", account=account)
        cast.grants[person] = Grant.objects.create(
            committee=committee,
            person=cast.people[person],
            role=role,
            since=SINCE,
            body=body if role == Role.CPPCC_CLERK else None,
        )
    return cast


def three_levels(city: Cast) -> Levels:
    """石嘴山 between a county below and the region above."""
    province = small_committee("ningxia", "宁夏政协", CommitteeLevel.PROVINCE, (*PROVINCE, "宁委员"))
    city.committee.parent = province.committee
    city.committee.save()
    county = small_committee(
        "pingluo", "平罗县政协", CommitteeLevel.COUNTY, (*COUNTY, "平委员"), parent=city.committee
    )
    return Levels(county, city, province)


def sent_up(
    cast: Cast, reporting: "Reporting | Above", clerk: str, to: Cast, names: tuple[str, str, str], **more: Any
) -> Above:
    """Sent up by its clerk; what it became above."""
    reporting.act(clerk, "send_up", {"number": "", **more})
    link = reporting.matter.links_out.filter(kind="sent_up_as").latest("pk")
    return Above(to, link.target, reporting.at, names)


def county_brief(levels: Levels, **more: Any) -> Above:
    """A county's brief, issued there, by an author who does not want to be named."""
    author = {"disclosure": "undisclosed", **more}
    written = report_in(levels.county, "平委员", **author)
    written.act("平委员", "submit")
    written.issue()
    return written


def report_in(cast: Cast, who: str, **more: Any) -> Above:
    """A member of the county writes."""
    reporting = report(cast, who, **more)
    return Above(cast, reporting.matter, reporting.at, COUNTY)
