"""Fixtures every test may use."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from factories.people import Cast, build_shizuishan, build_zhongwei
from factories.record_triggers import let_tests_empty_tables
from huiyin.people.models import Person
from migrated_database import keep, put_in_place

SignIn = Callable[[Person], Client]
let_tests_empty_tables()


def _sqlite_file() -> Path | None:
    database = settings.DATABASES["default"]
    return Path(database["TEST"]["NAME"]) if database["ENGINE"].endswith("sqlite3") else None


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """Whether the database is there already, migrated: then nothing but the last migration is asked for."""
    file = _sqlite_file()
    return file is not None and put_in_place(file)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_keepdb: bool, django_db_blocker: object) -> None:
    """Once it is migrated, a copy is left for the next process."""
    file = _sqlite_file()
    if file is not None and not django_db_keepdb:
        keep(file)


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
