"""Commitments: their own clock, their own end, whatever became of the matter that they came from."""

from datetime import date, timedelta

import pytest

from handling.dossiers import CITY, Office
from huiyin.handling.models import Commitment
from huiyin.procedure.content import fingerprints
from huiyin.procedure.errors import FormRefused, NotYours
from huiyin.procedure.events import record_overdue
from huiyin.procedure.models import Matter

PROMISE = {"what": "建成园林废弃物处理厂", "by_when": date(2026, 6, 6), "evidence_wanted": "竣工验收报告"}


@pytest.fixture
def promised(office: Office) -> Matter:
    """A commitment of 市城管局, from a dossier that is answered."""
    matter = office.assigned((CITY, "sole", (1,)))
    office.settled(office.child(matter, CITY), CITY, promises=[PROMISE])
    return Commitment.objects.select_related("matter").get().matter


def test_promised_saturday_is_not_moved(promised: Matter) -> None:
    clock = promised.clocks.get()
    assert (clock.due, clock.due.isoweekday()) == (date(2026, 6, 6), 6)
    assert "2026年6月6日" in "；".join(clock.explanation)


def test_commitment_outlives_the_matter_it_came_from(office: Office, promised: Matter) -> None:
    dossier = Matter.objects.get(kind="dossier")
    office.act(dossier, "conclude", "府督查", points=[])

    dossier.refresh_from_db()
    promised.refresh_from_db()
    assert (dossier.state, promised.state, promised.is_open) == ("concluded", "promised", True)


def test_report_and_check_fulfil_it(office: Office, promised: Matter) -> None:
    office.later(30)
    office.act(promised, "report", "城经办", evidence="处理厂已投用", delivered_on=office.at.date())
    with pytest.raises(NotYours):
        office.act(promised, "confirm", "城经办")

    done = office.act(promised, "confirm", "林政协").matter

    row = Commitment.objects.get()
    assert (done.state, row.evidence, row.delivered_on) == ("fulfilled", "处理厂已投用", office.at.date())
    assert done.steps.order_by("-number").first().content == fingerprints(done)


def test_report_of_the_future_is_refused(office: Office, promised: Matter) -> None:
    tomorrow = office.at.date() + timedelta(days=1)

    with pytest.raises(FormRefused) as raised:
        office.act(promised, "report", "城经办", evidence="将投用", delivered_on=tomorrow)

    assert "不能晚于今天" in str(raised.value)


def test_report_sent_back_keeps_the_promised_day(office: Office, promised: Matter) -> None:
    office.act(promised, "report", "城经办", evidence="主体完工", delivered_on=office.at.date())
    back = office.act(promised, "back", "府督查", reason="尚未投用").matter

    clock = back.clocks.get()
    assert (back.state, clock.due, clock.stopped_at) == ("promised", date(2026, 6, 6), None)
    assert back.todos.get().text == "请按期兑现承诺并报告"


def test_overdue_is_recorded_at_the_true_expiry(office: Office, promised: Matter) -> None:
    office.later(120)

    assert record_overdue(office.at) >= 1

    assert promised.clocks.get().overdue_since == date(2026, 6, 7)
    assert promised.steps.filter(move="overdue").count() == 1


def test_extension_moves_the_day(office: Office, promised: Matter) -> None:
    office.act(promised, "extend", "府督查", clock="delivery", reason="汛期停工", amount=10, unit="days")

    assert promised.clocks.get().due == date(2026, 6, 16)


def test_unmet_commitment_is_said_to_be_so_and_may_be_taken_up_again(
    office: Office, promised: Matter
) -> None:
    with pytest.raises(FormRefused):
        office.act(promised, "declare_unmet", "林政协")
    office.act(promised, "declare_unmet", "林政协", reason="项目已取消")

    again = office.act(promised, "reopen", "林政协", reason="项目恢复", by_when="2026-12-31").matter

    assert (again.state, again.closed_at) == ("promised", None)
