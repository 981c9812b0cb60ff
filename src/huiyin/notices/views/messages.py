"""One's own messages: read, page by page, and marked as read by plain forms."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from huiyin.notices.actions import mark_all_read, mark_read
from huiyin.notices.selectors import message_page, unread_count
from huiyin.procedure.page.viewing import Visit
from huiyin.procedure.views.access import for_person


@require_safe
@for_person
def messages(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The messages of the person signed in, newest first."""
    before = _number(request.GET.get("before", ""))
    page = message_page(visit, before=before)
    context = {
        "page": page,
        "unread": unread_count(visit.person),
        "before": before,
        "older_url": f"?before={page.older}" if page.older else "",
        "newer_url": "?" if before else "",
    }
    return render(request, "notices/messages.html", context)


@require_POST
@for_person
def read_one(request: HttpRequest, visit: Visit, key: int) -> HttpResponse:
    """Mark one message as read, and stay on the same page."""
    mark_read(visit.person, key=key, at=visit.at)
    before = _number(request.POST.get("before", ""))
    address = redirect("notices:messages")
    if before:
        address["Location"] += f"?before={before}"
    return address


@require_POST
@for_person
def read_all(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Mark as read everything that was there when the page was drawn."""
    mark_all_read(visit.person, until=_number(request.POST.get("until", "")), at=visit.at)
    return redirect("notices:messages")


def _number(text: str) -> int:
    """A key from an address or a form; 0 for whatever is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
