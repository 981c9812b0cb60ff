"""Persons of a committee: the list, and the page of one with rights, account and changes."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from huiyin.kernel.verdicts import ALLOWED, Refused
from huiyin.people.enums import Role
from huiyin.people.guards import may_keep_account
from huiyin.people.models import Grant
from huiyin.people.rules import may_give
from huiyin.people.selectors import is_grant_current
from huiyin.people.selectors.setting_changes import changes_of
from huiyin.people.selectors.staff import persons_of, persons_page
from huiyin.people.views.access import keeper_of_request
from huiyin.people.views.lists import number_asked

MOST = 200
WORDS = 60


@login_required
@require_safe
def persons(request: HttpRequest) -> HttpResponse:
    """Everybody with a right or a seat, found by name, post or user name."""
    keeper = keeper_of_request(request)
    words = request.GET.get("words", "").strip()[:WORDS]
    page = persons_page(keeper.committee, words, after=number_asked(request))
    held: dict[int, list[str]] = {}
    rows = Grant.objects.filter(committee=keeper.committee, person__in=[each.pk for each in page.rows])
    for grant in rows.select_related("body", "deputy_of").order_by("pk"):
        if is_grant_current(grant, keeper.day):
            where = f"（{grant.body}）" if grant.body else ""
            held.setdefault(grant.person_id, []).append(f"{grant.get_role_display()}{where}")
    own = reverse("people:persons")
    kept = {"committee": keeper.committee.code} | ({"words": words} if words else {})
    context = {
        "manager": keeper,
        "words": words,
        "rows": [(each, held.get(each.pk, [])) for each in page.rows],
        "next_url": f"{own}?{urlencode(kept | {'after': page.next_after})}" if page.next_after else "",
    }
    return render(request, "people/persons.html", context)


@login_required
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: what may be changed, and why not what may not."""
    keeper = keeper_of_request(request)
    found = persons_of(keeper.committee).filter(pk=pk).first()
    if found is None:
        raise Http404
    grants = Grant.objects.filter(committee=keeper.committee, person=found)
    rows = grants.select_related("body", "deputy_of__person").order_by("-pk")[:MOST]
    account = may_keep_account(keeper.roles, keeper.committees, found, keeper.day)
    lines = [
        {
            "grant": each,
            "is_over": each.until is not None and each.until < keeper.day,
            "is_coming": each.since > keeper.day,
            "may_end": may_give(keeper.roles, Role(each.role)) == ALLOWED and found.pk != keeper.person.pk,
            "may_lend": may_give(keeper.roles, Role(each.role)) == ALLOWED and each.deputy_of_id is None,
        }
        for each in rows
    ]
    context = {
        "manager": keeper,
        "person": found,
        "is_self": found.pk == keeper.person.pk,
        "lines": lines,
        "account_refusal": account.text if isinstance(account, Refused) else "",
        "changes": changes_of(keeper.committee).filter(page="persons", what=found.name).order_by("-pk")[:20],
    }
    return render(request, "people/person.html", context)
