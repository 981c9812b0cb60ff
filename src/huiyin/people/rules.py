"""Rules about roles and dates that need no database."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from huiyin.kernel.verdicts import ALLOWED, Refused, Verdict
from huiyin.people.enums import BodyKind, Role

_UNIT_ONLY = frozenset({BodyKind.UNIT})

# The kinds of body in which a role may be held; a role not named here may also be held without a body.
BODY_KINDS_OF_ROLE: dict[Role, frozenset[BodyKind]] = {
    Role.COMMITTEE_CLERK: frozenset({BodyKind.SPECIAL_COMMITTEE, BodyKind.RESEARCH_OFFICE}),
    Role.OFFICE_CLERK: frozenset({BodyKind.PARTY_OFFICE, BodyKind.GOVERNMENT_OFFICE}),
    Role.UNIT_CLERK: _UNIT_ONLY,
    Role.UNIT_REVIEWER: _UNIT_ONLY,
    Role.UNIT_DEPUTY: _UNIT_ONLY,
    Role.UNIT_HEAD: _UNIT_ONLY,
    Role.ORGANISATION_CLERK: frozenset(
        {
            BodyKind.DEMOCRATIC_PARTY,
            BodyKind.PEOPLE_ORGANISATION,
            BodyKind.SECTOR,
            BodyKind.ACTIVITY_GROUP,
            BodyKind.REPORTING_POINT,
        }
    ),
}
PUTTING_FORWARD = frozenset({Role.MEMBER, Role.ORGANISATION_CLERK})
"""Roles of those who put something forward and are answered; every other one works on matters of an office."""


# Who gives which role: the operator appoints the office, the office appoints everybody else. Members come by the
# roster; the office may end their right.
GIVEN_BY: dict[Role, Role] = {
    Role.SYSTEM_OPERATOR: Role.SYSTEM_OPERATOR,
    Role.CPPCC_CLERK: Role.SYSTEM_OPERATOR,
    Role.COMMITTEE_CLERK: Role.CPPCC_CLERK,
    Role.VICE_CHAIR: Role.CPPCC_CLERK,
    Role.SECRETARY_GENERAL: Role.CPPCC_CLERK,
    Role.CHAIR: Role.CPPCC_CLERK,
    Role.OFFICE_CLERK: Role.CPPCC_CLERK,
    Role.LEADER: Role.CPPCC_CLERK,
    Role.UNIT_CLERK: Role.CPPCC_CLERK,
    Role.UNIT_REVIEWER: Role.CPPCC_CLERK,
    Role.UNIT_DEPUTY: Role.CPPCC_CLERK,
    Role.UNIT_HEAD: Role.CPPCC_CLERK,
    Role.MEMBER: Role.CPPCC_CLERK,
    Role.ORGANISATION_CLERK: Role.CPPCC_CLERK,
}


def valid_on(since: date | None, until: date | None, on: date) -> bool:
    """Whether a span of days, both ends included and either end open, covers the day."""
    return (since is None or since <= on) and (until is None or on <= until)


def role_fits_body(role: Role, kind: BodyKind | None) -> Verdict:
    """Whether a role may be held in a body of this kind (承办单位经办人 only in a unit, and so on)."""
    kinds = BODY_KINDS_OF_ROLE.get(role)
    if kinds is None or kind in kinds:
        return ALLOWED
    names = "、".join(str(each.label) for each in sorted(kinds))
    return Refused(
        "role-does-not-fit-body",
        _("“%(role)s”须在%(kinds)s中担任，请改选机构。") % {"role": role.label, "kinds": names},
    )


def may_give(held: Collection[Role], role: Role) -> Verdict:
    """Whether somebody holding these roles gives and ends this one."""
    giver = GIVEN_BY[role]
    if giver in held:
        return ALLOWED
    return Refused(
        "not-the-giver",
        _("“%(role)s”由%(giver)s授予和终止。") % {"role": role.label, "giver": giver.label},
    )
