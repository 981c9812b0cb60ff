"""Pages without sign-in: calls to the public, the form of one, and what became of a tip by its receipt code.

They show what the office has published and nothing else; what is posted waits for a clerk.
"""

from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from huiyin.people.models import Committee
from huiyin.procedure.errors import ActRefused
from huiyin.proposals.actions.posting import post_tip
from huiyin.proposals.forms.public_tip import PublicTipForm, ReceiptForm
from huiyin.proposals.rules.tips import receipt_words
from huiyin.proposals.selectors.tips import fate_by_receipt, public_calls

BOTH = require_http_methods(["GET", "HEAD", "POST"])
TOO_MANY = 429


def address_of(request: HttpRequest) -> str:
    """The visitor's address: in production what our own proxy says, which sets the header anew on every request."""
    if getattr(settings, "HUIYIN_PRODUCTION", False):
        forwarded: str = request.headers.get("X-Forwarded-For", "")
        last = forwarded.rpartition(",")[2].strip()
        if last:
            return last
    return str(request.META.get("REMOTE_ADDR", ""))


@login_not_required
@never_cache
@require_safe
def calls(request: HttpRequest, code: str) -> HttpResponse:
    """What the committee asks the public for just now."""
    committee = get_object_or_404(Committee, code=code)
    context = {
        "committee": committee,
        "committee_name": committee.name,
        "calls": public_calls(committee, timezone.localdate()),
    }
    return render(request, "proposals/tips/public_calls.html", context)


@login_not_required
@never_cache
@BOTH
def call(request: HttpRequest, code: str, matter_id: UUID) -> HttpResponse:
    """One call with its form; after posting, the receipt code. A call that is over is not there."""
    committee = get_object_or_404(Committee, code=code)
    now = timezone.now()
    found = public_calls(committee, timezone.localdate(now)).filter(matter=matter_id).first()
    if found is None:
        raise Http404
    context = {"committee": committee, "committee_name": committee.name, "call": found}
    if request.method != "POST":
        return render(request, "proposals/tips/public_call.html", {**context, "form": PublicTipForm()})
    form = PublicTipForm(request.POST)
    if not form.is_valid():
        return render(request, "proposals/tips/public_call.html", {**context, "form": form}, status=422)
    try:
        posted = post_tip(found, form.cleaned_data, address=address_of(request), at=now)
    except ActRefused as refused:
        status = TOO_MANY if any(each.code == "too_many" for each in refused.refusals) else 422
        context |= {"form": form, "problems": refused.refusals}
        return render(request, "proposals/tips/public_call.html", context, status=status)
    context |= {"code": receipt_words(posted.receipt_code), "title": posted.title}
    return render(request, "proposals/tips/public_done.html", context)


@login_not_required
@never_cache
@BOTH
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """What became of a tip. The code is posted, so that it stands in no address."""
    committee = get_object_or_404(Committee, code=code)
    form = ReceiptForm(request.POST if request.method == "POST" else None)
    context = {"committee": committee, "committee_name": committee.name, "form": form}
    if request.method != "POST":
        return render(request, "proposals/tips/public_receipt.html", context)
    found = fate_by_receipt(committee, form.cleaned_data["code"]) if form.is_valid() else None
    if found is None:
        if form.is_valid():
            form.add_error("code", _("没有这个回执码，请核对。"))
        return render(request, "proposals/tips/public_receipt.html", context, status=422)
    context |= {"title": found[0], "said": found[1]}
    return render(request, "proposals/tips/public_receipt.html", context)
