"""What a sitting's forms refuse: what is missing, what is not true, what belongs to others."""

import pytest

from factories.consultations import MONDAY, record_consultation
from factories.people import Cast
from factories.sittings import decide, hold, plan, rows
from huiyin.procedure.begin import begin
from huiyin.procedure.engine import take
from huiyin.procedure.errors import ActRefused, ContentRefused, FormRefused
from huiyin.sittings.models import AgendaItem
from sittings.test_sitting import subjects


@pytest.mark.parametrize(
    ("kind", "body", "said"),
    [
        ("special_committee", "", "专门委员会会议须写明是哪个专门委员会"),
        ("chairpersons", "经济委员会", "只有专门委员会会议填写专门委员会"),
        ("", "", "会议类别：请选择"),
        ("special_committee", "市城市管理局", "专门委员会"),
    ],
)
def test_kind_and_special_committee_belong_together(
    shizuishan: Cast, kind: str, body: str, said: str
) -> None:
    with pytest.raises(FormRefused, match=said):
        plan(shizuishan, "议题", kind=kind, body=body)


def test_sitting_without_agenda_cannot_be_registered_as_held(shizuishan: Cast) -> None:
    sitting = plan(shizuishan)
    with pytest.raises(ActRefused) as refused:
        hold(shizuishan, sitting)
    (only,) = refused.value.refusals
    assert (only.text, only.link) == ("还没有编排议程。", f"/matters/{sitting.pk}/moves/agenda/")


def test_agenda_emptied_at_the_sitting_gives_no_minutes(shizuishan: Cast) -> None:
    sitting = hold(shizuishan, plan(shizuishan, "议题"))
    take(sitting, "agenda", actor=shizuishan["林政协"], at=MONDAY, data={"agenda": []})
    with pytest.raises(ActRefused) as refused:
        take(sitting, "make_minutes", actor=shizuishan["林政协"], at=MONDAY)
    assert refused.value.codes == ("no_agenda",)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"held_on": "2026-03-03"}, "召开日期不能晚于今天"),
        ({"present": ""}, "出席：请填写"),
        ({"present": "江主席、江主席"}, "“江主席”出现了两次"),
        ({"excused": "江主席"}, "“江主席”出现了两次；不同的人同名的，请在姓名后加注"),
        ({"present": "江主席" * 30}, "不像是姓名"),
        ({"present": "、".join(f"委员{number}" for number in range(601))}, "名单最多600人"),
        ({"place": "会" * 121}, "最多120字"),
    ],
)
def test_registering_a_sitting_asks_for_what_is_true(
    shizuishan: Cast, given: dict[str, str], said: str
) -> None:
    sitting = plan(shizuishan, "议题")
    with pytest.raises(FormRefused, match=said):
        hold(shizuishan, sitting, **given)


def test_agenda_of_nothing_and_of_foreign_rows_is_refused(shizuishan: Cast, zhongwei: Cast) -> None:
    sitting, clerk = plan(shizuishan, "议题"), shizuishan["林政协"]
    foreign = record_consultation(
        zhongwei, clerk="卫文史", organiser="文化文史和学习委员会", opinions=(("卫委员", "意见", False),)
    )
    other = plan(shizuishan, "别处的议题", title="别的会议")
    item = AgendaItem.objects.get(sitting__matter=other)
    own = AgendaItem.objects.get(sitting__matter=sitting)
    for agenda, error in (
        ([{"note": "只有说明"}], FormRefused),
        (rows(foreign), FormRefused),
        (rows(other), FormRefused),
        ([{"matter": "不是编号"}], FormRefused),
        ([{"item": item.pk, "text": "别处的议题"}], ActRefused),
        ([{"item": own.pk, "text": "甲"}, {"item": own.pk, "text": "乙"}], ActRefused),
        (rows(*(f"议题{number}" for number in range(61))), FormRefused),
    ):
        with pytest.raises(error):
            take(sitting, "agenda", actor=clerk, at=MONDAY, data={"agenda": agenda})
    assert subjects(sitting) == ["议题"] and subjects(other) == ["别处的议题"]
    with pytest.raises(FormRefused):
        plan(shizuishan, foreign)
    with pytest.raises(ActRefused, match="另一个政协委员会"):
        begin("sitting", committee=shizuishan.committee, actor=clerk, at=MONDAY, origin=foreign)


def test_decisions_of_nothing_of_foreign_items_and_twice_are_refused(shizuishan: Cast) -> None:
    sitting, clerk = hold(shizuishan, plan(shizuishan, "议题")), shizuishan["林政协"]
    other = hold(shizuishan, plan(shizuishan, "别处的议题", title="别的会议"))
    own, foreign = (AgendaItem.objects.get(sitting__matter=each).pk for each in (sitting, other))
    for given, said in (
        ([], "至少登记一项决定"),
        ([{"item": own}], "至少登记一项决定"),
        ([{"item": own, "decision_text": "同意"}], "请选择决定"),
        ([{"item": own, "decision": "consensus"}], "决定"),
        ([{"item": foreign, "decision": "adopted"}], "议程已有变动"),
        ([{"decision": "adopted"}], "议程已有变动"),
        ([{"item": own, "decision": "adopted"}, {"item": own, "decision": "heard"}], "同一议程登记了两次"),
    ):
        with pytest.raises(FormRefused, match=said):
            take(sitting, "decide", actor=clerk, at=MONDAY, data={"decisions": given})
    assert not AgendaItem.objects.exclude(decision="").exists()


def test_classified_looking_decision_is_not_stored(shizuishan: Cast) -> None:
    sitting = hold(shizuishan, plan(shizuishan, "议题"))
    with pytest.raises(ContentRefused):
        decide(shizuishan, sitting, ("adopted", "机密★10年"))
    assert not AgendaItem.objects.exclude(decision_text="").exists()
