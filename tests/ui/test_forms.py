from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile

from huiyin.ui.forms import (
    DateField,
    LongTextField,
    ObjectField,
    ObjectsField,
    RecordForm,
    RowForm,
    Rows,
    Section,
    TextField,
)


class UnitRow(RowForm):
    unit = TextField(label="单位", max_length=10)
    role = forms.ChoiceField(label="方式", choices=[("lead", "主办"), ("assist", "协办")], initial="assist")
    due = DateField(label="期限", required=False)
    scan = forms.FileField(label="扫描件", required=False)

    def prepare(self):
        if self.context == "members":
            self.fields["unit"].label = "委员"

    def clean(self):
        data = super().clean()
        if data.get("unit") == "无此单位":
            raise forms.ValidationError("没有这个单位。")
        return data


class AssignForm(RecordForm):
    note = LongTextField(label="附注", required=False)
    title = TextField(label="标题", max_length=20)
    agreed = forms.BooleanField(label="同意", required=False)
    amount = forms.DecimalField(label="金额", required=False)
    rows = {"units": Rows(UnitRow, label="承办单位", min_rows=1, max_rows=3)}
    sections = (Section("交办", ("title", "units")),)

    def clean(self):
        data = super().clean()
        units = data.get("units", [])
        if sum(row["role"] == "lead" for row in units) > 1:
            self.add_error("units", "主办单位只能有一个。")
        return data


GOOD = {
    "title": "推进资源化利用",
    "agreed": True,
    "amount": Decimal("12.50"),
    "units": [
        {"unit": "市城管局", "role": "lead", "due": date(2026, 9, 1)},
        {"unit": "市林业局", "role": "assist"},
    ],
}


def bound(values, **kwargs):
    return AssignForm(AssignForm.post_data(values), **kwargs)


def test_form_with_rows_gives_them_as_lists_of_values():
    form = bound(GOOD)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["amount"] == Decimal("12.50")
    assert form.cleaned_data["agreed"] is True
    assert [(row["unit"], row["role"], row["due"]) for row in form.cleaned_data["units"]] == [
        ("市城管局", "lead", date(2026, 9, 1)),
        ("市林业局", "assist", None),
    ]


def test_post_data_is_what_a_browser_would_post():
    assert AssignForm.post_data(GOOD).urlencode() == (
        "title=%E6%8E%A8%E8%BF%9B%E8%B5%84%E6%BA%90%E5%8C%96%E5%88%A9%E7%94%A8&agreed=on&amount=12.50"
        "&units-0-unit=%E5%B8%82%E5%9F%8E%E7%AE%A1%E5%B1%80&units-0-role=lead&units-0-due=2026-09-01"
        "&units-1-unit=%E5%B8%82%E6%9E%97%E4%B8%9A%E5%B1%80&units-1-role=assist"
    )


def test_post_data_refuses_a_name_the_form_does_not_have():
    with pytest.raises(ValueError, match="titel"):
        AssignForm.post_data({"titel": "x"})
    with pytest.raises(ValueError, match="uint"):
        AssignForm.post_data({"units": [{"uint": "x"}]})


def test_post_data_refuses_files():
    with pytest.raises(ValueError, match="files separately"):
        AssignForm.post_data({"units": [{"scan": SimpleUploadedFile("a.pdf", b"x")}]})


def test_empty_and_removed_rows_are_dropped():
    data = AssignForm.post_data(GOOD)
    data.update({"units-5-unit": "", "units-5-role": "assist", "units-1-REMOVE": "on"})
    form = AssignForm(data)
    assert form.is_valid(), form.errors
    assert [row["unit"] for row in form.cleaned_data["units"]] == ["市城管局"]


def test_removed_row_is_not_judged():
    data = AssignForm.post_data(GOOD)
    data.update({"units-7-unit": "很" * 50, "units-7-role": "lead", "units-7-REMOVE": "on"})
    assert AssignForm(data).is_valid()


@pytest.mark.parametrize(("count", "words"), [(0, "至少填写 1 项"), (4, "最多填写 3 项")])
def test_wrong_number_of_rows_is_refused(count, words):
    form = bound({**GOOD, "units": [{"unit": f"单位{n}", "role": "assist"} for n in range(count)]})
    assert not form.is_valid()
    assert words in form.errors["units"][0]
    assert "units" not in form.cleaned_data
    assert words in form.row_set("units").errors[0]


def test_row_with_a_wrong_field_makes_the_form_invalid_and_keeps_what_was_typed():
    form = bound({**GOOD, "units": [{"unit": "一二三四五六七八九十多", "role": "lead"}]})
    assert not form.is_valid()
    assert form.row_set("units").forms[0]["unit"].value() == "一二三四五六七八九十多"


def test_row_filled_only_in_part_is_refused():
    form = bound({**GOOD, "units": [{"due": date(2026, 9, 1), "role": "assist"}]})
    assert not form.is_valid()
    assert [(error.label, error.message) for error in form.error_summary()] == [
        ("承办单位第 1 项 · 单位", "请填写。")
    ]


def test_error_summary_follows_the_page_and_points_at_elements():
    form = AssignForm(
        AssignForm.post_data(
            {
                "amount": "many",
                "units": [{"unit": "无此单位", "role": "lead"}, {"unit": "乙", "role": "boss"}],
            }
        )
    )
    assert [(error.label, error.html_id) for error in form.error_summary()] == [
        ("标题", "id_title"),
        ("承办单位第 1 项", "rows_units"),
        ("承办单位第 2 项 · 方式", "id_units-1-role"),
        ("金额", "id_amount"),
    ]


def test_rows_refused_by_the_whole_form_are_reported_at_the_rows():
    form = bound({**GOOD, "units": [{"unit": "甲", "role": "lead"}, {"unit": "乙", "role": "lead"}]})
    assert not form.is_valid()
    assert form.row_set("units").errors == ["主办单位只能有一个。"]
    assert "units" not in form.cleaned_data
    assert form.error_summary()[0].html_id == "rows_units"


def test_initial_rows_are_shown_with_one_empty_row_more():
    form = AssignForm(initial={"title": "甲", "units": [{"unit": "市城管局"}, {"unit": "市林业局"}]})
    assert [row["unit"].value() for row in form.row_sets()[0].forms] == ["市城管局", "市林业局", None]


def test_rows_that_stand_unchanged_are_kept():
    form = AssignForm(
        AssignForm.post_data({"title": "甲", "units": [{"unit": "市城管局", "role": "assist"}]}),
        initial={"units": [{"unit": "市城管局", "role": "assist"}]},
    )
    assert form.is_valid(), form.errors
    assert len(form.cleaned_data["units"]) == 1


def test_refused_form_still_offers_an_empty_row_with_a_free_number():
    data = AssignForm.post_data(GOOD)
    data["title"] = ""
    rows = AssignForm(data).row_sets()[0].forms
    assert [row.prefix for row in rows] == ["units-0", "units-1", "units-2"]
    assert not rows[2].is_bound


def test_rows_get_the_context():
    row_set = AssignForm(context="members").row_sets()[0]
    assert {form.fields["unit"].label for form in (*row_set.forms, row_set.empty_form)} == {"委员"}


def test_file_alone_makes_a_row():
    files = {"units-0-scan": SimpleUploadedFile("a.pdf", b"x")}
    form = AssignForm(AssignForm.post_data({"title": "甲"}), files)
    assert not form.is_valid()
    assert form.error_summary()[0].html_id == "id_units-0-unit"


def test_draft_gives_back_everything_typed_without_judging():
    data = AssignForm.post_data({**GOOD, "title": "很" * 99})
    data.update({"units-4-due": "2026年", "units-4-unit": "", "units-1-REMOVE": "on"})
    draft = AssignForm.draft_values(data)
    form = AssignForm(initial=draft)
    assert form["title"].value() == "很" * 99
    assert [(row["unit"].value(), row["due"].value()) for row in form.row_sets()[0].forms[:2]] == [
        ("市城管局", "2026-09-01"),
        ("", "2026年"),
    ]
    assert not form.errors


def test_unknown_row_in_add_error_is_a_mistake_of_the_programmer():
    form = bound(GOOD)
    form.is_valid()
    with pytest.raises(ValueError, match="has no field"):
        form.add_error("nothing", "x")


class ChoiceForm(RecordForm):
    one = ObjectField(label="一", offered=lambda context: ContentType.objects.filter(app_label=context))
    more = ObjectsField(
        label="多", required=False, offered=lambda context: ContentType.objects.filter(app_label=context)
    )


@pytest.mark.django_db
def test_only_offered_records_can_be_chosen():
    inside = ContentType.objects.get(app_label="auth", model="group")
    outside = ContentType.objects.get(app_label="sessions", model="session")
    good = ChoiceForm(ChoiceForm.post_data({"one": inside, "more": [inside]}), context="auth")
    assert good.is_valid(), good.errors
    assert good.cleaned_data["one"] == inside
    assert list(good.cleaned_data["more"]) == [inside]
    refused = ChoiceForm(ChoiceForm.post_data({"one": outside, "more": [outside]}), context="auth")
    assert set(refused.errors) == {"one", "more"}


@pytest.mark.django_db
def test_without_context_no_record_is_offered():
    inside = ContentType.objects.get(app_label="auth", model="group")
    assert not ChoiceForm(ChoiceForm.post_data({"one": inside})).is_valid()


def test_rows_beyond_what_any_page_sends_are_not_built_and_are_told():
    data = AssignForm.post_data(GOOD)
    data.update({f"units-{number}-unit": "" for number in range(10, 3000)})
    form = AssignForm(data)
    assert not form.is_valid()
    assert "一次最多提交 6 行" in form.errors["units"][0]
    assert len(form.row_set("units").forms) <= 7
    assert len(AssignForm.draft_values(data | {}).get("units", [])) <= 6
