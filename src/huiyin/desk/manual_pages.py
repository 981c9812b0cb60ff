"""The manual 使用手册: one page per duty, kept as Markdown beside this file and rendered when somebody reads it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

from huiyin.people.enums import Role

FOLDER = Path(__file__).parent / "manual"
PICTURES = "../static/desk/manual/"
_GAPS = re.compile(r"\W+")
_ADDRESS = re.compile(r"([a-z-]+)\.md")


@dataclass(frozen=True)
class Page:
    """One page of the manual and whose duty it describes (no roles: everybody's)."""

    slug: str
    roles: frozenset[Role] = frozenset()


PAGES = (
    Page("basics"),
    Page("cppcc-office", frozenset({Role.CPPCC_CLERK})),
    Page("special-committee", frozenset({Role.COMMITTEE_CLERK})),
    Page("party-and-government-office", frozenset({Role.OFFICE_CLERK})),
    Page("unit", frozenset({Role.UNIT_CLERK, Role.UNIT_REVIEWER, Role.UNIT_DEPUTY, Role.UNIT_HEAD})),
    Page("member", frozenset({Role.MEMBER})),
    Page("organisation", frozenset({Role.ORGANISATION_CLERK})),
    Page("leader", frozenset({Role.VICE_CHAIR, Role.SECRETARY_GENERAL, Role.CHAIR, Role.LEADER})),
    Page("operator", frozenset({Role.SYSTEM_OPERATOR})),
)


def page_named(slug: str) -> Page | None:
    """The page with this address, if the manual has it."""
    return next((page for page in PAGES if page.slug == slug), None)


def own_page(roles: Iterable[Role | str]) -> Page:
    """The page that somebody with these duties reads first; who has none begins with what everybody does."""
    held = set(roles)
    return next((page for page in PAGES if page.roles & held), PAGES[0])


@cache
def text_of(page: Page) -> str:
    """The Markdown of a page."""
    return (FOLDER / f"{page.slug}.md").read_text(encoding="utf-8")


def title_of(page: Page) -> str:
    """The first heading of a page."""
    return text_of(page).partition("\n")[0].removeprefix("# ")


def headings_of(page: Page) -> list[str]:
    """The headings of the sections of a page, in order."""
    return [line.removeprefix("## ") for line in text_of(page).splitlines() if line.startswith("## ")]


def anchor_of(heading: str) -> str:
    """Where in its page a section begins: what stands after the # of an address."""
    return _GAPS.sub("-", heading).strip("-")


def body_of(page: Page) -> SafeString:
    """A page without its first heading, as HTML; tags in the text come out as text, so nothing in it can act."""
    source = text_of(page).partition("\n")[2]
    renderer = MarkdownIt("commonmark", {"html": False})
    tokens = renderer.parse(source)
    for heading, inline in pairwise(tokens):
        if heading.type == "heading_open":
            heading.attrSet("id", anchor_of(inline.content))
    for token in (inner for block in tokens for inner in block.children or ()):
        if token.type == "link_open":
            token.attrSet("href", _address(str(token.attrGet("href"))))
        if token.type == "image":
            token.attrSet("src", _picture(str(token.attrGet("src"))))
            token.attrSet("loading", "lazy")
    rendered = str(renderer.renderer.render(tokens, renderer.options, {}))
    # Made by the renderer, which lets no HTML through.
    return SafeString(rendered)


def _picture(source: str) -> str:
    """Pictures lie among the static files; their address in the repository leads there from the page."""
    name = source.removeprefix(PICTURES)
    return static(f"desk/manual/{name}") if name != source else source


def _address(href: str) -> str:
    """In the repository pages lead to files; here the same link leads to the page."""
    found = _ADDRESS.fullmatch(href)
    return reverse("desk:manual_page", args=[found[1]]) if found else href
