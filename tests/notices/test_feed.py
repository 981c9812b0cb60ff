"""The personal calendar: what it holds, for whom, and how its address is made, renewed and closed."""

import re
from datetime import UTC, date, timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from conftest import SignIn
from factories.people import Cast
from huiyin.notices.actions import make_feed
from huiyin.notices.feed import calendar_of, entries, visit_with_token
from huiyin.notices.models import CalendarFeed
from huiyin.people.models import Grant, Person
from huiyin.people.selectors import current_grants
from huiyin.procedure import library
from huiyin.procedure.definition import Procedure
from huiyin.procedure.engine import take
from huiyin.procedure.models import Clock, Matter, MatterParty
from huiyin.procedure.page.viewing import Visit
from notices.conftest import Errand
from procedure.conftest import MONDAY

ADDRESS = re.compile(r'<code id="calendar-address">(http://testserver/calendar/[\w-]+\.ics)</code>')


def visit(person: Person) -> Visit:
    return Visit(person, MONDAY, tuple(current_grants(person, MONDAY.date())))


def file_of(person: Person) -> bytes:
    return calendar_of(visit(person), lambda matter: f"https://huiyin.invalid/matters/{matter.pk}/")


def test_calendar_holds_the_due_dates_of_what_waits_for_this_person(errand: Errand, shizuishan: Cast) -> None:
    matter = errand("drafting")

    (event,) = Calendar.from_ical(file_of(shizuishan["周经委"])).walk("VEVENT")

    assert event["SUMMARY"] == "起草到期：修路"
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 3, 23), date(2026, 3, 24))
    assert event["UID"] == f"{matter.pk}-drafting-1@huiyin"
    assert event["DTSTAMP"].dt == MONDAY.astimezone(UTC)
    assert event["URL"] == f"https://huiyin.invalid/matters/{matter.pk}/"
    (alarm,) = event.walk("VALARM")
    assert (alarm["ACTION"], alarm["TRIGGER"].dt) == ("DISPLAY", timedelta(hours=-15))
    assert entries(visit(shizuishan["林政协"])) == entries(visit(shizuishan["陈副主席"])) == []


def test_calendar_keeps_to_the_standard(errand: Errand, shizuishan: Cast) -> None:
    matter = errand("drafting")
    title = "关于背街小巷，含老旧小区；\n改造 BEGIN:VEVENT " + "长" * 80
    Matter.objects.filter(pk=matter.pk).update(title=title)
    content = file_of(shizuishan["周经委"])

    lines = content.split(b"\r\n")
    assert lines[-1] == b"" and b"\n" not in b"".join(lines)
    assert all(len(line) <= 75 for line in lines)
    assert content.count(b"BEGIN:VEVENT\r\n") == 1
    assert lines[0] == b"BEGIN:VCALENDAR" and b"VERSION:2.0" in lines and b"METHOD:PUBLISH" in lines
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert str(event["SUMMARY"]).endswith(title)
    assert file_of(shizuishan["周经委"]) == content


def test_lapsing_paused_and_stopped_clocks_are_left_out(errand: Errand, shizuishan: Cast) -> None:
    clocks = Clock.objects.filter(matter=errand("drafting"))
    for change in ({"lapses": True}, {"lapses": False, "due": None}, {"due": MONDAY, "stopped_at": MONDAY}):
        clocks.update(**change)
        assert entries(visit(shizuishan["周经委"])) == []


def test_who_does_not_see_clocks_gets_the_due_date_of_what_is_asked(
    errands: Procedure, errand: Errand, shizuishan: Cast
) -> None:
    member = shizuishan["白委员"]
    move = errands.moves["add"].model_copy(update={"by": ("member",), "todo": "请评价"})
    library.include(errands.model_copy(update={"moves": {**errands.moves, "add": move}}))
    matter = errand("handing")
    MatterParty.objects.create(committee=matter.committee, matter=matter, role="giver", person=member)
    matter = errand_handed_over(matter, shizuishan)

    (entry,) = entries(visit(member))

    assert (entry.what, entry.due, entry.uid) == ("请评价", matter.next_due, f"{matter.pk}-1")


def errand_handed_over(matter: Matter, cast: Cast) -> Matter:
    units = {"units": [cast.body("市城市管理局").pk]}
    return take(matter, "hand_over", actor=cast["林政协"], at=MONDAY, data=units).matter


def test_matter_that_may_not_be_seen_is_not_in_the_calendar(
    errands: Procedure, errand: Errand, shizuishan: Cast
) -> None:
    errand("drafting")
    views = {**errands.views, "drafting": {"office": "all"}}
    library.include(errands.model_copy(update={"views": views}))

    assert entries(visit(shizuishan["周经委"])) == []


def test_address_is_made_shown_once_renewed_and_closed(
    errand: Errand, shizuishan: Cast, signed_in: SignIn
) -> None:
    Clock.objects.filter(matter=errand("drafting")).update(due=date(2030, 3, 1))
    client, program = signed_in(shizuishan["周经委"]), Client()
    assert "还没有生成订阅地址" in client.get("/notices/calendar/").content.decode()

    first = ADDRESS.search(client.post("/notices/calendar/").content.decode())
    assert first is not None
    answer = program.get(first[1])
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert "no-store" in answer["Cache-Control"]
    assert "DTSTART;VALUE=DATE:20300301" in answer.content.decode()
    assert program.post(first[1]).status_code == 405
    again = client.get("/notices/calendar/").content.decode()
    assert "calendar-address" not in again and "原地址随即失效" in again

    second = ADDRESS.search(client.post("/notices/calendar/").content.decode())
    assert second is not None
    assert (program.get(first[1]).status_code, program.get(second[1]).status_code) == (404, 200)

    assert client.post("/notices/calendar/close/")["Location"] == "/notices/calendar/"
    assert program.get(second[1]).status_code == 404


def test_only_the_hash_of_the_address_is_kept(shizuishan: Cast) -> None:
    token = make_feed(shizuishan["周经委"], at=MONDAY)
    row = CalendarFeed.objects.values().get()
    assert len(token) > 40
    assert token not in str(row) and len(row["digest"]) == 64


def test_address_of_a_stopped_account_or_of_nobody_finds_nothing(shizuishan: Cast) -> None:
    person = shizuishan["周经委"]
    token = make_feed(person, at=MONDAY)
    assert visit_with_token(token, MONDAY) is not None
    assert visit_with_token("x" + token, MONDAY) is None
    account = shizuishan.account("周经委")
    account.is_active = False
    account.save()
    assert Client().get(f"/calendar/{token}.ics").status_code == 404
    Person.objects.filter(pk=person.pk).update(account=None)
    assert visit_with_token(token, MONDAY) is None


def test_grants_that_ended_leave_an_empty_calendar(errand: Errand, shizuishan: Cast) -> None:
    errand("drafting")
    token = make_feed(shizuishan["周经委"], at=MONDAY)
    Grant.objects.filter(person=shizuishan["周经委"]).update(until=MONDAY.date() - timedelta(days=1))
    answer = Client().get(f"/calendar/{token}.ics")
    assert answer.status_code == 200
    assert b"VEVENT" not in answer.content and "修路" not in answer.content.decode()


def queries_with(errand: Errand, cast: Cast, count: int) -> int:
    for _each in range(count):
        errand("drafting")
    with CaptureQueriesContext(connection) as queries:
        assert len(entries(visit(cast["周经委"]))) >= count
    return len(queries)


def test_number_of_queries_does_not_grow_with_due_dates(errand: Errand, shizuishan: Cast) -> None:
    assert queries_with(errand, shizuishan, 1) == queries_with(errand, shizuishan, 2)
