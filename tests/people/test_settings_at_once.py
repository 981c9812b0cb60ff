"""Several hands at the same button, at the same moment."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from factories.changing import confirmed, previewed
from factories.people import Cast, build_shizuishan
from huiyin.people.actions.accounts import issue_account
from huiyin.people.actions.grants import give_grant
from huiyin.people.enums import Role
from huiyin.people.models import Body, Grant, Person, SettingChange

pytestmark = pytest.mark.django_db(transaction=True)


def client_of(person: Person) -> Client:
    client = Client()
    assert person.account is not None
    client.force_login(person.account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def at_once(presses: list[tuple[Client, str, HttpResponse]]) -> list[int]:
    """The statuses of confirmations that start together."""
    start = threading.Barrier(len(presses))

    def press(each: tuple[Client, str, HttpResponse]) -> int:
        start.wait()
        try:
            return confirmed(*each).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(presses)) as pool:
        return list(pool.map(press, presses))


def another(cast: Cast, name: str, user_name: str, role: Role) -> Person:
    """One more holder of a role, who can sign in."""
    person = Person.objects.create(name=name)
    account, _password = issue_account(person=person, user_name=user_name)
    account.must_change_password = False
    account.save()
    give_grant(person=person, role=role, committee=cast.committee, since=date(2025, 1, 1))
    return person


def test_one_preview_pressed_many_times_at_once_registers_once() -> None:
    client = client_of(build_shizuishan()["林政协"])
    page = previewed(client, "body-add", kind="unit", name="市水务局")
    assert at_once([(client, "body-add", page)] * 4) == [302] * 4
    assert Body.objects.filter(name="市水务局").count() == SettingChange.objects.count() == 1


def test_the_last_two_clerks_are_not_ended_at_once() -> None:
    cast = build_shizuishan()
    second = another(cast, "罗政协", "luo.zhengxie", Role.CPPCC_CLERK)
    operators = [cast["运维员"], another(cast, "另运维", "ling.yunwei", Role.SYSTEM_OPERATOR)]
    clerks = [cast.grant("林政协"), Grant.objects.get(person=second)]
    presses = []
    for operator, grant in zip(operators, clerks, strict=True):
        client = client_of(operator)
        page = previewed(client, "grant-end", grant.pk, until=timezone.localdate(), reason="分工调整")
        presses.append((client, "grant-end", page))
    assert sorted(at_once(presses)) == [302, 422]
    left = Grant.objects.filter(role=Role.CPPCC_CLERK, until__isnull=True)
    assert left.count() == 1 and SettingChange.objects.count() == 1
