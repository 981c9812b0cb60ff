"""Each page leads to the part of the manual that explains it, on the reader's own page where that has it."""

from urllib.parse import unquote

from conftest import SignIn
from factories.people import Cast
from huiyin.desk.manual_pages import PAGES, anchor_of, headings_of, own_page, page_named
from huiyin.desk.manual_sections import ABOUT, BASICS, OWN, section_for
from huiyin.desk.navigation import PLACES, Group
from huiyin.people.enums import Role
from huiyin.procedure.library import every


def test_every_section_named_is_in_the_manual() -> None:
    named = [("basics", heading) for heading in BASICS.values()]
    for places in (*OWN.values(), *ABOUT.values()):
        named += places.items()
    for slug, heading in named:
        page = page_named(slug)
        assert page is not None and heading in headings_of(page), (slug, heading)


def test_every_page_of_the_navigation_is_explained_to_each_of_its_readers() -> None:
    for entry in PLACES:
        for place in entry.places if isinstance(entry, Group) else (entry,):
            for role in place.roles or frozenset(Role):
                assert section_for(own_page([role]), place.route), (place.route, role)


def test_every_procedure_is_explained_to_somebody() -> None:
    assert {procedure.procedure for procedure in every().values()} == set(ABOUT)


def test_page_links_to_the_section_that_explains_it(shizuishan: Cast, signed_in: SignIn) -> None:
    client = signed_in(shizuishan["城经办"])
    page = client.get("/handling/promises/").content.decode()
    assert 'href="/manual/?of=handling%3Apromise_record"' in page
    for asked, leads in (
        ("of=handling:promise_record", "/manual/unit/#兑现承诺"),
        ("of=procedure:matter&about=assist", "/manual/unit/#会办"),
        ("of=procedure:matter", f"/manual/basics/#{anchor_of('一件事项的页面')}"),
        ("of=nowhere&about=nothing", "/manual/unit/"),
        ("", "/manual/unit/"),
    ):
        assert unquote(client.get(f"/manual/?{asked}").headers["Location"]) == leads, asked
    assert "一个上午" in client.get("/manual/unit/").content.decode()


def test_reader_of_another_page_is_led_there_when_only_that_one_explains() -> None:
    found = section_for(PAGES[0], "people:roster")
    assert found is not None and found[0].slug == "cppcc-office"
