"""The people of the measured committee: a city of ordinary size, all names invented and numbered."""

from dataclasses import dataclass, field
from datetime import date

from huiyin.handling.models import ReplyClass
from huiyin.handling.reply_class_preset import ensure_reply_classes
from huiyin.people.enums import BodyKind, CommitteeLevel, Role
from huiyin.people.models import Account, Body, Committee, Grant, Member, Person, Term

UNITS = 40
SPECIAL_COMMITTEES = 8
MEMBERS = 320
SINCE = date(2017, 1, 1)
IN_UNITS = (Role.UNIT_CLERK, Role.UNIT_REVIEWER, Role.UNIT_DEPUTY, Role.UNIT_HEAD)
ALONE = (Role.CPPCC_CLERK, Role.VICE_CHAIR, Role.SECRETARY_GENERAL, Role.CHAIR)


@dataclass
class Cast:
    """The committee, its bodies by kind, its grants by (role, body key)."""

    committee: Committee
    term: Term
    bodies: dict[BodyKind, list[Body]] = field(default_factory=dict)
    grants: dict[tuple[str, int | None], Grant] = field(default_factory=dict)
    members: list[Person] = field(default_factory=list)
    reply_classes: list[ReplyClass] = field(default_factory=list)

    def grant(self, role: str, body: Body | None = None) -> Grant:
        """The grant of a role, of a body's where the role belongs to bodies."""
        return self.grants[role, body.pk if body else None]


def build_cast() -> Cast:
    """Put the committee with its offices, units and members into an empty database."""
    committee = Committee.objects.create(
        code="bench",
        name="政协清河市委员会",
        short_name="清河市政协",
        level=CommitteeLevel.CITY,
        region_code="990100",
    )
    cast = Cast(committee, Term.objects.create(committee=committee, number=6, starts_on=SINCE))
    _add_bodies(cast)
    for body in cast.bodies[BodyKind.UNIT]:
        for role in IN_UNITS:
            _add_person(cast, role, body)
    for body in cast.bodies[BodyKind.SPECIAL_COMMITTEE]:
        _add_person(cast, Role.COMMITTEE_CLERK, body)
    for kind in (BodyKind.PARTY_OFFICE, BodyKind.GOVERNMENT_OFFICE):
        _add_person(cast, Role.OFFICE_CLERK, cast.bodies[kind][0])
    _add_person(cast, Role.LEADER, cast.bodies[BodyKind.LEADERSHIP][0])
    for role in ALONE:
        _add_person(cast, role, None)
    _add_members(cast)
    ensure_reply_classes(committee)
    cast.reply_classes = list(ReplyClass.objects.filter(committee=committee))
    return cast


def _add_bodies(cast: Cast) -> None:
    wanted = [
        (BodyKind.CPPCC_OFFICE, ["市政协办公室"]),
        (BodyKind.PARTY_OFFICE, ["市委办公室"]),
        (BodyKind.GOVERNMENT_OFFICE, ["市政府办公室"]),
        (BodyKind.LEADERSHIP, ["市委、市政府领导"]),
        (BodyKind.SPECIAL_COMMITTEE, [f"第{n}专门委员会" for n in range(1, SPECIAL_COMMITTEES + 1)]),
        (BodyKind.UNIT, [f"市第{n}承办局" for n in range(1, UNITS + 1)]),
    ]
    for kind, names in wanted:
        rows = [
            Body(
                committee=cast.committee,
                kind=kind,
                code=f"{kind.value.replace('_', '-')}-{number}",
                name=name,
            )
            for number, name in enumerate(names, start=1)
        ]
        cast.bodies[kind] = Body.objects.bulk_create(rows)


def _add_person(cast: Cast, role: Role, body: Body | None) -> None:
    where = body.name if body else "市政协"
    account = Account.objects.create(username=f"{role.value}-{body.pk if body else 0}", password="!")
    person = Person.objects.create(
        name=f"{where}{role.label}"[:60], post=f"{where}{role.label}", account=account
    )
    grant = Grant.objects.create(committee=cast.committee, person=person, role=role, body=body, since=SINCE)
    cast.grants[role, body.pk if body else None] = grant


def _add_members(cast: Cast) -> None:
    cast.members = Person.objects.bulk_create(
        Person(name=f"委员{number:03}", post="市政协委员") for number in range(1, MEMBERS + 1)
    )
    Member.objects.bulk_create(
        Member(committee=cast.committee, term=cast.term, person=person, number=f"06{number:04}")
        for number, person in enumerate(cast.members, start=1)
    )
    Grant.objects.bulk_create(
        Grant(committee=cast.committee, person=person, role=Role.MEMBER, since=SINCE)
        for person in cast.members
    )
