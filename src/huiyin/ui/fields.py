"""Form fields of the house: text cleaned on the way in, dates as offices write them, offered records."""

import unicodedata
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from huiyin.kernel.pasted import tidy
from huiyin.kernel.text import normalise

if TYPE_CHECKING:
    _OneChoice = forms.ModelChoiceField[Model]
    _ManyChoices = forms.ModelMultipleChoiceField[Model]
else:  # the classes take type arguments only in the type checker's view
    _OneChoice = forms.ModelChoiceField
    _ManyChoices = forms.ModelMultipleChoiceField

Offered = Callable[[Any], QuerySet[Any]]
YEARS = (1949, 2199)
DATE_FORMATS = ("%Y-%m-%d", "%Y年%m月%d日", "%Y.%m.%d", "%Y/%m/%d")


class TextField(forms.CharField):
    """One line of text, normalised before its length is counted.

    The browser gets no `maxlength`: it would cut a pasted text without a word. The counter shows what is too
    much, and the server refuses it with the text kept.
    """

    default_error_messages = {
        "max_length": _("最多%(limit_value)d字，现在%(show_value)d字。"),
        "unreadable": _("文字中有无法识别的字符（显示为“\ufffd”），请改正后再提交。"),
    }

    def to_python(self, value: Any) -> Any:
        """Give the text as it will be stored."""
        text = super().to_python(value)
        return normalise(text) if text else text

    def validate(self, value: Any) -> None:
        """Refuse what was damaged on its way: stored, it could never be mended."""
        super().validate(value)
        if isinstance(value, str) and "\ufffd" in value:
            raise forms.ValidationError(self.error_messages["unreadable"], code="unreadable")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Tell the counter how much room there is."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        attrs.pop("minlength", None)
        if self.max_length is not None and not widget.is_hidden:
            attrs["data-max-length"] = str(self.max_length)
        return attrs


class LongTextField(TextField):
    """Text of several paragraphs; the number of characters is shown while typing."""

    def __init__(self, *, rows: int = 6, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """Give the text as it will be stored, without what a word processor leaves in it."""
        text = super().to_python(value)
        return tidy(text) if text else text

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Show the count from the first character on."""
        return {**super().widget_attrs(widget), "data-counted": "true"}


class DateField(forms.DateField):
    """A day from the date picker, or written 2026年9月1日, 2026.9.1 or 2026/9/1, full-width digits too."""

    default_error_messages = {
        "invalid": _("日期写法不对，请写成 2026-09-01 或 2026年9月1日。"),
        "out_of_range": _("日期须在1949年至2199年之间，请核对年份。"),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        kwargs.setdefault("input_formats", DATE_FORMATS)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """Read the day, whatever the width of its digits and the spaces between them."""
        if isinstance(value, str):
            value = "".join(unicodedata.normalize("NFKC", value).split())
        day = super().to_python(value)
        if day is not None and not YEARS[0] <= day.year <= YEARS[1]:
            # A slip of the key (20026, 0206); no due date can be computed near the ends of the calendar.
            raise forms.ValidationError(self.error_messages["out_of_range"], code="out_of_range")
        return day


LONGEST_KEY, LARGEST_KEY = 36, 2**63 - 1


class ObjectField(_OneChoice):
    """Choose one record out of those that `offered(context)` gives; without a context nothing is offered."""

    def __init__(self, *, offered: Offered, **kwargs: Any) -> None:
        self.offered = offered
        kwargs.setdefault("empty_label", _("请选择"))
        super().__init__(queryset=None, **kwargs)

    def restrict(self, context: Any) -> None:
        """Offer what this act's context allows."""
        self.queryset = self.offered(context)


class ObjectsField(_ManyChoices):
    """Choose several records out of those that `offered(context)` gives."""

    def __init__(self, *, offered: Offered, **kwargs: Any) -> None:
        self.offered = offered
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple())
        super().__init__(queryset=None, **kwargs)

    def restrict(self, context: Any) -> None:
        """Offer what this act's context allows."""
        self.queryset = self.offered(context)

    def _check_values(self, value: Any) -> Any:
        # No key is longer than a UUID; SQLite does not even compare a number that it cannot hold.
        for each in value if isinstance(value, list | tuple) else ():
            if len(str(each)) > LONGEST_KEY or (str(each).isdecimal() and int(each) > LARGEST_KEY):
                refused = self.error_messages["invalid_choice"]
                raise forms.ValidationError(refused, code="invalid_choice", params={"value": str(each)[:40]})
        return super()._check_values(value)  # type: ignore[misc]


def fit_fields(fields: Mapping[str, forms.Field], context: Any) -> None:
    """Fit the fields of a form to its act: offer what the context allows, ask for what is missing in plain words.

    Without a context no record is offered.
    """
    for field in fields.values():
        if isinstance(field, ObjectField | ObjectsField):
            if context is None:
                field.queryset = get_user_model()._default_manager.none()
            else:
                field.restrict(context)
        if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
            field.error_messages["required"] = _missing(field)


def _missing(field: forms.Field) -> str:
    if isinstance(field, forms.FileField):
        return str(_("请选择要上传的文件。"))
    if isinstance(field, forms.BooleanField):
        return str(_("请勾选确认。"))
    return str(_("请选择。")) if isinstance(field, forms.ChoiceField) else str(_("请填写。"))
