"""Who may look after the people and places of a committee."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from huiyin.kernel.verdicts import ALLOWED, Refused, Verdict
from huiyin.people.enums import Role
from huiyin.people.models import Committee, Grant, Person
from huiyin.people.rules import may_give

_A_DAY = timedelta(days=1)

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


def may_keep_account(
    roles: Collection[Role], committees: Iterable[Committee], person: Person, on: date
) -> Verdict:
    """Whether somebody with these roles opens, closes or renews the account of a person.

    Whoever hands out a password could act as that person. So the office does it only for those whose roles it gives
    itself, the operator for everybody, and nobody for people who also serve a committee they do not look after.
    """
    lasting = Grant.objects.filter(person=person).filter(Q(until__isnull=True) | Q(until__gte=on))
    held = list(lasting.values_list("committee_id", "role"))
    known = {committee.pk for committee in committees}
    if any(committee not in known for committee, _role in held):
        text = _("%(name)s还在别的政协任职，账号请系统管理员在服务器上办理。") % {"name": person.name}
        return Refused("serves-elsewhere", text)
    if Role.SYSTEM_OPERATOR in roles:
        return ALLOWED
    for _committee, role in held:
        if isinstance(may_give(roles, Role(role)), Refused):
            said = {"name": person.name, "role": Role(role).label}
            return Refused("above-the-giver", _("%(name)s是%(role)s，账号由系统管理员办理。") % said)
    return ALLOWED


def one_remains(committee: Committee, role: Role, person: Person, after: date) -> Verdict:
    """Whether somebody else with an open account still holds a role of their own after a day.

    Without a clerk nobody could let anybody in again; without an operator neither.
    """
    others = Grant.objects.filter(
        committee=committee, role=role, deputy_of__isnull=True, since__lte=after + _A_DAY
    )
    others = others.filter(Q(until__isnull=True) | Q(until__gt=after), person__account__is_active=True)
    if role not in MANAGING_ROLES or others.exclude(person=person).exists():
        return ALLOWED
    said = {"name": person.name, "role": role.label, "committee": committee.short_name}
    text = _("%(name)s是%(committee)s唯一有账号的%(role)s。请先授予另一人这项职责、开通账号，再来办理。")
    return Refused("last-one", text % said)
