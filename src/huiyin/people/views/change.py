"""Changing a setting in two steps: fill in, read in words what would change, confirm."""

import hashlib
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from huiyin.kernel.verdicts import Refused
from huiyin.people.actions.accepting import NotAcceptedError
from huiyin.people.actions.grants import GrantRefusedError
from huiyin.people.changing.carrying_out import AlreadyDone, Stale, confirm, token_for
from huiyin.people.changing.change import Asked, Change, ChangeForm, Done, change_kinds
from huiyin.people.changing.pages import setting_pages
from huiyin.people.changing.plan import Plan
from huiyin.people.views.access import keeper_of_request

CONFIRM, BACK = "confirm", "back"
OWN_NAMES = frozenset({"csrfmiddlewaretoken", "step", "token", "committee", "of"})


@dataclass(frozen=True)
class Page:
    """One request for one change."""

    request: HttpRequest
    change: Change
    asked: Asked

    def draw(self, template: str, status: int = 200, **more: object) -> HttpResponse:
        """A page of this change."""
        context = {
            "change": self.change,
            "asked": self.asked,
            "title": self.change.title(self.asked),
            "back": self.change.back(self.asked),
            "page_label": setting_pages[self.change.page].label,
            **more,
        }
        return render(self.request, template, context, status=status)

    def form(self, form: ChangeForm, status: int = 200) -> HttpResponse:
        """The form, with everything that was typed."""
        return self.draw("people/settings/change.html", status, form=form)

    def preview(self, plan: Plan, *, status: int = 200, overtaken: bool = False) -> HttpResponse:
        """What would change, in words, with the button that makes it so."""
        posted = self.request.POST
        return self.draw(
            "people/settings/preview.html",
            status,
            plan=plan,
            overtaken=overtaken,
            token=token_for(self.change, plan, typed_digest(posted)),
            typed=typed(posted),
            reason=posted.get("reason", ""),
        )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def change(request: HttpRequest, code: str) -> HttpResponse:
    """The form of one kind of change, its preview and its confirmation."""
    keeper = keeper_of_request(request)
    kind = change_kinds.get(code)
    if kind is None:
        raise Http404
    verdict = kind.may(keeper)
    if isinstance(verdict, Refused):
        raise PermissionDenied(verdict.text)
    asked = kind.ask(keeper, request.POST.get("of") or request.GET.get("of", ""))
    page = Page(request, kind, asked)
    if request.method != "POST":
        return page.form(kind.form_class(context=asked, initial=kind.initial(asked)))
    if request.POST.get("step") == BACK:
        values = kind.form_class.draft_values(request.POST)
        return page.form(kind.form_class(context=asked, initial=values))
    return _posted(page, kind.form_class(request.POST, context=asked))


def _posted(page: Page, form: ChangeForm) -> HttpResponse:
    """Preview or confirm what was typed; whatever is refused comes back in the form, nothing lost."""
    if not form.is_valid():
        return page.form(form, 422)
    try:
        if page.request.POST.get("step") == CONFIRM:
            return _confirmed(page, form)
        return page.preview(page.change.plan(page.asked, form.cleaned_data))
    except Stale as stale:
        return page.preview(stale.plan, status=409, overtaken=True)
    except AlreadyDone as done:
        text = _("这项变更已于%(when)s登记，没有重复办理。")
        messages.info(page.request, text % {"when": f"{done.line.at:%-H:%M}"})
        return redirect(page.change.back(page.asked))
    except (NotAcceptedError, GrantRefusedError) as refused:
        field = getattr(refused, "field", None)
        form.add_error(field if field in form.fields else None, refused.verdict.text)
        return page.form(form, 422)


@sensitive_variables("done")
def _confirmed(page: Page, form: ChangeForm) -> HttpResponse:
    posted = page.request.POST
    done: Done = confirm(
        page.change,
        page.asked,
        form.cleaned_data,
        token=posted.get("token", ""),
        posted=typed_digest(posted),
    )
    if done.password:
        return page.draw("people/settings/password.html", done=done)
    messages.success(page.request, done.message)
    return redirect(page.change.back(page.asked))


def typed(posted: QueryDict) -> list[tuple[str, str]]:
    """What was typed, to be carried from the preview to the confirmation."""
    return [(name, value) for name, values in posted.lists() if name not in OWN_NAMES for value in values]


def typed_digest(posted: QueryDict) -> str:
    """Names what was typed, line ends evened out: browsers send them as they like."""
    parts = (f"{name}={' '.join(value.split())}" for name, value in sorted(typed(posted)))
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
