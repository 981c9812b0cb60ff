"""Reply classes and evaluation values change from a day on; what was given keeps what it was given under."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from conftest import SignIn
from factories.changing import changed, confirmed, previewed, said
from factories.people import Cast
from handling.dossiers import CITY, ROADS, Office
from huiyin.handling.models import EvaluationValue, Reply, ReplyClass
from huiyin.handling.scheme_rules import Version, called_off, days_of_change, in_force, lacking
from huiyin.handling.selectors import reply_classes
from huiyin.handling.selectors.evaluations import evaluation_values
from huiyin.people.models import SettingChange
from huiyin.procedure.errors import ActRefused

CLASSES, VALUES = "/settings/reply-classes/", "/settings/evaluation-values/"


def today() -> date:
    return timezone.localdate()


@pytest.fixture
def clerk(shizuishan: Cast, signed_in: SignIn) -> Client:
    return signed_in(shizuishan["林政协"])


def test_reply_of_yesterday_keeps_its_class_and_that_of_tomorrow_gets_the_new(
    office: Office, shizuishan: Cast, signed_in: SignIn
) -> None:
    clerk, office.at = signed_in(shizuishan["林政协"]), timezone.now()
    matter = office.assigned((CITY, "separate", (1,)), (ROADS, "separate", (2,)))
    old_child, new_child = (office.child(matter, unit) for unit in (CITY, ROADS))
    tomorrow = today() + timedelta(days=1)
    typed = {"label": "解决或者基本解决", "meaning": "resolved", "since": tomorrow, "reason": "照省里的口径"}
    page = previewed(clerk, "reply-class-rename", "A", **typed)
    assert "还没有验收答复的办理件2件" in said(page) and "可选的是：解决或者基本解决、正在解决" in said(page)
    confirmed(clerk, "reply-class-rename", page)

    assert "A 类 已经解决或者采纳" in said(clerk.get("/settings/")) and "解决或者基本解决" in said(
        clerk.get("/settings/")
    )
    side_by_side = said(clerk.get(CLASSES))
    assert (
        "现行" in side_by_side
        and "A 类 已经解决或者采纳（已经解决） A 类 解决或者基本解决（已经解决）" in side_by_side
    )

    first = ReplyClass.objects.get(committee=shizuishan.committee, code="A", in_force_until__isnull=False)
    office.settled(old_child, CITY, reply_class=first.pk)
    office.later(2)
    second = reply_classes(shizuishan.committee, tomorrow).get(code="A")
    with pytest.raises(ActRefused):  # what is no longer in force cannot be chosen any more
        office.drafted(new_child, ROADS, reply_class=first.pk)
    office.settled(new_child, ROADS, reply_class=second.pk)
    labels = {each.matter_id: each.reply_class.label for each in Reply.objects.select_related("reply_class")}
    assert labels == {old_child.pk: "已经解决或者采纳", new_child.pk: "解决或者基本解决"}


def test_class_is_added_retired_and_called_off(clerk: Client, shizuishan: Cast) -> None:
    committee, day = shizuishan.committee, today() + timedelta(days=5)
    typed = {"code": "d", "label": "不可行", "meaning": "infeasible", "since": day, "reason": "增设"}
    changed(clerk, "reply-class-add", **typed)
    assert [each.code for each in reply_classes(committee, today())] == ["A", "B", "C"]
    assert [each.code for each in reply_classes(committee, day)] == ["A", "B", "C", "D"]
    assert "已有D 类" in said(previewed(clerk, "reply-class-add", **typed))

    changed(clerk, "reply-class-retire", "C", since=day, reason="并入")
    assert [each.code for each in reply_classes(committee, day)] == ["A", "B", "D"]
    assert "请先取消尚未生效的变更" in said(
        previewed(clerk, "reply-class-retire", "C", since=day, reason="并入")
    )
    assert "取消未生效的变更" in said(clerk.get(CLASSES))
    changed(clerk, "reply-class-call-off", "C", reason="不并了")
    changed(clerk, "reply-class-call-off", "D")
    assert [each.code for each in reply_classes(committee, day)] == ["A", "B", "C"]
    assert "没有尚未生效的变更" in said(previewed(clerk, "reply-class-call-off", "C"))
    assert SettingChange.objects.filter(page="reply-classes").count() == 4


def test_calling_off_a_new_name_brings_the_old_back(clerk: Client, shizuishan: Cast) -> None:
    typed = {
        "label": "以后的名称",
        "meaning": "resolved",
        "since": today() + timedelta(days=9),
        "reason": "试",
    }
    changed(clerk, "reply-class-rename", "A", **typed)
    assert ReplyClass.objects.filter(code="A").count() == 2
    changed(clerk, "reply-class-call-off", "A")
    only = ReplyClass.objects.get(code="A")
    assert only.label == "已经解决或者采纳" and only.in_force_until is None


@pytest.mark.parametrize(
    ("code", "of", "values", "words"),
    [
        ("reply-class-rename", "A", {"label": "", "meaning": "resolved"}, "请填写"),
        ("reply-class-rename", "A", {"label": "解" * 5000, "meaning": "resolved"}, "最多60字，现在5000字"),
        ("reply-class-rename", "A", {"label": "新", "meaning": "planned"}, "至少要保留一项算作“已经解决”的"),
        ("reply-class-rename", "A", {"label": "新", "meaning": "nonsense"}, "nonsense"),
        (
            "reply-class-rename",
            "A",
            {"label": "新", "meaning": "resolved", "since": "2020-01-01"},
            "不能早于今天",
        ),
        ("reply-class-rename", "A", {"label": "新", "meaning": "resolved", "reason": ""}, "请填写"),
        ("reply-class-rename", "A", {"label": "新", "meaning": "resolved", "reason": "绝密★长期"}, "密级"),
        ("reply-class-retire", "A", {}, "至少要保留一项算作“已经解决”的"),
        ("reply-class-add", "", {"code": "DD", "label": "丁", "meaning": "deferred"}, "代号是一个字母"),
        (
            "reply-class-add",
            "",
            {"code": "D", "label": "已经解决或者采纳", "meaning": "deferred"},
            "已有同名的",
        ),
        ("evaluation-value-retire", "dissatisfied", {}, "至少要保留一项算作“不满意”的"),
        ("evaluation-value-add", "", {"label": "满意", "meaning": "satisfied"}, "已有同名的"),
    ],
)
def test_bad_input_is_refused_in_words(
    clerk: Client, code: str, of: str, values: dict[str, str], words: str
) -> None:
    page = previewed(clerk, code, of, **{"since": today().isoformat(), "reason": "试", **values})
    assert page.status_code == 422 and words in page.content.decode(), said(page)
    assert not SettingChange.objects.exists() and not ReplyClass.objects.exists()


def test_evaluation_value_is_added_in_its_place_and_renamed(clerk: Client, shizuishan: Cast) -> None:
    typed = {"label": "理解", "meaning": "understanding", "since": today(), "reason": "省里统一"}
    changed(clerk, "evaluation-value-add", **typed)
    labels = [each.label for each in evaluation_values(shizuishan.committee, today())]
    assert labels == ["满意", "基本满意", "不满意", "理解"]
    typed = {"label": "较满意", "meaning": "mostly_satisfied", "since": today(), "reason": "统一"}
    changed(clerk, "evaluation-value-rename", "mostly", **typed)
    assert [each.label for each in evaluation_values(shizuishan.committee, today())][1] == "较满意"
    assert EvaluationValue.objects.filter(code="mostly").count() == 2
    assert "较满意" in said(clerk.get(VALUES))
    again = {**typed, "label": "又改"}
    assert "请填之后的日期" in said(previewed(clerk, "evaluation-value-rename", "mostly", **again))


def test_only_the_office_changes_its_own_schemes(
    shizuishan: Cast, zhongwei: Cast, signed_in: SignIn, clerk: Client
) -> None:
    for address in (CLASSES, VALUES):
        assert signed_in(shizuishan["运维员"]).get(address).status_code == 200
        assert signed_in(shizuishan["府督查"]).get(address).status_code == 403
        assert clerk.get(f"{address}?committee=zhongwei").status_code == 404
    refused = previewed(
        signed_in(shizuishan["运维员"]), "reply-class-retire", "C", since=today(), reason="试"
    )
    assert refused.status_code == 403 and "由政协办经办人办理" in said(refused)
    assert previewed(clerk, "reply-class-retire", "Z", since=today(), reason="试").status_code == 404
    changed(clerk, "reply-class-retire", "C", since=today(), reason="不用了")
    assert not ReplyClass.objects.filter(committee=zhongwei.committee).exists()


def test_unit_with_open_work_is_not_dissolved(office: Office, shizuishan: Cast, clerk: Client) -> None:
    office.assigned((ROADS, "sole", (1,)))
    shizuishan.body(ROADS).grants.update(until=today())
    page = previewed(clerk, "body-dissolve", shizuishan.body(ROADS).pk, until=today(), reason="并入")
    assert page.status_code == 422 and "仍有没有办结的办理件" in said(page)


def test_versions_are_reckoned_by_plain_rules() -> None:
    day = date(2026, 6, 1)
    old = Version("A", "旧", "resolved", None, day - timedelta(days=1))
    new, other = Version("A", "新", "resolved", day), Version("B", "乙", "planned")
    versions = [new, other, old]
    assert [each.label for each in in_force(versions, day - timedelta(days=1))] == ["旧", "乙"]
    assert [each.label for each in in_force(versions, day)] == ["新", "乙"] and days_of_change(versions) == [
        day
    ]
    assert lacking(versions, date(2026, 1, 1), ["resolved"]) is None
    assert lacking([old, other], date(2026, 1, 1), ["resolved"]) == ""
    assert called_off(versions, "A", day) is None and called_off(versions, "X", day) is None
    back = called_off(versions, "A", day - timedelta(days=9))
    assert back is not None and [each.label for each in in_force(back, day)] == ["旧", "乙"]
