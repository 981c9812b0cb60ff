"""Fixtures of the engine's tests: the errand procedure and one errand at each place of its way."""

from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from factories.errands import errands_included
from factories.people import Cast
from huiyin.procedure.begin import begin
from huiyin.procedure.definition import Procedure
from huiyin.procedure.engine import take
from huiyin.procedure.models import Matter

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)
UNITS = ("市城市管理局", "市自然资源局")
Errand = Callable[[str], Matter]


@pytest.fixture
def errands(db: None) -> Iterator[Procedure]:
    """The errand procedure, for the time of one test."""
    with errands_included() as procedure:
        yield procedure


@pytest.fixture
def errand(errands: Procedure, shizuishan: Cast) -> Errand:
    """`errand("handling")`: an errand of 石嘴山 brought by the cast to that state."""

    def bring_to(state: str) -> Matter:
        matter = begin(
            "errand",
            committee=shizuishan.committee,
            actor=shizuishan["周经委"],
            at=MONDAY,
            data={"title": "修路"},
        ).matter
        way: list[tuple[str, str, dict[str, object]]] = [
            ("submit", "周经委", {}),
            ("sign", "陈副主席", {}),
            ("sign", "何秘书长", {}),
            ("sign", "江主席", {}),
            ("hand_over", "林政协", {"units": [shizuishan.body(name).pk for name in UNITS]}),
        ]
        for move, name, data in way:
            if matter.state == state:
                return matter
            matter = take(matter, move, actor=shizuishan[name], at=MONDAY, data=data).matter
        for chore in matter.children.order_by("pk") if matter.state != state else ():
            unit = chore.parties.get(role="unit").body
            assert unit is not None
            clerk = shizuishan["城经办" if unit.name == UNITS[0] else "自经办"]
            take(chore, "finish", actor=clerk, at=MONDAY)
            take(chore, "settle", actor=shizuishan["林政协"], at=MONDAY)
        matter.refresh_from_db()
        assert matter.state == state
        return matter

    return bring_to
