"""The filters of a ledger, read from the address. What they offer is in the rows that the reader sees anyway."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from huiyin.ledgers.definition import Asked, Column, Ledger
from huiyin.ledgers.dimensions import NONE
from huiyin.ledgers.enums import SERIAL
from huiyin.ledgers.figures import ALL_YEARS
from huiyin.ledgers.reading import ROW, rows_of
from huiyin.ledgers.sheets.reading import Head
from huiyin.ui.fields import DateField

YEARS = (1949, 2999)
BACK = 6
"""How many years back the filter offers besides the asked one."""


def year_asked(address: QueryDict, present: int) -> int | None:
    """The year of the address, None for all; the present one where there is none or a wrong one."""
    text = address.get("year", "")
    if text == ALL_YEARS:
        return None
    asked = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else present
    return asked if YEARS[0] <= asked <= YEARS[1] else present


class LedgerFilterForm(forms.Form):
    """Year and the dimensions of the ledger; a value that nothing has is told on the page and left out."""

    def __init__(self, data: QueryDict, *, book: Ledger, asker: Asked) -> None:
        given = data.copy()
        given["year"] = ALL_YEARS if asker.year is None else str(asker.year)
        super().__init__(given)
        self._book, self._row = book, data.get(ROW, "")
        self.fields["year"] = forms.ChoiceField(label=_("年度"), required=False, choices=_years(asker))
        for code, choices in _choices(book, asker).items():
            self.fields[code] = forms.ChoiceField(
                label=book.by_code[code].label,
                required=False,
                choices=[("", _("全部")), *choices],
                error_messages={"invalid_choice": _("没有符合这一条件的记录，已按“全部”显示。")},
            )

    def filters(self) -> dict[str, str]:
        """The filters that were understood, with the one row that a link from another list asks for."""
        self.is_valid()
        found = {code: self.cleaned_data[code] for code in self._book.by_code if self.cleaned_data.get(code)}
        return {**found, ROW: self._row} if self._row else found

    def active(self, address: QueryDict) -> list[dict[str, Any]]:
        """Each filter in force with the address that takes it off."""
        found = []
        for code, value in self.filters().items():
            rest = address.copy()
            rest.pop(code, None)
            rest.pop("after", None)
            words = _("只看一条") if code == ROW else self.in_words(code, value)
            found.append({"label": words, "remove_url": f"?{rest.urlencode()}"})
        return found

    def in_words(self, code: str, value: str) -> str:
        """A filter as people read it."""
        field = self.fields[code]
        assert isinstance(field, forms.ChoiceField)
        return f"{field.label}：{dict(field.choices)[value]}"  # type: ignore[arg-type]


class LayoutUploadForm(forms.Form):
    """The office's own workbook."""

    file = forms.FileField(
        label=_("台账样表"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=_("本单位使用的 .xlsx 台账，带表头即可，不超过 5 MB。涉密文件严禁上传。"),
        error_messages={
            "required": _("请先选择台账样表。"),
            "missing": _("请先选择台账样表。"),
            "empty": _("所选文件是空的（0 字节），请检查后重新选择。"),
        },
    )


class LayoutMappingForm(forms.Form):
    """What each column of the office's sheet means, where its rows begin, and from when it is used."""

    first_row = forms.IntegerField(
        label=_("数据从第几行开始"),
        min_value=2,
        max_value=1000,
        help_text=_("表头以下第一行。从这一行起的样例数据、合计和备注不保留，导出时写入台账数据。"),
        error_messages={
            "required": _("请填写数据从第几行开始。"),
            "min_value": _("数据应在表头之后，至少从第2行开始。"),
        },
    )
    in_force_from = DateField(label=_("启用日期"), help_text=_("自这一天起按这一版式导出，以前的版式保留。"))

    def __init__(self, data: Any, *, head: Head, columns: Sequence[Column], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self._head = head
        choices = [("", _("不填写")), (SERIAL, _("序号")), *[(each.code, each.label) for each in columns]]
        for letters, heading in head.headings.items():
            self.fields[f"column-{letters}"] = forms.ChoiceField(
                label=f"{letters}　{heading}", required=False, choices=choices
            )

    def clean(self) -> dict[str, Any]:
        """The rows begin under the head, and at least one column is filled."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("first_row") and data["first_row"] < self._head.first_row:
            self.add_error(
                "first_row",
                _("表头到第%(row)d行为止，数据应从其后开始。") % {"row": self._head.first_row - 1},
            )
        if not self.columns():
            self.add_error(None, _("请至少为一列选择对应的台账内容。"))
        return data

    def columns(self) -> dict[str, str]:
        """Column letters → code of the ledger's column."""
        named = {letters: self.cleaned_data.get(f"column-{letters}", "") for letters in self._head.headings}
        return {letters: code for letters, code in named.items() if code}


def _years(asker: Asked) -> list[tuple[str, str]]:
    now = asker.day.year
    years = set(range(now + 1, now - BACK, -1)) | ({asker.year} if asker.year is not None else set())
    return [
        (ALL_YEARS, str(_("全部年度"))),
        *[(str(year), f"{year}年") for year in sorted(years, reverse=True)],
    ]


def _choices(book: Ledger, asker: Asked) -> dict[str, list[tuple[str, str]]]:
    rows = rows_of(book, asker, {})
    found: dict[str, list[tuple[str, str]]] = {}
    for dimension in book.dimensions:
        if dimension.offered:
            labels = dimension.labels(asker, dimension.offered)
            values = [value for value in labels if value in dimension.offered]
            empty = bool(dimension.none)
        else:
            counts = dimension.count(rows, asker)
            labels = dimension.labels(asker, [value for value in counts if value != NONE])
            values = [value for value in labels if value in counts]
            values += [value for value in counts if value not in labels and value != NONE]
            empty = NONE in counts
        choices = [(value, labels.get(value, value)) for value in values]
        found[dimension.code] = [*choices, (NONE, dimension.none)] if empty and dimension.none else choices
    return found
