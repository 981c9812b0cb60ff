"""Fixtures every test may use."""

from collections.abc import Callable

import pytest
from django.test import Client

from factories.people import Cast, build_shizuishan, build_zhongwei
from factories.record_triggers import let_tests_empty_tables
from huiyin.people.models import Person

SignIn = Callable[[Person], Client]
let_tests_empty_tables()


@pytest.fixture
def shizuishan(db: None) -> Cast:
    """政协石嘴山市委员会 and its people."""
    return build_shizuishan()


@pytest.fixture
def zhongwei(db: None) -> Cast:
    """政协中卫市委员会 and its people."""
    return build_zhongwei()


@pytest.fixture
def signed_in(db: None) -> SignIn:
    """A client signed in as a person of the cast, without going through the sign-in page."""

    def sign_in(person: Person) -> Client:
        client = Client()
        assert person.account is not None
        client.force_login(person.account, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """File contents get a short name, the same in every process of a parallel run; a workbook holds its time."""
    return argname if isinstance(val, bytes) else None
