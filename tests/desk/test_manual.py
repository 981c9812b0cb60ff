"""The manual opens for everybody, leads nowhere dead, and names no button that its reader does not find."""

import re
from functools import cache
from pathlib import Path

import pytest
from django.test import Client

import huiyin
from architecture.source import ROOT
from conftest import SignIn
from factories.people import Cast
from huiyin.desk.manual_pages import (
    FOLDER,
    PAGES,
    Page,
    anchor_of,
    body_of,
    headings_of,
    own_page,
    text_of,
    title_of,
)
from huiyin.desk.navigation import PLACES, Group
from huiyin.people.enums import Role
from huiyin.people.models import Grant
from huiyin.procedure.definition import PARENT
from huiyin.procedure.library import every
from huiyin.procedure.registry import look_ups

QUOTED = re.compile(r"【([^】]+)】")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)]+)\)")
PRESSED = re.compile(r"<(a|button)\b[^>]*>(.*?)</\1>", re.DOTALL)
WORDS = re.compile(r"""{% translate ["']([^"']+)["']""")
READERS = {
    "林政协": "cppcc-office",
    "周经委": "special-committee",
    "陈副主席": "leader",
    "何秘书长": "leader",
    "江主席": "leader",
    "府督查": "party-and-government-office",
    "赵书记": "leader",
    "城经办": "unit",
    "城核稿": "unit",
    "城分管": "unit",
    "城局长": "unit",
    "白委员": "member",
    "运维员": "operator",
}


@cache
def moves_of(role: str) -> frozenset[str]:
    """Labels of everything that holders of a role may begin or do, in any procedure."""
    found = set()
    for procedure in every().values():
        mine = {code for code, each in procedure.roles.items() if role in each.grants}
        found |= {move.label_for(code) for move in procedure.moves.values() for code in mine & set(move.by)}
        if PARENT not in procedure.begins.by and mine & set(procedure.begins.by):
            found |= {procedure.begins.label, procedure.begins.button or procedure.begins.label}
    return frozenset(found)


def looked_up() -> set[str]:
    """What forms let people look up."""
    return {str(each.label) for each in look_ups.values()}


def navigation_of(roles: frozenset[Role]) -> set[str]:
    """Entries of the navigation that somebody with these roles sees."""
    found = set()
    for entry in PLACES:
        places = entry.places if isinstance(entry, Group) else (entry,)
        mine = {place.label() for place in places if not place.roles or place.roles & roles}
        found |= mine | ({entry.label()} if mine else set())
    return found


@cache
def buttons() -> frozenset[str]:
    """What the templates let people press besides moves."""
    found = set()
    for path in Path(huiyin.__file__).parent.rglob("templates/**/*.html"):
        for _tag, inner in PRESSED.findall(path.read_text(encoding="utf-8")):
            found |= set(WORDS.findall(inner))
    return frozenset(found)


def test_the_check_knows_what_can_be_pressed() -> None:
    assert {"申退", "拟写答复"} <= moves_of(Role.UNIT_CLERK)
    assert "签发答复" in moves_of(Role.UNIT_HEAD) and "申退" not in moves_of(Role.MEMBER)
    assert "立项督办" in moves_of(Role.OFFICE_CLERK) and "交办会办" not in moves_of(Role.OFFICE_CLERK)
    assert "抽签" in buttons() and "使用手册" in buttons() and "申退" not in buttons()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)
def test_every_quoted_label_is_there_for_the_reader(page: Page) -> None:
    roles = page.roles or frozenset(Role)
    known = set(buttons()) | looked_up() | navigation_of(roles)
    for role in roles:
        known |= moves_of(role)
    missing = set(QUOTED.findall(text_of(page))) - known
    assert not missing


def test_the_moves_of_every_role_are_told() -> None:
    told: dict[str, set[str]] = {page.slug: set(QUOTED.findall(text_of(page))) for page in PAGES}
    for page in PAGES[1:]:
        made = set().union(*(moves_of(role) for role in page.roles))
        assert not made - told[page.slug] - told["basics"], page.slug


def test_everybody_reads_their_own_page_first_and_can_open_all(shizuishan: Cast, signed_in: SignIn) -> None:
    for name, slug in READERS.items():
        client = signed_in(shizuishan[name])
        assert client.get("/manual/").headers["Location"] == f"/manual/{slug}/", name
        assert 'href="/manual/"' in client.get("/").content.decode()
        for page in PAGES:
            answer = client.get(f"/manual/{page.slug}/")
            assert answer.status_code == 200 and title_of(page) in answer.content.decode()
    assert {role for page in PAGES for role in page.roles} == set(Role)


def test_somebody_without_duties_begins_with_the_basics(shizuishan: Cast, signed_in: SignIn) -> None:
    Grant.objects.filter(person=shizuishan["白委员"]).delete()
    assert signed_in(shizuishan["白委员"]).get("/manual/").headers["Location"] == "/manual/basics/"
    assert own_page([]) == PAGES[0]


def test_unknown_pages_are_not_found_and_nobody_reads_without_signing_in(
    shizuishan: Cast, signed_in: SignIn
) -> None:
    client = signed_in(shizuishan["林政协"])
    assert client.get("/manual/secrets/").status_code == 404
    assert client.post("/manual/basics/").status_code == 405
    assert Client().get("/manual/basics/").headers["Location"].startswith("/accounts/login/")
    assert "使用手册" not in Client().get("/accounts/login/").content.decode()


def test_links_between_pages_lead_somewhere() -> None:
    slugs = {page.slug for page in PAGES}
    assert {path.stem for path in FOLDER.glob("*.md")} == slugs
    for page in PAGES:
        anchors = [anchor_of(heading) for heading in headings_of(page)]
        assert anchors and len(set(anchors)) == len(anchors)
        assert all(f'<h2 id="{anchor}">' in body_of(page) for anchor in anchors)
        assert {target.removesuffix(".md") for target in LINK.findall(text_of(page))} <= slugs
        assert not re.search(r'href="(?!/manual/[a-z-]+/")', body_of(page))
    index = ROOT / "docs" / "manual" / "README.md"
    listed = [(index.parent / target).resolve() for target in LINK.findall(index.read_text(encoding="utf-8"))]
    assert {path.stem for path in listed} == slugs and all(path.is_file() for path in listed)


def test_tags_in_a_text_do_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "# 题\n<script>go()</script>\n\n[点](javascript:go()) [页](unit.md)"
    monkeypatch.setattr("huiyin.desk.manual_pages.text_of", lambda page: text)
    body = body_of(PAGES[0])
    assert "&lt;script&gt;" in body and "<script" not in body and 'href="javascript' not in body
    assert 'href="/manual/unit/"' in body


def test_pictures_are_shown_from_the_static_files() -> None:
    body = body_of(own_page([Role.MEMBER]))
    assert re.search(r'<img src="[^"]*desk/manual/home-member[^"]*\.png" alt="[^"]+" loading="lazy"', body)
