"""The bare view: signed in, one keyset query, a plain table of its rows, then filler up to the real page's size."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.utils import timezone
from django.views.decorators.http import require_safe

from huiyin.procedure.models import Matter

TEMPLATE = Engine().from_string(
    """<!DOCTYPE html><html lang="zh-hans"><head><meta charset="utf-8"><title>事项</title></head><body><table>
{% for matter in matters %}<tr><td>{{ matter.number }}</td>
<td><a href="{% url 'procedure:matter' matter.pk %}">{{ matter.title }}</a></td><td>{{ matter.state }}</td>
<td>{{ matter.opened_at|date:"Y-m-d" }}</td><td>{{ matter.next_due|date:"Y-m-d" }}</td></tr>
{% endfor %}</table><p>{{ filler }}</p></body></html>"""
)


@require_safe
@login_required
def bare(request: HttpRequest) -> HttpResponse:
    """`?committee=1&rows=50&fill=9000`: that many matters by keyset, and that many bytes more."""
    rows, fill = int(request.GET["rows"]), int(request.GET["fill"])
    matters = Matter.objects.filter(committee_id=request.GET["committee"], opened_at__lt=timezone.now())
    shown = matters.order_by("-opened_at", "-id")[:rows]
    return HttpResponse(TEMPLATE.render(Context({"matters": shown, "filler": "x" * fill})))
