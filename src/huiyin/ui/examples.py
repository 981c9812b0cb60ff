"""The page of components: every one of them in the states in which it is met, filled with invented matters."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.http import QueryDict
from django.template.loader import render_to_string

from huiyin.ui.example_forms import ExampleFilters, ExampleForm
from huiyin.ui.shown import Bar, Change, Figure, Progress, scaled, steps_at

FOLDER = Path(__file__).parent / "templates" / "ui" / "components"
TAKES = re.compile(r"\{#\s*(.*?)\s*#\}")
LONG = "关于进一步完善城乡社区居家养老服务设施布局、推动医养结合机构与基层医疗卫生机构签约合作并建立动态评估机制的建议"
MANY = 200


@dataclass(frozen=True)
class Shown:
    """One component: what it takes, and how it looks in each of its states."""

    code: str
    title: str
    takes: str
    states: Sequence[tuple[str, str]]


def component_examples(data: QueryDict | None) -> dict[str, Any]:
    """Everything the page of components shows; `data` is what was posted to its form, if anything."""
    return {
        "form": ExampleForm(data, initial={"units": [{"unit": "市生态环境局", "role": "lead"}]}),
        "shown": [_shown(*each) for each in _components()],
        "long": LONG,
        "lists": [("3行", _rows(3)), ("长标题与空格子", _rows(1, LONG)), (f"{MANY}行", _rows(MANY))],
        "navigation": [
            {"label": "待办", "url": "#content", "active": True, "count": 7},
            {"label": "成果", "url": "#content", "active": False, "count": 0},
            {"label": "承办", "url": "#content", "active": False, "count": 2},
            {"label": "协商", "url": "#content", "active": False, "count": 0},
        ],
        "committee_name": "演示市政协",
    }


def takes(code: str) -> str:
    """What a component must be given, as its own first line says."""
    found = TAKES.search((FOLDER / f"{code}.html").read_text(encoding="utf-8"))
    return found[1] if found else ""


def _shown(code: str, title: str, states: Mapping[str, dict[str, Any]]) -> Shown:
    template = f"ui/components/{code}.html"
    drawn = [(label, render_to_string(template, context)) for label, context in states.items()]
    return Shown(code, title, takes(code), drawn)


def _components() -> list[tuple[str, str, dict[str, dict[str, Any]]]]:
    return [
        ("stage_bar", "阶段条", {"办理中，已逾期": {"stages": _stages()}}),
        ("steps", "分步办理", {"第二步": {"steps": steps_at(["选择文件", "核对每一行", "确认导入"], 2)}}),
        ("unmet", "还不能办理的原因", {"两项": {"move": "报送答复", "conditions": _conditions()}}),
        ("notice", "提示", _notices()),
        ("timeline", "办理过程", {"办理、更正、事件": {"entries": _entries()}}),
        ("facts", "基本情况", {"有空项、有长文": {"facts": _facts()}}),
        (
            "figures",
            "数字",
            {"四项": {"figures": _figures()}, "没有": {"figures": [], "none": "本年度还没有报送件。"}},
        ),
        ("bars", "对比条", _bars()),
        ("preview", "改动前后对照", _previews()),
        ("progress", "进度", _progress()),
        ("filters", "筛选", {"已选两项": _filters()}),
        ("pager", "翻页", {"中间一页": {"note": "共128件", "newer_url": "#pager", "older_url": "#pager"}}),
        ("empty", "没有内容时", {"有去处": _empty(), "只说明": {"what": "还没有登记意见"}}),
    ]


def _stages() -> list[dict[str, Any]]:
    return [
        {"label": "形成", "state": "past", "date": date(2026, 3, 2), "person": "经济委员会"},
        {"label": "报送", "state": "past", "date": date(2026, 3, 9), "person": "政协办公室"},
        {"label": "阅批", "state": "past", "date": date(2026, 3, 20), "person": "市政府分管领导"},
        {"label": "交办", "state": "past", "date": date(2026, 3, 26), "person": "市政府办公室"},
        {"label": "办理", "state": "late", "date": date(2026, 6, 26), "person": "市城市管理局"},
        {"label": "反馈", "state": "future", "date": None, "person": ""},
    ]


def _conditions() -> list[dict[str, str]]:
    return [
        {"text": "还有1家承办单位没有签收：市城市管理局。", "link": "#lists"},
        {"text": "没有上传盖章的答复文件。", "link": ""},
    ]


def _notices() -> dict[str, dict[str, Any]]:
    return {
        "说明": {"text": "本件以前两轮的答复仍可查看。", "url": "#notice", "action": "查看以前各轮"},
        "办成": {"tone": "success", "text": "已办理：交办。"},
        "请注意": {
            "tone": "warning",
            "title": "本件已由别人办到下一环节。",
            "text": "您填写的内容列在下面。",
        },
        "没有办成": {"tone": "error", "text": "没有办理：文件超过20兆字节。"},
    }


def _facts() -> list[tuple[str, str]]:
    return [
        ("编号", "〔2026〕第12号"),
        ("来源", "加强园林绿化废弃物资源化利用专题协商"),
        ("题目", LONG),
        ("密级", ""),
    ]


def _figures() -> list[Figure]:
    how = "本年度报送、至今没有反馈的成果件数，不含已撤销的。"
    return [
        Figure("办理中", 46, "件", "#figures", how),
        Figure(
            "已逾期",
            3,
            "件",
            "#figures",
            "答复期限已过、还没有办复的办理件。",
            "最长的已逾期21个工作日",
            "bad",
        ),
        Figure(
            "按期办复率",
            "93.5",
            "%",
            "",
            "按期办复的 ÷ 应当办复的 = 43 ÷ 46。",
            "比上年高2.1个百分点",
            "good",
        ),
        Figure("承诺兑现", "18／20", "项", "#figures"),
    ]


def _bars() -> dict[str, dict[str, Any]]:
    rows = [
        Bar("市城市管理局", 12, url="#bars", note="其中逾期3件", tone="bad"),
        Bar("市生态环境局", 7, url="#bars"),
        Bar(LONG, 1, url="#bars"),
        Bar("市档案馆", 0),
    ]
    names = {"what": "承办单位", "measure": "在办件数"}
    return {
        "有长名称、有零": {"bars": scaled(rows), "caption": "在办的办理件，按承办单位", **names},
        "没有": {"bars": [], **names},
    }


def _previews() -> dict[str, dict[str, Any]]:
    changes = [
        Change("名称", "市园林局", "市园林和林业局", "旧称保留，原有文件不变。"),
        Change("对口联系", "", "人口资源环境委员会"),
    ]
    consequences = ["今后交办时列出新的名称。", "正在办理的4件，页面显示新的名称。"]
    return {
        "两项": {"changes": changes, "from_day": date(2026, 9, 1), "consequences": consequences},
        "没有改动": {"changes": []},
    }


def _progress() -> dict[str, dict[str, Any]]:
    running = Progress("生成交办通知", 86, 200, "份")
    return {
        "进行中": {"progress": running, "page_url": "#progress", "id": "progress-running"},
        "排队": {"progress": Progress("导出台账", 0, None, "行", "waiting"), "id": "progress-waiting"},
        "完成": {
            "progress": Progress("导出台账", 100000, 100000, "行", "done", "", "#progress", "下载台账"),
            "id": "progress-done",
        },
        "没有全部完成": {
            "progress": Progress(
                "生成交办通知", 198, 200, "份", "failed", "2份缺少主送单位，补充之后可以再办。"
            ),
            "id": "progress-failed",
        },
    }


def _filters() -> dict[str, Any]:
    active = [
        {"label": "阶段：办理", "remove_url": "?year=2026"},
        {"label": "2026年", "remove_url": "?stage=handle"},
    ]
    form = ExampleFilters({"stage": "handle", "year": "2026"}, auto_id="filter_%s")
    return {"form": form, "active": active, "clear_url": "?"}


def _empty() -> dict[str, str]:
    return {
        "what": "没有待签收的交办",
        "todo": "新的交办到达后会出现在这里，并同时发消息提醒。",
        "url": "#lists",
        "action": "查看已办理的",
    }


def _rows(many: int, title: str = "") -> list[dict[str, str]]:
    lights = (("red", "已逾期5个工作日"), ("yellow", "还有3个工作日"), ("green", "还有22个工作日"))
    return [
        {
            "number": "" if title else f"〔2026〕{number}号",
            "title": title or "关于推进园林绿化废弃物资源化利用的建议",
            "stage": "办理",
            "unit": "" if title else "市城市管理局",
            "light": lights[number % 3][0],
            "left": lights[number % 3][1],
        }
        for number in range(1, many + 1)
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
