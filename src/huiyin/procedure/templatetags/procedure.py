"""Template tags of the engine's pages."""

from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import get_template

from huiyin.people.models import Grant
from huiyin.procedure.steps import words_of

register = template.Library()


@register.filter
def grant_words(grant: Grant) -> str:
    """A grant as the person knows it: committee, body and role, and for whom it stands in."""
    principal = grant.deputy_of.person.name if grant.deputy_of else ""
    words = f"{grant.committee.short_name} {words_of(grant)}"
    return f"{words}（代{principal}）" if principal else words


@register.simple_tag(takes_context=True)
def draw_panel(context: Context, panel: Any) -> str:
    """Draw a registered panel with its own content, and what every page knows besides."""
    values = {**context.flatten(), **panel.context}
    return get_template(panel.template).render(values, request=context.get("request"))
