"""公文模板: what templates are in force, putting one's own in force, trying one with sample data."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from huiyin.people.enums import Role
from huiyin.people.models import Committee
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.registry import document_kinds
from huiyin.procedure.views.access import Visit, chosen_committee, for_person
from huiyin.records.models import WordTemplate
from huiyin.records.official.paper import FORMAT_LABELS, PaperFormat
from huiyin.records.official.word import FIELDS, preset
from huiyin.records.views.papers import WORD
from huiyin.records.word_template_form import TemplateForm
from huiyin.records.word_templates import adopt_template, checked_template, templates_of, tried


@require_http_methods(["GET", "HEAD", "POST"])
@for_person
def templates(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What is in force; a post tries a template or puts it in force, by its button."""
    committee = _committee(request, visit)
    form = TemplateForm(initial={"in_force_from": visit.day})
    if request.method == "POST":
        form = TemplateForm(request.POST, request.FILES)
        if form.is_valid():
            answer = _taken(request, visit, committee, form)
            if answer is not None:
                return answer
    context = {
        "form": form,
        "rows": [(document_kinds.get(each.kind, each.kind), each) for each in templates_of(committee)],
        "presets": [(each.value, FORMAT_LABELS[each]) for each in PaperFormat],
        "fields": FIELDS.items(),
        "committee_name": committee.name,
    }
    return render(request, "records/word_templates.html", context, status=422 if form.errors else 200)


def _taken(
    request: HttpRequest, visit: Visit, committee: Committee, form: TemplateForm
) -> HttpResponse | None:
    """The filled sample, or back to the page once it is in force; None with the reason on the form."""
    values = form.cleaned_data
    try:
        if "try" in request.POST:
            content = checked_template(
                values["file"], reason=values["reason"], actor=visit.person, at=visit.at
            )
            return _word(tried(content, visit.at), _("试看.docx"))
        adopt_template(committee=committee, actor=visit.person, at=visit.at, **values)
    except ActRefused as refused:
        form.add_error("file", str(refused))
        return None
    messages.success(request, _("模板已登记，自启用日期起使用。"))
    return redirect(request.path)


@require_safe
@for_person
def one(request: HttpRequest, visit: Visit, key: int) -> HttpResponse:
    """A template as it was handed in."""
    found = WordTemplate.objects.filter(pk=key, committee=_committee(request, visit)).first()
    if found is None:
        raise Http404
    return _word(bytes(found.content), found.original_name)


@require_safe
@for_person
def sample(request: HttpRequest, visit: Visit, kind: str) -> HttpResponse:
    """Our own template of a format, to begin one's own with."""
    _committee(request, visit)
    if kind not in set(PaperFormat):
        raise Http404
    form = PaperFormat(kind)
    return _word(preset(form), _("%(format)s模板.docx") % {"format": FORMAT_LABELS[form]})


def _committee(request: HttpRequest, visit: Visit) -> Committee:
    committee = chosen_committee(request, visit)
    if Role.CPPCC_CLERK not in {grant.role for grant in visit.grants_in(committee)}:
        raise PermissionDenied(_("公文模板由政协办经办人维护。"))
    return committee


def _word(content: bytes, name: str) -> HttpResponse:
    disposition = content_disposition_header(True, name)
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=WORD, headers=headers)
