"""A unit's promise record: every promise stands in one place, every figure opens its list, the parts add up."""

from datetime import date, timedelta

import pytest

from conftest import SignIn
from handling.dossiers import CITY, LAND, Office
from huiyin.handling.models import Commitment
from huiyin.handling.promise_rules import kept_share, promise_standing
from huiyin.handling.selectors.promises import promises_seen, unit_records, whole
from huiyin.procedure.models import Matter


def promise(what: str, by_when: str) -> dict[str, str]:
    return {"what": what, "by_when": by_when, "evidence_wanted": ""}


@pytest.fixture
def promised(office: Office) -> Office:
    """城管局 promised three things, 资源局 one."""
    matter = office.assigned((CITY, "sole", (1,)), (LAND, "sole", (2,)))
    rows = [promise("建车间", "2026-06-30"), promise("印办法", "2026-03-20"), promise("清积存", "2026-03-10")]
    office.settled(office.child(matter, CITY), CITY, promises=rows)
    office.settled(office.child(matter, LAND), LAND, promises=[promise("办用地", "2026-05-31")])
    return office


def commitment(what: str) -> Matter:
    return Commitment.objects.get(what=what).matter


def kept(office: Office, what: str, on: str) -> None:
    """Reported and checked."""
    matter = office.act(commitment(what), "report", "城经办", evidence="已办", delivered_on=on).matter
    office.act(matter, "confirm", "林政协")


def test_record_counts_each_promise_once(promised: Office) -> None:
    promised.later(20)
    kept(promised, "印办法", "2026-03-19")
    kept(promised, "清积存", "2026-03-18")
    clerk, day = promised.cast["林政协"], date(2026, 6, 1)

    records = unit_records(promises_seen(clerk, promised.cast.committee, day, 2026))

    assert [(each.name, each.total, each.share) for each in records] == [(LAND, 1, "0%"), (CITY, 3, "50%")]
    assert records[1].counts == {"kept": 1, "kept_late": 1, "running": 1, "late": 0, "unmet": 0}
    total = whole(records)
    assert total.total == sum(total.counts.values()) == 4


def test_record_says_what_visits_found(promised: Office) -> None:
    target = commitment("建车间")
    promised.act(target, "look_back", "林政协", ground="due", visit_by="2026-07-31")
    look = target.children.get(kind="look_back")
    seen = {"visited_on": "2026-03-02", "place": "城北", "people": "白委员", "evidence": "在建"}
    look = promised.act(look, "record_visit", "林政协", **seen).matter
    promised.act(look, "find_partly", "林政协", conclusion="完成主体")

    records = unit_records(
        promises_seen(promised.cast["林政协"], promised.cast.committee, date(2026, 4, 1), 2026)
    )

    assert next(each for each in records if each.name == CITY).found == {
        "confirmed": 0,
        "partly": 1,
        "not_done": 0,
    }


def test_figures_open_their_lists(promised: Office, signed_in: SignIn) -> None:
    client = signed_in(promised.cast["林政协"])
    page = client.get("/handling/promises/?year=2026")
    text = page.content.decode()
    assert page.status_code == 200 and CITY in text
    unit = promised.cast.body(CITY).pk

    rows = client.get(f"/handling/promises/list/?year=2026&unit={unit}").context["rows"]

    assert [each.what for each in rows] == ["清积存", "印办法", "建车间"]
    assert not client.get("/handling/promises/list/?year=2026&found=partly").context["rows"]
    assert "没有到期的承诺" in client.get("/handling/promises/?year=1999").content.decode()
    assert client.get("/handling/promises/?year=abc").status_code == 200


def test_unit_sees_its_own_promises_alone(promised: Office, signed_in: SignIn) -> None:
    text = signed_in(promised.cast["自经办"]).get("/handling/promises/?year=2026").content.decode()
    assert LAND in text
    assert CITY not in text
    assert signed_in(promised.cast["白委员"]).get("/handling/promises/").status_code == 403


def test_neighbour_sees_nothing(promised: Office, zhongwei, signed_in: SignIn) -> None:
    text = signed_in(zhongwei["卫政协"]).get("/handling/promises/?year=2026").content.decode()
    assert CITY not in text


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(office: Office, signed_in: SignIn, django_assert_num_queries, rows: int) -> None:
    matter = office.assigned((CITY, "sole", (1,)))
    promises = [promise(f"事项{number}", "2026-06-30") for number in range(rows)]
    office.settled(office.child(matter, CITY), CITY, promises=promises)
    client = signed_in(office.cast["林政协"])
    client.get("/handling/promises/?year=2026")
    with django_assert_num_queries(8):
        client.get("/handling/promises/?year=2026")


@pytest.mark.parametrize(
    ("state", "by_when", "delivered", "standing"),
    [
        ("fulfilled", 10, 9, "kept"),
        ("fulfilled", 10, 11, "kept_late"),
        ("promised", 10, None, "late"),
        ("promised", 40, None, "running"),
        ("reported", 10, 12, "running"),
        ("unmet", 40, None, "unmet"),
    ],
)
def test_rule_of_standing(state: str, by_when: int, delivered: int | None, standing: str) -> None:
    start = date(2026, 3, 1)
    day = None if delivered is None else start + timedelta(days=delivered)
    found = promise_standing(state, start + timedelta(days=by_when), day, start + timedelta(days=20))
    assert found == standing


def test_share_of_nothing_is_no_share() -> None:
    assert (kept_share(0, 0), kept_share(1, 3)) == ("—", "33%")


def test_promise_followed_anew_stays_in_the_year_for_which_it_was_made(promised: Office) -> None:
    target = commitment("建车间")
    promised.act(target, "look_back", "林政协", ground="due", visit_by="2026-07-31")
    look = target.children.get(kind="look_back")
    seen = {"visited_on": "2026-03-02", "place": "城北", "people": "白委员", "evidence": "未动工"}
    look = promised.act(look, "record_visit", "林政协", **seen).matter
    promised.act(look, "find_not_done", "林政协", conclusion="未动工", by_when="2027-03-31")
    clerk, committee = promised.cast["林政协"], promised.cast.committee

    records = unit_records(promises_seen(clerk, committee, date(2026, 7, 1), 2026))

    city = next(each for each in records if each.name == CITY)
    assert (city.total, city.counts["late"], city.found["not_done"]) == (3, 3, 1)
    assert promises_seen(clerk, committee, date(2026, 7, 1), 2027) == []
