"""The handling of proposals in figures: by unit, reply, contact, term and evaluation; who may know them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from factories.people import Cast, build_shizuishan
from factories.plenary import LATE, Told, hold_session
from huiyin.ledgers.definition import Asked, asked, ledgers
from huiyin.ledgers.figures import count_for, counts_by
from huiyin.ledgers.reconciling import Scope, reconcile
from huiyin.ledgers.sums import tables_of

pytestmark = pytest.mark.django_db
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
    # A unit: its own parts, and of evaluations the totals of rounds that are over.
    assert by(cast, "satisfaction", "城经办", "assignments") == {"基本满意": 1, "不满意": 1, "未表态": 1}
    assert by(cast, "satisfaction", "交经办", "assignments") == {"没有评议": 1}, "an open round tells nothing"
    # The government's office was asked about none of them; an examiner without the office's right sees no replies.
    assert by(cast, "progress", "府督查") == {}
    # The chair reads totals of rounds that are over.
    assert by(cast, "satisfaction", "江主席")["不满意"] == 1


def test_the_session_is_proved(cast: Cast) -> None:
    wrong = {
        each.check.code: (each.left, each.right)
        for each in reconcile(Scope(cast.committee, 2026, NOW))
        if not each.agrees
    }
    assert wrong == {}
