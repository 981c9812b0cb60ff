"""Long agendas: all proposals of a session taken up by number, one decision for what is left."""

import pytest

from factories.consultations import MONDAY
from factories.handing_over import add_sides, listed
from factories.people import Cast
from factories.proposals import TITLE, add_examiners
from factories.sittings import decide, hold, make_minutes, plan
from huiyin.procedure.choices import choices
from huiyin.procedure.engine import take
from huiyin.procedure.errors import ActRefused, FormRefused
from huiyin.procedure.models import Link, Matter
from huiyin.records.verification import verify_matter
from huiyin.sittings import facts
from huiyin.sittings.models import AgendaItem

OFFICE = "林政协"


def act(cast: Cast, sitting: Matter, move: str, **data: object) -> Matter:
    """The office makes a move of the sitting."""
    return take(sitting, move, actor=cast[OFFICE], at=MONDAY, data=data).matter


def test_many_are_taken_up_by_number_and_decided_together(
    shizuishan: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_examiners(shizuishan)
    add_sides(shizuishan)
    two = [listed(shizuishan, title=f"{TITLE}之{number}").matter for number in (1, 2)]
    numbers = "、".join(each.number for each in two)
    sitting = plan(shizuishan, "通报全会筹备情况")
    with pytest.raises(FormRefused, match="没有找到编号平20269999的事项"):
        act(shizuishan, sitting, "take_up", numbers=f"{numbers}\n平20269999")
    sitting = act(shizuishan, sitting, "take_up", numbers=numbers, note="研究交办")
    with pytest.raises(FormRefused, match="所列事项都已在议程中"):
        act(shizuishan, sitting, "take_up", numbers=numbers)
    items = AgendaItem.objects.filter(sitting__matter=sitting).order_by("order")
    assert [(each.subject, each.note) for each in items] == [
        ("通报全会筹备情况", ""),
        (f"{TITLE}之1", "研究交办"),
        (f"{TITLE}之2", "研究交办"),
    ]
    assert Link.objects.filter(source=sitting, target__in=two, kind="decided_at").count() == 2
    # With more items than a page bears they are set by numbers alone.
    offered = {each.code for each in choices(sitting, shizuishan[OFFICE], MONDAY)}
    assert "agenda" in offered and "drop" not in offered
    monkeypatch.setattr(facts, "MOST_ITEMS", 2)
    offered = {each.code for each in choices(sitting, shizuishan[OFFICE], MONDAY)}
    assert "drop" in offered and "agenda" not in offered
    sitting = act(shizuishan, sitting, "drop", numbers=two[0].number)
    assert items.all().count() == 2 and Link.objects.filter(source=sitting).count() == 1
    sitting = act(shizuishan, sitting, "take_up", numbers=two[0].number)
    sitting = hold(shizuishan, sitting)
    sitting = decide(shizuishan, sitting, "heard", "", "")
    with pytest.raises(FormRefused, match="请选择"):
        act(shizuishan, sitting, "decide_rest")
    sitting = act(shizuishan, sitting, "decide_rest", decision="adopted", decision_text="同意交办。")
    assert list(items.values_list("decision", flat=True)) == ["heard", "adopted", "adopted"]
    with pytest.raises(ActRefused, match="须在“还有议程没有登记决定”时办理"):
        act(shizuishan, sitting, "decide_rest", decision="adopted")
    with pytest.raises(ActRefused, match="已登记决定的议程不能删除"):
        act(shizuishan, sitting, "drop", numbers=two[0].number)
    sitting = make_minutes(shizuishan, sitting)
    assert list(verify_matter(sitting)) == []
