"""The page of one body: its names, who acts in it, what was changed, and what may be."""

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from huiyin.people.changes.sides import units_under
from huiyin.people.enums import BodyKind, BodyNameKind
from huiyin.people.models import Body, Grant
from huiyin.people.selectors.bodies import SIDE_OF
from huiyin.people.selectors.setting_changes import changes_of
from huiyin.people.views.access import keeper_of_request

MOST = 200


@login_required
@require_safe
def body(request: HttpRequest, pk: int) -> HttpResponse:
    """One body of the keeper's committee."""
    keeper = keeper_of_request(request)
    found = get_object_or_404(Body, committee=keeper.committee, pk=pk)
    names = list(found.other_names.order_by("kind", "pk"))
    lasting = Grant.objects.filter(committee=keeper.committee, body=found)
    lasting = lasting.filter(Q(until__isnull=True) | Q(until__gte=keeper.day))
    known = {found.name, *(each.name for each in names)}
    context = {
        "manager": keeper,
        "body": found,
        "today": keeper.day,
        "coming": getattr(found, "coming_name", None),
        "aliases": [each for each in names if each.kind == BodyNameKind.ALIAS],
        "former": [each for each in names if each.kind == BodyNameKind.FORMER],
        "holders": lasting.select_related("person").order_by("role", "pk")[:MOST],
        "is_special": found.kind == BodyKind.SPECIAL_COMMITTEE,
        "is_unit": found.kind == BodyKind.UNIT,
        "units_under": units_under(found) if found.kind in SIDE_OF else None,
        "counterparts": found.counterpart_units.select_related("unit").order_by("pk")[:MOST],
        "changes": changes_of(keeper.committee).filter(page="bodies", what__in=known).order_by("-pk")[:20],
    }
    return render(request, "people/body.html", context)
