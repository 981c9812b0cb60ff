"""Words found in what a person may see, through the acts: who finds what, pages, filters, and whatever is typed."""

import random
from collections.abc import Sequence
from statistics import median
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factories.consultations import MONDAY
from factories.people import Cast
from huiyin.people.selectors import current_grants
from huiyin.procedure.engine import take
from huiyin.procedure.models import Matter
from huiyin.search.full_text import asking
from huiyin.search.full_text.asked import Asked
from huiyin.search.full_text.asking import FoundPage, Hit, look_for
from huiyin.search.full_text.folding import folded, occurs
from huiyin.search.full_text.places import Place
from huiyin.search.full_text.queue import work_off
from huiyin.search.full_text.words import words_of
from search.letters import ROAD, WETLAND, new_letter, rewrite

pytestmark = pytest.mark.usefixtures("letters")


def asked_by(cast: Cast, who: str, words: str, **more: object) -> FoundPage:
    """What a person of the cast finds, everything that waited being indexed."""
    work_off(most=1000)
    return look_for(Asked(words, current_grants(cast[who], MONDAY.date()), **more))  # type: ignore[arg-type]


def titles(page: FoundPage) -> list[str]:
    return [hit.matter.title for hit in page.hits]


def hits(pieces: Sequence[tuple[str, bool]]) -> list[str]:
    return [text for text, is_hit in pieces if is_hit]


def test_word_is_found_by_who_may_see_it_until_it_is_written_out(shizuishan: Cast) -> None:
    letter = new_letter(shizuishan, ROAD, handed_in=False)
    assert titles(asked_by(shizuishan, "白委员", "红山路 座椅")) == [ROAD]
    assert titles(asked_by(shizuishan, "林政协", "红山")) == []
    take(letter, "hand_in", actor=shizuishan["白委员"], at=MONDAY)
    (hit,) = asked_by(shizuishan, "林政协", "红山").hits
    assert (hit.kind_label, hit.where, hits(hit.title)) == ("委员来信", "标题", ["红山"])
    assert titles(asked_by(shizuishan, "马委员", "红山")) == []
    take(letter, "withdraw", actor=shizuishan["白委员"], at=MONDAY)
    rewrite(shizuishan, letter, WETLAND)
    assert titles(asked_by(shizuishan, "白委员", "红山")) == []
    assert titles(asked_by(shizuishan, "白委员", "湿地")) == [WETLAND]


def test_rights_of_the_moment_count_whatever_the_index_says(shizuishan: Cast) -> None:
    """Between an act and its indexing nobody finds what the act has taken from them."""
    letter = new_letter(shizuishan, ROAD)
    assert titles(asked_by(shizuishan, "林政协", "红山")) == [ROAD]
    take(letter, "withdraw", actor=shizuishan["白委员"], at=MONDAY)
    grants = current_grants(shizuishan["林政协"], MONDAY.date())
    assert look_for(Asked("红山", grants)).hits == ()
    assert asked_by(shizuishan, "林政协", "红山", states=["handed_in"]).hits == ()


def test_other_committee_finds_nothing_and_adds_nothing(shizuishan: Cast, zhongwei: Cast) -> None:
    new_letter(shizuishan, ROAD)
    new_letter(zhongwei, ROAD, author="卫委员")
    assert len(asked_by(zhongwei, "卫政协", "红山").hits) == 1
    assert asked_by(zhongwei, "卫政协", "红山", committee=shizuishan.committee).hits == ()


ODD = (
    "", " ", "，。！", "路" * 10_000, '"', '"红山 AND', "😀", "%", "*", "_", "' OR 1=1 --", "猫*", "NEAR(a b)",
    "AND OR NOT", "a:b", "-猫", "^猫", "\x00", "\\", "''", "𬭎", "e\u0301", "(((", "1" * 300, "{}", "w1_红",
)  # fmt: skip


def test_whatever_is_typed_is_only_words(shizuishan: Cast) -> None:
    new_letter(shizuishan, ROAD)
    for typed in ODD:
        assert asked_by(shizuishan, "林政协", typed).hits == (), typed


def test_one_character_and_signs_between_words(shizuishan: Cast) -> None:
    new_letter(shizuishan, ROAD)
    for typed in ("红", "红山*", "%红山%", "红山路，座椅", '"早晚拥堵', "“红山路早晚”", "红山 红山", "红 山"):
        assert titles(asked_by(shizuishan, "林政协", typed)) == [ROAD], typed
    assert asked_by(shizuishan, "林政协", "“红山早晚”").hits == ()
    assert asked_by(shizuishan, "林政协", "红山 没有的词").hits == ()


def test_pages_show_every_matter_once_and_end(shizuishan: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "PAGE", 3)
    monkeypatch.setattr(asking, "STEP", 2)
    made = [new_letter(shizuishan, f"{ROAD}之{number}").title for number in range(8)]
    seen: list[str] = []
    page, pages = asked_by(shizuishan, "林政协", "红山"), 1
    seen += titles(page)
    while page.more:
        page, pages = asked_by(shizuishan, "林政协", "红山", after=page.more), pages + 1
        seen += titles(page)
    assert seen == made[::-1] and pages == 3
    for odd in ("x:1", "h:", "h:-1", "h:１", "h:" + "9" * 40, "nonsense"):
        assert len(asked_by(shizuishan, "林政协", "红山", after=odd).hits) == 3


def test_page_that_looked_long_enough_says_where_it_goes_on(
    shizuishan: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pairs of characters may stand in a text without the word: such texts are looked at and left out."""
    monkeypatch.setattr(asking, "STEP", 2)
    monkeypatch.setattr(asking, "MOST_LOOKED_AT", 2)
    new_letter(shizuishan, "红山路")
    for number in range(3):
        new_letter(shizuishan, f"红山，山路，第{number}")
    first = asked_by(shizuishan, "林政协", "红山路")
    assert first.hits == () and first.more
    assert titles(asked_by(shizuishan, "林政协", "红山路", after=first.more)) == ["红山路"]


def test_filters_and_places(shizuishan: Cast) -> None:
    letter = new_letter(shizuishan, ROAD)
    take(letter, "answer", actor=shizuishan["林政协"], at=MONDAY)
    Matter.objects.filter(pk=letter.pk).update(number="信〔2026〕0012号")
    new_letter(shizuishan, ROAD, author="马委员")
    assert len(asked_by(shizuishan, "林政协", "红山").hits) == 2
    for more in (
        {"states": ["answered"]},
        {"states": ["answered"], "kinds": ["letter"], "years": [2026], "within": [Place.TITLE]},
    ):
        assert [hit.matter for hit in asked_by(shizuishan, "林政协", "红山", **more).hits] == [letter]
    for none in (
        {"kinds": ["proposal"]},
        {"kinds": ["no such' kind"]},
        {"years": [1999]},
        {"within": [Place.NUMBER]},
        {"within": [Place.TEXT, Place.ATTACHMENTS]},
        {"within": []},
    ):
        assert asked_by(shizuishan, "林政协", "红山", **none).hits == ()


def test_number_finds_its_matter_first(shizuishan: Cast) -> None:
    letter = new_letter(shizuishan, ROAD)
    Matter.objects.filter(pk=letter.pk).update(number="信〔2026〕12号")
    new_letter(shizuishan, "按照2026年12号文件，信〔2026〕12号另行答复")
    take(letter, "answer", actor=shizuishan["林政协"], at=MONDAY)
    for typed in ("信〔2026〕12号", "信[2026] １２号", "第0012号", "12号", "12"):
        found = asked_by(shizuishan, "林政协", typed).hits
        assert found[0].matter == letter, typed
        assert len({hit.matter for hit in found}) == len(found)
    assert hits(asked_by(shizuishan, "林政协", "信〔2026〕12号").hits[0].number) == [
        "信〔2026〕12号"[:-1] + "号"
    ]
    assert asked_by(shizuishan, "马委员", "信〔2026〕12号").hits == ()
    assert asked_by(shizuishan, "林政协", "13号").hits == ()


def test_word_that_stands_in_hidden_texts_alone_tells_nothing(shizuishan: Cast) -> None:
    """The same page, and the same time within noise, as a word that stands nowhere."""
    for number in range(40):
        new_letter(shizuishan, f"隐秘之事，第{number}件", handed_in=False)
    new_letter(shizuishan, ROAD)
    hidden, nowhere = (asked_by(shizuishan, "林政协", word) for word in ("隐秘之事", "从来没有"))
    assert (
        (hidden.hits, hidden.more, hidden.cut) == (nowhere.hits, nowhere.more, nowhere.cut) == ((), "", False)
    )
    times: dict[str, list[float]] = {"隐秘之事": [], "从来没有": []}
    grants = current_grants(shizuishan["林政协"], MONDAY.date())
    for _round in range(15):
        for word, taken in times.items():
            start = perf_counter()
            look_for(Asked(word, grants))
            taken.append(perf_counter() - start)
    assert min(times["隐秘之事"]) < 5 * median(times["从来没有"])


def plain(cast: Cast, typed: str) -> set[str]:
    """What a look through every letter finds."""
    words = words_of(typed).words
    found = Matter.objects.filter(kind="letter", committee=cast.committee).values_list("title", flat=True)
    return {title for title in found if words and all(occurs(folded(title), word) for word in words)}


WORDS = st.text(alphabet="红山路早晚 12aB，“”", min_size=1, max_size=6)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WORDS)
def test_index_finds_what_a_look_through_every_text_finds(letters_of_noise: Cast, typed: str) -> None:
    page = asked_by(letters_of_noise, "林政协", typed)
    found: list[Hit] = list(page.hits)
    while page.more:
        page = asked_by(letters_of_noise, "林政协", typed, after=page.more)
        found += page.hits
    assert {hit.matter.title for hit in found} >= plain(letters_of_noise, typed)
    by_words = {hit.matter.title for hit in found if hits(hit.title)}
    assert by_words == plain(letters_of_noise, typed)


@pytest.fixture
def letters_of_noise(shizuishan: Cast, letters: None) -> Cast:
    pick = random.Random(5)
    for _number in range(25):
        text = "".join(pick.choices("红山路早晚1 2aB，\n", k=pick.randint(4, 14))) + "完"
        new_letter(shizuishan, text)
    return shizuishan
