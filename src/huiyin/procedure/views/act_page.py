"""The page of an act as it is drawn: form, refusals, parts beside it."""

from http import HTTPStatus
from uuid import uuid4

from django.forms import FileField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from huiyin.kernel.verdicts import Refused
from huiyin.procedure.act_form import ActForm
from huiyin.procedure.drafts import Recovered
from huiyin.procedure.errors import ActRefused, ChooseGrant, ContentRefused, FormRefused, Overtaken
from huiyin.procedure.models import Step
from huiyin.procedure.page.deeds import Asked, Deed, EditDeed, MoveDeed, outlook
from huiyin.procedure.page.matter_page import PanelContent, panels_beside, styles_of
from huiyin.procedure.page.timeline import timeline
from huiyin.procedure.page.told import told
from huiyin.procedure.page.viewing import Visit


def show_act(
    request: HttpRequest,
    visit: Visit,
    deed: Deed,
    *,
    form: ActForm | None,
    status: int,
    draft: Recovered | None = None,
    asked: Asked | None = None,
    refused: ActRefused | None = None,
    looked: PanelContent | None = None,
) -> HttpResponse:
    """The page of an act with its form, what was refused and why, and what it is judged by."""
    beside = _beside(deed, visit)
    grants = refused.grants if isinstance(refused, ChooseGrant) else deed.grants
    context = {
        "deed": deed,
        "form": form,
        "matter": deed.matter,
        "committee_name": deed.act.committee.name,
        "manual_about": deed.act.procedure.procedure,
        "draft": draft,
        # A refused page keeps its identity: sent twice it is still one act.
        "request_id": (asked.request_id if asked else "") or uuid4().hex,
        "expected_step": deed.matter.step_number if deed.matter else "",
        "grants": grants if len(grants) > 1 else (),
        "chosen_grant": asked.grant if asked else None,
        "problems": _problems(deed, refused, form),
        "meanwhile": _meanwhile(deed, asked, refused),
        "outlook": outlook(deed) if deed.offered else [],
        "beside": beside,
        "looked": looked,
        "styles": styles_of([*beside, *([looked] if looked else [])]),
        "autosaves": deed.offered and deed.form_name,
        # What looks classified is kept nowhere; what is typed later is saved again.
        "forgets": isinstance(refused, ContentRefused),
        "unsaved": status == HTTPStatus.SERVICE_UNAVAILABLE,
        "has_files": form is not None and form.is_multipart(),
    }
    return render(request, "procedure/act/page.html", context, status=status)


def _beside(deed: Deed, visit: Visit) -> list[PanelContent]:
    """What the act is judged by: nobody signs, answers or revises what is not before his eyes."""
    if not isinstance(deed, MoveDeed | EditDeed) or not deed.offered or deed.act.definition is None:
        return []
    return panels_beside(deed.viewing, visit, deed.act.definition.shows)


def _problems(deed: Deed, refused: ActRefused | None, form: ActForm | None) -> tuple[Refused, ...]:
    """Reasons above the form; faults of fields are told by the form itself."""
    if isinstance(refused, FormRefused) and refused.form is not None and not refused.form.is_valid():
        return ()
    if refused is None:
        return ()
    found = (
        told(deed.viewing, refused, label=deed.label)
        if isinstance(deed, MoveDeed | EditDeed)
        else refused.refusals
    )
    # A file that is not taken is refused before the form is looked at, and the form says so as well.
    said = _says_what_is_wrong_with_a_file(form)
    return tuple(each for each in found if not (said and each.code == "file_not_taken"))


def _says_what_is_wrong_with_a_file(form: ActForm | None) -> bool:
    return form is not None and any(isinstance(form.fields.get(name), FileField) for name in form.errors)


def _meanwhile(deed: Deed, asked: Asked | None, refused: ActRefused | None) -> list[object]:
    """Who did what since the page was opened, as far as this person sees the timeline."""
    if not isinstance(refused, Overtaken) or asked is None or not isinstance(deed, MoveDeed | EditDeed):
        return []
    if not deed.viewing.shows("timeline"):
        return []
    later = Step.objects.filter(matter=deed.matter, number__gt=asked.expected_step or 0)
    return [*timeline(deed.viewing, list(later.order_by("number")[:50]))]


def not_yours(request: HttpRequest, deed: Deed, refusals: object) -> HttpResponse:
    """The page for a person who may not do this, with who could (403)."""
    context = {"deed": deed, "matter": deed.matter, "refusals": refusals}
    return render(request, "procedure/act/not_yours.html", context, status=403)
