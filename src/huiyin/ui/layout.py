"""How a form lies on the page: its sections in order, and the summary of errors in that same order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from huiyin.ui.rows import RowSet


@dataclass(frozen=True)
class Section:
    """A titled part of a form: names of fields and of rows, in order."""

    title: str | Promise
    names: Sequence[str]
    help_text: str | Promise = ""


@dataclass(frozen=True)
class FieldError:
    """One thing to mend: where (label, id of the element to jump to) and what."""

    label: str
    message: str
    html_id: str


@dataclass(frozen=True)
class PageItem:
    """One entry of a section: a field or a set of rows."""

    field: BoundField | None = None
    rows: RowSet | None = None


@dataclass(frozen=True)
class PageSection:
    """A section with its items found."""

    title: str
    help: str
    items: list[PageItem]


def page_sections(form: BaseForm) -> list[PageSection]:
    """Sections as declared; what no section names follows at the end, fields before rows."""
    sets: dict[str, RowSet] = {each.name: each for each in getattr(form, "row_sets", list)()}
    names = [field.name for field in form.visible_fields()] + list(sets)
    declared: Sequence[Section] = getattr(form, "sections", ())
    named = {name for section in declared for name in section.names}
    rest = Section("", [name for name in names if name not in named])
    found = []
    for section in (*declared, rest):
        items = [_item(form, sets, name) for name in section.names if name in names]
        if items:
            found.append(PageSection(str(section.title), str(section.help_text), items))
    return found


def error_summary(form: BaseForm) -> list[FieldError]:
    """Everything wrong with a form; whole-form errors and hidden fields first, then as on the page."""
    errors = [FieldError("", str(message), "form-errors") for message in form.non_field_errors()]
    for hidden in form.hidden_fields():
        errors += [FieldError(str(hidden.label), str(message), "form-errors") for message in hidden.errors]
    for section in page_sections(form):
        for item in section.items:
            errors += _rows_errors(item.rows) if item.rows else _field_errors(item.field)
    return errors


def _item(form: BaseForm, sets: dict[str, RowSet], name: str) -> PageItem:
    return PageItem(rows=sets[name]) if name in sets else PageItem(field=form[name])


def _field_errors(field: BoundField | None, label: str = "") -> Iterator[FieldError]:
    if field is None:
        return
    for message in field.errors:
        yield FieldError(f"{label}{field.label}", str(message), focus_id(field))


def _rows_errors(rows: RowSet) -> Iterator[FieldError]:
    yield from (FieldError(rows.label, message, rows.html_id) for message in rows.errors)
    shown = {id(form) for form in rows.filled}
    for number, form in enumerate(rows.forms, start=1):
        if id(form) not in shown:
            continue
        place = _("%(rows)s第 %(number)d 项") % {"rows": rows.label, "number": number}
        for message in form.non_field_errors():
            yield FieldError(place, str(message), rows.html_id)
        for field in form:
            yield from _field_errors(field, f"{place} · ")


def focus_id(field: BoundField) -> str:
    """Id of the element to jump to: a group of boxes has no single input, so its first one is taken."""
    many: Any = getattr(field.field.widget, "input_type", "")
    if many in {"radio", "checkbox"} and hasattr(field.field.widget, "choices"):
        return f"{field.auto_id}_0"
    return str(field.auto_id)
