"""Every page asks for a sign-in unless it is on the short list of public ones."""

from collections.abc import Iterator
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.html import escape

from conftest import SignIn
from factories.people import Cast

PUBLIC = {
    *("health", "account_login", "account_logout", "account_inactive", "ui:text_size", "notices:feed"),
    # Leads for proposals are called for from everybody.
    *("proposals:public_calls", "proposals:public_call", "proposals:public_receipt"),
}
VALUES = {"uuid": str(uuid4()), "int": "1", "slug": "anything", "str": "anything"}


def addresses(resolver: URLResolver, before: str = "/", space: str = "") -> Iterator[tuple[str, str]]:
    """Every address of the site with its name, parameters filled in."""
    for each in resolver.url_patterns:
        route = str(each.pattern)
        for name, converter in each.pattern.converters.items():
            kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
            route = route.replace(f"<{kind}:{name}>", VALUES[kind])
        if isinstance(each, URLPattern):
            yield f"{space}{each.name}", before + route
        else:
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from addresses(each, before + route, inner)


def test_only_the_public_pages_are_open(client: Client, db: None) -> None:
    open_pages, asked = set(), 0
    for name, address in addresses(get_resolver()):
        assert "<" not in address
        response = client.get(address)
        asked += 1
        if response.status_code == 302 and response["Location"].startswith("/accounts/login/?next="):
            continue
        open_pages.add(name)
    assert asked > 20
    assert open_pages == PUBLIC


def test_link_leads_to_sign_in_and_back(client: Client, db: None) -> None:
    response = client.get("/matters/?stage=handling")
    assert response.status_code == 302
    assert response["Location"] == "/accounts/login/?next=/matters/%3Fstage%3Dhandling"


@pytest.mark.parametrize("address", ["/people/roster/", "/matters/batch/", "/drafts/begin:outcome/"])
def test_form_of_a_signed_out_person_is_told_that_nothing_was_done(
    client: Client, db: None, address: str
) -> None:
    response = client.post(address, {"title": "修路"})
    assert response.status_code == 401
    assert "这一步没有办理" in response.content.decode()


# Fixed, so that every process names the cases alike.
KEY = "0191e0c4-0000-7000-8000-000000000001"


@pytest.mark.parametrize(
    ("address", "data", "page"),
    [
        (
            "/matters/batch/",
            {"move": "errand.go", "matter": [KEY]},
            f"/matters/batch/?move=errand.go&matter={KEY}",
        ),
        ("/matters/batch/", {"matter": [f"{KEY[:-2]}{number}" for number in range(10, 70)]}, "/matters/"),
        ("/people/roster/7/apply/", {}, "/people/roster/7/"),
        ("/drafts/begin:outcome/discard/", {"next": "/begin/outcome/?origin=1"}, "/begin/outcome/?origin=1"),
        ("/drafts/begin:outcome/discard/", {"next": "https://elsewhere.example/"}, "/"),
        ("/begin/outcome/?origin=1", {}, "/begin/outcome/?origin=1"),
    ],
)
def test_who_signs_in_again_after_a_form_comes_to_a_page_that_opens(
    client: Client, db: None, address: str, data: dict[str, object], page: str
) -> None:
    content = client.post(address, data).content.decode()
    assert f'href="/accounts/login/?{escape(urlencode({"next": page}))}"' in content


@pytest.mark.parametrize("address", ["/people/roster/7/apply/", "/drafts/begin:outcome/discard/"])
def test_address_of_a_form_that_is_opened_leads_on(shizuishan: Cast, signed_in: SignIn, address: str) -> None:
    client = signed_in(shizuishan["林政协"])
    response = client.get(address)
    assert (response.status_code, response["Allow"]) == (405, "POST")
    content = response.content.decode()
    page = "/people/roster/7/" if "roster" in address else "/"
    assert "这个地址不能直接打开" in content and f'href="{page}"' in content
    in_json = client.get(address, headers={"Accept": "application/json"})
    assert in_json.status_code == 405 and "不能这样打开" in in_json.json()["error"]


def test_page_that_is_posted_to_says_so(shizuishan: Cast, signed_in: SignIn) -> None:
    response = signed_in(shizuishan["林政协"]).post("/matters/")
    assert response.status_code == 405 and "这个地址不能直接打开" in response.content.decode()


def test_htmx_of_a_signed_out_person_gets_401(client: Client, db: None) -> None:
    assert client.get("/matters/", headers={"HX-Request": "true"}).status_code == 401


def test_saving_in_the_background_gets_401_in_json(client: Client, db: None) -> None:
    response = client.post(
        "/drafts/begin:outcome/", {"title": "修路"}, headers={"Accept": "application/json"}
    )
    assert response.status_code == 401
    assert response.json() == {"error": "登录已过期，请重新登录后继续。"}


def test_unknown_address_is_answered_without_sign_in(client: Client, db: None) -> None:
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert "没有找到这个页面" in response.content.decode()


def test_signing_out_twice_leads_to_the_sign_in_page(shizuishan: Cast, signed_in: SignIn) -> None:
    client = signed_in(shizuishan["林政协"])
    for _time in range(2):
        response = client.post("/accounts/logout/")
        assert (response.status_code, response["Location"]) == (302, "/accounts/login/")


def test_health_tells_that_the_database_answers(client: Client, db: None) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"database": "ok"})
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db(transaction=True)
def test_health_tells_that_the_tables_are_missing(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_migrations RENAME TO away")
    try:
        response = client.get("/healthz")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE away RENAME TO django_migrations")
    assert (response.status_code, response.json()) == (503, {"database": "failing"})
