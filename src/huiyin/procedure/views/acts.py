"""The one page on which anything is done: a move, an edit or a beginning, with its form or a confirmation."""

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.db import Error as DatabaseFault
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from huiyin.kernel.verdicts import Refused
from huiyin.people.models import Grant
from huiyin.procedure.definition import ACROSS, PARENT
from huiyin.procedure.drafts import NOT_TYPED, discard_draft, recovered, save_draft
from huiyin.procedure.engine import Taken
from huiyin.procedure.errors import ActRefused, ContentRefused, NotYours, Overtaken
from huiyin.procedure.library import NoSuchProcedure, newest
from huiyin.procedure.models import Matter
from huiyin.procedure.page.deeds import Asked, BeginDeed, Deed, EditDeed, MoveDeed
from huiyin.procedure.page.matter_page import PanelContent
from huiyin.procedure.page.viewing import Viewing, Visit
from huiyin.procedure.views.access import chosen_committee, for_person, seen_matter
from huiyin.procedure.views.act_page import not_yours, show_act
from huiyin.ui.trouble import Trouble, trouble_of

LOOK_UP = "look_up"
"""Name of the button that looks something up with what is typed, and does nothing."""
FILL = "fill-"
"""Fields of a beginning that the page which leads there fills in: `?fill-<field>=…`; the person may change them."""
BOTH = require_http_methods(["GET", "HEAD", "POST"])


@BOTH
@for_person
def move(request: HttpRequest, visit: Visit, matter_id: UUID, code: str) -> HttpResponse:
    """Make one declared move."""
    viewing = _found(request, visit, matter_id)
    if isinstance(viewing, HttpResponse):
        return viewing
    definition = viewing.procedure.moves.get(code)
    # What comes by itself or with an act on a related matter is nobody's to make.
    if definition is None or not definition.by_person:
        raise Http404
    return _page(request, visit, MoveDeed(viewing, visit, code, definition))


@BOTH
@for_person
def edit(request: HttpRequest, visit: Visit, matter_id: UUID, facet: str) -> HttpResponse:
    """Change the fields of one facet. A facet that this person does not see is not there."""
    viewing = _found(request, visit, matter_id)
    if isinstance(viewing, HttpResponse):
        return viewing
    declared = viewing.procedure.facets.get(facet)
    if declared is None or not declared.form or facet not in viewing.here.seen:
        raise Http404
    return _page(request, visit, EditDeed(viewing, visit, facet))


@BOTH
@for_person
def begin_matter(request: HttpRequest, visit: Visit, procedure: str) -> HttpResponse:
    """Begin a matter of a procedure, in the chosen committee, perhaps out of another matter."""
    try:
        document = newest(procedure)
    except NoSuchProcedure:
        raise Http404 from None
    if set(document.begins.by) <= {PARENT, ACROSS}:
        raise Http404
    committee = chosen_committee(request, visit)
    origin = _origin(request, visit)
    if origin is not None and origin.committee_id != committee.pk:
        raise Http404
    return _page(request, visit, BeginDeed(document, visit, committee, origin))


def _found(request: HttpRequest, visit: Visit, matter_id: UUID) -> Viewing | HttpResponse:
    """The matter, or for a form sent to one that is not (or no longer) seen, a page with what was typed.

    The page says the same whether there is such a matter or not.
    """
    try:
        return seen_matter(visit, matter_id)
    except Http404:
        if request.method != "POST":
            raise
        typed = [
            text for name, texts in request.POST.lists() if name not in NOT_TYPED for text in texts if text
        ]
        return render(request, "procedure/act/gone.html", {"typed": typed}, status=404)


def _origin(request: HttpRequest, visit: Visit) -> Matter | None:
    given = request.GET.get("origin", "")
    if not given:
        return None
    try:
        key = UUID(given)
    except ValueError:
        raise Http404 from None
    return seen_matter(visit, key).matter


def _page(request: HttpRequest, visit: Visit, deed: Deed) -> HttpResponse:
    if request.method == "POST":
        return (_look_up if LOOK_UP in request.POST else _do)(request, visit, deed)
    if not deed.yours:
        return not_yours(request, deed, [])
    filled = _filled(request) if isinstance(deed, BeginDeed) else {}
    # Who comes with other things filled in begins anew, and does not go on with what was typed about something else.
    draft = recovered(visit.person, deed.draft_key) if deed.form_name and not filled else None
    form = deed.form(draft=draft.data if draft else None, suggested=filled)
    return show_act(request, visit, deed, form=form, draft=draft, status=200 if deed.possible else 409)


def _filled(request: HttpRequest) -> dict[str, str | list[str]]:
    """What the address fills in; a field that is named several times has several values."""
    found: dict[str, str | list[str]] = {}
    for name, values in request.GET.lists():
        if name.startswith(FILL) and values:
            found[name.removeprefix(FILL)] = values if len(values) > 1 else values[0]
    return found


def _do(request: HttpRequest, visit: Visit, deed: Deed) -> HttpResponse:
    asked = _asked(request, visit)
    try:
        taken = deed.do(visit, asked)
    except NotYours as refused:
        _keep_typed(visit, deed, asked)
        return not_yours(request, deed, refused.refusals)
    except ActRefused as refused:
        return _refused(request, visit, deed, asked, refused)
    except (DatabaseFault, OSError) as error:
        trouble = trouble_of(error)
        if trouble is None:
            raise
        return _unavailable(request, visit, deed, asked, trouble)
    # The act is done; a draft that cannot be thrown away just now must not make it look undone.
    with suppress(DatabaseFault):
        discard_draft(visit.person, deed.draft_key)
    messages.success(request, _done(deed, taken))
    return _after(visit, taken)


def _after(visit: Visit, taken: Taken) -> HttpResponse:
    """The matter's page; the home page for who by this act has no more to do with it (and declined to sign, say)."""
    try:
        seen_matter(visit, taken.matter.pk)
    except Http404:
        return redirect("/")
    return redirect("procedure:matter", taken.matter.pk)


def _look_up(request: HttpRequest, visit: Visit, deed: Deed) -> HttpResponse:
    """The same page with every typed character, unjudged, and what was looked up with it; nothing is done."""
    if deed.matter is None and not deed.yours:
        return not_yours(request, deed, [])
    asked, look, form_class = _asked(request, visit), deed.look_up, deed.form_class
    form = deed.form(draft=asked.data)
    if look is None or form_class is None:
        return show_act(request, visit, deed, form=form, asked=asked, status=200 if deed.possible else 409)
    try:
        _store_typed(visit, deed, asked)
    except ContentRefused as refused:
        return _refused(request, visit, deed, asked, refused)
    found = look.found(deed.act, form_class.draft_values(asked.data))
    looked = PanelContent("look_up", "", str(look.label), look.template, found, look.style)
    return show_act(request, visit, deed, form=form, asked=asked, looked=looked, status=200)


def _asked(request: HttpRequest, visit: Visit) -> Asked:
    step = request.POST.get("expected_step", "")
    return Asked(
        data=request.POST,
        files=request.FILES,
        grant=_grant(request, visit),
        expected_step=int(step) if step.isdecimal() and len(step) < 10 else None,
        request_id=request.POST.get("request_id", "")[:64],
    )


def _grant(request: HttpRequest, visit: Visit) -> Grant | None:
    """The grant chosen on the page; one that is not the visitor's own counts as none."""
    given = request.POST.get("acting_grant", "")
    return next((grant for grant in visit.grants if str(grant.pk) == given), None)


def _done(deed: Deed, taken: Taken) -> str:
    if taken.repeated:
        return _("“%(label)s”此前已经办理，没有重复办理。") % {"label": deed.label}
    state = taken.step.to_label
    if isinstance(deed, MoveDeed | EditDeed):
        # Where it stands now: what waited for this act has followed by itself.
        state = deed.viewing.label_of(taken.matter.state)
    elif isinstance(deed, BeginDeed) and taken.step.to_state == deed.procedure.begins.state:
        state = deed.state_label
    return _("已办理“%(label)s”，本件现为“%(state)s”。") % {"label": deed.label, "state": state}


def _refused(
    request: HttpRequest, visit: Visit, deed: Deed, asked: Asked, refused: ActRefused
) -> HttpResponse:
    """The same page with every reason and every typed character."""
    form = refused.form or deed.form(typed=asked.data, files=asked.files)
    if isinstance(refused, ContentRefused):
        discard_draft(visit.person, deed.draft_key)
    else:
        _keep_typed(visit, deed, asked)
    if isinstance(refused, Overtaken):
        return show_act(request, visit, deed, form=form, asked=asked, refused=refused, status=409)
    return show_act(request, visit, deed, form=form, asked=asked, refused=refused, status=422)


def _keep_typed(visit: Visit, deed: Deed, asked: Asked) -> None:
    """What was refused is kept as a draft: the page may be left before it has saved itself once more."""
    if deed.form_name:
        with suppress(ContentRefused):
            _store_typed(visit, deed, asked)


def _store_typed(visit: Visit, deed: Deed, asked: Asked) -> None:
    """Keep it as a draft. Raises ContentRefused for what looks classified."""
    typed = {name: [str(value) for value in values] for name, values in asked.data.lists()}
    try:
        save_draft(visit.person, deed.draft_key, typed, at=visit.at)
    except ContentRefused:
        raise
    except (ActRefused, DatabaseFault):
        # Too long for a draft, or nothing can be stored just now: the page itself still has every character.
        return


def _unavailable(
    request: HttpRequest, visit: Visit, deed: Deed, asked: Asked, trouble: Trouble
) -> HttpResponse:
    """The same page while nothing can be stored: what was typed is in it, sent again it is the same act."""
    refused = ActRefused([Refused(trouble.code, f"{trouble.happened}{trouble.todo}")])
    form = deed.form(typed=asked.data, files=asked.files)
    return show_act(request, visit, deed, form=form, asked=asked, refused=refused, status=503)
