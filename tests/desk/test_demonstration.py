"""The demonstration: loaded once, through the real acts, with something to see for every role."""

from datetime import datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db.models import Count

from factories.people import build_shizuishan
from huiyin.desk.demonstration.loading import NotEmpty, is_loaded, load
from huiyin.desk.demonstration.places import PASSWORD
from huiyin.handling.models import Commitment, Instruction
from huiyin.outcomes.models import Echo, Outcome
from huiyin.people.enums import Role
from huiyin.people.models import Account, Committee, Grant
from huiyin.procedure.models import Matter, Step

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def stories(db: None) -> dict[str, Matter]:
    """Every outcome of the demonstration by its consultation's title."""
    load(NOW)
    outcomes = Outcome.objects.select_related("matter", "activity__matter")
    return {each.activity.matter.title: each.matter for each in outcomes}


def test_demonstration_tells_the_cases_of_the_articles(stories: dict[str, Matter]) -> None:
    states = {title: matter.state for title, matter in stories.items()}
    assert states == {
        "园林绿化废弃物焚烧发电再利用": "concluded",
        "大武口区百花市场消防安全隐患整治": "concluded",
        "解决电厂运煤路": "handling",
        "建设高标准农田实现提质增效": "fed_back",
        "提升食品安全治理水平": "handling",
        "打造国内重要的锂电池产业生产基地": "submitted",
        "着力发挥文化振兴在乡村全面振兴样板区建设中的引领作用": "submitted",
        "打造光伏全产业链制造基地，助推产业转型示范市建设": "reviewing",
        "如何加强市政广场管理": "concluded",
        "中卫博物馆陈列工作": "answered",
    }
    late = stories["解决电厂运煤路"].children.get(kind="assignment")
    assert late.steps.filter(kind="event", move="overdue").exists()
    affirmed = Instruction.objects.filter(kind="affirm", leader_name="赵书记")
    titles = set(affirmed.values_list("submission__matter__parent__title", flat=True))
    assert {"关于建设高标准农田实现提质增效的协商报告", "关于提升食品安全治理水平的协商报告"} <= titles
    direct = Outcome.objects.filter(sent_direct=True, committee__code="zhongwei")
    assert direct.count() == 2 and not direct.filter(matter__children__kind="submission").exists()
    assert Echo.objects.filter(verdict="agreed").exists() and Commitment.objects.count() == 3
    assert not Step.objects.filter(at__gt=NOW).exists()
    numbers = [matter.number for matter in stories.values() if matter.number]
    assert len(numbers) == len(set(numbers)) == 9
    assert "石政协发〔2026〕1号" in numbers and "卫政协函〔2026〕1号" in numbers


def test_demonstration_everybody_can_sign_in_and_every_role_is_there(stories: dict[str, Matter]) -> None:
    held = dict(Grant.objects.values_list("role").annotate(Count("pk")))
    assert set(held) == set(Role.values)
    assert all(account.check_password(PASSWORD) for account in Account.objects.all()[:3])
    assert not Account.objects.filter(must_change_password=True).exists()


def test_demo_command_loads_once_and_lists_accounts(db: None) -> None:
    with pytest.raises(CommandError):
        call_command("demo", "--accounts", stdout=StringIO())
    call_command("demo", stdout=StringIO())
    steps = Step.objects.count()
    out = StringIO()
    call_command("demo", stdout=out)
    assert "没有改动" in out.getvalue() and Step.objects.count() == steps
    listing = StringIO()
    call_command("demo", "--accounts", stdout=listing)
    assert PASSWORD in listing.getvalue() and "lin.zhengxie" in listing.getvalue()


def test_demo_refused_where_real_committees_are(db: None) -> None:
    cast = build_shizuishan()
    Committee.objects.filter(pk=cast.committee.pk).update(code="another")
    assert not is_loaded()
    with pytest.raises(NotEmpty):
        load(NOW)
