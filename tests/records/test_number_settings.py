"""The office decides how numbers are written, and reads the next one before it does."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from conftest import SignIn
from factories.changing import changed, previewed, said
from factories.papers import SERIES, new_paper, written
from factories.people import Cast
from huiyin.people.models import SettingChange
from huiyin.records.models import NumberPattern
from huiyin.records.number_change import shown, stored
from huiyin.records.numbering import pattern_of


@pytest.fixture
def clerk(papers: object, shizuishan: Cast, signed_in: SignIn) -> Client:
    return signed_in(shizuishan["林政协"])


def test_next_number_is_read_before_the_pattern_changes(clerk: Client, shizuishan: Cast) -> None:
    now = timezone.now()
    day, year = timezone.localdate(now), timezone.localdate(now).year
    assert written(shizuishan, new_paper(shizuishan), "甲", at=now).number == f"试政协发〔{year}〕1号"
    asked = clerk.get(f"/settings/changes/number-pattern/?of={SERIES}").content.decode()
    assert 'value="试政协发〔{年份}〕{顺序号}号"' in asked
    typed = {"pattern": "石政协函〔{年份}〕{顺序号}号", "on": day, "reason": "分开编号"}
    page = previewed(clerk, "number-pattern", SERIES, **typed)
    assert f"下一个编号是“石政协函〔{year}〕2号”" in said(page)
    changed(clerk, "number-pattern", SERIES, **typed)
    assert f"石政协函〔{year}〕2号" in said(clerk.get("/settings/numbers/"))
    assert written(shizuishan, new_paper(shizuishan), "乙", at=now).number == f"石政协函〔{year}〕2号"

    later = {**typed, "pattern": "石政协〔{year}〕{sequence}号", "on": day + timedelta(days=40)}
    changed(clerk, "number-pattern", SERIES, **later)
    assert pattern_of(shizuishan.committee, SERIES, day).startswith("石政协函")
    assert "石政协〔{年份}〕{顺序号}号" in said(clerk.get("/settings/numbers/"))
    assert SettingChange.objects.filter(page="numbers").count() == 2
    assert "本来就是这个格式" in said(previewed(clerk, "number-pattern", SERIES, **later))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("石政协发〔{年份}〕{顺序号}号", "石政协发〔{year}〕{sequence}号"),
        ("{年份}{顺序号:4位}", "{year}{sequence:04d}"),
        ("{届}届{次}次{机关代字}{sequence}", "{term}届{session}次{code}{sequence}"),
        ("{月份}{顺序号}", "{月份}{sequence}"),
    ],
)
def test_parts_of_a_pattern_have_chinese_names(typed: str, kept: str) -> None:
    assert stored(typed) == kept and stored(shown(kept)) == kept


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("石政协发[{year}]{sequence}号", "六角括号"),
        ("", "请填写"),
        ("石" * 5000, "最多60字"),
        ("{term}届{session}次{sequence}", "没有登记相应的届次"),
        ("{sequence}{sequence}", "有且只有一个顺序号"),
        ("{year", "花括号"),
    ],
)
def test_bad_patterns_are_refused_in_words(clerk: Client, shizuishan: Cast, pattern: str, words: str) -> None:
    shizuishan.plenary_session.delete()
    page = previewed(clerk, "number-pattern", SERIES, pattern=pattern, on=timezone.localdate())
    assert page.status_code == 422 and words in said(page) and not NumberPattern.objects.exists()


def test_pattern_that_would_repeat_a_number_or_a_past_day_is_refused(clerk: Client, shizuishan: Cast) -> None:
    now, day = timezone.now(), timezone.localdate()
    adopted = "第{sequence}号"
    changed(clerk, "number-pattern", SERIES, pattern=adopted, on=day)
    written(shizuishan, new_paper(shizuishan), "甲", at=now)
    past = previewed(clerk, "number-pattern", SERIES, pattern="x{sequence}", on=day - timedelta(days=1))
    assert past.status_code == 422 and "不能早于今天" in said(past)
    next_year = day.replace(year=day.year + 1, day=1)
    changed(clerk, "number-pattern", SERIES, pattern="x{sequence}", on=day)
    again = previewed(clerk, "number-pattern", SERIES, pattern=adopted, on=next_year)
    assert again.status_code == 422 and "“第1号”，这个编号已经用过" in said(again)


def test_only_the_office_decides(clerk: Client, shizuishan: Cast, signed_in: SignIn) -> None:
    operator = signed_in(shizuishan["运维员"])
    assert operator.get("/settings/numbers/").status_code == 200
    assert operator.get("/settings/changes/number-pattern/", {"of": SERIES}).status_code == 403
    assert signed_in(shizuishan["白委员"]).get("/settings/numbers/").status_code == 403
    assert clerk.get("/settings/changes/number-pattern/", {"of": "nothing"}).status_code == 404


def test_card_of_word_templates_is_for_the_office_alone(
    clerk: Client, shizuishan: Cast, signed_in: SignIn
) -> None:
    assert "公文模板 各种公文的 Word 模板" in said(clerk.get("/settings/"))
    assert "各种公文的 Word 模板" not in said(signed_in(shizuishan["运维员"]).get("/settings/"))
