"""Components for numbers and long work: nothing is told by colour or length alone, and each is on the living page."""

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string

from huiyin.ui.examples import FOLDER, component_examples, takes
from huiyin.ui.shown import Bar, Change, Figure, Progress, scaled, steps_at


def drawn(name: str, **context: object) -> str:
    return render_to_string(f"ui/components/{name}.html", context)


# Drawn by a tag, or a part of another component.
OTHERWISE = {"field", "form", "rows", "card", "verdict", "figure"}


def test_every_component_is_on_the_living_page_with_what_it_takes() -> None:
    names = {path.stem for path in FOLDER.glob("[!_]*.html")} - OTHERWISE
    shown = component_examples(None)["shown"]
    assert {each.code for each in shown} == names
    for each in shown:
        assert each.takes and takes(each.code) == each.takes
        assert all(html.strip() for _label, html in each.states), each.code


def test_bars_are_as_long_as_their_numbers() -> None:
    bars = scaled([Bar("城管局", 200), Bar("公安局", 50), Bar("档案馆", 1), Bar("教育局", 0)])
    assert [bar.share for bar in bars] == [100, 25, 1, 0]
    assert [bar.share for bar in scaled([Bar("甲", 45)], most=90)] == [50]
    assert scaled([]) == [] and scaled([Bar("甲", 0)])[0].share == 0
    with pytest.raises(ValueError, match="shorter than nothing"):
        scaled([Bar("甲", -1)])


def test_bars_say_the_number_and_lead_to_its_list() -> None:
    page = drawn(
        "bars", bars=scaled([Bar("城管局<b>", 12, url="/matters/?unit=1")]), what="单位", measure="件数"
    )
    assert "城管局&lt;b&gt;" in page and 'width="100"' in page
    assert (
        '<a href="/matters/?unit=1">12<span class="visually-hidden">，看明细：城管局&lt;b&gt;</span></a>'
        in page
    )
    assert "没有数据" in drawn("bars", bars=[], what="单位", measure="件数")


def test_figure_leads_to_its_list_and_says_how_it_is_computed() -> None:
    figure = Figure("已逾期", 3, "件", "/matters/?light=red", "期限已过的办理件。", "最长21个工作日", "bad")
    page = drawn("figures", figures=[figure])
    for text in ("已逾期", 'href="/matters/?light=red"', "怎么算的", "期限已过的办理件。", "最长21个工作日"):
        assert text in page
    assert "没有报送" in drawn("figures", figures=[], none="没有报送")


def test_preview_shows_both_sides_and_what_follows() -> None:
    page = drawn("preview", changes=[Change("名称", "园林局", "")], consequences=["列出新的名称。"])
    assert "<del>园林局</del>" in page and "（无）" in page and "列出新的名称。" in page
    assert "没有改动" in drawn("preview", changes=[])


@pytest.mark.parametrize(
    ("progress", "said"),
    [
        (Progress("导出", 3, 10), "已完成 3／10 件"),
        (Progress("导出", 3, None), "已完成 3 件"),
        (Progress("导出", 10, 10, state="done"), "已完成，共 10 件"),
        (Progress("导出", 3, 10, state="failed"), "没有全部完成"),
        (Progress("导出", 0, 10, state="waiting"), "即将开始"),
    ],
)
def test_progress_says_where_it_is_and_asks_on_only_while_it_runs(progress: Progress, said: str) -> None:
    page = drawn("progress", progress=progress, poll_url="/jobs/1/", page_url="/jobs/1/page/")
    assert said in page
    assert ('hx-get="/jobs/1/"' in page) == (progress.state in {"running", "waiting"})


def test_steps_say_which_is_being_done() -> None:
    steps = steps_at(["选择文件", "核对", "导入"], 2)
    assert [step.state for step in steps] == ["past", "now", "future"]
    assert drawn("steps", steps=steps).count('aria-current="step"') == 1
    assert {step.state for step in steps_at(["一", "二"], 3)} == {"past"}


def test_crumbs_begin_at_home_and_end_here() -> None:
    source = '{% load ui %}{% crumbs here=label %}<li><a href="/matters/">事项</a></li>{% endcrumbs %}'
    page = Template(source).render(Context({"label": "<签发>"}))
    assert page.index('href="/"') < page.index("事项") < page.index('aria-current="page">&lt;签发&gt;')
