"""Earlier letters that are alike: found through the acts, marked, with their answers, and only by who may read them."""

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from factories.consultations import MONDAY
from factories.people import Cast
from huiyin.procedure.engine import take
from huiyin.records.verification.run import verify_matter
from huiyin.search.enums import Grade
from huiyin.search.models import TextBand, TextSignature
from huiyin.search.signatures import BANDS
from search.letters import ROAD, ROAD_AGAIN, WETLAND, alike_for, new_letter, rewrite

pytestmark = pytest.mark.usefixtures("letters")


def titles(cast: Cast, who: str, text: str) -> list[str]:
    return [each.matter.title for each in alike_for(cast, who, text)]


def test_similar_letter_is_found_marked_and_told_with_its_answer(shizuishan: Cast) -> None:
    earlier = new_letter(shizuishan, ROAD)
    new_letter(shizuishan, WETLAND, author="马委员")
    take(earlier, "answer", actor=shizuishan["林政协"], at=MONDAY)

    (found,) = alike_for(shizuishan, "林政协", ROAD_AGAIN)
    assert found.matter == earlier and found.grade == Grade.HIGH and found.score >= 75
    assert found.answer == "已答复来信人。" and found.kind_label == "来信"
    first = found.passages[0]
    assert "学生过街没有信号灯" in "".join(piece.text for piece in first.mine.pieces if piece.marked)
    for passage in found.passages:
        for span, text in ((passage.mine, ROAD_AGAIN), (passage.theirs, ROAD)):
            assert "".join(piece.text for piece in span.pieces) == text[span.start : span.end]
            assert [text[a:b] for a, b in span.marks] == [p.text for p in span.pieces if p.marked]

    page = render_to_string("search/_alike.html", {"found": [found]})
    assert f"/matters/{earlier.pk}/" in page and "高度相似" in page and "已答复来信人。" in page
    assert "<mark>" in page and "2026年" in page
    assert "没有找到相似的文本" in render_to_string("search/_alike.html", {"found": []})


def test_similar_letters_stand_best_first_and_no_more_than_asked(shizuishan: Cast) -> None:
    half = new_letter(shizuishan, ROAD[: ROAD.index("建议")])
    same = new_letter(shizuishan, ROAD)
    again = new_letter(shizuishan, ROAD_AGAIN)
    found = alike_for(shizuishan, "林政协", ROAD)
    assert found[0].matter == same and {each.matter for each in found} == {
        half,
        same,
        again,
    }
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    assert len(alike_for(shizuishan, "林政协", ROAD, most=2)) == 2
    assert same not in [each.matter for each in alike_for(shizuishan, "林政协", ROAD, leave_out=same)]


def test_similar_letters_are_told_only_to_who_may_read_their_text(shizuishan: Cast, zhongwei: Cast) -> None:
    new_letter(shizuishan, ROAD, handed_in=False)
    assert titles(shizuishan, "白委员", ROAD_AGAIN) == [ROAD]  # the author's own draft
    assert titles(shizuishan, "马委员", ROAD_AGAIN) == []  # another member's draft
    assert titles(shizuishan, "林政协", ROAD_AGAIN) == []  # not handed in yet
    handed_in = new_letter(shizuishan, ROAD)
    assert titles(shizuishan, "林政协", ROAD_AGAIN) == [ROAD]
    assert titles(shizuishan, "马委员", ROAD_AGAIN) == []
    assert titles(shizuishan, "府督查", ROAD_AGAIN) == []  # sees the matter, but not its text
    # The neighbour finds nothing, neither with his own committee nor when he names the other.
    assert titles(zhongwei, "卫政协", ROAD_AGAIN) == []
    neighbour = new_letter(zhongwei, ROAD, author="卫委员")
    assert titles(zhongwei, "卫政协", ROAD_AGAIN) == [ROAD]
    assert [each.matter for each in alike_for(shizuishan, "林政协", ROAD)] == [handed_in]
    assert neighbour.committee_id != handed_in.committee_id


def test_similar_texts_follow_the_acts_and_leave_the_record_whole(shizuishan: Cast) -> None:
    letter = new_letter(shizuishan, ROAD, handed_in=False)
    before = TextSignature.objects.get(matter=letter)
    assert TextBand.objects.filter(signature=before).count() == BANDS
    rewrite(shizuishan, letter, "，" + ROAD + "！")  # the same when compared
    assert TextSignature.objects.get(matter=letter).digest == before.digest
    letter = rewrite(shizuishan, letter, WETLAND)
    assert titles(shizuishan, "白委员", ROAD) == [] and titles(shizuishan, "白委员", WETLAND) == [WETLAND]
    assert TextSignature.objects.count() == 1 and TextBand.objects.count() == BANDS
    letter = take(letter, "hand_in", actor=shizuishan["白委员"], at=MONDAY).matter
    letter = take(letter, "withdraw", actor=shizuishan["白委员"], at=MONDAY).matter
    assert titles(shizuishan, "白委员", WETLAND) == [] and not TextBand.objects.exists()
    assert not list(verify_matter(letter))


@pytest.mark.parametrize(
    "text",
    ["", "路", "。，！——…… 1. （一）", "\x00\u200b\n\n", "好" * 3],
    ids=["empty", "one", "marks", "unseen", "short"],
)
def test_similar_of_a_text_that_says_nothing_is_nothing(shizuishan: Cast, text: str) -> None:
    new_letter(shizuishan, ROAD)
    new_letter(shizuishan, "路")  # says nothing itself: remembered, never found
    assert alike_for(shizuishan, "林政协", text) == []
    assert TextSignature.objects.count() == 2


def test_similar_of_a_very_long_text_and_of_repeated_sentences(shizuishan: Cast) -> None:
    earlier = new_letter(shizuishan, ROAD)
    assert [each.matter for each in alike_for(shizuishan, "林政协", ROAD * 3)] == [earlier]
    megabyte = (ROAD + "\n") * 17_000
    assert len(megabyte.encode()) > 1_000_000
    assert [each.matter for each in alike_for(shizuishan, "林政协", megabyte)] == [earlier]
    assert alike_for(shizuishan, "林政协", "字" * 1_000_000) == []


def test_similar_asks_as_often_for_many_letters_as_for_one(shizuishan: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert alike_for(shizuishan, "林政协", ROAD)
        return len(asked)

    new_letter(shizuishan, ROAD)
    one = queries()
    for number in range(4):
        new_letter(shizuishan, f"{ROAD}又及{number}")
    assert queries() == one <= 6


def test_similar_candidates_are_read_by_the_index(shizuishan: Cast) -> None:
    new_letter(shizuishan, ROAD)
    with CaptureQueriesContext(connection) as asked:
        alike_for(shizuishan, "林政协", ROAD)
    (statement,) = (each["sql"] for each in asked if "LIMIT 200" in each["sql"])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # One plan for all buckets; a table of a few rows would be scanned, were that not forbidden.
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {statement}")
            plan = [row[0] for row in cursor.fetchall()]
            assert any("text_band_once_per_signature on search_textband" in each for each in plan), plan
            return
        assert statement.count("LIMIT") == BANDS
        cursor.execute(f"EXPLAIN QUERY PLAN {statement}")
        plan = [row[3] for row in cursor.fetchall()]
    reads = [each for each in plan if "search_textband" in each]
    assert len(reads) == BANDS and all("USING COVERING INDEX" in each for each in reads), plan
