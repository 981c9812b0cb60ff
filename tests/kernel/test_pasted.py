"""What is pasted as plain text is stored as an office writes it; what is in order stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.kernel.pasted import tidy


@pytest.mark.parametrize(
    ("pasted", "stored"),
    [
        (
            "一、\t加强领导\r\n（一）\u00a0\u00a0健全机制\r\n1.\t建立台账",
            "一、加强领导\n（一）健全机制\n1.建立台账",
        ),
        ("　　第一段。　　\r\n　　第二段。　", "第一段。\n第二段。"),
        ("\uf06c\t要点一\n\uf0b7 要点二\n■要点三", "• 要点一\n• 要点二\n• 要点三"),
        ("见下图\ufffc：\n\ufffc\n说明。", "见下图：\n\n说明。"),
        ("①　摸清底数", "①摸清底数"),
        ("完成1. 5倍增长，第1. 节", "完成1. 5倍增长，第1. 节"),
        ("1. First point", "1. First point"),
        ("2026. 9. 1 召开", "2026. 9. 1 召开"),
        ("署名：甲　　乙", "署名：甲　　乙"),
    ],
)
def test_pasted_text_is_stored_as_an_office_writes_it(pasted: str, stored: str) -> None:
    assert tidy(pasted) == stored
    assert tidy(stored) == stored


@given(st.text(alphabet="一、（）1.① \t\n\u3000\ufffc\uf06c•字a", max_size=40))
def test_tidied_once_is_enough(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
