"""How words are held against texts, without a database: what is found is what a plain look through the text finds."""

from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.search.full_text.folding import folded, folded_with_places, is_narrow, occurrences, occurs
from huiyin.search.full_text.numbers import sequences_of, written_number
from huiyin.search.full_text.passages import LONGEST, marked, passage
from huiyin.search.full_text.tokens import MOST_GRAMS, grams, grams_of_word
from huiyin.search.full_text.words import MOST_WORDS, sequence_in, words_of

LETTERS = "红山路早晚拥堵𬭎〇0１２aＢé ，。\n　()〔〕😀%*ﬁ①\u0301"
texts = st.text(alphabet=LETTERS, max_size=60)


def test_folding_evens_out_width_case_and_gaps() -> None:
    assert folded("　李　明，Ａ类 5G\n基站（①）") == "李明 a类 5g 基站 1"
    assert folded("红山\n路 早晚") == "红山路早晚"
    assert folded("，。 \n😀") == ""
    assert folded("cafe\u0301") == folded("caf\u00e9") == "cafe" and folded("\ufb01n") == "fin"


def test_words_and_numbers_are_found_from_their_beginning_chinese_anywhere() -> None:
    said = folded("第20260012号提案，5G基站 wifi")
    assert occurs(said, "2026") and occurs(said, "号提") and occurs(said, "5g基站")
    assert not occurs(said, "0012") and not occurs(said, "fi")


def test_words_of_what_is_typed() -> None:
    assert words_of("红山路，座椅 “信号灯 过街” \"bus stop\" 红山路").words == (
        "红山路", "座椅", "信号灯过街", "bus stop",
    )  # fmt: skip
    assert words_of('"红山').words == ("红山",) and words_of("").words == words_of("，。*%😀").words == ()
    many = words_of(" ".join(map(str, range(20))))
    assert many.cut and len(many.words) == MOST_WORDS
    assert words_of("路" * 10_000).cut and not words_of("路").cut
    assert words_of("“”红山").words == ("红山",)


def test_numbers_however_they_are_typed() -> None:
    assert written_number("[2026] １2 号") == "〔2026〕12号"
    assert sequences_of("石政协提〔2026〕0012号") == ["12"] and sequences_of("20260012") == ["20260012", "12"]
    assert [sequence_in(each) for each in ("第0012号", "12号", "0012", "12号提案", "十二号")] == [
        "12", "12", "12", "12", "",
    ]  # fmt: skip


def test_passage_is_short_and_marks_every_word() -> None:
    text = "开头的话。" * 60 + "\n湿地补水不足，候鸟栖息地逐年缩小。" + "后面的话。" * 60
    found = passage(text, ["补水", "候鸟"])
    assert [each.text for each in found if each.is_hit] == ["补水", "候鸟"]
    assert found[-1].text == "…" and sum(len(each.text) for each in found) <= LONGEST + 2
    assert passage("没有这个词", ["补水"]) == (("没有这个词", False),)
    over_lines = passage("很" * 200 + "湿\n地" + "很" * 200, ["湿地"])
    assert [each.text for each in over_lines if each.is_hit] == ["湿 地"]
    assert marked("红山红山路", ["红山", "红山路"]) == (("红山", True), ("红山路", True))


def test_long_phrase_asks_for_some_of_its_pairs() -> None:
    assert len(grams_of_word("".join(chr(0x4E00 + each) for each in range(150)))) == MOST_GRAMS


@settings(max_examples=300, deadline=None)
@given(texts)
def test_folding_with_places_is_folding(text: str) -> None:
    said, places = folded_with_places(text)
    assert said == folded(text) and len(places) == len(said)
    assert places == sorted(places) and all(0 <= place < len(text) for place in places)


@settings(max_examples=300, deadline=None)
@given(texts, texts)
def test_whatever_has_a_word_has_its_tokens(text: str, typed: str) -> None:
    """So no text is missed; that none is found in error, the text itself sees to."""
    said = folded(text)
    for word in words_of(typed).words:
        plain = [
            start
            for start in range(len(said))
            if said.startswith(word, start)
            and not (start and is_narrow(word[0]) and is_narrow(said[start - 1]))
        ]
        assert list(occurrences(said, word)) == plain
        if plain:
            assert set(grams_of_word(word)) <= grams(said)


@settings(max_examples=200, deadline=None)
@given(texts, texts)
def test_marked_text_is_the_text(text: str, typed: str) -> None:
    words = words_of(typed).words
    pieces = marked(text, words)
    assert "".join(each.text for each in pieces) == text
    assert any(each.is_hit for each in pieces) == any(occurs(folded(text), word) for word in words)
