"""Bringing in a roster in the browser: choose a file, look at every row, confirm."""

import base64
import csv
import io
from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huiyin.people.enums import RosterRowState
from huiyin.people.forms import RosterUploadForm
from huiyin.people.models import RosterImport, Term
from huiyin.people.roster.applying import IssuedAccount, apply_kept_roster, keep_roster, rows_of
from huiyin.people.roster.checking import CheckedRow, Preview, check_roster
from huiyin.people.roster.columns import LAYOUT
from huiyin.people.selectors import current_term, person_of
from huiyin.people.sheets.empty_list import empty_list
from huiyin.people.sheets.errors import SheetFileError, SheetNotApplicableError
from huiyin.people.sheets.reading import MAX_BYTES, read_sheet
from huiyin.people.sheets.screening import refuse_classified
from huiyin.people.views.access import Manager, manager_of_request
from huiyin.ui.opening import opens_at

ROWS_A_PAGE = 200


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Choosing the file. What was read is kept on the server until it is confirmed."""
    manager = manager_of_request(request)
    term = current_term(manager.committee, timezone.localdate())
    form = RosterUploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = RosterUploadForm(request.POST, request.FILES)
        if term is not None and form.is_valid():
            kept = _keep(manager, term, form)
            if kept is not None:
                return redirect("people:roster_preview", kept.pk)
    context = {"manager": manager, "term": term, "form": form}
    return render(request, "people/roster/upload.html", context)


def _keep(manager: Manager, term: Term, form: RosterUploadForm) -> RosterImport | None:
    """Reads and keeps the file; None with the reason on the form when it is no roster."""
    file = form.cleaned_data["file"]
    try:
        # One byte more than allowed is enough to know, whatever the size of the upload.
        sheet = read_sheet(file.read(MAX_BYTES + 1), LAYOUT)
        refuse_classified(sheet, file.name)
    except SheetFileError as error:
        form.add_error("file", str(error))
        return None
    return keep_roster(term=term, owner=manager.account, file_name=file.name, sheet=sheet, at=timezone.now())


@login_required
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """An empty list with the headings."""
    manager_of_request(request)
    return empty_list(LAYOUT, _("委员名册模板"))


def _own_roster(request: HttpRequest, pk: int) -> tuple[Manager, RosterImport]:
    """The kept roster, if the person uploaded it and still looks after its committee; 404 otherwise."""
    manager = manager_of_request(request)
    kept = get_object_or_404(
        RosterImport.objects.select_related("term__committee", "committee"),
        pk=pk,
        owner=manager.account,
        committee__in=manager.committees,
    )
    return manager, kept


@login_required
@require_http_methods(["GET"])
@never_cache
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Every row with what applying it would do, checked as things stand now."""
    _manager, kept = _own_roster(request, pk)
    return _show_preview(request, kept)


def _show_preview(request: HttpRequest, kept: RosterImport, status: int = 200) -> HttpResponse:
    if kept.applied_at is not None:
        return render(request, "people/roster/done_before.html", {"kept": kept})
    checked = check_roster(term=kept.term, rows=rows_of(kept), on=timezone.localdate())
    state = request.GET.get("state", "")
    rows = [row for row in checked.rows if row.state == state] if state else _errors_first(checked)
    context = {
        "kept": kept,
        "preview": checked,
        "counts": [(each, checked.count(each)) for each in RosterRowState],
        "state": state,
        "page": Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "people/roster/preview.html", context, status=status)


def _errors_first(checked: Preview) -> Sequence[CheckedRow]:
    return sorted(checked.rows, key=lambda row: (not row.problems, row.line))


def _preview_of(request: HttpRequest, pk: int) -> str:
    return reverse("people:roster_preview", args=[pk])


@opens_at(_preview_of)
@login_required
@require_POST
@never_cache
@sensitive_variables("applied")
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirming. The answer is the only place where the first passwords are ever seen."""
    manager, kept = _own_roster(request, pk)
    try:
        applied = apply_kept_roster(
            kept=kept,
            create_bodies=bool(request.POST.get("create_bodies")),
            at=timezone.now(),
            person=person_of(manager.account),
        )
    except SheetNotApplicableError as error:
        messages.error(request, str(error))
        kept.refresh_from_db(fields=["applied_at", "rows"])
        return _show_preview(request, kept, status=409)
    context = {"kept": kept, "applied": applied, "password_list": _password_list(applied.accounts)}
    return render(request, "people/roster/done.html", context)


@sensitive_variables()
def _password_list(accounts: Sequence[IssuedAccount]) -> str:
    """The list as an address to be saved by the browser: no second request, nothing left on the server."""
    if not accounts:
        return ""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([_("姓名"), _("登录名"), _("初始密码")])
    writer.writerows((each.name, each.user_name, each.password) for each in accounts)
    # The mark tells Excel that it is UTF-8.
    coded = base64.b64encode(text.getvalue().encode("utf-8-sig")).decode()
    return f"data:text/csv;charset=utf-8;base64,{coded}"
