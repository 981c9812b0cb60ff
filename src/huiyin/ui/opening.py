"""Where to go instead of an address that only takes what is sent to it and cannot be opened."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest
from django.urls import Resolver404, resolve

Where = Callable[..., str]
AnyView = TypeVar("AnyView", bound=Callable[..., Any])
OPENS_AT = "opens_at"
HOME = "/"


def opens_at(where: Where) -> Callable[[AnyView], AnyView]:
    """Say which page belongs to a view that takes a form: `where(request, **parameters)` gives its address.

    Whoever signs in again after the form was refused, or types the address, is led there.
    """

    def mark(view: AnyView) -> AnyView:
        setattr(view, OPENS_AT, where)
        return view

    return mark


def page_of(request: HttpRequest) -> str:
    """The page that was asked for, or the one that stands for it where it cannot be opened."""
    where = _where(request)
    if where is not None:
        return where
    return request.get_full_path()


def page_instead_of(request: HttpRequest) -> str:
    """The page that stands for an address that cannot be opened; without one the first page."""
    return _where(request) or HOME


def _where(request: HttpRequest) -> str | None:
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None
    where: Where | None = getattr(match.func, OPENS_AT, None)
    return where(request, *match.args, **match.kwargs) if where is not None else None
