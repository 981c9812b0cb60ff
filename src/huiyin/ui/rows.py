"""Repeated rows inside a form: recommendations of an outcome, units of an assignment, items of a reply.

Names are flat and need no counter: `units-0-body`, `units-1-body`; `units-1-REMOVE` drops a row. The rows
that exist are those whose names were posted, so a script may add or take out rows without telling anybody.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from huiyin.ui.fields import fit_fields

REMOVE = "REMOVE"
PLACEHOLDER = "__prefix__"


class RowForm(forms.Form):
    """One row; subclass it like any form. Hooks: `prepare()` after creation, `clean()` as usual."""

    use_required_attribute = False

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        prefix: str | None = None,
        initial: Mapping[str, Any] | None = None,
        context: Any = None,
    ) -> None:
        super().__init__(
            data,
            files,
            prefix=prefix,
            initial=dict(initial or {}),
            empty_permitted=True,
            use_required_attribute=False,
        )
        self.context = context
        fit_fields(self.fields, context)
        self.prepare()

    def prepare(self) -> None:
        """Adapt fields to `self.context` (override)."""

    @property
    def remove_name(self) -> str:
        """Name of the tick box that takes this row out."""
        return f"{self.prefix}-{REMOVE}"

    @property
    def is_removed(self) -> bool:
        """Whether the person ticked this row off."""
        return self.is_bound and bool(self.data.get(self.remove_name))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filled in (declared defaults count as nothing)."""
        return not self.has_changed()


class Rows:
    """Declaration of repeated rows: `rows = {"units": Rows(UnitRow, label=_("承办单位"), min_rows=1)}`."""

    def __init__(
        self,
        form_class: type[RowForm],
        *,
        label: str | Promise,
        min_rows: int = 0,
        max_rows: int = 100,
        extra: int = 1,
        can_add: bool = True,
        can_remove: bool = True,
        help_text: str | Promise = "",
    ) -> None:
        self.form_class = form_class
        self.label = label
        self.min_rows = min_rows
        self.max_rows = max_rows
        self.extra = extra if can_add else 0
        self.can_add = can_add
        self.can_remove = can_remove
        self.help_text = help_text

    @property
    def most_posted(self) -> int:
        """How many rows are read at all, empty and ticked-off ones included."""
        return self.max_rows * 2


@dataclass
class RowSet:
    """The rows of one form as shown on the page and as read back from it."""

    name: str
    html_id: str
    declaration: Rows
    forms: list[RowForm]
    empty_form: RowForm
    posted: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def label(self) -> str:
        """Heading of the rows."""
        return str(self.declaration.label)

    @property
    def help(self) -> str:
        """What to fill in here."""
        return str(self.declaration.help_text)

    @property
    def can_add(self) -> bool:
        """Whether the person may add rows."""
        return self.declaration.can_add

    @property
    def filled(self) -> list[RowForm]:
        """Rows that count: posted, not taken out, not empty."""
        return [form for form in self.forms[: self.posted] if not form.is_removed and not form.is_empty]

    def clean(self) -> list[dict[str, Any]]:
        """Validate the filled rows and give their values; a wrong number of rows goes to `errors`."""
        filled = self.filled
        label, low, high = self.label, self.declaration.min_rows, self.declaration.max_rows
        if len(filled) < low:
            self.errors.append(_("“%(label)s”至少填写 %(count)d 项。") % {"label": label, "count": low})
        if len(filled) > high:
            self.errors.append(_("“%(label)s”最多填写 %(count)d 项。") % {"label": label, "count": high})
        return [form.cleaned_data for form in filled if form.is_valid()]

    def is_valid(self) -> bool:
        """Whether number and content of the rows are right (after `clean`)."""
        return not self.errors and all(form.is_valid() for form in self.filled)


def posted_numbers(name: str, *sources: Iterable[str]) -> list[int]:
    """Numbers of the rows present in posted names, lowest first."""
    pattern = re.compile(rf"{re.escape(name)}-(\d{{1,6}})-")
    found = (pattern.match(key) for keys in sources for key in keys)
    return sorted({int(match[1]) for match in found if match})


def bound_row_set(name: str, declaration: Rows, data: Any, files: Any, context: Any) -> RowSet:
    """Rows as posted, followed by empty ones so that more can be added without a script."""
    make = declaration.form_class
    numbers = posted_numbers(name, data, files or ())
    # Each row costs queries when it is judged and drawn: what no page of ours sends is not built, and not lost in
    # silence either.
    most = declaration.most_posted
    errors = [_("一次最多提交 %(count)d 行，请分批填写。") % {"count": most}] if len(numbers) > most else []
    numbers = numbers[:most]
    forms_ = [make(data, files, prefix=f"{name}-{number}", context=context) for number in numbers]
    blank = sum(form.is_empty and not form.is_removed for form in forms_)
    following = range(max(numbers, default=-1) + 1, 10**6)
    wanted = max(declaration.extra - blank, 0)
    spare = [make(prefix=f"{name}-{number}", context=context) for number in following[:wanted]]
    return _row_set(name, declaration, [*forms_, *spare], context, posted=len(forms_), errors=errors)


def unbound_row_set(name: str, declaration: Rows, initial: Sequence[Any], context: Any) -> RowSet:
    """Rows as they stand, followed by empty ones (at least the number that must be filled)."""
    make = declaration.form_class
    count = max(len(initial) + declaration.extra, declaration.min_rows)
    values = [*initial, *({} for _row in range(count - len(initial)))]
    forms_ = [
        make(prefix=f"{name}-{number}", initial=value, context=context) for number, value in enumerate(values)
    ]
    return _row_set(name, declaration, forms_, context, posted=0)


def _row_set(
    name: str,
    declaration: Rows,
    forms_: list[RowForm],
    context: Any,
    *,
    posted: int,
    errors: Sequence[str] = (),
) -> RowSet:
    empty = declaration.form_class(prefix=f"{name}-{PLACEHOLDER}", context=context)
    return RowSet(name, f"rows_{name}", declaration, forms_, empty, posted, list(errors))
