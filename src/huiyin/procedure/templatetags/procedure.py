"""Template tags of the engine's pages."""

from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from huiyin.people.models import Grant
from huiyin.procedure.steps import words_of
from huiyin.ui.templatetags.ui import card

register = template.Library()
OWN_CARD = '<section class="card'


@register.filter
def grant_words(grant: Grant) -> str:
    """A grant as the person knows it: committee, body and role, and for whom it stands in."""
    principal = grant.deputy_of.person.name if grant.deputy_of else ""
    words = f"{grant.committee.short_name} {words_of(grant)}"
    return f"{words}（代{principal}）" if principal else words


@register.simple_tag(takes_context=True)
def draw_panel(context: Context, panel: Any, title: str = "", edit_url: str | None = None) -> str:
    """Draw a registered panel with its own content, in a card unless its template draws the card itself.

    Who may change what it shows finds the way in the head of the card. A panel with nothing to say takes no place.
    """
    edit = _("修改") if edit_url else ""
    values = {**context.flatten(), "edit_url": edit_url or "", "edit": edit, **panel.context}
    content = get_template(panel.template).render(values, request=context.get("request"))
    if not content.strip():
        return ""
    if content.lstrip().startswith(OWN_CARD):
        return content
    body = format_html('<div class="card-body">{}</div>', mark_safe(content))  # noqa: S308
    return card(body, title, panel.code, edit_url or "", edit)
