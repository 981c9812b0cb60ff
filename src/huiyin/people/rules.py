"""Rules about roles and dates that need no database."""

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
