"""The demonstration: loaded once, through the real acts, with something to see for every role."""

from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import Count
from django.test import Client

from huiyin.desk.demonstration.places import PASSWORD
from huiyin.handling.models import Commitment, Instruction
from huiyin.handling.stopped import stopped
from huiyin.outcomes.models import Echo, Outcome
from huiyin.people.enums import Role
from huiyin.people.models import Account, BodyName, Grant, Member, Person
from huiyin.people.selectors import work_calendar
from huiyin.procedure.models import Matter, Step

TODAY = date(2026, 11, 23)
STATES = {
    "园林绿化废弃物焚烧发电再利用": "concluded",
    "大武口区百花市场消防安全隐患整治": "concluded",
    "解决电厂运煤路": "handling",
    "建设高标准农田实现提质增效": "fed_back",
    "提升食品安全治理水平": "handling",
    "打造国内重要的锂电池产业生产基地": "submitted",
    "着力发挥文化振兴在乡村全面振兴样板区建设中的引领作用": "submitted",
    "打造光伏全产业链制造基地，助推产业转型示范市建设": "reviewing",
    "发展夜间经济（演示）": "drafting",
    "农产品冷链建设（演示）": "assigning",
    "社区养老服务（演示）": "noted",
    "如何加强市政广场管理": "concluded",
    "中卫博物馆陈列工作": "answered",
    "城区公共停车设施共享利用（演示）": "concluded",
}


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """The demonstration, loaded once for all tests of this file and rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        said = StringIO()
        call_command("demo", "--today", TODAY.isoformat(), stdout=said)
        yield said.getvalue()
        transaction.set_rollback(True)


@pytest.fixture
def stories(loaded: str, db: None) -> dict[str, Matter]:
    """Every outcome of the demonstration by its consultation's title."""
    outcomes = Outcome.objects.select_related("matter", "activity__matter")
    return {each.activity.matter.title: each.matter for each in outcomes}


def test_demonstration_tells_the_cases_of_the_articles(stories: dict[str, Matter]) -> None:
    assert {title: matter.state for title, matter in stories.items()} == STATES
    affirmed = Instruction.objects.filter(kind="affirm", leader_name="赵书记")
    titles = set(affirmed.values_list("submission__matter__parent__title", flat=True))
    assert {"关于建设高标准农田实现提质增效的协商报告", "关于提升食品安全治理水平的协商报告"} <= titles
    direct = Outcome.objects.filter(sent_direct=True, committee__code="zhongwei")
    assert direct.count() == 2 and not direct.filter(matter__children__kind="submission").exists()
    assert Echo.objects.filter(verdict="agreed").exists() and Commitment.objects.count() == 8


def test_demonstration_concluded_outcomes_have_no_submission_at_an_office(stories: dict[str, Matter]) -> None:
    for matter in stories.values():
        if matter.state in ("concluded", "noted"):
            assert not matter.children.filter(kind="submission", closed_at=None).exists(), matter.title


def test_demonstration_bodies_have_other_names_and_a_group_of_members(loaded: str, db: None) -> None:
    assert {each.kind for each in BodyName.objects.all()} == {"alias", "former"}
    assert Member.objects.filter(activity_group__isnull=False).count() == 2


def test_demonstration_coal_road_is_late_and_battery_report_stopped(stories: dict[str, Matter]) -> None:
    late = stories["解决电厂运煤路"].children.get(kind="assignment")
    assert late.steps.filter(kind="event", move="overdue").exists()
    clerk = Person.objects.get(name="府督查")
    found = {each.matter.pk: each.code for each in stopped(clerk, TODAY, work_calendar())}
    assert found[late.pk] == "assignment_late"
    assert found[stories["打造国内重要的锂电池产业生产基地"].pk] == "instructed_not_assigned"


def test_demonstration_numbers_are_given_once_in_the_offices_own_pattern(stories: dict[str, Matter]) -> None:
    numbers = [matter.number for matter in stories.values() if matter.number]
    assert len(numbers) == len(set(numbers)) == 12
    assert "石政协发〔2026〕1号" in numbers and "卫政协函〔2026〕1号" in numbers


def test_demonstration_lies_in_the_past_and_on_working_days(stories: dict[str, Matter]) -> None:
    calendar = work_calendar()
    acts = Step.objects.filter(kind="act")
    assert all(calendar.is_working(step.at.date()) for step in acts.only("at"))
    assert max(step.at.date() for step in acts.only("at")) <= TODAY


def test_demonstration_everybody_can_sign_in_and_every_role_is_there(stories: dict[str, Matter]) -> None:
    held = dict(Grant.objects.values_list("role").annotate(Count("pk")))
    assert set(held) == set(Role.values)
    assert all(account.check_password(PASSWORD) for account in Account.objects.order_by("pk")[:3])
    assert not Account.objects.filter(must_change_password=True).exists()


def test_demonstration_every_matter_page_opens_for_those_who_see_it(stories: dict[str, Matter]) -> None:
    for name in ("林政协", "周经委", "江主席", "府督查", "赵书记", "白委员", "交经办"):
        client = Client()
        account = Person.objects.get(name=name).account
        assert account is not None
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        assert client.get("/").status_code == 200
        opened = [client.get(f"/matters/{key}/").status_code for key in one_of_each_state()]
        assert set(opened) == {200, 404}, name


def one_of_each_state() -> list[Any]:
    """The page of a matter is drawn by its procedure and state: one of each will do, and two committees' matters."""
    found: dict[tuple[str, ...], Any] = {}
    for matter in Matter.objects.order_by("opened_at", "pk"):
        found.setdefault((matter.procedure, matter.state, str(matter.committee_id)), matter.pk)
    return list(found.values())


def test_demo_command_again_changes_nothing_and_lists_accounts(loaded: str, db: None) -> None:
    assert "15件协商事项" in loaded
    steps, said, listing = Step.objects.count(), StringIO(), StringIO()
    call_command("demo", stdout=said)
    assert "没有改动" in said.getvalue() and Step.objects.count() == steps
    call_command("demo", "--accounts", stdout=listing)
    assert PASSWORD in listing.getvalue() and "lin.zhengxie" in listing.getvalue()
