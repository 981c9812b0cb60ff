"""Nobody is asked for, or offered, a move that an outcome of this form never makes; taken all the same it says why."""

import pytest

from conftest import SignIn
from factories.outcomes import QUALITY, Loop
from factories.people import Cast
from huiyin.procedure.choices import choices
from huiyin.procedure.errors import ActRefused
from outcomes.test_refusals import fed_back, formed, reviewing, submitted


def asked(loop: Loop) -> set[tuple[str, str]]:
    """Moves that somebody is asked for, with the grant they are asked of."""
    return {(todo.role, todo.move) for todo in loop.matter.todos.all()}


def offered(loop: Loop, who: str) -> set[str]:
    """Moves on the page of this person, allowed or not."""
    found = choices(loop.matter, loop.cast[who], loop.at)
    return {each.code for each in found if not each.is_edit}


def test_report_is_examined_and_signed_and_not_adopted(shizuishan: Cast) -> None:
    loop = reviewing(shizuishan)
    assert asked(loop) == {("vice_chair", "sign"), ("cppcc_clerk", "examine")}
    assert "adopt" not in offered(loop, "林政协")

    loop.act("林政协", "examine", QUALITY)

    assert asked(loop) == {("vice_chair", "sign")}
    assert "examine" not in offered(loop, "林政协")
    with pytest.raises(ActRefused) as refused:
        loop.act("林政协", "examine", QUALITY)
    assert "“质量审核”须在“质量要点尚未逐项审核”时办理" in str(refused.value)


def test_stale_page_of_a_signer_offers_nothing_and_says_who_is_next(
    shizuishan: Cast, signed_in: SignIn
) -> None:
    loop = reviewing(shizuishan)
    loop.act("林政协", "examine", QUALITY)
    client, address = signed_in(shizuishan["陈副主席"]), f"/matters/{loop.matter.pk}/moves/sign/"
    page = client.get(address).content.decode()
    assert "之后由秘书长接着办理“审核”" in page
    seen = loop.matter.step_number
    loop.act("陈副主席", "sign")

    response = client.post(address, {"reason": "同意。", "expected_step": seen, "request_id": "second"})

    text = response.content.decode()
    assert response.status_code == 409 and "同意。" in text
    assert "“审核”现在由秘书长办理" in text
    assert 'type="submit">审核' not in text and "接着办理" not in text


def test_recommendation_paper_is_adopted_and_not_signed(shizuishan: Cast) -> None:
    loop = reviewing(shizuishan, form="recommendation")

    assert asked(loop) == {("cppcc_clerk", "adopt"), ("cppcc_clerk", "examine")}
    assert "sign" not in offered(loop, "陈副主席")


@pytest.mark.parametrize(("form", "way"), [("consultation_report", "submit"), ("letter", "send_direct")])
def test_only_a_letter_goes_straight_to_the_department(shizuishan: Cast, form: str, way: str) -> None:
    loop = formed(shizuishan, form=form)

    assert offered(loop, "林政协") & {"submit", "send_direct"} == {way}


def test_office_that_was_forgotten_is_added_after_the_submission(shizuishan: Cast) -> None:
    loop = submitted(shizuishan)
    again = {"addressees": [shizuishan.body("市政府办公室").pk]}
    with pytest.raises(ActRefused) as refused:
        loop.act("林政协", "submit_further", again)
    assert "已经报送市政府办，尚未反馈" in str(refused.value)

    further = loop.act("林政协", "submit_further", {"addressees": [shizuishan.body("市委办公室").pk]})

    assert further.state == "submitted"
    assert "register" in {todo.move for todo in loop.submission("市委办公室").todos.all()}


def test_nobody_is_asked_to_tell_once_all_are_told(shizuishan: Cast) -> None:
    loop = fed_back(shizuishan)
    assert ("cppcc_clerk", "tell_givers") in asked(loop)

    loop.tell()

    assert "tell_givers" not in {move for _role, move in asked(loop)}
    with pytest.raises(ActRefused) as refused:
        loop.tell("白委员")
    assert "本轮意见提出人都已告知。" in str(refused.value)
