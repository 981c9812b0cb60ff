"""The committees of the demonstration with their bodies, people and accounts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.contrib.auth.hashers import make_password

from huiyin.desk.demonstration.calendar import Diary
from huiyin.handling.reply_class_preset import ensure_reply_classes
from huiyin.people.actions.bodies import add_body, add_body_name, put_under
from huiyin.people.actions.grants import give_grant
from huiyin.people.enums import BodyKind, BodyNameKind, CommitteeLevel, Role, Side
from huiyin.people.models import (
    Account,
    Body,
    Committee,
    Counterpart,
    Grant,
    Member,
    Person,
    PlenarySession,
    Term,
)
from huiyin.people.selectors import work_calendar
from huiyin.proposals.models import FilingWindow
from huiyin.proposals.presets.classes import ensure_proposal_classes
from huiyin.proposals.presets.reasons import ensure_refusal_reasons
from huiyin.records.numbering import adopt_pattern

FOLDER = Path(__file__).parent
PASSWORD = "huiyin-yanshi-2026"  # noqa: S105 - printed for everybody who tries the demonstration
MARK = "（演示）"
UNIT_STAFF = (
    ("经办", "办公室科员", "jingban", Role.UNIT_CLERK),
    ("核稿", "办公室主任", "hegao", Role.UNIT_REVIEWER),
    ("分管", "分管领导", "fenguan", Role.UNIT_DEPUTY),
    ("局长", "主要负责人", "juzhang", Role.UNIT_HEAD),
)


@dataclass
class Place:
    """One committee of the demonstration; people by name, bodies by full name."""

    committee: Committee
    people: dict[str, Person] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    holders: dict[tuple[Role, str], Person] = field(default_factory=dict)

    def holder(self, role: Role, body: str = "") -> Person:
        """Who holds a role (in a body)."""
        return self.holders[role, body]


@cache
def read(name: str) -> Any:
    """A file of the demonstration; loading asks for the places several times."""
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


def build_places(today: date) -> dict[str, Place]:
    """Create every committee of the demonstration. Its numbers and grants hold since long before the stories."""
    since = today - timedelta(days=5 * 365)
    hashed = make_password(PASSWORD)
    return {row["code"]: _build(row, since, today, hashed) for row in read("places.yaml")["committees"]}


def _build(row: Mapping[str, Any], since: date, today: date, hashed: str) -> Place:
    committee = Committee.objects.create(
        code=row["code"],
        name=row["name"],
        short_name=row["short_name"],
        level=row.get("level", CommitteeLevel.CITY),
        region_code=row["region_code"],
        parent=Committee.objects.get(code=row["above"]) if "above" in row else None,
    )
    place = Place(committee)
    for kind, code, name, short_name in row["bodies"]:
        place.bodies[name] = _body(committee, BodyKind(kind), code, name, short_name)
    people = [tuple(each) for each in row["people"]]
    for code, name, short_name, first, login in row["units"]:
        place.bodies[name] = _body(committee, BodyKind.UNIT, code, name, short_name)
        people += [
            (f"{first}{rank}", f"{name}{post}", f"{login}.{part}", role.value, name)
            for rank, post, part, role in UNIT_STAFF
        ]
    _put_under_sides(place, row)
    for body_name, name, kind in row.get("names", ()):
        add_body_name(body=place.bodies[body_name], name=name, kind=BodyNameKind(kind))
    _add_people(place, people, since, hashed)
    _add_members(place, row, since, today)
    for series, pattern in row["numbers"].items():
        adopt_pattern(committee=committee, series=series, pattern=pattern, in_force_from=since)
    ensure_reply_classes(committee)
    ensure_proposal_classes(committee)
    ensure_refusal_reasons(committee)
    return place


def _put_under_sides(place: Place, row: Mapping[str, Any]) -> None:
    party = {place.bodies[name] for name in row.get("party_units", ())}
    units = {body for body in place.bodies.values() if body.kind == BodyKind.UNIT}
    put_under(committee=place.committee, side=Side.PARTY, units=party)
    put_under(committee=place.committee, side=Side.GOVERNMENT, units=units - party)


def _body(committee: Committee, kind: BodyKind, code: str, name: str, short_name: str) -> Body:
    return add_body(committee=committee, kind=kind, name=name, code=code, short_name=short_name)


def _add_people(
    place: Place, rows: Iterable[tuple[str, str, str, str, str]], since: date, hashed: str
) -> None:
    for name, post, user_name, role, body_name in rows:
        # One hash serves all: these accounts share one password, and a hash for each would take a minute.
        account = Account.objects.create(username=user_name, password=hashed)
        person = Person.objects.create(name=name, post=f"{post}{MARK}", account=account)
        body = place.bodies[body_name] if body_name else None
        give_grant(person=person, role=Role(role), committee=place.committee, since=since, body=body)
        place.people[name] = person
        place.holders.setdefault((Role(role), body_name), person)
        place.holders.setdefault((Role(role), ""), person)


def _add_members(place: Place, row: Mapping[str, Any], since: date, today: date) -> None:
    committee = place.committee
    term = Term.objects.create(committee=committee, number=row["term"], starts_on=since)
    PlenarySession.objects.create(
        committee=committee, term=term, number=row["session"], opens_on=date(today.year - 1, 1, 7)
    )
    if "sat" in row:
        # It opens on a working day, for what is told of it lies on working days, and none of it before.
        PlenarySession.objects.create(
            committee=committee,
            term=term,
            number=row["sat"]["session"],
            opens_on=Diary(today, work_calendar()).day(row["sat"]["opens"]),
            closes_on=today - timedelta(days=row["sat"]["closes"]),
        )
    if "coming" in row:
        _add_coming(term, row["coming"], today)
    for name, number, sector, special_committee, is_standing, *group in row["members"]:
        Member.objects.create(
            committee=committee,
            term=term,
            person=place.people[name],
            number=number,
            sector=place.bodies[sector],
            special_committee=place.bodies[special_committee] if special_committee else None,
            is_standing=is_standing,
            activity_group=place.bodies[group[0]] if group else None,
        )
    Counterpart.objects.bulk_create(
        Counterpart(
            committee=committee, special_committee=place.bodies[committee_name], unit=place.bodies[unit]
        )
        for committee_name, units in row["counterparts"].items()
        for unit in units
    )


def _add_coming(term: Term, row: Mapping[str, int], today: date) -> None:
    """The session that is being prepared, with its days of filing."""
    day = {name: today + timedelta(days=row[name]) for name in ("opens", "closes", "first", "last")}
    session = PlenarySession.objects.create(
        committee_id=term.committee_id,
        term=term,
        number=row["session"],
        opens_on=day["opens"],
        closes_on=day["closes"],
    )
    FilingWindow.objects.create(
        committee_id=term.committee_id,
        plenary_session=session,
        first_day=day["first"],
        last_day=day["last"],
    )


def demonstration_codes() -> list[str]:
    """Codes of the committees that the demonstration brings."""
    return [row["code"] for row in read("places.yaml")["committees"]]


def account_lines() -> list[str]:
    """Every account of the demonstration by committee and role, with the password they share."""
    grants = (
        Grant.objects.filter(committee__code__in=demonstration_codes(), person__account__isnull=False)
        .select_related("committee", "person__account", "body")
        .order_by("committee__region_code", "pk")
    )
    lines = [f"密码均为 {PASSWORD}（仅供演示；改过的以改后为准）"]
    heading = ""
    for grant in grants:
        if heading != grant.committee.name:
            heading = grant.committee.name
            lines += ["", heading]
        account, where = grant.person.account, f"（{grant.body.name}）" if grant.body else ""
        assert account is not None
        lines.append(f"  {account.username:<18}{grant.person.name}\t{grant.get_role_display()}{where}")
    return lines
