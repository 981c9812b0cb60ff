"""Whoever has five pages open tells them apart by their titles, and sees on each where it is and how to get up."""

import re

from django.core.cache import cache
from django.urls import get_resolver

from config.test_sign_in_everywhere import addresses
from conftest import SignIn
from factories.people import Cast

TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


def test_pages_have_titles_of_their_own_and_crumbs(shizuishan: Cast, signed_in: SignIn) -> None:
    routes = {
        name: address for name, address in addresses(get_resolver()) if name and "anything" not in address
    }
    for person in ("林政协", "运维员", "白委员", "城经办"):
        client = signed_in(shizuishan[person])
        titles: dict[str, str] = {}
        for name, address in routes.items():
            answer = client.get(address)
            kind = answer.headers.get("Content-Type", "")
            if answer.status_code != 200 or not kind.startswith("text/html") or "{" in address:
                continue
            content = answer.content.decode()
            title = TITLE.search(content)[1].strip()
            assert title.endswith(" · 回音"), (name, title)
            assert title not in titles, (name, titles[title], title)
            titles[title] = name
            assert 'class="hy-crumbs"' in content or name in {"desk:home", "account_logout"}, (person, name)
        assert len(titles) >= 6, person
    cache.clear()


def test_link_sent_to_a_colleague_opens_or_says_who_could(shizuishan: Cast, signed_in: SignIn) -> None:
    """A colleague signs in and lands on the very list with its filters; without the right, words say whose it is."""
    link = "/handling/instructions/?year=2026&office=1"
    stranger = signed_in(shizuishan["城经办"])
    refused = stranger.get(link)
    assert refused.status_code == 403 and "政协办" in refused.content.decode()
    unseen = stranger.get("/matters/00000000-0000-7000-8000-000000000000/")
    assert unseen.status_code == 404 and "请政协办公室核对您的授权" in unseen.content.decode()
    client = signed_in(shizuishan["林政协"])
    client.logout()
    asked = client.get(link)
    assert asked.headers["Location"].startswith("/accounts/login/?next=")
    client.force_login(shizuishan.account("林政协"), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(link).status_code == 200
