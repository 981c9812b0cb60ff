"""The office's own layout of a ledger: uploaded once, its columns mapped once, all versions kept."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from huiyin.ledgers.actions import put_in_force, take_in
from huiyin.ledgers.forms import LayoutMappingForm, LayoutUploadForm
from huiyin.ledgers.models import LedgerLayout
from huiyin.ledgers.selectors import layout_in_force, layouts
from huiyin.ledgers.sheets.guessing import guessed, known_names
from huiyin.ledgers.sheets.package import MOST_BYTES, NotALayout
from huiyin.ledgers.sheets.reading import Head, heads
from huiyin.ledgers.sources import Source
from huiyin.ledgers.views.exports import asked_for, keeps_layouts
from huiyin.people.models import Committee
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.views.access import Visit, for_person
from huiyin.records.screening import record_incident, screen


@require_http_methods(["GET", "HEAD", "POST"])
@for_person
def upload(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """The versions there are, and the way to a new one."""
    found, committee = _kept_by(request, visit, code)
    form = LayoutUploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = LayoutUploadForm(request.POST, request.FILES)
        layout = _taken_in(form, found, committee, visit) if form.is_valid() else None
        if layout is not None:
            return redirect("ledgers:layout", code, layout.pk)
    context = {
        **_place(found, committee),
        "form": form,
        "versions": list(layouts(committee, code)),
        "in_force": layout_in_force(committee, code, visit.day),
    }
    return render(request, "ledgers/layouts.html", context, status=422 if form.errors else 200)


def _kept_by(request: HttpRequest, visit: Visit, code: str) -> tuple[Source, Committee]:
    found, asker = asked_for(request, visit, code)
    if not keeps_layouts(asker):
        raise PermissionDenied(_("台账版式由政协办经办人设置。"))
    return found, asker.committee


def _taken_in(
    form: LayoutUploadForm, found: Source, committee: Committee, visit: Visit
) -> LedgerLayout | None:
    """The layout; None with the reason on the form for a file that cannot serve."""
    file = form.cleaned_data["file"]
    if file.size > MOST_BYTES:
        form.add_error("file", _("文件超过 5 MB。请删去数据行，只保留表头和一两行样例，再上传。"))
        return None
    try:
        finding = screen({}, {"file": file})
        if finding is not None:
            record_incident(finding, visit.person, visit.at, _("上传台账样表"))
            form.add_error("file", finding.sentence)
            return None
        layout, _heads = take_in(
            found, committee=committee, person=visit.person, at=visit.at, name=file.name, content=file.read()
        )
    except (NotALayout, ActRefused) as refused:
        form.add_error("file", str(refused))
        return None
    return layout


@require_http_methods(["GET", "HEAD", "POST"])
@for_person
def layout(request: HttpRequest, visit: Visit, code: str, key: int) -> HttpResponse:
    """The head of an uploaded sheet, each column with what it means; confirmed once, then only read."""
    found, asker = asked_for(request, visit, code)
    row = _own(found, asker.committee, key, keeps_layouts(asker))
    all_heads = heads(row.file_name, bytes(row.content), frozenset(known_names(found.columns)))
    head = _chosen(all_heads, str(request.POST.get("sheet") or request.GET.get("sheet") or row.sheet))
    form = _mapping(request, found, row, head, visit.day)
    if request.method == "POST" and row.in_force_from is None and form.is_valid():
        given = form.cleaned_data
        done = put_in_force(
            row,
            label=found.label,
            sheet=head.sheet,
            first_row=given["first_row"],
            columns=form.columns(),
            in_force_from=given["in_force_from"],
            person=visit.person,
            at=visit.at,
        )
        if done:
            messages.success(
                request, _("版式已保存，自%(day)s起按此导出。") % {"day": given["in_force_from"]}
            )
        return redirect(f"{reverse('ledgers:layouts', args=[code])}?committee={asker.committee.code}")
    context = {
        **_place(found, asker.committee),
        "layout": row,
        "form": form,
        "head": head,
        "heads": all_heads if len(all_heads) > 1 else (),
        "labels": [
            (letters, head.headings.get(letters, ""), label) for letters, label in _labels(found, row)
        ],
    }
    return render(request, "ledgers/layout.html", context, status=422 if form.errors else 200)


def _own(found: Source, committee: Committee, key: int, may: bool) -> LedgerLayout:
    row = LedgerLayout.objects.filter(pk=key, committee=committee, ledger=found.code).first()
    if row is None or not may:
        raise Http404
    return row


def _chosen(all_heads: list[Head], name: str) -> Head:
    return next((each for each in all_heads if each.sheet == name), all_heads[0])


def _mapping(
    request: HttpRequest, found: Source, row: LedgerLayout, head: Head, day: date
) -> LayoutMappingForm:
    columns = row.columns if head.sheet == row.sheet else guessed(head.headings, found.columns)
    initial: dict[str, Any] = {f"column-{letters}": code for letters, code in columns.items()}
    initial |= {"first_row": head.first_row, "in_force_from": day}
    data = request.POST if request.method == "POST" else None
    return LayoutMappingForm(data, head=head, columns=found.columns, initial=initial)


def _labels(found: Source, row: LedgerLayout) -> list[tuple[str, str]]:
    names = {column.code: column.label for column in found.columns}
    return [(letters, names.get(code, _("序号"))) for letters, code in row.columns.items()]


def _place(found: Source, committee: Committee) -> dict[str, Any]:
    return {
        "source": found,
        "committee": committee,
        "committee_name": committee.name,
        "index_url": f"{reverse('ledgers:index')}?committee={committee.code}",
        "layouts_url": f"{reverse('ledgers:layouts', args=[found.code])}?committee={committee.code}",
    }
