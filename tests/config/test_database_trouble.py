"""A database that is full, locked, read-only or gone: real ones, through HTTP, and the same post afterwards."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DataError, OperationalError, connection, connections
from django.http import HttpResponse
from django.test import Client

from conftest import SignIn
from factories.errands import errands_included
from factories.people import Cast, build_shizuishan
from huiyin.people.models import RosterImport
from huiyin.procedure.models import Draft, Matter, Step
from huiyin.ui.trouble import FULL, trouble_of

BEGIN = "/begin/errand/?committee=shizuishan"
SCRIPT = {"Accept": "application/json"}

pytestmark = pytest.mark.django_db(transaction=True)
on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the ways of SQLite")
on_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="the ways of PostgreSQL")


@pytest.fixture
def cast(transactional_db: None) -> Iterator[Cast]:
    with errands_included():
        yield build_shizuishan()


@pytest.fixture
def clerk(cast: Cast, signed_in: SignIn) -> Client:
    client = signed_in(cast["周经委"])
    client.raise_request_exception = False
    return client


@pytest.fixture
def office(cast: Cast, signed_in: SignIn) -> Client:
    client = signed_in(cast["林政协"])
    client.raise_request_exception = False
    return client


def sql(statement: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone() if cursor.description else None


@contextmanager
def no_page_more() -> Iterator[None]:
    """The database file may grow no further, as on a full disk."""
    sql("VACUUM")
    (pages,) = sql("PRAGMA page_count")
    sql(f"PRAGMA max_page_count = {pages}")
    yield
    sql("PRAGMA max_page_count = 1073741823")


def post_until_refused(client: Client) -> tuple[int, dict[str, str], HttpResponse]:
    """Begin errands until there is no room: how many were done, and the first that was not, with its answer."""
    for number in range(40):
        typed = {"title": f"第{number}件" + "修路" * 90, "request_id": f"click-{number}"}
        response = client.post(BEGIN, typed)
        if response.status_code != 302:
            return number, typed, response
    raise AssertionError("the database never became full")


@on_sqlite
def test_act_on_a_full_database_keeps_every_character_and_succeeds_afterwards(clerk: Client) -> None:
    with no_page_more():
        done, typed, response = post_until_refused(clerk)
        page = response.content.decode()
        assert response.status_code == 503
        assert typed["title"] in page and typed["request_id"] in page
        assert "系统的存储空间已满" in page and "填写的内容都已保留" in page
        # Nothing by halves, and reading goes on.
        assert Matter.objects.count() == Step.objects.count() == done
        assert clerk.get("/matters/?committee=shizuishan").status_code == 200

    assert clerk.post(BEGIN, typed).status_code == 302
    assert clerk.post(BEGIN, typed).status_code == 302
    assert Matter.objects.count() == Step.objects.count() == done + 1


@on_sqlite
def test_roster_on_a_full_database_is_answered_with_a_page_and_succeeds_afterwards(office: Client) -> None:
    rows = "\n".join(f"张{number},经济界" for number in range(3000))
    roster = f"姓名,界别\n{rows}".encode()
    with no_page_more():
        response = office.post("/people/roster/", {"file": SimpleUploadedFile("名册.csv", roster)})
        page = response.content.decode()
        assert (response.status_code, response["Retry-After"]) == (503, "60")
        assert "系统的存储空间已满" in page and "没有只存一半的内容" in page and "“后退”" in page
        assert not RosterImport.objects.exists()

    response = office.post("/people/roster/", {"file": SimpleUploadedFile("名册.csv", roster)})
    assert response.status_code == 302
    assert RosterImport.objects.count() == 1


@on_sqlite
def test_draft_on_a_full_database_is_told_to_the_script(clerk: Client) -> None:
    typed = {"title": "修路" * 40_000}
    with no_page_more():
        response = clerk.post("/drafts/begin:errand/", typed, headers=SCRIPT)
        assert response.status_code == 503
        assert response.json() == {"error": "系统的存储空间已满，暂时不能保存新的内容。"}
    assert clerk.post("/drafts/begin:errand/", typed, headers=SCRIPT).status_code == 200
    assert Draft.objects.count() == 1


@on_sqlite
def test_act_on_a_locked_database_keeps_what_was_typed(clerk: Client) -> None:
    sql("PRAGMA busy_timeout = 50")
    typed = {"title": "修路", "request_id": "one-click"}
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        response = clerk.post(BEGIN, typed)
        assert response.status_code == 503
        assert 'value="修路"' in response.content.decode()
        assert "等候写入的时间过长" in response.content.decode()
        other.execute("ROLLBACK")
    assert clerk.post(BEGIN, typed).status_code == 302
    sql("PRAGMA busy_timeout = 20000")


@pytest.mark.postgresql
@on_postgresql
def test_act_on_a_read_only_database_keeps_what_was_typed(clerk: Client) -> None:
    typed = {"title": "修路", "request_id": "one-click"}
    sql("SET default_transaction_read_only = on")
    response = clerk.post(BEGIN, typed)
    sql("SET default_transaction_read_only = off")
    assert response.status_code == 503
    assert 'value="修路"' in response.content.decode()
    assert "目前只能查看，不能办理" in response.content.decode()
    assert clerk.post(BEGIN, typed).status_code == 302
    assert Matter.objects.count() == 1


@pytest.mark.postgresql
@on_postgresql
def test_act_waiting_too_long_for_a_lock_keeps_what_was_typed(clerk: Client) -> None:
    other = connections.create_connection("default")
    typed = {"title": "修路", "request_id": "one-click"}
    with closing(other), other.cursor() as cursor:
        cursor.execute("BEGIN; LOCK TABLE procedure_matter IN EXCLUSIVE MODE")
        sql("SET lock_timeout = 50")
        response = clerk.post(BEGIN, typed)
        sql("SET lock_timeout = 0")
        cursor.execute("ROLLBACK")
    assert response.status_code == 503
    assert "等候写入的时间过长" in response.content.decode()
    assert clerk.post(BEGIN, typed).status_code == 302


@pytest.mark.postgresql
@on_postgresql
def test_lost_connection_is_answered_with_a_page_and_the_next_post_succeeds(clerk: Client) -> None:
    (process,) = sql("SELECT pg_backend_pid()")
    other = connections.create_connection("default")
    with closing(other), other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [process])
    typed = {"title": "修路", "request_id": "one-click"}
    response = clerk.post(BEGIN, typed)
    assert response.status_code == 503
    assert "系统暂时连不上数据库" in response.content.decode()
    connection.close()  # as the server does between two requests
    assert clerk.post(BEGIN, typed).status_code == 302


@on_sqlite
def test_fault_of_ours_stays_a_fault(clerk: Client) -> None:
    sql("ALTER TABLE procedure_matter RENAME TO away")
    try:
        response = clerk.get("/matters/?committee=shizuishan")
    finally:
        sql("ALTER TABLE away RENAME TO procedure_matter")
    assert response.status_code == 500
    assert "系统出错" in response.content.decode()


def test_trouble_is_told_by_codes_and_everything_else_is_none() -> None:
    assert trouble_of(OSError(errno.ENOSPC, "no space")) is FULL
    assert trouble_of(OSError(errno.ENOENT, "no file")) is None
    assert trouble_of(OperationalError("database or disk is full")) is None
    assert trouble_of(DataError("x")) is None
    assert trouble_of(ValueError("x")) is None
    assert trouble_of(None) is None
