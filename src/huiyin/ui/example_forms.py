"""The invented form and filters of the page of components, filled as the office would fill them."""

from django import forms

from huiyin.ui.forms import DateField, LongTextField, RecordForm, RowForm, Rows, Section, TextField

ROLES = [("", "请选择"), ("lead", "主办"), ("assist", "协办"), ("sole", "独办")]


class ExampleRow(RowForm):
    """A handling unit of the example."""

    unit = TextField(label="承办单位", max_length=60)
    role = forms.ChoiceField(label="承办方式", choices=ROLES)
    due = DateField(label="答复期限", required=False)
    task = LongTextField(label="办理要求", max_length=200, rows=2, required=False)


class ExampleForm(RecordForm):
    """An assignment of the example."""

    title = TextField(label="建议标题", max_length=60, help_text="一句话说清楚请谁做什么。")
    received = DateField(label="收到日期")
    way = forms.ChoiceField(
        label="报送形式",
        choices=[("report", "专题报告"), ("letter", "建议函"), ("news", "信息专报")],
        widget=forms.RadioSelect,
    )
    opinion = LongTextField(label="交办意见", max_length=500, help_text="可从 Word 直接粘贴，段落会保留。")
    open_to_public = forms.BooleanField(label="拟公开", required=False)
    rows = {
        "units": Rows(ExampleRow, label="承办单位", min_rows=1, max_rows=5, help_text="主办单位只能有一个。")
    }
    sections = (
        Section("来文", ("title", "received", "way")),
        Section("交办", ("units", "opinion", "open_to_public")),
    )


class ExampleFilters(forms.Form):
    """Filters of the example."""

    q = forms.CharField(label="标题或编号", required=False)
    stage = forms.ChoiceField(label="阶段", required=False, choices=[("", "全部"), ("handle", "办理")])
    year = forms.ChoiceField(label="年度", required=False, choices=[("", "全部"), ("2026", "2026年")])
