"""An outcome that is not formed after all is withdrawn: nothing is deleted, its number stays void."""

import pytest

from factories.outcomes import draft_outcome
from factories.people import Cast
from huiyin.procedure.errors import FormRefused
from huiyin.records.enums import NumberFate
from huiyin.records.models import NumberRegister


def test_withdrawn_outcome_keeps_its_history_and_its_number_is_void(shizuishan: Cast) -> None:
    loop = draft_outcome(shizuishan)
    loop.act("周经委", "submit_draft")
    loop.sign()
    loop.make_document()
    number = loop.matter.number

    matter = loop.act("林政协", "withdraw", {"reason": "并入年度综合报告"})

    assert (matter.state, matter.next_due, matter.number) == ("withdrawn", None, number)
    assert matter.closed_at is not None
    row = NumberRegister.objects.get(number=number)
    assert (row.fate, row.reason) == (NumberFate.VOID, "并入年度综合报告")
    assert not matter.todos.exists()


def test_withdrawal_asks_for_a_reason(shizuishan: Cast) -> None:
    with pytest.raises(FormRefused):
        draft_outcome(shizuishan).act("周经委", "withdraw", {"reason": ""})
