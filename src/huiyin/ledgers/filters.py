"""The filters of a ledger, read from the address. What they offer is in the rows that the reader sees anyway."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from huiyin.ledgers.definition import Asked, Ledger
from huiyin.ledgers.dimensions import NONE
from huiyin.ledgers.figures import ALL_YEARS
from huiyin.ledgers.reading import ROW
from huiyin.ledgers.tally import UNTOLD, tally_of

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


def _years(asker: Asked) -> list[tuple[str, str]]:
    now = asker.day.year
    years = set(range(now + 1, now - BACK, -1)) | ({asker.year} if asker.year is not None else set())
    return [
        (ALL_YEARS, str(_("全部年度"))),
        *[(str(year), f"{year}年") for year in sorted(years, reverse=True)],
    ]


def _choices(book: Ledger, asker: Asked) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    tally = tally_of(book, asker, {}, [each.code for each in book.dimensions if not each.offered])
    for dimension in book.dimensions:
        if dimension.offered:
            labels = dimension.labels(asker, dimension.offered)
            values = [value for value in labels if value in dimension.offered]
            empty = bool(dimension.none)
        else:
            counts = tally.counts(dimension.code)
            counts.pop(UNTOLD, None)
            labels = dimension.labels(asker, [value for value in counts if value != NONE])
            values = [value for value in labels if value in counts]
            values += [value for value in counts if value not in labels and value != NONE]
            empty = NONE in counts
        choices = [(value, labels.get(value, value)) for value in values]
        found[dimension.code] = [*choices, (NONE, dimension.none)] if empty and dimension.none else choices
    return found
