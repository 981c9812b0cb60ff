"""Bringing in bodies in the browser: choose a file, look at every row, confirm."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huiyin.people.body_sheet.applying import apply_kept_bodies, keep_bodies, rows_of
from huiyin.people.body_sheet.checking import check_bodies
from huiyin.people.body_sheet.columns import LAYOUT
from huiyin.people.enums import BodyKind, RosterRowState
from huiyin.people.forms import BodyUploadForm
from huiyin.people.models import BodyImport
from huiyin.people.selectors import person_of
from huiyin.people.sheets.empty_list import empty_list
from huiyin.people.sheets.errors import SheetFileError, SheetNotApplicableError
from huiyin.people.sheets.reading import MAX_BYTES, read_sheet
from huiyin.people.sheets.screening import refuse_classified
from huiyin.people.views.access import Manager, manager_of_request
from huiyin.ui.opening import opens_at


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Choosing the file. What was read is kept on the server until it is confirmed."""
    manager = manager_of_request(request)
    form = BodyUploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = BodyUploadForm(request.POST, request.FILES)
        kept = _keep(manager, form) if form.is_valid() else None
        if kept is not None:
            return redirect("people:bodies_preview", kept.pk)
    context = {"manager": manager, "form": form, "labels": LAYOUT.labels, "kinds": BodyKind.labels}
    return render(request, "people/body_sheet/upload.html", context)


def _keep(manager: Manager, form: BodyUploadForm) -> BodyImport | None:
    """Read and keep the file; None with the reason on the form when it is no list of bodies."""
    file = form.cleaned_data["file"]
    try:
        sheet = read_sheet(file.read(MAX_BYTES + 1), LAYOUT)
        refuse_classified(sheet, file.name)
    except SheetFileError as error:
        form.add_error("file", str(error))
        return None
    committee, owner = manager.committee, manager.account
    return keep_bodies(committee=committee, owner=owner, file_name=file.name, sheet=sheet, at=timezone.now())


@login_required
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """An empty list with the headings."""
    manager_of_request(request)
    return empty_list(LAYOUT, _("机构导入模板"))


def _own(request: HttpRequest, pk: int) -> tuple[Manager, BodyImport]:
    """The kept list, if the person uploaded it and still looks after its committee; 404 otherwise."""
    manager = manager_of_request(request)
    rows = BodyImport.objects.select_related("committee")
    return manager, get_object_or_404(rows, pk=pk, owner=manager.account, committee__in=manager.committees)


@login_required
@require_safe
@never_cache
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Every row with what applying it would do, checked as things stand now."""
    _manager, kept = _own(request, pk)
    return _show(request, kept)


def _show(request: HttpRequest, kept: BodyImport, status: int = 200) -> HttpResponse:
    rows = check_bodies(committee=kept.committee, rows=rows_of(kept), on=timezone.localdate())
    rows.sort(key=lambda row: (not row.problems, row.line))
    states = [row.state for row in rows]
    context = {
        "kept": kept,
        "rows": rows,
        "counts": [(each, states.count(each)) for each in RosterRowState],
        "has_errors": RosterRowState.ERROR in states,
        "has_effect": RosterRowState.NEW in states or RosterRowState.CHANGED in states,
    }
    return render(request, "people/body_sheet/preview.html", context, status=status)


def _preview_of(request: HttpRequest, pk: int) -> str:
    return reverse("people:bodies_preview", args=[pk])


@opens_at(_preview_of)
@login_required
@require_POST
@never_cache
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirming."""
    manager, kept = _own(request, pk)
    try:
        applied = apply_kept_bodies(kept=kept, person=person_of(manager.account), at=timezone.now())
    except SheetNotApplicableError as error:
        messages.error(request, str(error))
        kept.refresh_from_db(fields=["applied_at", "rows"])
        return _show(request, kept, status=409)
    said = {"created": applied.created, "changed": applied.changed, "unchanged": applied.unchanged}
    text = _("已导入：新增 %(created)d 个，变更 %(changed)d 个，无变化 %(unchanged)d 个。")
    messages.success(request, text % said)
    return redirect(f"{reverse('people:bodies')}?committee={kept.committee.code}")
