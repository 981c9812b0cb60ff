"""Who is asking, and which of the committees they look after the page is about."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from huiyin.kernel.verdicts import Refused
from huiyin.people.changing.keeper import Keeper
from huiyin.people.guards import managed_committees, may_manage_people
from huiyin.people.models import Account, Committee, Grant
from huiyin.people.selectors import current_grants, person_of


@dataclass(frozen=True)
class Manager:
    """Somebody who looks after one or more committees, and the one they have before them."""

    account: Account
    committee: Committee
    committees: list[Committee]


def grants_of_request(request: HttpRequest) -> list[Grant]:
    """Rights the signed-in person holds today; none for an account without a person."""
    person = person_of(request.user)
    return current_grants(person, timezone.localdate()) if person is not None else []


def keeper_of_request(request: HttpRequest) -> Keeper:
    """The same with the person, the grants and the time: for whoever changes a setting."""
    manager = manager_of_request(request)
    person = person_of(manager.account)
    if person is None:
        raise PermissionDenied(_("您的账号还没有登记为任何人员，请联系政协办公室或系统管理员。"))
    at = timezone.now()
    grants = tuple(current_grants(person, timezone.localdate(at)))
    return Keeper(person, manager.committee, manager.committees, grants, at)


def manager_of_request(request: HttpRequest) -> Manager:
    """The manager and the committee named in the address, or their first one.

    403 with the reason for everybody else, 404 for a committee they do not look after.
    """
    grants = grants_of_request(request)
    verdict = may_manage_people(grants)
    if isinstance(verdict, Refused):
        raise PermissionDenied(verdict.text)
    account = request.user
    if not isinstance(account, Account):
        raise PermissionDenied(_("请先登录。"))
    committees = managed_committees(grants)
    code = request.POST.get("committee") or request.GET.get("committee") or committees[0].code
    for committee in committees:
        if committee.code == code:
            return Manager(account, committee, committees)
    raise Http404(_("没有这个政协委员会，或您无权查看。"))
