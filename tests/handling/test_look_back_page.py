"""The page of 回头看: what is due, a sample, and planning many visits at once."""

from datetime import date

import pytest

from conftest import SignIn
from handling.dossiers import CITY, Office
from huiyin.handling.models import Commitment, LookBack

PAGE = "/handling/look-backs/"


@pytest.fixture
def late(office: Office) -> Office:
    """Two promises whose day has come long ago."""
    matter = office.assigned((CITY, "sole", (1,)))
    rows = [{"what": what, "by_when": "2026-03-10"} for what in ("建车间", "印办法")]
    office.settled(office.child(matter, CITY), CITY, promises=rows)
    return office


def test_due_promises_are_listed_and_visits_planned_at_once(late: Office, signed_in: SignIn) -> None:
    client = signed_in(late.cast["林政协"])
    text = client.get(PAGE).content.decode()
    assert "建车间" in text and "印办法" in text
    keys = [str(each.matter_id) for each in Commitment.objects.order_by("pk")]

    preview = client.post(
        "/matters/batch/", {"move": "commitment.look_back", "matter": keys, "suggest-ground": "due"}
    )
    assert preview.status_code == 200 and "可以办理" in preview.content.decode()
    data = {"ground": "due", "visit_by": "2199-12-31", "reason": "", "confirmed": "1", "request_id": "r1"}
    done = client.post("/matters/batch/", {"move": "commitment.look_back", "matter": keys, **data})

    assert done.status_code == 200
    assert LookBack.objects.count() == 2
    assert "没有到期待回访的承诺" in client.get(PAGE).content.decode()


def test_sample_is_drawn_and_its_lot_goes_into_the_reason(late: Office, signed_in: SignIn) -> None:
    client = signed_in(late.cast["林政协"])
    asked = {"kind": "commitment", "year": "2026", "size": "1", "seed": "20260601"}
    text = client.get(PAGE, asked).content.decode()
    words = "抽签号20260601，自2件中抽取1件"
    assert words in text

    key = Commitment.objects.order_by("pk")[0].matter_id
    posted = {"move": "commitment.look_back", "matter": str(key)}
    suggested = {"suggest-ground": "sample", "suggest-reason": f"{words}。"}
    preview = client.post("/matters/batch/", {**posted, **suggested}).content.decode()

    assert f"{words}。</textarea>" in preview
    assert '<option value="sample" selected>' in preview


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"size": "0"}, "1"),
        ({"seed": ""}, "请填写"),
        ({"year": "20x6"}, "整数"),
        ({"kind": "nothing"}, "选项"),
    ],
)
def test_bad_sample_is_refused_in_words(
    late: Office, signed_in: SignIn, asked: dict[str, str], sentence: str
) -> None:
    base = {"kind": "commitment", "year": "2026", "size": "1", "seed": "1"}
    answer = signed_in(late.cast["林政协"]).get(PAGE, {**base, **asked})
    assert answer.status_code == 200
    assert answer.context["drawn"] is None
    assert sentence in answer.content.decode()


@pytest.mark.parametrize("name", ["城经办", "府督查", "白委员", "赵书记"])
def test_only_the_committees_office_plans_visits(late: Office, signed_in: SignIn, name: str) -> None:
    answer = signed_in(late.cast[name]).get(PAGE)
    assert answer.status_code == 403
    assert "由政协办经办人安排" in answer.content.decode()


def test_neighbour_finds_nothing_of_ours(late: Office, zhongwei, signed_in: SignIn) -> None:
    client = signed_in(zhongwei["卫政协"])
    asked = {"kind": "commitment", "year": "2026", "size": "5", "seed": "1"}
    assert "建车间" not in client.get(PAGE, asked).content.decode()
    assert client.get(PAGE, {"committee": "shizuishan"}).status_code == 404
    assert date(2026, 3, 10) < date.today()
