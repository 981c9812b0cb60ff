"""What holds for every address of the site, whoever asks and whether it is found or not."""

import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from conftest import SignIn
from factories.people import Cast

EXAMPLES = {
    "uuid": "00000000-0000-7000-8000-000000000000",
    "int": "1",
    "slug": "outcome",
    "str": "begin:outcome",
}


def addresses(resolver: URLResolver, before: str = "/") -> Iterator[str]:
    """Every address of the site, with something plausible where it asks for a value."""
    for entry in resolver.url_patterns:
        path = f"{before}{entry.pattern}"
        if isinstance(entry, URLPattern):
            yield re.sub(r"<(\w+):\w+>", lambda found: EXAMPLES[found[1]], path)
        else:
            yield from addresses(entry, path)


@pytest.fixture(autouse=True)
def forgotten_counts() -> Iterator[None]:
    """How often somebody has asked for a page with a limit is forgotten, for the tests after these."""
    yield
    cache.clear()


ADDRESSES = [*addresses(get_resolver()), "/nothing/here/"]


def faults(answer: HttpResponse) -> list[str]:
    """What is wrong with the head of an answer."""
    policy = answer.headers.get("Content-Security-Policy", "")
    wanted = {
        "policy": "default-src 'none'" in policy and "frame-ancestors 'none'" in policy,
        "strict": "unsafe-inline" not in policy and "unsafe-eval" not in policy,
        "framing": answer.headers.get("X-Frame-Options") == "DENY",
        "guessing": answer.headers.get("X-Content-Type-Options") == "nosniff",
        "keeping": "no-store" in answer.headers.get("Cache-Control", ""),
        "failed": answer.status_code < 500,
    }
    return [name for name, good in wanted.items() if not good]


def test_every_answer_forbids_framing_guessing_keeping_and_foreign_scripts(
    shizuishan: Cast, signed_in: SignIn
) -> None:
    for name in ("", "运维员", "白委员"):
        for address in ADDRESSES:
            client = signed_in(shizuishan[name]) if name else Client()
            for answer in (client.get(address), client.post(address)):
                assert not faults(answer), (address, name, answer.status_code)


def test_post_without_a_token_is_refused_everywhere(shizuishan: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(shizuishan.account("林政协"), backend="django.contrib.auth.backends.ModelBackend")
    refused = {address: client.post(address, {"confirmed": "1"}).status_code for address in ADDRESSES}
    assert refused.pop("/nothing/here/") == 404
    assert set(refused.values()) == {403}, refused


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example/",
        "https://evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:///evil.example",
    ],
)
def test_addresses_to_go_on_to_stay_on_the_site(shizuishan: Cast, signed_in: SignIn, target: str) -> None:
    client = signed_in(shizuishan["林政协"])
    for answer in (
        client.post("/ui/text-size/", {"size": "large", "next": target}),
        client.post("/drafts/begin:outcome:1:/discard/", {"next": target}),
        client.get("/accounts/login/", {"next": target}),
    ):
        assert (answer.status_code, answer.headers["Location"]) == (302, "/")
