"""Lets an account with a first password go nowhere but to the page that changes it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

GetResponse = Callable[[HttpRequest], HttpResponse]


class FirstPasswordMiddleware:
    """A first password was seen by whoever handed it out, so nothing may be done under it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Passes the request on, or sends it to the change page."""
        if not getattr(request.user, "must_change_password", False) or self._is_open(request.path):
            return self.get_response(request)
        page = reverse("account_change_password")
        if request.headers.get("HX-Request") == "true":
            return HttpResponseClientRedirect(page)
        return redirect(page)

    @staticmethod
    def _is_open(path: str) -> bool:
        open_pages = {reverse("account_change_password"), reverse("account_logout")}
        return path in open_pages or path.startswith(settings.STATIC_URL)
