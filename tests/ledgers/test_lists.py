"""A ledger's list and sums: numbers that lead to as many rows, pages with a fixed number of queries, rows linked."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from conftest import SignIn
from huiyin.ledgers import reading
from huiyin.ledgers.definition import ledgers
from huiyin.ledgers.figures import count, counts_by, figure, figure_url
from huiyin.ledgers.reading import UnknownFilter, page_of, rows_of
from huiyin.ledgers.sums import tables_of
from huiyin.procedure.models import Clock
from ledgers.scenes import YEAR, Year

pytestmark = pytest.mark.django_db
BOOKS = tuple(ledgers)


@pytest.fixture
def clerk(year: Year, signed_in: SignIn) -> Client:
    return signed_in(year.cast["林政协"])


@pytest.mark.parametrize("name", ["林政协", "周经委", "府督查", "江主席", "城经办"])
def test_every_sum_adds_up_and_leads_to_as_many_rows(year: Year, name: str) -> None:
    asker = year.asks(name)
    checked = 0
    for book in ledgers.values():
        if not asker.may_read(book):
            continue
        for table in tables_of(book, asker, {}):
            assert table.summed + table.untold == table.total + table.repeated
            assert table.repeated == 0 or table.dimension.several
            for line in table.lines:
                assert rows_of(book, asker, {table.dimension.code: line.value}).count() == line.count > 0
                checked += 1
    assert checked > 20


def test_links_on_the_page_of_sums_open_as_many_as_they_say(year: Year, clerk: Client) -> None:
    checked = 0
    for code in BOOKS:
        page = clerk.get(f"/ledgers/{code}/sums/?year={YEAR}")
        for table in page.context["tables"]:
            for line in table["lines"]:
                assert clerk.get(line["url"]).context["page"].total == line["line"].count, line["url"]
                checked += 1
    assert checked > 40


def test_sums_within_a_filter_keep_it(year: Year, clerk: Client) -> None:
    page = clerk.get(f"/ledgers/problems/sums/?year={YEAR}&reached=satisfied")
    tables = {each["table"].dimension.code: each for each in page.context["tables"]}
    assert page.context["total"] == 2 and "reached" not in tables
    url = tables["unit"]["lines"][0]["url"]
    assert parse_qs(urlsplit(url).query)["reached"] == ["satisfied"]
    assert clerk.get(url).context["page"].total == 1


def test_rows_of_the_linked_lists_lead_to_each_other(year: Year, clerk: Client) -> None:
    page = clerk.get(f"/ledgers/satisfied/?year={YEAR}")
    for row in page.context["rows"]:
        assert [link["label"] for link in row["links"]] == ["问题清单", "成果清单"]
        for link in row["links"]:
            earlier = clerk.get(link["url"])
            assert earlier.context["page"].total == 1
            back = [each["url"] for each in earlier.context["rows"][0]["links"]]
            assert any(url.startswith("/ledgers/satisfied/") for url in back)
            assert earlier.context["active"][-1]["label"] == "只看一条"
    # An open row leads nowhere yet.
    rows = clerk.get(f"/ledgers/problems/?year={YEAR}&reached=open").context["rows"]
    assert len(rows) == 3 and not any(row["links"] for row in rows)


def test_pages_follow_each_other_and_queries_do_not_grow(
    year: Year, clerk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    asker = year.asks("林政协")
    for code, book in ledgers.items():
        whole = [line.row.pk for line in page_of(book, asker, {}).lines]
        counts, walked, after = set(), [], ""
        monkeypatch.setattr(reading, "PAGE", 1)
        for _page in whole:
            found = page_of(book, asker, {}, after=after)
            walked += [line.row.pk for line in found.lines]
            after = found.older
        assert walked == whole and after == "", code
        # Rows of one sort: of a finding there is no opinion giver to be asked for.
        filters = {"kind": "recommendation"} if book.matter == "matter" and book.neighbours else {}
        # Nor of a member's brief a body that reported it.
        filters = {"source": "member"} if code == "briefs" else filters
        for size in (1, 3):
            monkeypatch.setattr(reading, "PAGE", size)
            if len(whole) >= size:
                counts.add(queries(lambda book=book, filters=filters: page_of(book, asker, filters)))  # type: ignore[misc]
        assert len(counts) <= 1, code
        monkeypatch.setattr(reading, "PAGE", 50)


def queries(call: Callable[[], object]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as found:
        call()
    return len(found)


def test_figures_have_the_list_that_they_lead_to(year: Year, clerk: Client) -> None:
    asker = year.asks("林政协")
    given = {"committee": year.cast.committee, "year": YEAR}
    for code, filters in (
        ("outcomes", {"stage": "handling"}),
        ("assignments", {"late": "replied"}),
        ("problems", {"reached": "satisfied", "kind": "recommendation"}),
    ):
        number = count(code, person=year.cast["林政协"], at=asker.at, **given, **filters)  # type: ignore[arg-type]
        url = figure_url(code, **given, **filters)  # type: ignore[arg-type]
        assert number == clerk.get(url).context["page"].total > 0
        assert figure("", code, asker, **filters).count == number
    table = counts_by("assignments", "unit", asker, late="running")
    assert [(line.label, line.count) for line in table.lines] == [("市城管局", 1), ("市资源局", 1)]
    assert count("satisfied", person=year.cast["府督查"], at=asker.at, **given) == 0  # type: ignore[arg-type]
    with pytest.raises(UnknownFilter):
        count("outcomes", person=year.cast["林政协"], at=asker.at, colour="red", **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "address",
    ["year=kein", "year=99999", "stage=nowhere", "after=not-a-key", "row=not-a-key", "unit=abc", "late=%00"],
)
def test_wrong_words_in_an_address_show_the_whole_year(year: Year, clerk: Client, address: str) -> None:
    answer = clerk.get(f"/ledgers/outcomes/?year={YEAR}&{address}")
    assert answer.status_code == 200
    assert answer.context["page"].total == (0 if address.startswith("row") else 3)


def test_all_years_are_a_choice(year: Year, clerk: Client) -> None:
    assert clerk.get(f"/ledgers/outcomes/?year={YEAR - 1}").context["page"].total == 0
    whole = clerk.get("/ledgers/outcomes/?year=all")
    assert whole.context["page"].total == 3 and "（全部年度）" in whole.content.decode()


def test_what_is_late_is_listed_with_its_days(year: Year) -> None:
    clock = Clock.objects.get(matter=year.handling.assignment("市自然资源局"), code="reply")
    assert clock.due is not None
    asker = year.asks("林政协")
    late = type(asker)(asker.committee, YEAR, asker.person, asker.at + timedelta(days=120), asker.grants)
    page = page_of(ledgers["overdue"], late, {"clock": "reply", "late": "running"})
    cells = {column.code: column.cell(line) for line in page.lines for column in ledgers["overdue"].columns}
    assert page.total == 2 and cells["days"] == (late.day - clock.due).days
    assert rows_of(ledgers["assignments"], late, {"late": "overdue"}).count() == 2


def test_exceptions_say_who_when_and_why_as_the_matter_does(year: Year) -> None:
    book = ledgers["exceptions"]
    found = {
        name: [
            (line.row.move, column["reason"].cell(line), column["who"].cell(line))
            for line in page_of(book, year.asks(name), {"type": "return"}).lines
        ]
        for column in ({each.code: each for each in book.columns},)
        for name in ("府督查", "城经办", "自经办")
    }
    assert found["城经办"] == [
        ("refuse_return", "属你局职责", "府督查"),
        ("request_return", "申退理由甲", "城经办"),
    ]
    # The office reads the reason in the request, not who in the unit wrote it.
    assert found["府督查"] == [
        ("refuse_return", "属你局职责", "府督查"),
        ("request_return", "申退理由甲", None),
    ]
    assert found["自经办"] == []
