"""Measurement 2: home, work list and matter page against a bare view with one keyset query and a page of that size.

Both go through the whole stack of the site as a web server calls it (WSGI, all middleware, session, signed-in
account), so the difference is what the page itself does. What the bare view shows is in `bench/bare.py`.
"""

import io
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client
from django.urls import reverse

from bench.cast import Cast
from bench.results import Row
from bench.timing import compare, timed
from huiyin.people.enums import Role
from huiyin.people.models import Person
from huiyin.procedure.models import Matter

PAIRS, WARM_UP = 40, 8
GOAL = 3.0
ROW_OF_PAGE = re.compile(rb"<tr[\s>]|<li[\s>]")


def measure_pages(cast: Cast, size: int) -> Iterator[Row]:
    """One row for the ratio, the times, the queries and the bytes of each page."""
    person = cast.grant(Role.CPPCC_CLERK).person
    session = signed_in(person)
    handler = WSGIHandler()
    queries: list[str] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        queries.append(sql)
        return execute(sql, params, many, context)

    for name, address in _addresses():
        get = partial(get_page, handler, session, address)
        get()  # what a process reads once is not counted
        with connection.execute_wrapper(count):
            queries.clear()
            body = get()
        base = partial(get_page, handler, session, _bare_address(cast, handler, session, body))
        result = compare(_timer(get), _timer(base), pairs=PAIRS, warm_up=WARM_UP)
        start = f"page.{name}.{size}"
        yield Row(f"{start}.ratio", result.ratio, "times bare view", GOAL)
        yield Row(f"{start}.ratio_fastest", result.fastest_ratio, "times bare view", None)
        yield Row(f"{start}.page", result.real, "ms", None)
        yield Row(f"{start}.bare", result.base, "ms", None)
        yield Row(f"{start}.queries", len(queries), "queries", None)
        yield Row(f"{start}.size", len(body) / 1024, "KiB", None)


def _timer(call: Callable[[], object]) -> Callable[[], float]:
    def measured() -> float:
        return timed(call)

    return measured


def _addresses() -> Iterator[tuple[str, str]]:
    """The three pages; of matters an outcome under way, which has the most on its page."""
    yield "home", "/"
    yield "list", reverse("procedure:matters")
    outcome = Matter.objects.filter(kind="outcome", state="handling").order_by("-opened_at").first()
    assert outcome is not None
    yield "matter", reverse("procedure:matter", args=[outcome.pk])


def signed_in(person: Person) -> str:
    """The session of somebody signed in, as a cookie."""
    client = Client()
    assert person.account is not None
    client.force_login(person.account, backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies.output(header="", sep=";").strip().partition(";")[0]


def _bare_address(cast: Cast, handler: WSGIHandler, session: str, page: bytes) -> str:
    """A bare page with as many rows as the real one has (50 at most), filled up to the same number of bytes."""
    rows = min(50, len(ROW_OF_PAGE.findall(page)))
    address = f"/bare/?committee={cast.committee.pk}&rows={rows}"
    unfilled = len(get_page(handler, session, f"{address}&fill=0"))
    return f"{address}&fill={max(0, len(page) - unfilled)}"


def get_page(handler: WSGIHandler, session: str, address: str) -> bytes:
    """The whole answer, as a web server would read it. AssertionError unless it is a page."""
    path, _mark, query = address.partition("?")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": "bench.invalid",
        "SERVER_PORT": "80", "HTTP_HOST": "bench.invalid", "HTTP_COOKIE": session, "SCRIPT_NAME": "",
        "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.version": (1, 0), "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(), "wsgi.multithread": False, "wsgi.multiprocess": False, "wsgi.run_once": False,
    }  # fmt: skip
    status: list[str] = []
    body_parts: list[bytes] = []

    def start(code: str, _headers: object, _failure: object = None, /) -> Callable[[bytes], object]:
        status.append(code)
        return body_parts.append

    response = handler(environ, start)
    body = b"".join(response)
    response.close()
    assert status == ["200 OK"], f"{address}: {status}"
    return body
