"""Applying a checked roster: all of it in one transaction, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from huiyin.people.actions.accounts import first_password, hash_first_password
from huiyin.people.actions.bodies import add_body
from huiyin.people.changing.record import record_setting
from huiyin.people.enums import Role, RosterRowState
from huiyin.people.models import Account, Body, Grant, Member, Person, RosterImport, Term
from huiyin.people.roster import columns
from huiyin.people.roster.checking import CheckedRow, Preview, check_roster
from huiyin.people.roster.values import standing_of
from huiyin.people.sheets.columns import Sheet, SheetRow
from huiyin.people.sheets.errors import SheetNotApplicableError


@dataclass(frozen=True)
class IssuedAccount:
    """A login name with its first password: exists only in the answer to the act."""

    name: str
    user_name: str
    password: str


@dataclass
class Applied:
    """What applying a roster did."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    bodies: list[str] = field(default_factory=list)
    accounts: list[IssuedAccount] = field(default_factory=list)


@transaction.atomic
def keep_roster(*, term: Term, owner: Account, file_name: str, sheet: Sheet, at: datetime) -> RosterImport:
    """Keeps the rows of an uploaded roster until it is confirmed; an earlier unconfirmed one is dropped."""
    RosterImport.objects.filter(committee_id=term.committee_id, owner=owner, applied_at__isnull=True).delete()
    return RosterImport.objects.create(
        committee_id=term.committee_id,
        term=term,
        owner=owner,
        file_name=file_name[-200:],
        rows=[row.as_json() for row in sheet.rows],
        created_at=at,
    )


def rows_of(kept: RosterImport) -> list[SheetRow]:
    """The rows of a kept roster."""
    return [SheetRow(row["line"], row["values"], row["formulas"]) for row in kept.rows]


@transaction.atomic
def apply_kept_roster(
    *, kept: RosterImport, create_bodies: bool, at: datetime, person: Person | None = None
) -> Applied:
    """Applies a kept roster once; its rows are forgotten with it, since the register now holds them."""
    kept = RosterImport.objects.select_for_update().select_related("term").get(pk=kept.pk)
    if kept.applied_at is not None:
        raise SheetNotApplicableError(_("该名册已经导入，没有重复导入。"))
    applied = apply_roster(
        term=kept.term, rows=rows_of(kept), create_bodies=create_bodies, at=at, person=person
    )
    kept.applied_at = at
    kept.rows = []
    kept.save(update_fields=["applied_at", "rows"])
    return applied


@transaction.atomic
def apply_roster(
    *, term: Term, rows: Sequence[SheetRow], create_bodies: bool, at: datetime, person: Person | None = None
) -> Applied:
    """Checks the rows afresh and brings them in; a second run changes nothing.

    SheetNotApplicableError, with nothing changed, when a row has a problem, or names a body that is not
    registered and `create_bodies` is not given.
    """
    # Two clerks with two rosters of one term come one after the other, each checked against the other's work.
    term = Term.objects.select_for_update(of=("self",)).select_related("committee").get(pk=term.pk)
    preview = check_roster(term=term, rows=rows, on=timezone.localdate(at))
    _refuse(preview, create_bodies)
    applied = Applied(unchanged=preview.count(RosterRowState.UNCHANGED))
    bodies = _create_bodies(term, preview, applied)
    new = [row for row in preview.rows if row.state == RosterRowState.NEW]
    changed = [row for row in preview.rows if row.state == RosterRowState.CHANGED]
    people = _people_of_new(new)
    applied.accounts = _issue_accounts([*new, *changed], people)
    _create_members(term, new, people, bodies)
    for row in changed:
        _change_member(row, bodies)
    _give_member_grants(term, [people[row.line] for row in new])
    applied.created, applied.changed = len(new), len(changed)
    _put_on_record(term, applied, person, at)
    return applied


def _put_on_record(term: Term, applied: Applied, person: Person | None, at: datetime) -> None:
    """One line for the whole roster, without names: the register has them."""
    if not (applied.created or applied.changed):
        return
    said = {"created": applied.created, "changed": applied.changed, "accounts": len(applied.accounts)}
    text = _("新增%(created)d人，变更%(changed)d人，开通账号%(accounts)d个") % said
    if applied.bodies:
        text += _("；新建机构：%(names)s") % {"names": "、".join(applied.bodies)}
    record_setting(
        committee=term.committee,
        page="persons",
        label=_("导入委员名册"),
        what=_("%(term)s委员") % {"term": term},
        after=text,
        since=timezone.localdate(at),
        person=person,
        at=at,
    )


def _refuse(preview: Preview, create_bodies: bool) -> None:
    errors = preview.count(RosterRowState.ERROR)
    if errors:
        raise SheetNotApplicableError(
            _("名册中有 %(count)d 行有错误，未导入任何一行。请改正后重新上传。") % {"count": errors}
        )
    if preview.missing and not create_bodies:
        names = "、".join(body.name for body in preview.missing[:20])
        raise SheetNotApplicableError(
            _("%(names)s尚未登记，未导入任何一行。请改正名称，或选择新建后再确认。") % {"names": names}
        )


BodyKey = tuple[str, str]


def _create_bodies(term: Term, preview: Preview, applied: Applied) -> dict[BodyKey, Body]:
    """Registers what the roster names for the first time, keyed by kind and name as written."""
    created: dict[BodyKey, Body] = {}
    by_folded: dict[BodyKey, Body] = {}
    for missing in preview.missing:
        key = (missing.kind, missing.folded)
        if key not in by_folded:
            by_folded[key] = add_body(committee=term.committee, kind=missing.kind, name=missing.name)
            applied.bodies.append(missing.name)
        created[(missing.kind, missing.name)] = by_folded[key]
    return created


def _people_of_new(rows: Sequence[CheckedRow]) -> dict[int, Person]:
    """The person of every new member by line, those unknown so far created."""
    people = {row.line: row.person for row in rows if row.person is not None}
    unknown = [row for row in rows if row.person is None]
    created = Person.objects.bulk_create(
        Person(
            name=row.values["name"], post=_post(row.values.get("workplace", ""), row.values.get("post", ""))
        )
        for row in unknown
    )
    people.update({row.line: person for row, person in zip(unknown, created, strict=True)})
    return people


def _issue_accounts(rows: Sequence[CheckedRow], people: dict[int, Person]) -> list[IssuedAccount]:
    issued, holders, accounts = [], [], []
    for row in rows:
        person = people.get(row.line) or row.person
        user_name = row.values.get("user_name", "").lower()
        if not user_name or person is None or person.account_id is not None:
            continue
        password = first_password()
        issued.append(IssuedAccount(person.name, user_name, password))
        holders.append(person)
        accounts.append(
            Account(username=user_name, password=hash_first_password(password), must_change_password=True)
        )
    created = Account.objects.bulk_create(accounts)
    for person, account in zip(holders, created, strict=True):
        person.account = account
    Person.objects.bulk_update(holders, ["account"], batch_size=500)
    return issued


def _create_members(
    term: Term, rows: Sequence[CheckedRow], people: dict[int, Person], bodies: dict[BodyKey, Body]
) -> None:
    members = []
    for row in rows:
        member = Member(committee_id=term.committee_id, term=term, person=people[row.line])
        _fill(member, row, bodies)
        members.append(member)
    Member.objects.bulk_create(members)


def _change_member(row: CheckedRow, bodies: dict[BodyKey, Body]) -> None:
    member = row.member
    if member is None:
        return
    person = member.person
    before = _post(member.workplace, member.post)
    _fill(member, row, bodies)
    member.save()
    # The post shown beside a name follows the roster unless the office has worded it otherwise.
    after = _post(member.workplace, member.post)
    if person.post == before and after != before:
        person.post = after
        person.save(update_fields=["post"])


def _fill(member: Member, row: CheckedRow, bodies: dict[BodyKey, Body]) -> None:
    """Puts the row's values into a member; a column that the file does not have is left alone."""
    for code in ("number", "workplace", "post"):
        if code in row.values:
            setattr(member, code, row.values[code])
    for code, kind in columns.BODY_KIND_OF_COLUMN.items():
        if code in row.values:
            setattr(member, code, row.bodies.get(code) or bodies.get((kind, row.values[code])))
    if "is_standing" in row.values:
        member.is_standing = bool(standing_of(row.values["is_standing"]))


def _post(workplace: str, post: str) -> str:
    return f"{workplace}{post}"[:120]


def _give_member_grants(term: Term, people: Sequence[Person]) -> None:
    """Members act as members for the length of the term."""
    # Compared here and not in the query: 5,000 people would make a query with 5,000 parameters.
    holding = set(
        Grant.objects.filter(
            committee_id=term.committee_id, role=Role.MEMBER, until=term.ends_on
        ).values_list("person_id", flat=True)
    )
    Grant.objects.bulk_create(
        Grant(
            committee_id=term.committee_id,
            person=person,
            role=Role.MEMBER,
            since=term.starts_on,
            until=term.ends_on,
        )
        for person in people
        if person.pk not in holding
    )
