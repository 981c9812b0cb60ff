"""The form every act is filled in with: fields, repeated rows, one summary of what is wrong.

    class AssignForm(RecordForm):
        opinion = LongTextField(label=_("交办意见"), max_length=2000)
        rows = {"units": Rows(UnitRow, label=_("承办单位"), min_rows=1)}
        sections = (Section(_("交办"), ("units", "opinion")),)

Page, API, command line and tests all give flat posted names (`post_data` makes them): one validation
for all.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.files.base import File
from django.http import QueryDict
from django.utils.translation import gettext as _

from huiyin.ui.fields import DateField, LongTextField, ObjectField, ObjectsField, TextField, fit_fields
from huiyin.ui.layout import FieldError, Section, error_summary
from huiyin.ui.posting import posted_texts
from huiyin.ui.rows import RowForm, Rows, RowSet, bound_row_set, posted_numbers, unbound_row_set

__all__ = [
    "DateField",
    "FieldError",
    "LongTextField",
    "ObjectField",
    "ObjectsField",
    "RecordForm",
    "RowForm",
    "RowSet",
    "Rows",
    "Section",
    "TextField",
]


class RecordForm(forms.Form):
    """Base of all forms that change records. `context` is the act's; rows and record choices get it too.

    `clean()` of a subclass finds the rows in `cleaned_data` and may refuse them with
    `add_error("row name", "…")`.
    """

    rows: ClassVar[dict[str, Rows]] = {}
    sections: tuple[Section, ...] = ()
    use_required_attribute = False

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        context: Any = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        values = dict(initial or {})
        row_values = {name: values.pop(name, None) or [] for name in self.rows}
        super().__init__(data, files, initial=values, use_required_attribute=False)
        self.context = context
        fit_fields(self.fields, context)
        self.prepare()
        self._row_sets = {
            name: bound_row_set(name, declaration, self.data, self.files, context)
            if self.is_bound
            else unbound_row_set(name, declaration, row_values[name], context)
            for name, declaration in self.rows.items()
        }

    def prepare(self) -> None:
        """Adapt fields to `self.context` (override)."""

    def row_sets(self) -> list[RowSet]:
        """The repeated rows in declared order, for templates."""
        return list(self._row_sets.values())

    def row_set(self, name: str) -> RowSet:
        """The repeated rows of one name."""
        return self._row_sets[name]

    def error_summary(self) -> list[FieldError]:
        """Everything that is wrong, over fields and rows, in the order of the page."""
        return error_summary(self)

    def add_error(self, field: str | None, error: Any) -> None:
        """Refuse a field, the whole form (None) or, with its name, a set of rows."""
        if field is not None and field in self.rows:
            before = self.errors.setdefault(field, self.error_class())
            known = len(before)
            super().add_error(field, error)
            self._row_sets[field].errors.extend(str(message) for message in list(self.errors[field])[known:])
            return
        super().add_error(field, error)

    def _clean_fields(self) -> None:
        # Rows are read here, not in full_clean, so that clean() of a subclass can compare fields with rows.
        super()._clean_fields()  # type: ignore[misc]
        for name, row_set in self._row_sets.items():
            values = row_set.clean()
            if row_set.is_valid():
                self.cleaned_data[name] = values
            else:
                self.errors[name] = self.error_class(
                    row_set.errors or [_("有的行填写不完整，请看各行的说明。")]
                )

    @classmethod
    def post_data(cls, values: Mapping[str, Any]) -> QueryDict:
        """Turn values (rows as lists of mappings) into what a browser would post; the result may be added to.

        Raises ValueError for a name that the form does not have, and for files, which are given separately.
        """
        data = QueryDict(mutable=True)
        plain = {name: value for name, value in values.items() if name not in cls.rows}
        _put(data, cls.base_fields, plain, "")
        for name, declaration in cls.rows.items():
            for number, row in enumerate(values.get(name) or ()):
                _put(data, declaration.form_class.base_fields, row, f"{name}-{number}-")
        return data

    @classmethod
    def draft_values(cls, data: QueryDict) -> dict[str, Any]:
        """Read a saved draft back as `initial`: all that was typed, nothing judged, no ticked-off rows."""
        values = _taken(cls.base_fields, data, "")
        for name, declaration in cls.rows.items():
            prefixes = [
                f"{name}-{number}" for number in posted_numbers(name, data)[: declaration.most_posted]
            ]
            kept = [prefix for prefix in prefixes if not data.get(f"{prefix}-REMOVE")]
            taken = [_taken(declaration.form_class.base_fields, data, f"{prefix}-") for prefix in kept]
            values[name] = [row for row in taken if any(row.values())]
        return values


def _put(data: QueryDict, fields: Mapping[str, forms.Field], values: Mapping[str, Any], prefix: str) -> None:
    unknown = sorted(set(values) - set(fields))
    if unknown:
        raise ValueError(f"the form has no field {', '.join(unknown)}")
    for name, value in values.items():
        if isinstance(value, File):
            raise ValueError(f"{name}: give files separately, not as values")
        texts = posted_texts(value)
        if texts:
            data.setlist(f"{prefix}{name}", texts)


def _taken(fields: Mapping[str, forms.Field], data: QueryDict, prefix: str) -> dict[str, Any]:
    readable = {name: field for name, field in fields.items() if not isinstance(field, forms.FileField)}
    return {
        name: field.widget.value_from_datadict(data, {}, f"{prefix}{name}")
        for name, field in readable.items()
    }
