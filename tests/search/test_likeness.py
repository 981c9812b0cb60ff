"""How alike two texts are, without a database: order, numbering and width do not matter; a text is like itself."""

import random
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.search.enums import Grade, grade_of
from huiyin.search.likeness import likeness, passages
from huiyin.search.sentences import LONGEST, digest, sentences
from huiyin.search.signatures import BANDS, buckets_of, resemblance, signature_of

PARTS = [
    "关于改善红山路交通的提案",
    "红山路早晚拥堵严重，学生过街没有信号灯。公交站台被占用；老人候车无处可坐。",
    "1.增设过街信号灯，所需经费列入预算。\n（二）恢复公交站台的座椅！\n三是由交警部门定期通报进展。",
]
OTHER = ["湿地冬季补水不足，候鸟栖息地逐年缩小。", "应当制定生态补水计划，由水务部门按月公布用水量。"]
WORDS = st.text(alphabet="红山路早晚拥堵学生过街信号灯，。；\n1一、（）ａＡ 😀", max_size=120)
texts = st.lists(WORDS, max_size=4)


def score(one: list[str], other: list[str]) -> int:
    return likeness(sentences(one), sentences(other)).score


def test_sentences_leave_out_numbering_and_know_their_places() -> None:
    found = sentences(PARTS)
    assert [each.folded for each in found[-3:]] == [
        "增设过街信号灯所需经费列入预算",
        "恢复公交站台的座椅",
        "由交警部门定期通报进展",
    ]
    for each in found:
        text = PARTS[each.part]
        assert "".join(text[place] for place in each.places) == each.folded
        assert each.start == each.places[0] and each.end == each.places[-1] + 1


def test_sentences_of_a_year_keep_their_number() -> None:
    assert sentences(["2025年全市新增车位一万个"])[0].folded.startswith("2025年")
    assert sentences(["十字路口没有信号灯"])[0].folded.startswith("十字")


def test_likeness_does_not_mind_width_order_and_numbering() -> None:
    moved = ["（1）" + PARTS[1].replace("，", ","), PARTS[0], "\n".join(reversed(PARTS[2].split("\n")))]
    assert score(PARTS, moved) == 100
    assert signature_of(sentences(PARTS)) == signature_of(sentences(moved))
    assert digest(["ＡＢＣ公司用地"]) == digest(["abc公司用地。"]) != digest(["abd公司用地"])


def test_likeness_of_half_and_of_one_sentence_and_of_another_matter() -> None:
    assert grade_of(score(PARTS, PARTS[:2])) in (Grade.FAIR, Grade.HIGH)
    assert score(PARTS, PARTS[2:]) < 100
    long = [*PARTS, *OTHER * 20]
    assert grade_of(score([PARTS[0]], long)) is None
    assert score(PARTS, OTHER) < 30 and grade_of(29) is None
    assert [grade_of(each) for each in (30, 50, 75)] == [Grade.PARTLY, Grade.FAIR, Grade.HIGH]


def test_signature_stays_what_it_is_from_one_release_to_the_next() -> None:
    """A library that computes otherwise makes every stored signature stale: then METHOD must be changed as well."""
    signature = signature_of(sentences(PARTS))
    assert sha256(signature).hexdigest()[:16] == "ab401747a19738a5"
    assert len(set(buckets_of(signature, "letter"))) == BANDS
    assert not set(buckets_of(signature, "letter")) & set(buckets_of(signature, "poem"))


def test_signature_of_nothing_has_no_bucket_and_resembles_nothing() -> None:
    assert signature_of([]) == b"" and buckets_of(b"", "letter") == []
    assert resemblance(b"", b"") == 0 and resemblance(signature_of(sentences(PARTS)), b"") == 0


def test_sentences_of_a_book_end_somewhere() -> None:
    found = sentences(["很长的一句话。" * LONGEST, "不会读到这里"])
    assert sum(len(each.folded) for each in found) <= LONGEST and {each.part for each in found} == {0}


@pytest.mark.parametrize("seed", range(3))
def test_signature_estimates_what_two_texts_share(seed: int) -> None:
    pick = random.Random(seed)
    letters = [chr(0x4E00 + pick.randrange(3000)) for _number in range(600)]
    whole, half = "".join(letters), "".join(letters[:300])
    estimated = resemblance(signature_of(sentences([whole])), signature_of(sentences([half])))
    assert 0.35 < estimated < 0.65


@settings(max_examples=60, deadline=None)
@given(texts, texts)
def test_likeness_is_the_same_both_ways(one: list[str], other: list[str]) -> None:
    assert score(one, other) == score(other, one)
    assert 0 <= score(one, other) <= 100
    assert score(one, one) == (100 if sentences(one) else 0)


@settings(max_examples=60, deadline=None)
@given(texts, st.randoms(use_true_random=False))
def test_likeness_does_not_change_with_the_order_of_parts(parts: list[str], pick: random.Random) -> None:
    moved = pick.sample(parts, len(parts))
    assert signature_of(sentences(parts)) == signature_of(sentences(moved))
    assert score(moved, OTHER) == score(parts, OTHER)


@settings(max_examples=60, deadline=None)
@given(texts, texts)
def test_passages_lie_within_both_texts(mine: list[str], theirs: list[str]) -> None:
    one, other = sentences(mine), sentences(theirs)
    for passage in passages(likeness(one, other), (mine, one), (theirs, other)):
        for span, parts in ((passage.mine, mine), (passage.theirs, theirs)):
            assert "".join(piece.text for piece in span.pieces) == parts[span.part][span.start : span.end]
            assert all(span.start <= a < b <= span.end for a, b in span.marks)
