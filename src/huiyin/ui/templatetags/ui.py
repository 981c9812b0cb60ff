"""Template tags of the house: form body, controls, icons, lights, cards."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.forms.widgets import CheckboxInput, Input, Select, Textarea
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from huiyin.ui.layout import error_summary, focus_id, page_sections

register = template.Library()

LIGHTS = {
    "green": ("正常", "check"),
    "yellow": ("临期", "clock"),
    "red": ("逾期", "alert"),
    "grey": ("未计时", "pause"),
}
TONES = {"good": "check", "partial": "half", "bad": "alert", "none": "clock"}
STAGE_WORDS = {"past": "已完成", "now": "进行中", "late": "进行中，已逾期", "future": "未到"}


@register.filter
def words(value: str) -> list[str]:
    """Split a text at its spaces."""
    return value.split()


@register.simple_tag
def static_script(name: str) -> str:
    """Address of one of our own scripts."""
    return static(f"ui/{name}.js")


@register.simple_tag
def icon(name: str) -> SafeString:
    """A small picture beside a word; it says nothing alone, so screen readers pass over it."""
    return format_html(
        '<svg class="hy-icon" aria-hidden="true" focusable="false" width="16" height="16">'
        '<use href="{}#{}"></use></svg>',
        static("ui/icons.svg"),
        name,
    )


@register.inclusion_tag("ui/components/form.html")
def form_body(form: BaseForm) -> dict[str, Any]:
    """Everything of a form between its <form> tags, without token and buttons."""
    return {
        "form": form,
        "sections": page_sections(form),
        "summary": error_summary(form) if form.is_bound else [],
    }


@register.inclusion_tag("ui/components/field.html")
def form_field(field: BoundField) -> dict[str, Any]:
    """One field with label, help and errors."""
    widget = field.field.widget
    return {
        "field": field,
        "is_tick": isinstance(widget, CheckboxInput),
        "is_group": field.use_fieldset,
        "focus_id": focus_id(field),
        "counted": "data-max-length" in field.field.widget.attrs,
    }


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The input of a field, dressed for its kind; required is said to screen readers, judged on the server."""
    widget = field.field.widget
    attrs: dict[str, Any] = {"class": f"{widget.attrs.get('class', '')} {_css_class(widget)}".strip()}
    if field.field.required and not field.use_fieldset:
        attrs["aria-required"] = "true"
    return field.as_widget(attrs=attrs)


def _css_class(widget: Any) -> str:
    if isinstance(widget, CheckboxInput):
        return "form-check-input"
    if getattr(widget, "use_fieldset", False):
        return (
            ""  # Django puts the class on the group as well as on each box; the style sheet knows the boxes
        )
    if isinstance(widget, Select):
        return "form-select"
    return "form-control" if isinstance(widget, Input | Textarea) else ""


@register.simple_tag
def light(value: object, text: str = "") -> SafeString:
    """A traffic light (`green`, `yellow`, `red`, `grey` or the kernel's Light) with its word and what is left.

    Written here and not as a template: a list has fifty of them.
    """
    code = str(value)
    word, picture = LIGHTS[code]
    left = format_html('<span class="hy-light-text">{}</span>', text) if text else ""
    return format_html('<span class="hy-light hy-light-{}">{}{}{}</span>', code, icon(picture), word, left)


@register.inclusion_tag("ui/components/verdict.html")
def verdict(label: str, tone: str = "none", by: str = "") -> dict[str, str]:
    """A verdict on a result (tone good, partial, bad, none) and whose it is."""
    return {"label": label, "tone": tone, "by": by, "picture": TONES[tone]}


@register.filter
def stage_word(state: str) -> str:
    """The state of a stage for those who do not see colours."""
    return STAGE_WORDS[state]


@register.filter
def item(mapping: Mapping[str, Any], key: str) -> Any:
    """A value of a mapping by a computed key."""
    return mapping.get(key)


@register.simple_block_tag(takes_context=False)
def card(content: str, title: str = "", id: str = "", more_url: str = "", more: str = "") -> SafeString:
    """A titled part of a page: `{% card title="办理情况" id="handling" %}…{% endcard %}`."""
    heading = format_html('<h2 class="card-title">{}</h2>', title) if title else ""
    link = format_html('<a class="hy-card-more" href="{}">{}</a>', more_url, more) if more_url else ""
    header = format_html('<div class="card-header">{}{}</div>', heading, link) if title else ""
    return format_html('<section class="card hy-card"{}>{}{}</section>', _id(id), header, content)


@register.simple_block_tag(takes_context=False)
def crumbs(content: str, here: str = "") -> SafeString:
    """Where one is: `{% crumbs here=deed.label %}<li><a href="…">事项</a></li>{% endcrumbs %}`; home comes first."""
    last = format_html('<li aria-current="page">{}</li>', here) if here else ""
    first = format_html('<li><a href="/">{}</a></li>', _("首页"))
    return format_html(
        '<nav aria-label="{}"><ol class="hy-crumbs">{}{}{}</ol></nav>', _("位置"), first, content, last
    )


def _id(value: str) -> SafeString | str:
    return format_html(' id="{}"', value) if value else ""
