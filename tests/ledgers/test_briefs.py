"""社情民意信息台账: what was reported, what became of it, where it was used; an outcome is counted once."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from briefs.test_combined import whole_of
from briefs.test_forwarding import replied
from briefs.test_forwarding import rows as to_one_unit
from conftest import SignIn
from factories.briefs import OFFICE, Reporting, issued
from factories.consultations import MONDAY
from factories.ladders import PROVINCE, sent_up, three_levels
from factories.outcomes import draft_outcome
from factories.people import Cast, build_shizuishan
from huiyin.briefs.models import BriefUse
from huiyin.ledgers.definition import Asked, asked, ledgers
from huiyin.ledgers.figures import count, counts_by
from huiyin.ledgers.reading import page_of
from huiyin.ledgers.reconciling import Scope, checks, reconcile
from huiyin.procedure.models import Matter
from ledgers.brief_scenes import (
    CITIZEN,
    CITIZENS,
    DECLINED,
    HIDDEN,
    KEPT,
    MERGED,
    NAMED,
    PHONE,
    SECRET,
    UNSENT,
    WITHDRAWN,
    build_briefs,
)
from ledgers.sheets import sheet_text

pytestmark = pytest.mark.django_db
YEAR = 2026
WHOLE, SINGLE = "老旧小区消防安全综合情况", "乙小区消防通道"
OUTCOME = "变废为能"
BRIEF_CHECKS = ("briefs", "brief_results", "brief_uses")


@pytest.fixture(scope="module")
def cast(django_db_setup: Any, django_db_blocker: Any) -> Iterator[Cast]:
    """A year of briefs: those of the scene, a combined one used above, an outcome submitted as 政协信息."""
    with django_db_blocker.unblock(), transaction.atomic():
        found = build_shizuishan()
        build_year(found)
        yield found
        transaction.set_rollback(True)


def build_year(cast: Cast) -> None:
    briefs = build_briefs(cast, MONDAY)
    named = briefs[NAMED]
    named.act(OFFICE, "forward", to_one_unit(cast, named.matter))
    replied(cast, named.matter.children.get(kind="assignment"), named.at)
    named.matter.refresh_from_db()
    named.act(OFFICE, "feed_back", {"words": "市城管局已划线。"})
    single = issued(cast, "马委员", title=SINGLE, at=named.at)
    whole: Reporting = whole_of(cast, briefs[CITIZENS], single)
    whole.issue()
    province = three_levels(cast).province
    above = sent_up(cast, whole, OFFICE, province, PROVINCE)
    above.issue()
    whole.matter.refresh_from_db()
    day = whole.at.date().isoformat()
    said = {"level": "city", "form": "single", "on": day, "leader": "市委书记", "kind": "handle"}
    whole.act(OFFICE, "record_instruction", said)
    loop = draft_outcome(cast, form="opinion_info")
    loop.act("周经委", "submit_draft")
    loop.sign()
    loop.make_document()
    loop.submit("市政府办公室")


def asks(cast: Cast, name: str = OFFICE, year: int | None = YEAR) -> Asked:
    return asked(committee=cast.committee, year=year, person=cast[name], at=MONDAY)


def titles(cast: Cast, name: str = OFFICE, **filters: str) -> set[str]:
    return {line.row.title for line in page_of(ledgers["briefs"], asks(cast, name), filters).lines}


def test_reported_has_one_result_each_and_an_outcome_is_not_reported_again(cast: Cast) -> None:
    table = counts_by("briefs", "result", asks(cast))
    assert {line.value: line.count for line in table.lines} == {
        "taken_up": 4, "kept": 1, "merged": 2, "declined": 1, "withdrawn": 1, "none": 1,
    }  # fmt: skip
    of_outcome = titles(cast, result="none")
    assert len(of_outcome) == 1 and of_outcome == titles(cast, source="outcome") == titles(cast, reported="0")
    asker: dict[str, Any] = {"committee": cast.committee, "year": YEAR, "person": cast[OFFICE], "at": MONDAY}
    assert (count("briefs", reported="1", **asker), count("briefs", **asker)) == (9, 10)
    # As an outcome it is counted once, in its own ledger.
    outcome = Matter.objects.get(kind="outcome")
    assert count("outcomes", **asker) == 1 and {outcome.title} == of_outcome
    assert UNSENT not in titles(cast)


def test_filters_by_source_level_form_sector_and_state(cast: Cast) -> None:
    economy, farming = str(cast.body("经济界").pk), str(cast.body("农业界").pk)
    for filters, found in (
        ({"source": "citizen"}, {CITIZENS}), ({"source": "office"}, {WHOLE}), ({"source": "party"}, set()),
        ({"result": "merged"}, {MERGED, CITIZENS}), ({"result": "declined"}, {DECLINED}), ({"result": "kept"}, {KEPT}),
        ({"result": "withdrawn"}, {WITHDRAWN}), ({"result": "open"}, set()), ({"level": "province"}, {WHOLE}),
        ({"form": "combined"}, {WHOLE}), ({"instructed": "city"}, {WHOLE}), ({"body": economy}, {NAMED}),
        ({"body": farming}, {KEPT, DECLINED, WITHDRAWN, SINGLE}), ({"state": "fed_back"}, {NAMED}),
        ({"key": "1"}, set()), ({"body": "x"}, set()),
    ):  # fmt: skip
        assert titles(cast, **filters) == found, filters
    # What went into another one and who is not to be named are found by nothing of theirs.
    assert {MERGED, CITIZENS, SECRET, WHOLE} <= titles(cast, body="none")


def test_columns_count_an_event_once_and_name_nobody_who_asked_not_to_be(
    cast: Cast, signed_in: SignIn
) -> None:
    book = ledgers["briefs"]
    page = page_of(book, asks(cast), {})
    cells = {
        line.row.title: {column.code: column.cell(line) for column in book.columns} for line in page.lines
    }
    whole, part = cells[WHOLE], cells[CITIZENS]
    counted = {
        code: whole[code] for code in ("combined_city", "single_city", "single_province", "instructed_city")
    }
    assert counted == {"combined_city": 1, "single_city": None, "single_province": 1, "instructed_city": 1}
    assert part["combined_city"] is part["single_province"] is part["instructed_city"] is None
    assert "宁夏政协" in str(part["used"]) and "市级领导批示" in str(part["instructed"])
    assert (whole["author"], part["author"]) == ("马委员", "不公开反映人")
    assert (cells[NAMED]["author"], cells[SECRET]["author"]) == ("白委员", "不公开反映人")
    assert cells[NAMED]["units"] == "市城管局" and cells[NAMED]["feedbacks"] == 1
    assert whole["leaders"] == "市委书记" and "报送宁夏政协：已编发" in str(whole["sent_up"])
    assert str(cells[NAMED]["number"]).endswith("期") and cells[KEPT]["number"] is None
    for name in (OFFICE, "江主席", "赵书记"):
        response = signed_in(cast[name]).post("/ledgers/briefs/export/?year=2026", {"layout": "standard"})
        text = sheet_text(response)
        assert NAMED in text and not [word for word in (HIDDEN, CITIZEN, PHONE, UNSENT) if word in text], name


def test_a_page_takes_the_same_number_of_queries_whatever_stands_on_it(cast: Cast) -> None:
    def queries(**filters: str) -> int:
        asker = asks(cast)
        with CaptureQueriesContext(
            connection,
        ) as found:
            page_of(ledgers["briefs"], asker, filters)
        return len(found)

    # What is combined is followed to its sources: one query more for that depth.
    assert queries() <= queries(source="member") + 1


def test_figures_of_briefs_are_proved_and_a_double_count_is_found(cast: Cast) -> None:
    assert set(BRIEF_CHECKS) <= set(checks)
    scope = Scope(cast.committee, YEAR, MONDAY)
    outcomes = {each.check.code: each for each in reconcile(scope)}
    assert [(code, outcomes[code].left, outcomes[code].right) for code in BRIEF_CHECKS] == [
        ("briefs", 10, 10), ("brief_results", 9, 9), ("brief_uses", 7, 7),
    ]  # fmt: skip
    assert all(outcomes[code].agrees for code in BRIEF_CHECKS)
    carried = BriefUse.objects.get(brief__matter__title=CITIZENS, own_issue=True, level="city")
    for change in ({"origin": "recorded"}, {"origin": "from_above"}):
        BriefUse.objects.filter(pk=carried.pk).update(**change)
        wrong = next(each for each in reconcile(scope) if each.check.code == "brief_uses")
        assert not wrong.agrees and wrong.first is not None
    BriefUse.objects.filter(pk=carried.pk).update(origin="from_whole")
    BriefUse.objects.filter(brief__matter__title=WHOLE, event=carried.event).update(voided_on=MONDAY.date())
    wrong = next(each for each in reconcile(scope) if each.check.code == "brief_uses")
    assert wrong.first is not None and wrong.first.title in (CITIZENS, SINGLE)
    Matter.objects.filter(title=KEPT).update(state="draft")
    named = {each.check.code: each.first for each in reconcile(scope) if not each.agrees}
    assert named["briefs"] is not None and named["briefs"].title == KEPT
