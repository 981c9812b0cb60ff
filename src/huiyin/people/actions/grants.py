"""Grants: giving a right, letting somebody stand in for another, ending it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from huiyin.kernel.verdicts import Refused
from huiyin.people.enums import BodyKind, Role
from huiyin.people.models import Body, Committee, Grant, Person
from huiyin.people.rules import role_fits_body


class GrantRefusedError(ValueError):
    """The right cannot be given; `verdict` says why, in words for the operator."""

    def __init__(self, verdict: Refused) -> None:
        super().__init__(verdict.text)
        self.verdict = verdict


def give_grant(
    *,
    person: Person,
    role: Role,
    committee: Committee,
    since: date,
    body: Body | None = None,
    until: date | None = None,
) -> Grant:
    """Gives a person a right of their own; GrantRefusedError when the role is not held in such a body."""
    if body is not None and body.committee_id != committee.pk:
        raise GrantRefusedError(Refused("body-of-another-committee", _("所选机构不属于该政协，不能授权。")))
    verdict = role_fits_body(role, BodyKind(body.kind) if body is not None else None)
    if isinstance(verdict, Refused):
        raise GrantRefusedError(verdict)
    return Grant.objects.create(
        committee=committee, person=person, role=role, body=body, since=since, until=until
    )


def appoint_deputy(*, principal: Grant, person: Person, since: date, until: date | None = None) -> Grant:
    """Lets a person exercise the right of another (代行) while that right lasts.

    GrantRefusedError for standing in for oneself or for somebody who only stands in.
    """
    if principal.person_id == person.pk:
        raise GrantRefusedError(Refused("deputy-of-oneself", _("不能由本人代行本人职权。")))
    if principal.deputy_of_id is not None:
        raise GrantRefusedError(Refused("deputy-of-deputy", _("代行的职权不能再转由他人代行。")))
    return Grant.objects.create(
        committee_id=principal.committee_id,
        person=person,
        role=principal.role,
        body_id=principal.body_id,
        since=since,
        until=until,
        deputy_of=principal,
    )


@transaction.atomic
def end_grant(*, grant: Grant, on: date) -> Grant:
    """Ends a right with that day (the last on which it holds); those who stand in for it end with it."""
    grant = Grant.objects.select_for_update().get(pk=grant.pk)
    grant.until = max(on, grant.since)
    grant.save(update_fields=["until"])
    return grant


@transaction.atomic
def take_back_grant(*, grant: Grant) -> None:
    """Take back a right that has not begun, with those who were to stand in for it."""
    Grant.objects.filter(deputy_of=grant).delete()
    Grant.objects.filter(pk=grant.pk).delete()
