"""Who may look after the people and places of a committee."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from huiyin.kernel.verdicts import ALLOWED, Refused, Verdict
from huiyin.people.enums import Role
from huiyin.people.models import Committee, Grant

MANAGING_ROLES = (Role.CPPCC_CLERK, Role.SYSTEM_OPERATOR)


def managed_committees(grants: Iterable[Grant]) -> list[Committee]:
    """Committees whose roster, bodies and grants the holder of these grants looks after."""
    found = {grant.committee_id: grant.committee for grant in grants if grant.role in MANAGING_ROLES}
    return list(found.values())


def may_manage_people(grants: Iterable[Grant]) -> Verdict:
    """Whether the holder looks after any committee's roster, bodies and grants."""
    if managed_committees(grants):
        return ALLOWED
    return Refused(
        "not-a-manager",
        _("只有政协办经办人和系统管理员可以查看和维护机构与人员。如需办理，请与政协办公室联系。"),
    )


def may_set_calendar(grants: Iterable[Grant]) -> Verdict:
    """Whether the holder may change the work calendar, which counts for every deadline."""
    if any(grant.role == Role.SYSTEM_OPERATOR for grant in grants):
        return ALLOWED
    return Refused("not-an-operator", _("只有系统管理员可以调整工作日历。如有需要，请与系统管理员联系。"))
