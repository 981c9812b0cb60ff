"""提案台账 and 提案统计: what was received, what became of it, and every figure opens its list."""

import re
from collections.abc import Iterator
from html import unescape
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from conftest import SignIn
from factories.consultations import MONDAY
from factories.people import Cast, build_shizuishan, build_zhongwei
from factories.proposals import FIRST, OFFICE, filed
from huiyin.ledgers.definition import Asked, asked, ledgers
from huiyin.ledgers.figures import count, counts_by
from huiyin.ledgers.reading import page_of
from huiyin.ledgers.reconciling import Scope, reconcile
from huiyin.procedure.models import Matter
from huiyin.proposals.models import Proposal
from ledgers.proposal_scenes import (
    BODY,
    DOCKETED,
    DRAFT,
    JOINT,
    NO_PUBLICATION,
    PAPER_OF_2025,
    PARTY,
    RECEIVED,
    REFUSED,
    SECTOR,
    TAKEN_BACK,
    WITHDRAWN,
    build_proposals,
)
from ledgers.sheets import sheet_text

pytestmark = pytest.mark.django_db
YEAR, PAGE = 2026, "/proposals/figures/"
LINK = re.compile(r'<a href="(/ledgers/proposals/[^"]+)">(\d+)<')


@pytest.fixture(scope="module")
def cast(django_db_setup: Any, django_db_blocker: Any) -> Iterator[Cast]:
    """石嘴山 with a year's proposals, and 中卫 with one; undone at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        found, neighbours = build_shizuishan(), build_zhongwei()
        build_proposals(found, MONDAY)
        filed(neighbours, "卫委员", title="中卫的提案")
        yield found
        transaction.set_rollback(True)


def asks(cast: Cast, name: str = OFFICE, year: int | None = YEAR) -> Asked:
    return asked(committee=cast.committee, year=year, person=cast[name], at=MONDAY)


def titles(cast: Cast, name: str = OFFICE, year: int | None = YEAR, **filters: str) -> set[str]:
    return {line.row.title for line in page_of(ledgers["proposals"], asks(cast, name, year), filters).lines}


def test_received_is_what_was_handed_in_and_each_has_one_result(cast: Cast) -> None:
    assert titles(cast) == set(RECEIVED)
    assert titles(cast, year=2025) == {PAPER_OF_2025}
    assert titles(cast, year=None) == {*RECEIVED, PAPER_OF_2025}
    table = counts_by("proposals", "result", asks(cast))
    assert {line.value: line.count for line in table.lines} == {
        "docketed": 1, "refused": 1, "withdrawn": 1, "open": 4,
    }  # fmt: skip
    assert (table.summed, table.total, table.repeated, table.untold) == (7, 7, 0, 0)
    for result, found in (("docketed", {DOCKETED}), ("refused", {REFUSED}), ("withdrawn", {WITHDRAWN})):
        assert titles(cast, result=result) == found
    assert titles(cast, result="merged") == titles(cast, result="converted") == set()


def test_filters_by_proposer_sector_session_and_consent(cast: Cast) -> None:
    economy, farming = str(cast.body("经济界").pk), str(cast.body("农业界").pk)
    body = str(cast.body("经济委员会").pk)
    for filters, found in (
        ({"kind": "joint"}, {JOINT}), ({"proposer": body}, {BODY}), ({"publish": "0"}, {BODY}),
        ({"proposer": "某党派石嘴山市委员会（演示）"}, {PARTY}), ({"proposer": economy}, {SECTOR}),
        ({"proposer": "none"}, {JOINT, DOCKETED, REFUSED, WITHDRAWN}), ({"paper": "1"}, {PARTY, SECTOR}),
        ({"sector": economy}, {JOINT, DOCKETED, SECTOR}), ({"sector": farming}, {REFUSED, WITHDRAWN}),
        ({"sectors": farming}, {JOINT, REFUSED, WITHDRAWN}), ({"sector": "none"}, {BODY, PARTY}),
        ({"sectors": "none"}, {BODY, PARTY}), ({"timing": "session"}, set()), ({"key": "1"}, set()),
        ({"session": str(cast.plenary_session.pk)}, set(RECEIVED)), ({"state": "not_docketed"}, {REFUSED}),
        ({"disposal": "letter"}, {REFUSED}), ({"sector": "x"}, set()), ({"session": "x"}, set()),
    ):  # fmt: skip
        assert titles(cast, **filters) == found, filters
    assert titles(cast, year=2025, timing="session", paper="1") == {PAPER_OF_2025}


def test_joint_proposal_stands_under_each_sector_and_once_in_the_total(cast: Cast) -> None:
    table = counts_by("proposals", "sectors", asks(cast))
    assert {line.label: line.count for line in table.lines} == {"经济界": 3, "农业界": 3, "不属于界别": 2}
    assert (table.summed, table.repeated, table.total) == (8, 1, 7)
    first = counts_by("proposals", "sector", asks(cast))
    assert {line.label: line.count for line in first.lines} == {"经济界": 3, "农业界": 2, "不属于界别": 2}
    assert first.repeated == 0


def test_classes_of_both_levels_are_filters_and_sums(cast: Cast) -> None:
    sorted_into = Proposal.objects.get(matter__title=JOINT).proposal_class
    assert sorted_into is not None and sorted_into.parent is not None
    for code, found in (("class", sorted_into.parent), ("subclass", sorted_into)):
        assert titles(cast, **{code: str(found.pk)}) == {JOINT}
        assert titles(cast, **{code: "none"}) == set(RECEIVED) - {JOINT}
        table = counts_by("proposals", code, asks(cast))
        assert [(line.label, line.count) for line in table.lines] == [(str(found), 1), ("还没有分类", 6)]


def test_page_of_figures_adds_up_and_every_figure_opens_its_list(cast: Cast, signed_in: SignIn) -> None:
    client = signed_in(cast[OFFICE])
    for query in (f"year={YEAR}", "year=all", f"year=all&session={cast.plenary_session.pk}", "session=x"):
        response = client.get(f"{PAGE}?{query}")
        figures = response.context["figures"]
        assert figures.adds_up, query
    text = client.get(f"{PAGE}?year={YEAR}").content.decode()
    assert (
        "收到 7 件 = 立案 1 + 并案 0 + 不予立案 1 + 转为来信或者社情民意信息 0 + 撤案 1 + 尚在审查 4，相符。"
        in text
    )
    assert "各项相加8件，其中重复1，实有7件" in text
    links = set(LINK.findall(text))
    assert len(links) > 25
    for url, number in links:
        answer = client.get(unescape(url))
        assert answer.status_code == 200 and answer.context["page"].total == int(number), url
    assert "这一时段还没有收到提案" in client.get(f"{PAGE}?year=2023").content.decode()
    overview = client.get(f"/overview/?year={YEAR}").content.decode()
    assert "收到提案" in overview and "其中立案1件" in overview


def test_who_sees_what(cast: Cast, signed_in: SignIn) -> None:
    found = {}
    for name in (OFFICE, FIRST, "陈副主席", "周经委", "府督查", "赵书记", "城经办", "白委员", "运维员"):
        client = signed_in(cast[name])
        pages = (
            f"/ledgers/proposals/?year={YEAR}",
            f"/ledgers/proposals/sums/?year={YEAR}",
            f"{PAGE}?year={YEAR}",
        )
        answers = [client.get(page) for page in pages]
        codes = {each.status_code for each in answers}
        assert len(codes) == 1, name
        text = "".join(each.content.decode() for each in answers)
        text += sheet_text(client.post(f"{pages[0]}&x=1".replace("/?", "/export/?"), {"layout": "standard"}))
        found[name] = (codes.pop(), sum(title in text for title in RECEIVED))
        assert not any(word in text for word in (DRAFT, TAKEN_BACK, NO_PUBLICATION, "中卫的提案")), name
    assert found == {
        OFFICE: (200, 7), FIRST: (200, 7), "陈副主席": (200, 7), "周经委": (200, 1), "府督查": (200, 0),
        "赵书记": (200, 0), "城经办": (403, 0), "白委员": (403, 0), "运维员": (403, 0),
    }  # fmt: skip


def test_export_has_the_columns_of_the_office(cast: Cast, signed_in: SignIn) -> None:
    client = signed_in(cast[OFFICE])
    text = sheet_text(client.post(f"/ledgers/proposals/export/?year={YEAR}", {"layout": "standard"}))
    for word in (
        JOINT,
        "委员联名",
        "白委员",
        "马委员",
        "经济界、农业界",
        "平20260001",
        "学术研讨",
        "转为委员来信",
    ):
        assert word in text, word
    assert count("proposals", committee=cast.committee, year=YEAR, person=cast["白委员"], at=MONDAY) == 0


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_pages_ask_as_often_for_many_as_for_few(cast: Cast, signed_in: SignIn) -> None:
    client = signed_in(cast[OFFICE])
    pages = (f"/ledgers/proposals/?year={YEAR}", f"{PAGE}?year={YEAR}")
    few = [queries(client, page) for page in pages]
    for number in range(6):
        filed(cast, title=f"又一件{number}")
    assert [queries(client, page) for page in pages] == few


def test_figures_are_proved_and_an_altered_row_is_found(cast: Cast) -> None:
    out = StringIO()
    call_command("reconcile", "--committee", "shizuishan", "--year", str(YEAR), stdout=out)
    assert "六项结果相加 7，按办理记录计算的收到提案 7" in out.getvalue()

    def wrong() -> dict[str, Any]:
        outcomes = reconcile(Scope(cast.committee, None, MONDAY))
        return {
            each.check.code: each.first.title if each.first else "" for each in outcomes if not each.agrees
        }

    assert wrong() == {}
    draft = Matter.objects.get(title=TAKEN_BACK)
    for alter, code, title in (
        (lambda: Matter.objects.filter(title=DRAFT).update(state="submitted"), "states", DRAFT),
        (lambda: Matter.objects.filter(pk=draft.pk).update(state="submitted"), "proposals", TAKEN_BACK),
        (lambda: Matter.objects.filter(title=JOINT).update(state="nowhere"), "proposal_results", JOINT),
        (lambda: Matter.objects.filter(title=REFUSED).update(state="docketed"), "proposal_docketed", REFUSED),
        (lambda: Matter.objects.filter(title=DOCKETED).update(number="平0"), "proposal_numbers", DOCKETED),
    ):  # fmt: skip
        with transaction.atomic():
            alter()
            assert wrong().get(code) == title, code
            transaction.set_rollback(True)
