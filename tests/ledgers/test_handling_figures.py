"""The handling of proposals in figures: by unit, reply, contact, term and evaluation; who may know them."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl
from zipfile import ZipFile

import pytest
from django.db import transaction

from conftest import SignIn
from factories.people import Cast, build_shizuishan
from factories.plenary import LATE, Told, hold_session
from huiyin.desk.proposal_figures import proposal_figures
from huiyin.handling.models import EvaluationForm, LaterResult, Reply
from huiyin.ledgers.definition import Asked, asked, ledgers
from huiyin.ledgers.figures import count_for, counts_by
from huiyin.ledgers.reconciling import Scope, reconcile
from huiyin.ledgers.sums import tables_of
from huiyin.procedure.models import Matter
from ledgers.sheets import content_of, rows_of_file

pytestmark = pytest.mark.django_db
SAMPLE = next(
    (
        found
        for folder in Path(__file__).resolve().parents
        if (found := folder / "shared" / "cases" / "ledger-sample.xlsx").exists()
    ),
    None,
)
CITY, LAND, ROADS = "市城市管理局", "市自然资源局", "市交通运输局"
# As tables call them.
OF_CITY, OF_LAND, OF_ROADS = "市城管局", "市资源局", "市交通局"
FILED = datetime.fromisoformat("2026-01-12T10:00:00+08:00")
NOW = FILED + timedelta(days=200)
OFFICE = "林政协"

SESSION = (
    Told(units=[(CITY, "sole")], said=["satisfied", "mostly_satisfied"], title="甲"),
    Told(units=[(CITY, "lead"), (LAND, "assist")], reply="B", days=LATE, said=["dissatisfied"], title="乙"),
    Told(
        units=[(CITY, "separate"), (LAND, "separate")], said=[], contact="waived", author="马委员", title="丙"
    ),
    Told(units=[(ROADS, "sole")], reply="C", said=["satisfied"], asking=True, contact="spoken", title="丁"),
    Told(state="handling", units=[(LAND, "sole")], reply="", contact="unconfirmed", title="戊"),
    Told(state="docketed", title="己"),
    Told(state="not_handed_over", title="庚"),
    Told(state="not_docketed", title="辛"),
    Told(state="converted", title="壬"),
    Told(state="submitted", title="癸"),
)


@pytest.fixture(scope="module")
def cast(django_db_setup: Any, django_db_blocker: Any) -> Iterator[Cast]:
    """石嘴山 with one session whose proposals have come as far as each may; undone at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        found = build_shizuishan()
        hold_session(found, SESSION, filed=FILED)
        yield found
        transaction.set_rollback(True)


def asks(cast: Cast, name: str = OFFICE) -> Asked:
    return asked(committee=cast.committee, year=2026, person=cast[name], at=NOW)


def by(
    cast: Cast, code: str, name: str = OFFICE, ledger: str = "proposals", **filters: str
) -> dict[str, int]:
    table = counts_by(ledger, code, asks(cast, name), **filters)
    assert table.summed + table.untold == table.total + table.repeated
    return {line.label: line.count for line in table.lines} | (
        {"不告诉": table.untold} if table.untold else {}
    )


def test_a_proposal_counts_once_and_its_units_apart(cast: Cast) -> None:
    assert by(cast, "progress") == {
        "立案，尚未交办": 1, "立案，决定不交办": 1, "已交办，尚未办复": 1, "已办复": 4, "没有立案": 3,
    }  # fmt: skip
    assert by(cast, "unit") == {OF_CITY: 2, OF_LAND: 1, OF_ROADS: 1, "两个以上单位分别办理": 1, "没有交办": 5}
    assert by(cast, "units") == {OF_CITY: 3, OF_LAND: 2, OF_ROADS: 1, "没有交办": 5}
    assert counts_by("proposals", "units", asks(cast)).repeated == 1
    assert by(cast, "role") == {"单办": 3, "主办": 1, "分办": 1, "没有交办": 5}
    assert by(cast, "assisting") == {OF_LAND: 1, "没有会办单位": 9}


def test_replies_terms_and_contact_are_those_of_the_part_that_lags(cast: Cast) -> None:
    assert by(cast, "in_time") == {"按期办复": 3, "逾期办复": 1, "逾期未办复": 1, "没有交办": 5}
    assert by(cast, "contact") == {
        "面商，经本人确认": 2, "电话或者书信沟通，经本人确认": 1, "本人表示免于面商": 1,
        "单位已登记，未经本人确认": 1, "没有交办": 5,
    }  # fmt: skip
    assert by(cast, "meaning")["已经解决"] == 2 and by(cast, "meaning")["本轮还没有全部办复"] == 6
    assert by(cast, "carried")["答复为已经解决，没有回访结论"] == 2
    assert sum(by(cast, "reply_class").values()) == 10


def test_what_was_found_later_stands_beside_the_class(cast: Cast) -> None:
    reply = Reply.objects.get(matter__title="乙", reply_class__isnull=False)
    LaterResult.objects.create(
        committee=cast.committee, matter=reply.matter.parent, reply=reply, reply_class=reply.reply_class, text="已建成",
        implemented_on=NOW.date(), recorded_on=NOW.date(),
    )  # fmt: skip
    for ledger in ("proposals", "assignments"):
        assert by(cast, "carried", ledger=ledger)["跟踪登记已落实"] == 1
        assert by(cast, "meaning", ledger=ledger)["列入计划解决"] == 1
    # What was recorded last holds: it was not done after all.
    LaterResult.objects.create(
        committee=cast.committee, matter=reply.matter.parent, reply=reply, reply_class=reply.reply_class, text="已停用",
        recorded_on=NOW.date(),
    )  # fmt: skip
    for ledger in ("proposals", "assignments"):
        assert "跟踪登记已落实" not in {
            text for text, number in by(cast, "carried", ledger=ledger).items() if number
        }


def test_satisfaction_is_the_least_that_is_said_and_silence_is_apart(cast: Cast) -> None:
    assert by(cast, "satisfaction") == {
        "基本满意": 1, "不满意": 1, "未表态": 1, "正在评议": 1, "还没有评议": 6,
    }  # fmt: skip
    assert by(cast, "process_value") == {"满意": 2, "未表态": 1, "正在评议": 1, "还没有评议": 6}
    assert by(cast, "result_value")["不满意"] == 1


def test_every_sum_opens_a_list_of_as_many_rows(cast: Cast) -> None:
    for code in ("proposals", "assignments"):
        book, asker = ledgers[code], asks(cast)
        for table in tables_of(book, asker, {}):
            for line in table.lines:
                found = count_for(book, asker, {table.dimension.code: line.value})
                assert found == line.count, (code, table.dimension.code, line)


def test_assignments_are_counted_by_themselves(cast: Cast) -> None:
    own = {"ledger": "assignments", "of": "proposal", "answers": "1"}
    assert by(cast, "role", ledger="assignments") == {"单办": 3, "主办": 1, "会办": 1, "分办": 2}
    assert by(cast, "answers", ledger="assignments") == {"主办、单办、分办": 6, "会办": 1}
    assert by(cast, "satisfaction", **own) == {"基本满意": 1, "不满意": 1, "未表态": 2, "没有评议": 2}
    assert by(cast, "contact", **own)["面商，经本人确认"] == 2
    assert by(cast, "late", **own) == {"按期办复": 4, "逾期办复": 1, "逾期未办复": 1}
    assert by(cast, "session", **own) == {str(cast.plenary_session): 6}


def test_units_and_others_learn_what_their_rights_give(cast: Cast) -> None:
    # A unit: its own parts; of so few forms a value would tell who said it, and an open round tells nothing.
    assert by(cast, "satisfaction", "城经办", "assignments") == {"未表态": 1, "不告诉": 2}
    assert by(cast, "satisfaction", "交经办", "assignments") == {"没有评议": 1}
    # The government's office was asked about none of them; an examiner without the office's right sees no replies.
    assert by(cast, "progress", "府督查") == {}
    # The chair reads totals of rounds that are over.
    assert by(cast, "satisfaction", "江主席")["不满意"] == 1


LINK = re.compile(r'<a href="(/ledgers/[^"]+)">(\d+)<')


def test_page_keeps_proposals_assignments_and_forms_apart(cast: Cast, signed_in: SignIn) -> None:
    answer = signed_in(cast[OFFICE]).get("/proposals/figures/?year=2026")
    figures = answer.context["figures"]
    text = answer.content.decode()
    assert (
        text.index("提案（件）")
        < text.index("办理件（单位的工作，不是提案件数）")
        < text.index("评价表（份）")
    )
    sections = re.findall(r'href="#([-a-z]+)"', text.split("hy-jump")[1].split("</nav>")[0])
    assert len(sections) == 6 and all(text.count(f'id="{each}"') == 1 for each in sections)
    # So many filters stand folded until one of them is used.
    for query, opened in (("", ""), ("&timing=session", " open")):
        book = signed_in(cast[OFFICE]).get(f"/ledgers/proposals/?year=2026{query}").content.decode()
        assert f'<details class="hy-find-filters"{opened}><summary>缩小范围' in book, query
    assert (figures.received.number, figures.handled.total.number) == (10, 7)
    assert (figures.assigned.total.number, figures.evaluated.total.number) == (7, 3)
    assert "一件提案有几个单位的，在每个单位各计一次：各项相加8件，其中重复1，实有7件。" in text
    for group in figures.handled.groups:
        assert group.total == 7 and group.summed + sum(group.untold) == 7 + group.repeated, group.code
    # Whatever is shown has its list, with as many rows.
    checked = 0
    for url, number in set(LINK.findall(text)):
        place, _mark, query = unescape(url).partition("?")
        filters = dict(parse_qsl(query))
        whose, year = asks(cast), filters.pop("year")
        filters.pop("committee")
        assert year == "2026"
        assert count_for(ledgers[place.split("/")[2]], whose, filters) == int(number), url
        checked += 1
    assert checked > 80


def test_rates_show_both_sides(cast: Cast) -> None:
    found = proposal_figures(asks(cast), {})
    rates = {rate.code: (rate.number, rate.total, rate.share) for rate in found.handled.rates}
    assert rates == {
        "docketing": (7, 10, "70.0%"), "answered": (4, 5, "80.0%"), "in_time": (3, 5, "60.0%"),
        "met": (2, 4, "50.0%"), "content": (1, 2, "50.0%"), "carried": (2, 4, "50.0%"),
    }  # fmt: skip
    content = next(rate for rate in found.handled.rates if rate.code == "content")
    assert {each.label: each.count for each in content.apart} == {"未表态": 1, "正在评议": 1}
    assert found.assigned is not None and found.evaluated is not None
    of_units = {rate.code: (rate.number, rate.total) for rate in found.assigned.rates}
    assert of_units == {
        "answered": (5, 6),
        "in_time": (4, 6),
        "met": (2, 6),
        "content": (1, 2),
        "carried": (3, 5),
    }
    assert [(rate.number, rate.total) for rate in found.evaluated.rates] == [(2, 3)]


def test_forms_are_for_the_committees_office_alone(cast: Cast, signed_in: SignIn) -> None:
    found = {
        name: [
            signed_in(cast[name]).get(page).status_code
            for page in ("/proposals/figures/?year=2026", "/ledgers/forms/?year=2026")
        ]
        for name in (OFFICE, "江主席", "周经委", "府督查", "城经办")
    }
    assert found == {
        OFFICE: [200, 200], "江主席": [200, 403], "周经委": [200, 200], "府督查": [200, 403], "城经办": [403, 403],
    }  # fmt: skip
    assert count_for(ledgers["forms"], asks(cast, "周经委"), {}) == 0, "asked by the office, not by them"
    assert proposal_figures(asks(cast, "江主席"), {}).evaluated is None
    page = signed_in(cast[OFFICE]).get("/ledgers/forms/?year=2026").content.decode()
    assert "白委员" in page and "基本满意" in page


def test_altered_handling_is_found_with_its_proposal(cast: Cast) -> None:
    def wrong() -> dict[str, str]:
        outcomes = reconcile(Scope(cast.committee, 2026, NOW))
        return {
            each.check.code: each.first.title if each.first else "" for each in outcomes if not each.agrees
        }

    def of(title: str) -> Any:
        return Matter.objects.filter(title=title, kind="proposal")

    for alter, code, title in (
        (lambda: of("己").update(state="handling"), "proposal_replied", "己"),
        (
            lambda: EvaluationForm.objects.filter(evaluation__matter__parent__title="乙").delete(),
            "forms",
            "乙",
        ),
        (lambda: of("甲").update(state="submitted"), "proposal_docketed", "甲"),
    ):
        with transaction.atomic():
            alter()
            assert wrong().get(code) == title, code
            transaction.set_rollback(True)


def test_published_figures_are_checked_beside_the_record(cast: Cast, signed_in: SignIn) -> None:
    client = signed_in(cast[OFFICE])
    page = "/ledgers/published/?year=2026"
    text = "收到 10 = 立案 7 + 不予立案 1 + 转办 1 + 尚在审查 1\n立案 8\n立案率 93.3% = 立案 / 收到"
    answer = client.post(page, {"text": text, "session": str(cast.plenary_session.pk)})
    words = answer.content.decode()
    assert "立案率写作93.3%，而8／10 = 80.0%。" in words and "1项不相符" in words
    found = {each.name: (int(each.published), each.recorded) for each in answer.context["compared"]}
    assert found == {"收到": (10, 10), "立案": (8, 7)}
    empty = client.post(page, {"text": ""})
    assert empty.status_code == 422 and "请填写要核对的数字" in empty.content.decode()


def test_session_goes_out_in_the_layout_that_offices_know(cast: Cast, signed_in: SignIn) -> None:
    client, session = signed_in(cast[OFFICE]), cast.plenary_session.pk
    address = f"/ledgers/proposals/export/?year=all&session={session}&result=docketed"
    assert "办理情况台账版式" in client.get(address).content.decode()
    content = content_of(client.post(address, {"layout": "known"}))
    rows = rows_of_file(content)
    assert rows[0][0].startswith("政协石嘴山市委员会提案台账") and len(rows) == 4 + 7
    assert rows[2][:8] == ["序号", "提案号", "案由", "提案者", "", "", "分类", "承办单位"]
    assert rows[3][3:6] == ["第一提案人", "联名", "界别"] and rows[3][7:9] == ["主办（单办、分办）", "会办"]
    with ZipFile(BytesIO(content)) as file:
        areas = set(re.findall(r'mergeCell ref="([^"]+)"', file.read("xl/worksheets/sheet1.xml").decode()))
    assert {"A1:R1", "A3:A4", "D3:F3", "H3:I3", "K3:N3", "O3:P3", "R3:R4"} <= areas
    row = next(row for row in rows if row[2] == "乙")
    assert row[3:9] == ["白委员", "", "经济界", "", OF_CITY, OF_LAND]
    assert row[10] == "面商，经本人确认" and row[12] == "逾期" and row[13].startswith("B 类")
    assert row[14:17] == ["满意1", "不满意1", "正在解决或者列入计划"]
    # The chair is not told of the assisting unit, a unit gets no such file.
    chair = rows_of_file(content_of(signed_in(cast["江主席"]).post(address, {"layout": "known"})))
    assert [row[8] for row in chair[4:]] == [""] * 7
    assert signed_in(cast["城经办"]).post(address, {"layout": "known"}).status_code == 403


@pytest.mark.skipif(SAMPLE is None, reason="the sample is not beside the project")
def test_real_sheet_is_understood_and_filled(cast: Cast, signed_in: SignIn) -> None:
    assert SAMPLE is not None
    client = signed_in(cast[OFFICE])
    with SAMPLE.open("rb") as file:
        answer = client.post("/ledgers/proposals/layouts/", {"file": file}, follow=True)
    head = {
        name: value for name, value in answer.context["form"].initial.items() if name.startswith("column-")
    }
    assert [code for code in head.values() if code] == [
        "serial", "number", "title", "proposer", "cosigners", "class", "unit", "assisting", "handed_on", "answered_on",
        "reply_class", "contacted", "said",
    ]  # fmt: skip
    data = {**head, "first_row": "5", "in_force_from": "2026-01-01"}
    assert client.post(answer.request["PATH_INFO"], data).status_code == 302
    content = content_of(
        client.post("/ledgers/proposals/export/?year=2026&result=docketed", {"layout": "own"})
    )
    rows = rows_of_file(content, "提案办理台账")
    assert rows[0][0] == "政协某市委员会××届三次会议提案办理情况台账"
    found = [row[2] for row in rows[4:] if row[2]]
    assert sorted(found) == sorted("甲乙丙丁戊己庚")


def test_the_session_is_proved(cast: Cast) -> None:
    wrong = {
        each.check.code: (each.left, each.right)
        for each in reconcile(Scope(cast.committee, 2026, NOW))
        if not each.agrees
    }
    assert wrong == {}
