"""Who changes a setting, of which committee, and when."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from huiyin.kernel.verdicts import ALLOWED, Refused, Verdict
from huiyin.people.enums import Role
from huiyin.people.models import Committee, Grant, Person


@dataclass(frozen=True)
class Keeper:
    """Somebody who looks after one or more committees, with the one they have before them."""

    person: Person
    committee: Committee
    committees: list[Committee]
    grants: tuple[Grant, ...]
    at: datetime

    @property
    def day(self) -> date:
        """The day where the office is."""
        return timezone.localdate(self.at)

    @property
    def roles(self) -> frozenset[Role]:
        """The roles held today in this committee."""
        return frozenset(Role(grant.role) for grant in self.grants if grant.committee_id == self.committee.pk)

    def may_change(self, roles: Collection[Role]) -> Verdict:
        """Whether one of these roles is held; the refusal says who could."""
        if self.roles & set(roles):
            return ALLOWED
        return Refused("not-the-keeper", _("这项设置由%(roles)s办理。") % {"roles": words_of_roles(roles)})


def words_of_roles(roles: Collection[Role]) -> str:
    """Roles as a sentence names them."""
    return _("或者").join(str(role.label) for role in Role if role in roles)
