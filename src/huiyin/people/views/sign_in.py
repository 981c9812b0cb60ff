"""Signing in and out, changing the password, and what is shown to somebody locked out."""

from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.views import AccountInactiveView, LoginView, LogoutView, PasswordChangeView
from axes.helpers import get_cool_off, get_failure_limit
from axes.models import AccessAttempt
from django.contrib.auth.decorators import login_not_required, login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are handed out by the office: nobody signs up, and messages are in the office's words."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _(
            "用户名或密码不正确，请核对后重新输入。连续输错 5 次，该账号将锁定 15 分钟。"
        ),
        "account_inactive": _("该账号已停用，请与政协办公室联系。"),
        "enter_current_password": _("现用密码不正确，请重新输入。"),
        "rate_limited": _("操作过于频繁，请稍后再试。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Home: after a forced change the person wants to get on with the work."""
        return resolve_url("/")

    def add_message(self, request: HttpRequest, level: int, *args: Any, **options: Any) -> None:
        """Only what is worth a message: signing in and out are seen without one."""
        template = str(args[0] if args else options.get("message_template", ""))
        if not template.endswith(("logged_in.txt", "logged_out.txt")):
            super().add_message(request, level, *args, **options)


def attempted_user_name(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """Name under which failed attempts are counted: case and spaces must not give new attempts."""
    name = (credentials or {}).get("username") or request.POST.get("login", "")
    return str(name).strip().casefold()[:150]


def locked_out(
    request: HttpRequest, original_response: HttpResponse | None, credentials: dict[str, Any] | None
) -> HttpResponse:
    """The page for an account locked after too many wrong passwords: until when, and whom to ask."""
    cool_off = get_cool_off(request) or timedelta()
    name = attempted_user_name(request, credentials)
    last = AccessAttempt.objects.filter(username=name).order_by("-attempt_time").first()
    since = last.attempt_time if last else timezone.now()
    context = {
        "limit": get_failure_limit(request, credentials),
        "minutes": int(cool_off.total_seconds() // 60),
        # The next full minute, so that following the page to the letter works.
        "again_at": since + cool_off + timedelta(minutes=1),
    }
    return render(request, "people/sign_in/locked_out.html", context, status=429)


class SignIn(LoginView):  # type: ignore[misc]
    """User name and password."""

    template_name = "people/sign_in/sign_in.html"


# Who is out already is sent to the sign-in page, not asked to sign in first.
@method_decorator(login_not_required, name="dispatch")
class SignOut(LogoutView):  # type: ignore[misc]
    """Asks before signing out; the button posts."""

    template_name = "people/sign_in/sign_out.html"


class Inactive(AccountInactiveView):  # type: ignore[misc]
    """The account exists but has been stopped."""

    template_name = "people/sign_in/inactive.html"


@method_decorator(login_required, name="dispatch")
class ChangePassword(PasswordChangeView):  # type: ignore[misc]
    """One's own password; also where an account with a first password is sent."""

    template_name = "people/sign_in/change_password.html"
