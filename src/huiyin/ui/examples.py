"""Invented examples for the page of components: what each looks like, filled as the office would fill it."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.http import QueryDict

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


def component_examples(data: QueryDict | None) -> dict[str, Any]:
    """Everything the page of components shows; `data` is what was posted to its form, if anything."""
    form = ExampleForm(data, initial={"units": [{"unit": "市生态环境局", "role": "lead"}]})
    filters = ExampleFilters({"stage": "handle", "year": "2026"})
    active = [
        {"label": "阶段：办理", "remove_url": "?year=2026"},
        {"label": "2026年", "remove_url": "?stage=handle"},
    ]
    return {
        "form": form,
        "filters": filters,
        "active": active,
        "stages": _stages(),
        "entries": _entries(),
        "conditions": [
            {"text": "还有1家承办单位没有签收：市城市管理局。", "link": "#table"},
            {"text": "没有上传盖章的答复文件。", "link": ""},
        ],
        "facts": [("编号", "〔2026〕第12号"), ("来源", "加强园林绿化废弃物资源化利用专题协商"), ("密级", "")],
        "navigation": [
            {"label": "待办", "url": "#content", "active": True, "count": 7},
            {"label": "成果", "url": "#content", "active": False, "count": 0},
            {"label": "承办", "url": "#content", "active": False, "count": 2},
            {"label": "协商", "url": "#content", "active": False, "count": 0},
        ],
        "committee_name": "演示市政协",
    }


def _stages() -> list[dict[str, Any]]:
    return [
        {"label": "形成", "state": "past", "date": date(2026, 3, 2), "person": "经济委员会"},
        {"label": "报送", "state": "past", "date": date(2026, 3, 9), "person": "政协办公室"},
        {"label": "阅批", "state": "past", "date": date(2026, 3, 20), "person": "市政府分管领导"},
        {"label": "交办", "state": "past", "date": date(2026, 3, 26), "person": "市政府办公室"},
        {"label": "办理", "state": "late", "date": date(2026, 6, 26), "person": "市城市管理局"},
        {"label": "反馈", "state": "future", "date": None, "person": ""},
    ]


def _entries() -> list[dict[str, Any]]:
    office = {
        "who": "演示甲",
        "post": "市政府办公室 科长",
        "reason": "",
        "kind": "act",
        "is_correction": False,
    }
    return [
        {**office, "at": datetime(2026, 3, 26, 1, 5, tzinfo=UTC), "what": "交办：主办市城市管理局，协办2家"},
        {
            **office,
            "at": datetime(2026, 3, 27, 2, 40, tzinfo=UTC),
            "what": "更正协办单位",
            "reason": "市林业局已并入市自然资源局。",
            "is_correction": True,
        },
        {
            "at": datetime(2026, 6, 26, 16, 0, tzinfo=UTC),
            "what": "答复期限已过，转为逾期",
            "kind": "event",
        },
    ]
