"""`huiyin overdue`: the list of what is late."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from factories.people import Cast
from huiyin.notices.late import late_clocks
from huiyin.people.models import Grant
from huiyin.procedure.models import Clock, Matter
from notices.conftest import Errand


def output(*arguments: str) -> str:
    out = StringIO()
    call_command("overdue", *arguments, stdout=out)
    return out.getvalue()


def late_by(matter: Matter, days: int) -> None:
    Clock.objects.filter(matter=matter).update(due=timezone.localdate() - timedelta(days=days))


def test_latest_stands_first_with_who_is_asked(errand: Errand, shizuishan: Cast, zhongwei: Cast) -> None:
    late_by(errand("drafting"), 3)
    other = errand("drafting")
    Matter.objects.filter(pk=other.pk).update(title="修桥", number="石政协〔2026〕1号")
    late_by(other, 10)

    lines = output().splitlines()

    assert "逾期10天" in lines[0] and "石政协〔2026〕1号 修桥  起草" in lines[0]
    assert "经济委员会专委会（研究室）经办人（周经委）" in lines[0]
    assert "逾期3天" in lines[1] and "修路" in lines[1]
    assert lines[2] == "共2项逾期。"
    assert output("--committee", "zhongwei") == "没有逾期。\n"
    assert len(output("--committee", "shizuishan").splitlines()) == 3


def test_nobody_there_and_nothing_asked_are_said(errand: Errand, shizuishan: Cast) -> None:
    matter = errand("drafting")
    late_by(matter, 3)
    Grant.objects.filter(person=shizuishan["周经委"]).update(until=timezone.localdate() - timedelta(days=1))
    assert "经办人（暂缺）" in output()
    matter.todos.all().delete()
    assert "无人待办" in output()


def test_lapsing_and_stopped_clocks_are_not_late(errand: Errand) -> None:
    matter = errand("drafting")
    late_by(matter, 3)
    Clock.objects.filter(matter=matter).update(lapses=True)
    assert output() == "没有逾期。\n"


def test_csv_can_be_opened_without_harm(errand: Errand) -> None:
    matter = errand("drafting")
    Matter.objects.filter(pk=matter.pk).update(title="=HYPERLINK(1)")
    late_by(matter, 7)

    head, row = csv.reader(StringIO(output("--csv")))

    assert head[2] == "标题" and row[0] == "石嘴山市政协"
    assert (row[2], row[3], row[5]) == ("'=HYPERLINK(1)", "起草", "7")
    assert row[6] == str(next(late_clocks(timezone.localdate())).working_days)


def test_unknown_committee_is_named(db: None) -> None:
    with pytest.raises(CommandError, match="没有代码为“nowhere”的政协委员会"):
        output("--committee", "nowhere")
