"""Handling in full, as everybody lives it: returned, met, answered, disputed, decided by a sitting, looked back at."""

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from factories.people import Cast
from factories.sittings import decide, hold, plan
from handling.dossiers import CITY, LAND, ROADS, Office, dossiers_included
from handling.test_evaluation import given
from huiyin.handling.models import Commitment, Contact, Evaluation
from huiyin.notices.delivery import deliver
from huiyin.notices.models import Message
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.events import record_overdue
from huiyin.procedure.models import Matter
from huiyin.sittings.models import AgendaItem


@pytest.fixture
def office(shizuishan: Cast) -> Iterator[Office]:
    """石嘴山 at work on what 白委员 and 马委员 wrote."""
    with dossiers_included():
        yield Office(shizuishan, authors=("白委员", "马委员"))


def met(office: Office, child: Matter, unit: str) -> None:
    """The unit goes to see 白委员, who says so on the phone."""
    clerk = {CITY: "城经办", LAND: "自经办", ROADS: "交经办"}[unit]
    child.refresh_from_db()
    if child.state == "sent":
        office.received(child, unit)
    visit = {"method": "visit", "phase": "before", "unit_people": "局长", "summary": "了解意图"}
    day = office.at.date().isoformat()
    office.act(child, "record_contact", clerk, author=office.cast["白委员"].pk, on=day, **visit)
    contact = Contact.objects.filter(matter=child).latest("pk")
    office.act(child, "confirm_contact", "白委员", contact=contact.pk, confirmation="confirmed")


def rehandled(office: Office, matter: Matter, unit: str) -> None:
    """One more round for this unit: met, answered, checked, and sent to the authors."""
    rows = office.rows(matter, (unit, "sole", (1,)))
    office.act(matter, "rehandle", "府督查", reason="委员不认可", assignments=rows)
    child = office.child(matter, unit)
    met(office, child, unit)
    office.settled(child, unit)
    matter.refresh_from_db()
    office.act(matter, "evaluate", "林政协")


def refused(office: Office, matter: Matter, move: str, name: str, **data: Any) -> str:
    with pytest.raises(ActRefused) as raised:
        office.act(matter, move, name, **data)
    return str(raised.value)


def test_returned_answered_disputed_and_decided_by_a_sitting(office: Office) -> None:
    matter = office.assigned((CITY, "lead", (1,)), (ROADS, "assist", (1,)), (ROADS, "sole", (2,)))

    # 城管局 finds that it is not its business, in time; 府督查 agrees; 交通局's opinion now goes to 资源局.
    office.later(2)
    unit = office.cast.body(LAND).pk
    asked = {"reason": "职责不在我局", "proposed_unit": unit}
    child = office.act(office.child(matter, CITY), "request_return", "城经办", **asked).matter
    shown = office.form(child, "accept_return", "府督查")
    office.act(child, "accept_return", "府督查", **{**shown, "reason": "改由资源局主办"})
    lead, assist = office.child(matter, LAND), matter.children.get(procedure="assist")
    office.received(assist, ROADS)
    office.act(assist, "give_opinion", "交经办", text="同意设收运点。")

    # Without having met an author nothing is signed.
    drafted = office.drafted(lead, LAND)
    assert "面商" in refused(office, drafted, "sign", "自核稿")
    office.act(drafted, "take_back", "自经办", reason="先面商")
    met(office, lead, LAND)
    office.settled(lead, LAND, promises=[{"what": "建成收运点", "by_when": "2026-09-30"}])
    sole = matter.children.get(procedure="assignment", assignment__unit=office.cast.body(ROADS))
    met(office, sole, ROADS)
    office.settled(sole, ROADS)

    # The authors evaluate; what 资源局 did is not accepted, twice; then the rounds are used up.
    matter.refresh_from_db()
    office.act(matter, "evaluate", "林政协")
    given(office, matter, "白委员", "satisfied", "dissatisfied", remark="没有收运点")
    given(office, matter, "马委员", "satisfied", "mostly")
    matter.refresh_from_db()
    rehandled(office, matter, LAND)
    given(office, matter, "白委员", "dissatisfied", remark="仍没有收运点")
    office.later(40)
    record_overdue(office.at)
    matter.refresh_from_db()
    assert [each.verdict for each in Evaluation.objects.order_by("pk")] == ["disputed", "disputed"]
    rows = office.rows(matter, (LAND, "sole", (1,)))
    assert "应提请会议研究" in refused(office, matter, "rehandle", "府督查", reason="x", assignments=rows)

    # 主席会议 decides, and the move cites it.
    office.act(matter, "to_sitting", "林政协")
    assert refused(office, matter, "decide", "林政协")
    sitting = hold(office.cast, plan(office.cast, matter, at=office.at), at=office.at)
    decide(office.cast, sitting, "adopted", at=office.at)
    office.later(1)
    item = AgendaItem.objects.get(matter=matter)
    closed = office.act(matter, "decide", "林政协", decision=item.pk)
    assert closed.matter.state == "concluded"
    assert "主席会议" in str(closed.step.data)

    # Half a year later the promise is looked at: nothing there, so it is followed anew.
    promise = Commitment.objects.get().matter
    office.later(200)
    today = office.at.date().isoformat()
    office.act(promise, "look_back", "林政协", ground="due", visit_by=today)
    look = promise.children.get(kind="look_back")
    seen = {"place": "城北", "people": "陈副主席、白委员", "evidence": "没有动工", "visited_on": today}
    office.act(look, "record_visit", "林政协", **seen)
    new_day = (office.at.date() + timedelta(days=90)).isoformat()
    office.act(look, "find_not_done", "林政协", conclusion="没有动工", by_when=new_day)
    promise.refresh_from_db()
    assert (promise.state, promise.round) == ("promised", 2)

    # Everybody was told what was theirs; the record proves itself.
    deliver(office.at)
    assert Message.objects.filter(person=office.cast["自经办"], matter=promise).exists()
    assert not Message.objects.filter(person=office.cast["城经办"], matter=lead).exists()
    out = StringIO()
    call_command("verify", stdout=out)
    assert "全部一致" in out.getvalue()
