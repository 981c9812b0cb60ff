"""Words found in what a person may see: through the acts, on both databases."""

import pytest

from factories.consultations import MONDAY
from factories.people import Cast
from huiyin.people.selectors import current_grants
from huiyin.procedure.engine import take
from huiyin.search.full_text.asked import Asked
from huiyin.search.full_text.asking import FoundPage, look_for
from huiyin.search.full_text.queue import work_off
from search.letters import ROAD, WETLAND, new_letter, rewrite

pytestmark = pytest.mark.usefixtures("letters")


def asked_by(cast: Cast, who: str, words: str, **more: object) -> FoundPage:
    """What a person of the cast finds, everything that waited being indexed."""
    work_off(most=1000)
    return look_for(Asked(words, current_grants(cast[who], MONDAY.date()), **more))  # type: ignore[arg-type]


def titles(page: FoundPage) -> list[str]:
    return [hit.matter.title for hit in page.hits]


def test_word_is_found_by_who_may_see_it_until_it_is_written_out(shizuishan: Cast) -> None:
    letter = new_letter(shizuishan, ROAD, handed_in=False)
    assert titles(asked_by(shizuishan, "白委员", "红山路 座椅")) == [ROAD]
    assert titles(asked_by(shizuishan, "林政协", "红山")) == []
    take(letter, "hand_in", actor=shizuishan["白委员"], at=MONDAY)
    (hit,) = asked_by(shizuishan, "林政协", "红山").hits
    assert (
        hit.kind_label == "委员来信" and "".join(piece.text for piece in hit.title if piece.is_hit) == "红山"
    )
    assert titles(asked_by(shizuishan, "马委员", "红山")) == []
    take(letter, "withdraw", actor=shizuishan["白委员"], at=MONDAY)
    rewrite(shizuishan, letter, WETLAND)
    assert titles(asked_by(shizuishan, "白委员", "红山")) == []
    assert titles(asked_by(shizuishan, "白委员", "湿地")) == [WETLAND]
