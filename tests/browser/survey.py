"""Which pages there are: found by following links as each role, not from a list that somebody has to keep."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

from browser.windows import BACKEND
from huiyin.people.models import Account
from huiyin.procedure.models import Matter

TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
PRIMARY = re.compile(r'class="[^"]*\bbtn-primary\b')
MOST_PAGES = 70
ALIKE = 2
# The procedures share their pages, and so does the manual.
ONE_LIKE_ANOTHER = {"procedure:procedure", "procedure:terms", "desk:manual_page"}
# These change the look or end the session; they are looked at where they belong.
NOT_FOLLOWED = {"ui:text_size", "account_logout"}


class Links(HTMLParser):
    """The addresses a page leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the address of a link."""
        href = dict(attrs).get("href")
        if tag == "a" and href and not href.startswith("#"):
            self.found.append(href)


@dataclass
class Survey:
    """What one role can reach."""

    pages: dict[str, tuple[str, ...]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    nowhere: list[str] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


def survey(account: Account) -> Survey:
    """Follow links from the home page; of pages alike the first few."""
    client = Client()
    client.force_login(account, backend=BACKEND)
    found, seen, alike = Survey(), {"/"}, Counter[tuple[str, ...]]()
    queue = deque([("/", "")])
    while queue and len(found.pages) < MOST_PAGES:
        url, came_from = queue.popleft()
        kind = kind_of(url)
        if kind[0] in NOT_FOLLOWED or alike[kind] >= ALIKE:
            continue
        alike[kind] += 1
        answer = client.get(url)
        if answer.status_code >= 400:
            found.broken.append(f"{came_from} → {url}: {answer.status_code}")
            continue
        if not answer.headers.get("Content-Type", "").startswith("text/html") or answer.status_code != 200:
            continue
        content = answer.content.decode()
        found.pages[url] = kind
        found.titles[url.partition("?")[0]] = TITLE.search(content)[1].strip()
        if url != "/" and 'class="hy-crumbs"' not in content:
            found.nowhere.append(url)
        if len(PRIMARY.findall(content)) > 1:
            found.torn.append(url)
        for link in links_in(content):
            target = urljoin(url, link).split("#")[0]
            if target not in seen:
                seen.add(target)
                queue.append((target, url))
    return found


def links_in(page: str) -> Iterator[str]:
    """Addresses on this site that the page leads to."""
    parser = Links()
    parser.feed(page)
    for href in parser.found:
        parts = urlsplit(href)
        if not parts.scheme and not parts.netloc:
            yield href


def kind_of(url: str) -> tuple[str, ...]:
    """What makes two pages alike: the view, its names (not its keys), the filters used, the state of the matter."""
    parts = urlsplit(url)
    try:
        match = resolve(parts.path)
    except Resolver404:
        return ("nowhere", parts.path)
    if match.view_name in ONE_LIKE_ANOTHER:
        return (match.view_name,)
    names = [
        str(value) for name, value in match.kwargs.items() if name in {"code", "facet", "slug", "procedure"}
    ]
    names += sorted({name for name, _value in parse_qsl(parts.query)})
    if key := match.kwargs.get("matter_id"):
        matter = Matter.objects.only("procedure", "state").get(pk=key)
        names += [matter.procedure] if names else [matter.procedure, matter.state]
    return (match.view_name, *names)
