"""What every request passes: it must be readable, and whoever asks must be signed in."""

import codecs
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict, UnreadablePostError
from django.http.request import RawPostDataException
from django.utils.cache import add_never_cache_headers

from huiyin.ui.errors import not_allowed, session_expired, wants_json

GetResponse = Callable[[HttpRequest], HttpResponse]
NUL = "\0"
READ_AT_ONCE = 1024 * 1024
# What is too big is read to its end and dropped, so that a browser stays to see the answer; up to this.
MOST_DROPPED = 1024 * READ_AT_ONCE


class SignInMiddleware(LoginRequiredMiddleware):
    """Every page asks for a sign-in unless its view is marked `login_not_required`.

    A link leads to the sign-in page and back. A form or a script is told (401) that nothing was done: a redirect
    would turn what was sent into an empty page. Offices share computers, so no browser keeps a page either, not even
    for its button “back”, unless the view has said otherwise.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Forbid keeping what was answered."""
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponseBase:
        """Answer somebody who is not signed in, or no longer."""
        if request.method not in {"GET", "HEAD"} or request.headers.get("HX-Request") or wants_json(request):
            return session_expired(request)
        return super().handle_no_permission(request, view_func)


class NotAllowedMiddleware:
    """Gives the bare answer “405” of an address that is not opened like that the page of the house."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Replace an empty 405; whoever answers it with words of its own keeps them."""
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or response.content:
            return response
        return not_allowed(request, response.headers.get("Allow", ""))


class ReadableMiddleware:
    """Refuses what cannot be read as text and what is too big, before anything looks at it.

    NUL characters, which PostgreSQL cannot store, are left out as the kernel leaves out every other invisible
    character; so both databases keep the same text and no query fails on one.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, cleaned. Raises BadRequest, Http404 and RequestDataTooBig."""
        _check_encoding(request)
        _check_size(request)
        if NUL in request.path:
            raise Http404
        for name in [name for name, value in request.COOKIES.items() if NUL in name + value]:
            del request.COOKIES[name]
        if "%00" in request.META.get("QUERY_STRING", ""):
            request.GET = _without_nul(request.GET)  # type: ignore[assignment]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Clean the form, once a view was found for the address."""
        if request.method != "POST":
            return
        try:
            posted = request.POST
        except (UnreadablePostError, RawPostDataException):
            return  # the sender went away, or somebody has read the raw body: nothing to clean
        if any(NUL in name or any(NUL in text for text in texts) for name, texts in posted.lists()):
            request.POST = _without_nul(posted)  # type: ignore[assignment]


def _check_encoding(request: HttpRequest) -> None:
    """All pages are UTF-8 and so is what they send; another encoding would end in wrong characters."""
    try:
        named = codecs.lookup(request.encoding or "utf-8").name
    except LookupError:
        named = ""
    if named != "utf-8":
        request.encoding = "utf-8"
        raise BadRequest("not UTF-8")


def _check_size(request: HttpRequest) -> None:
    given = request.META.get("CONTENT_LENGTH") or "0"
    size = int(given) if given.isascii() and given.isdigit() else 0
    if size <= settings.HUIYIN_LARGEST_REQUEST:
        return
    left = min(size, MOST_DROPPED)
    while left > 0 and (read := request.read(min(left, READ_AT_ONCE))):
        left -= len(read)
    raise RequestDataTooBig("the request is larger than HUIYIN_LARGEST_REQUEST")


def _without_nul(given: QueryDict) -> QueryDict:
    cleaned = QueryDict(mutable=True)
    for name, texts in given.lists():
        cleaned.setlist(name.replace(NUL, ""), [text.replace(NUL, "") for text in texts])
    cleaned._mutable = False
    return cleaned
