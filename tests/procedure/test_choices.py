"""What a page offers: every move with *allowed* or all unmet conditions, and who else is awaited."""

from datetime import date

from factories.people import Cast
from huiyin.procedure.choices import choices, standing
from huiyin.procedure.engine import revise
from huiyin.procedure.models import Matter
from huiyin.procedure.selectors import matters_seen_by, matters_seen_with, todos_of
from procedure.conftest import MONDAY, Errand

TODAY = date(2026, 3, 2)


def test_drafter_is_offered_the_move_and_the_edit(errand: Errand, shizuishan: Cast) -> None:
    offered = choices(errand("drafting"), shizuishan["周经委"], MONDAY)

    assert [(choice.code, choice.allowed, choice.is_edit) for choice in offered] == [
        ("submit", True, False),
        ("content", True, True),
    ]


def test_others_see_who_is_awaited(errand: Errand, shizuishan: Cast) -> None:
    (submit,) = choices(errand("drafting"), shizuishan["林政协"], MONDAY)

    assert (submit.yours, submit.allowed, submit.who) == (False, False, "经济委（起草单位）")


def test_unmet_conditions_come_in_words_with_links(errand: Errand, shizuishan: Cast) -> None:
    matter = errand("drafting")
    matter = revise(matter, "content", actor=shizuishan["周经委"], at=MONDAY, data={"title": "空"}).matter

    submit = choices(matter, shizuishan["周经委"], MONDAY)[0]

    assert (submit.yours, submit.allowed) == (True, False)
    assert [reason.text for reason in submit.unmet] == ["还没有内容。"]


def test_chain_is_offered_to_the_next_person_only(errand: Errand, shizuishan: Cast) -> None:
    matter = errand("reviewing")

    offered = {
        name: choices(matter, shizuishan[name], MONDAY)[0].allowed
        for name in ("陈副主席", "何秘书长", "江主席")
    }

    assert offered == {"陈副主席": True, "何秘书长": False, "江主席": False}


def test_nobody_is_offered_what_the_engine_does(errand: Errand, shizuishan: Cast) -> None:
    codes = {choice.code for choice in choices(errand("handling"), shizuishan["林政协"], MONDAY)}

    assert "settle" not in codes


def test_stranger_is_offered_nothing(errand: Errand, zhongwei: Cast, shizuishan: Cast) -> None:
    matter = errand("drafting")

    assert choices(matter, zhongwei["卫政协"], MONDAY) == []
    assert choices(matter, shizuishan["城经办"], MONDAY) == []
    assert not standing(matter, zhongwei["卫政协"], MONDAY).may_see


def test_lists_hold_what_the_procedure_shows_and_nothing_else(
    errand: Errand, shizuishan: Cast, zhongwei: Cast
) -> None:
    handling, drafting = errand("handling"), errand("drafting")
    chore = handling.children.order_by("pk").first()

    def seen(cast: Cast, name: str) -> set[Matter]:
        return set(matters_seen_by(cast[name], TODAY))

    assert seen(shizuishan, "林政协") == {handling, drafting, *handling.children.all()}
    assert seen(shizuishan, "江主席") == {handling}
    assert seen(shizuishan, "城经办") == {chore}
    assert seen(shizuishan, "白委员") == set()
    assert seen(zhongwei, "卫政协") == set()
    assert set(matters_seen_by(shizuishan["林政协"], TODAY, kind="chore")) == set(handling.children.all())
    assert not matters_seen_with([]).exists()


def test_member_sees_once_named_a_party(errand: Errand, shizuishan: Cast) -> None:
    handling = errand("handling")
    handling.parties.create(committee=shizuishan.committee, role="giver", person=shizuishan["白委员"])

    assert set(matters_seen_by(shizuishan["白委员"], TODAY)) == {handling}
    assert standing(handling, shizuishan["白委员"], MONDAY).seen == {"summary"}


def test_todos_reach_the_holder_of_the_role_and_nobody_else(
    errand: Errand, shizuishan: Cast, zhongwei: Cast
) -> None:
    errand("drafting")
    errand("handling")

    def waiting(cast: Cast, name: str) -> list[str]:
        return sorted(todo.text for todo in todos_of(cast[name], TODAY))

    assert waiting(shizuishan, "周经委") == ["送审"]
    assert waiting(shizuishan, "城经办") == ["请办理"]
    assert waiting(shizuishan, "城局长") == []
    assert waiting(zhongwei, "卫文史") == []
