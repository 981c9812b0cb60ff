"""Somebody at a browser, as far as the server can tell: one connection, cookies, forms sent back as they came.

Nothing here goes through Django's test client: requests cross a socket, and several visitors ask at the same time.
"""

import http.client
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http import HTTPStatus
from time import perf_counter
from urllib.parse import urlencode

from bench.settings import ALLOWED_HOSTS

SECONDS = 120.0
"""How long a visitor waits for an answer."""
CSRF = "csrfmiddlewaretoken"
GONE = (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError)
_MATTER = re.compile(r"/matters/([0-9a-f-]{36})/")


@dataclass(frozen=True)
class Timed:
    """One request: what it was for, how long until the last byte (ms), what was answered."""

    what: str
    ms: float
    status: int


@dataclass
class Answer:
    """What came back."""

    status: int
    text: str
    location: str = ""

    @property
    def hidden(self) -> dict[str, str]:
        """Hidden fields of the page's forms: who sends the form sends them along."""
        found = _Hidden()
        found.feed(self.text)
        return found.values

    @property
    def matters(self) -> list[str]:
        """Keys of the matters that the page links to, each once, in their order."""
        return list(dict.fromkeys(_MATTER.findall(self.text)))


class _Hidden(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "input" and given.get("type") == "hidden" and given.get("name"):
            self.values.setdefault(str(given["name"]), given.get("value") or "")


@dataclass
class Visitor:
    """One signed-in browser; `times` keeps every request that was answered."""

    port: int
    session: str
    times: list[Timed] = field(default_factory=list)
    _cookies: dict[str, str] = field(default_factory=dict)
    _line: http.client.HTTPConnection | None = None

    def get(self, path: str, what: str) -> Answer:
        """Open a page."""
        return self._ask("GET", path, what, "")

    def post(self, path: str, what: str, fields: Mapping[str, str] | Iterator[tuple[str, str]]) -> Answer:
        """Send a form; `fields` holds its hidden fields too."""
        pairs = list(fields.items()) if isinstance(fields, Mapping) else list(fields)
        return self._ask("POST", path, what, urlencode(pairs))

    def beside(self) -> "Visitor":
        """The same browser over a second connection: two clicks at once."""
        return Visitor(self.port, self.session, self.times, self._cookies)

    def close(self) -> None:
        """Hang up."""
        if self._line is not None:
            self._line.close()
            self._line = None

    def _ask(self, method: str, path: str, what: str, body: str) -> Answer:
        began = perf_counter()
        try:
            answer = self._once(method, path, body)
        except GONE:
            # The server closed a line that had been quiet; a browser asks once more, with the same form.
            self.close()
            answer = self._once(method, path, body)
        self.times.append(Timed(what, (perf_counter() - began) * 1000, answer.status))
        return answer

    def _once(self, method: str, path: str, body: str) -> Answer:
        if self._line is None:
            self._line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        self._line.request(method, path, body.encode() or None, self._headers(bool(body)))
        response = self._line.getresponse()
        text = response.read().decode()
        for header in response.headers.get_all("Set-Cookie") or ():
            name, _equals, value = header.partition(";")[0].partition("=")
            self._cookies[name] = value
        return Answer(response.status, text, response.headers.get("Location", ""))

    def _headers(self, with_form: bool) -> dict[str, str]:
        cookies = {**self._cookies, "sessionid": self.session}
        found = {
            "Host": ALLOWED_HOSTS[0],
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        }
        if with_form:
            found["Content-Type"] = "application/x-www-form-urlencoded"
        return found


def failed(times: list[Timed]) -> int:
    """How many requests were not served: errors of the server, and pages that should have been there."""
    wrong = (HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN, HTTPStatus.UNPROCESSABLE_ENTITY)
    return sum(each.status >= HTTPStatus.INTERNAL_SERVER_ERROR or each.status in wrong for each in times)
