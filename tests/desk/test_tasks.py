"""Why something is asked, in which order it is done, where an answer with alternatives begins, and what will come."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest

from conftest import SignIn
from desk.test_home import errands, home_of, new_errand
from factories.people import Cast
from huiyin.desk.tasks import FEW, Task, grouped
from huiyin.kernel.lights import Light
from huiyin.notices.models import Message
from huiyin.procedure.engine import take
from huiyin.procedure.library import newest
from huiyin.procedure.models import Matter
from huiyin.procedure.page.asks import other_answers
from procedure.conftest import MONDAY

__all__ = ["errands"]
TODAY = date(2026, 9, 2)  # a Wednesday


def task(due: date | None) -> Task:
    return Task(
        matter=Matter(), kind="", url="", label="", choices=(), text="", tag="", bodies="",
        since=datetime(2026, 9, 1), due=due, light=Light.GREEN, left="", rule="", waits="",
    )  # fmt: skip


def test_many_tasks_stand_in_groups_by_their_day_and_few_in_one() -> None:
    days = [-3, 0, 1, 4, 5, 40, None]
    found = [task(TODAY + timedelta(days=each) if each is not None else None) for each in days]
    groups = grouped(found, TODAY)
    assert [(group.code, len(group.tasks)) for group in groups] == [
        ("late", 1), ("today", 1), ("week", 2), ("later", 2), ("open", 1),
    ]  # fmt: skip
    assert [(group.heading, len(group.tasks)) for group in grouped(found[:FEW], TODAY)] == [("", FEW)]
    assert grouped([], TODAY) == []


@pytest.mark.parametrize(
    ("procedure", "state", "role", "move", "others"),
    [
        ("assignment", "return_asked", "assigner", "accept_return", ("不同意申退",)),
        ("assignment", "return_disputed", "arbiter", "uphold", ("裁定改办",)),
        ("submission", "presented", "awaited_leader", "instruct", ("圈阅",)),
        ("assignment", "sent", "clerk", "receive", ()),
        ("assignment", "drafted", "reviewer", "sign", ()),
    ],
)
def test_question_with_several_answers_is_known_as_one(
    procedure: str, state: str, role: str, move: str, others: tuple[str, ...]
) -> None:
    document = newest(procedure)
    assert move in document.moves, sorted(document.moves)
    viewing = SimpleNamespace(
        procedure=document,
        matter=SimpleNamespace(state=state),
        here=SimpleNamespace(held=[SimpleNamespace(role=role)]),
    )
    assert other_answers(viewing, move) == others  # type: ignore[arg-type]


def test_task_says_the_rule_and_who_goes_on_afterwards(
    errands: object, shizuishan: Cast, signed_in: SignIn
) -> None:
    new_errand(shizuishan, "修路")
    text = home_of(signed_in(shizuishan["周经委"]))
    assert "依据：测试" in text and "起等您办理" in text
    assert "办后由分管副主席接着办" in text


def test_signer_and_member_get_fewer_words_and_one_main_button(
    errands: object, shizuishan: Cast, signed_in: SignIn
) -> None:
    for number in range(3):
        take(new_errand(shizuishan, f"第{number}件"), "submit", actor=shizuishan["周经委"], at=MONDAY)
    text = home_of(signed_in(shizuishan["陈副主席"]))
    assert "hy-tasks-plain" in text and text.count("为什么要办") == 3
    assert text.count("btn-primary") == 1
    assert "hy-tasks-plain" not in home_of(signed_in(shizuishan["林政协"]))


def test_empty_home_says_what_will_be_asked_some_day(shizuishan: Cast, signed_in: SignIn) -> None:
    text = home_of(signed_in(shizuishan["城经办"]))
    assert "以后会请您办什么" in text and "请签收" in text and "请拟写答复" in text
    assert "请签收" not in home_of(signed_in(shizuishan["白委员"]))


def test_home_says_what_one_did_last_to_a_matter(
    errands: object, shizuishan: Cast, signed_in: SignIn
) -> None:
    take(new_errand(shizuishan, "修路"), "submit", actor=shizuishan["周经委"], at=MONDAY)
    lately = home_of(signed_in(shizuishan["周经委"])).partition('id="recent"')[2]
    assert "送审</span>" in lately and "审核" in lately


def test_opened_matter_has_its_messages_read_but_only_ones_own(
    errands: object, shizuishan: Cast, signed_in: SignIn
) -> None:
    matter, other = new_errand(shizuishan, "修路"), new_errand(shizuishan, "架桥")
    clerk, office = shizuishan["周经委"], shizuishan["林政协"]
    for number, (person, about) in enumerate([(clerk, matter), (clerk, other), (office, matter)]):
        Message.objects.create(
            committee=shizuishan.committee, person=person, matter=about, kind="todo", text="请送审",
            key=f"k{number}", created_at=MONDAY,
        )  # fmt: skip
    client = signed_in(clerk)
    client.head(f"/matters/{matter.pk}/")
    assert Message.objects.filter(read_at=None).count() == 3
    client.get(f"/matters/{matter.pk}/")
    unread = Message.objects.filter(read_at=None).values_list("person", "matter")
    assert set(unread) == {(clerk.pk, other.pk), (office.pk, matter.pk)}
