"""Changing settings as the office does in the browser: fill in, read the preview, confirm."""

import html
import re
from typing import Any

from django.http import HttpResponse
from django.test import Client

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def address(code: str) -> str:
    """Where a kind of change is asked for."""
    return f"/settings/changes/{code}/"


def previewed(client: Client, code: str, of: object = "", /, **values: Any) -> HttpResponse:
    """The answer to 【下一步：核对】."""
    return client.post(address(code), {"of": str(of), "step": "preview", **values})


def hidden_of(page: HttpResponse) -> dict[str, Any]:
    """What the preview carries to the confirmation; of what was chosen several times, all."""
    carried: dict[str, Any] = {}
    for name, value in HIDDEN.findall(page.content.decode().partition("<main")[2].partition("</main>")[0]):
        if name in carried:
            before = carried[name] if isinstance(carried[name], list) else [carried[name]]
            carried[name] = [*before, html.unescape(value)]
        elif name != "csrfmiddlewaretoken":
            carried[name] = html.unescape(value)
    return carried


def confirmed(client: Client, code: str, page: HttpResponse) -> HttpResponse:
    """The answer to 【确认变更】 on a preview."""
    return client.post(address(code), {**hidden_of(page), "step": "confirm"})


def changed(client: Client, code: str, of: object = "", /, **values: Any) -> HttpResponse:
    """Both steps; the preview must not have refused anything."""
    page = previewed(client, code, of, **values)
    assert page.status_code == 200 and "确认变更" in page.content.decode(), said(page)
    return confirmed(client, code, page)


def said(page: HttpResponse) -> str:
    """The words of a page, for looking into."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))
