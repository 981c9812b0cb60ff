"""What the demonstration tells of handling: returns, an extension, evaluation, 督办, 回头看, what is to come."""

from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from huiyin.handling.models import (
    Assignment,
    Commitment,
    Evaluation,
    EvaluationForm,
    ExtensionRequest,
    LookBack,
    OfflineItem,
    ReturnRequest,
    SupervisionOrder,
)
from huiyin.handling.selectors.look_backs import due_for_look_back
from huiyin.outcomes.models import Outcome
from huiyin.people.models import Account, Person
from huiyin.procedure.models import Matter, MatterParty, Todo
from huiyin.sittings.models import AgendaItem, Sitting

TODAY = date(2026, 11, 23)
HOMES = {
    "白委员": ("请评价办理情况",),
    "林政协": ("请核实承诺是否兑现",),
    "交经办": ("请整改并报告",),
    "城经办": ("请按期兑现承诺并报告",),
    "钱市长": ("待您批示",),
    "府督查": ("请核实承诺是否兑现",),
}


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demonstration, loaded once for all tests of this file and rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", "--today", TODAY.isoformat(), stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def told(loaded: None, db: None) -> None:
    """The demonstration is there."""


def test_one_return_is_agreed_to_and_one_refused(told: None) -> None:
    rows = ReturnRequest.objects.select_related("matter__assignment__unit")
    states = {each.matter.assignment.unit.name: each.state for each in rows}
    assert states == {"市交通运输局": "granted", "市工业和信息化局": "refused"}
    instead = Assignment.objects.get(replaces__unit__name="市交通运输局")
    assert (instead.unit.name, instead.matter.state) == ("市自然资源局", "settled")


def test_an_extension_was_asked_for_and_granted(told: None) -> None:
    for kind in ("outcome", "proposal"):
        request = ExtensionRequest.objects.get(matter__parent__kind=kind)
        assert (request.state, request.amount, request.unit) == ("granted", 20, "working_days")


def test_every_outcome_has_a_liaison(told: None) -> None:
    with_liaison = MatterParty.objects.filter(role="liaison", active=True).values("matter")
    assert not Outcome.objects.exclude(matter__in=with_liaison).exists()


def test_one_evaluation_is_over_and_one_waits_for_the_member(told: None) -> None:
    of_outcomes = Evaluation.objects.filter(matter__parent__kind="outcome").select_related("matter")
    rows = {each.matter.state: each for each in of_outcomes}
    assert set(rows) == {"agreed", "open"}
    forms = EvaluationForm.objects.filter(evaluation=rows["agreed"]).order_by("given_on")
    assert [each.channel for each in forms] == ["own", "telephone"]
    asked = Todo.objects.filter(matter=rows["open"].matter, move="evaluate")
    assert set(asked.values_list("person__name", flat=True)) == {"白委员", "马委员"}


def test_one_order_over_two_matters_is_being_put_right_and_one_closed(told: None) -> None:
    over_outcomes = SupervisionOrder.objects.exclude(matter__title="光伏检测实验室建设督办（演示）")
    orders = {each.matter.state: each for each in over_outcomes.select_related("matter")}
    assert set(orders) == {"opinion_sent", "closed"}
    assert orders["opinion_sent"].matter.links_out.filter(kind="supervises").count() == 2


def test_promises_were_looked_back_at_and_one_waits(told: None) -> None:
    verdicts = {each.matter.parent.title: each.verdict for each in LookBack.objects.all()}
    assert verdicts == {"首批停车场全部错时开放（演示）": "partly", "设置停车诱导标识（演示）": "not_done"}
    anew = Commitment.objects.get(what="设置停车诱导标识（演示）")
    assert (anew.matter.state, anew.matter.round) == ("promised", 2) and anew.by_when > TODAY
    clerk = Person.objects.get(name="林政协")
    due = due_for_look_back(clerk, Outcome.objects.filter(committee__code="shizuishan")[0].committee, TODAY)
    late, kept, unreported = (each.title for each in due)
    assert (late, kept) == ("建成固定转运点两处（演示）", "首批3处残膜回收网点投入使用（演示）")
    assert unreported == "首批7处机关停车场夜间错时开放（演示）"


def test_an_offline_item_and_a_sitting_to_come_are_there(told: None) -> None:
    assert OfflineItem.objects.get().leader_name == "钱市长"
    sitting = Sitting.objects.get(matter__state="planned")
    assert sitting.planned_on > TODAY
    assert AgendaItem.objects.filter(sitting=sitting).count() == 2


@pytest.mark.parametrize("name", HOMES)
def test_homes_say_what_waits(told: None, name: str) -> None:
    client = Client()
    account = Account.objects.get(person__name=name)
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    text = client.get("/").content.decode()
    assert all(each in text for each in HOMES[name])


@pytest.mark.parametrize("command", ["verify", "reconcile"])
def test_verification_and_reconciliation_find_nothing(told: None, command: str) -> None:
    said = StringIO()
    call_command(command, stdout=said)
    assert "全部一致" in said.getvalue()


def test_what_is_not_from_the_articles_says_so(told: None) -> None:
    invented = Matter.objects.filter(kind__in=("supervision_order", "commitment", "sitting"))
    assert all("演示" in each.title for each in invented if each.title != "市政协主席会议")
