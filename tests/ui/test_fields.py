from datetime import date

import pytest
from django import forms

from huiyin.ui.fields import DateField, LongTextField, TextField


@pytest.mark.parametrize(
    "written",
    ["2026-09-01", "2026年9月1日", "2026.9.1", "2026/9/1", "２０２６年９月１日", " 2026 年 9 月 1 日 "],
)
def test_date_as_offices_write_it_is_read(written):
    assert DateField().clean(written) == date(2026, 9, 1)


@pytest.mark.parametrize("written", ["2026年13月1日", "九月一日", "2026-02-30"])
def test_date_that_is_none_is_refused_with_an_example(written):
    with pytest.raises(forms.ValidationError, match="2026年9月1日"):
        DateField().clean(written)


def test_date_is_shown_as_the_browser_needs_it():
    field = type("F", (forms.Form,), {"day": DateField()})(initial={"day": date(2026, 9, 1)})["day"]
    assert 'value="2026-09-01"' in str(field)
    assert 'type="date"' in str(field)


def test_text_is_normalised_before_its_length_is_counted():
    assert TextField(max_length=4).clean("  园\u200b林\u00ad绿化\r\n") == "园林绿化"


def test_text_too_long_is_refused_with_both_numbers():
    with pytest.raises(forms.ValidationError, match="最多3字，现在5字"):
        TextField(max_length=3).clean("一二三四五")


def test_paragraphs_of_a_long_text_are_kept():
    assert LongTextField().clean("第一段\r\n\r\n\r\n\r\n第二段\r\n") == "第一段\n\n第二段"


def test_browser_gets_no_maxlength_because_it_would_cut_pasted_text():
    form = type("F", (forms.Form,), {"t": TextField(max_length=9), "b": LongTextField(max_length=90)})()
    assert "maxlength" not in form.as_p()
    assert 'data-max-length="9"' in str(form["t"])
    assert 'data-counted="true"' in str(form["b"])


def test_secret_text_of_spaces_counts_as_missing():
    with pytest.raises(forms.ValidationError):
        TextField().clean(" \u3000\u200b ")


@pytest.mark.parametrize("written", ["0206-09-01", "9999-12-30", "1948年12月31日", "2200.1.1"])
def test_date_of_an_impossible_year_is_refused(written):
    with pytest.raises(forms.ValidationError, match="核对年份"):
        DateField().clean(written)
