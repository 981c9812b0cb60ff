"""A sitting from the plan to the archive, as the clerks live it, and what it refuses."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from factories.consultations import MONDAY, record_consultation
from factories.outcomes import draft_outcome
from factories.people import Cast
from factories.sittings import NAME, decide, decided, hold, make_minutes, plan, recorded, rows
from huiyin.procedure.choices import choices
from huiyin.procedure.engine import revise, take
from huiyin.procedure.errors import ActRefused, FormRefused, NotYours
from huiyin.procedure.models import Link, Matter, Todo
from huiyin.records.models import Document, DocumentVersion
from huiyin.sittings import selectors
from huiyin.sittings.models import AgendaItem, Attendance, Sitting

TUESDAY = MONDAY + timedelta(days=1)


def subjects(sitting: Matter) -> list[str]:
    return [each.subject for each in AgendaItem.objects.filter(sitting__matter=sitting).order_by("order")]


def test_sitting_from_plan_to_archive(shizuishan: Cast) -> None:
    activity, clerk = record_consultation(shizuishan), shizuishan["林政协"]
    outcome = draft_outcome(shizuishan, activity=activity).matter
    sitting = plan(shizuishan, activity, outcome, "听取机关党建工作情况")
    assert (sitting.state, sitting.title) == ("planned", NAME)
    assert {each.target for each in Link.objects.filter(source=sitting, kind="decided_at")} == {
        activity,
        outcome,
    }

    sitting = hold(shizuishan, sitting, observing="周经委，某局负责人", excused="何秘书长")
    there = Attendance.objects.filter(sitting__matter=sitting)
    assert dict(there.values_list("name", "presence")) == {
        "江主席": "present", "陈副主席": "present", "周经委": "observing", "某局负责人": "observing",
        "何秘书长": "excused",
    }  # fmt: skip
    assert there.get(name="江主席").person == shizuishan["江主席"]
    assert there.get(name="某局负责人").person is None
    attendees = sitting.parties.filter(role="attendee", active=True).values_list("person__name", flat=True)
    assert set(attendees) == {"江主席", "陈副主席", "周经委"}

    decide(shizuishan, sitting, "heard", ("deferred", "补充调研后再议。"), "")
    with pytest.raises(ActRefused) as refused:
        take(sitting, "record", actor=clerk, at=TUESDAY)
    assert [each.text for each in refused.value.refusals] == [
        "第3项议程还没有登记决定；没有研究的登记为缓议。",
        "还没有“会议纪要”。",
    ]
    decide(shizuishan, sitting, "heard", ("adopted", "印发有关单位。"), "heard")
    made = make_minutes(shizuishan, sitting)
    assert made.number == "石嘴山市政协主席会议纪要〔2026〕1号"
    version = DocumentVersion.objects.get(document__matter=made)
    body = version.body_text
    # Who was there stands at the end of the paper, not in its text.
    assert version.frame["attendance"] == [
        ["出席", "江主席、陈副主席"], ["请假", "何秘书长"], ["列席", "周经委、某局负责人"],
    ]  # fmt: skip
    for part in (
        "时间：2026年3月2日", "主持：江主席",
        f"二、{outcome.title}\n会议决定：通过。印发有关单位。", "三、听取机关党建工作情况\n会议决定：听取。",
    ):  # fmt: skip
        assert part in body, part
    formed = take(made, "record", actor=clerk, at=TUESDAY).matter
    assert formed.state == "recorded"
    closed = take(formed, "close", actor=clerk, at=TUESDAY).matter
    assert closed.state == "closed" and closed.closed_at is not None
    call_command("verify", stdout=StringIO())


def test_minutes_are_due_seven_working_days_after_the_sitting_and_follow_a_corrected_date(
    shizuishan: Cast,
) -> None:
    sitting = hold(shizuishan, plan(shizuishan, "议题"))
    clock = sitting.clocks.get(code="minutes")
    assert (clock.started_on, clock.amount, clock.unit) == (MONDAY.date(), 7, "working_days")
    assert Todo.objects.filter(matter=sitting, text="形成会议纪要", due=clock.due).exists()
    before = clock.due
    earlier = {"held_on": "2026-02-27", "place": "会议室", "chaired_by": "江主席", "present": "江主席"}
    after = revise(sitting, "attendance", actor=shizuishan["林政协"], at=TUESDAY, data=earlier).matter
    clock.refresh_from_db()
    assert clock.started_on == date(2026, 2, 27) and clock.due < before
    assert after.next_due == clock.due
    call_command("verify", stdout=StringIO())


def test_decisions_are_corrected_after_the_minutes_with_a_reason_and_new_minutes(shizuishan: Cast) -> None:
    clerk = shizuishan["林政协"]
    sitting = recorded(shizuishan, decided(shizuishan, ["议题甲", "议题乙"], "adopted", "adopted"))
    number = sitting.number
    with pytest.raises(FormRefused, match="更正理由"):
        decide(shizuishan, sitting, "adopted", "deferred", move="correct", at=TUESDAY)
    again = decide(
        shizuishan, sitting, "adopted", "deferred", move="correct", at=TUESDAY, reason="乙项登记有误"
    )
    assert again.state == "held"
    with pytest.raises(ActRefused) as refused:
        take(again, "record", actor=clerk, at=TUESDAY)
    assert [each.text for each in refused.value.refusals] == [
        "生成纪要之后，会议的登记有改动，请重新生成纪要。"
    ]
    formed = recorded(shizuishan, again)
    document = Document.objects.get(matter=formed)
    assert (formed.state, document.number) == ("recorded", number)
    texts = list(document.versions.order_by("version").values_list("body_text", flat=True))
    assert len(texts) == 2 and "会议决定：缓议。" in texts[1] and "缓议" not in texts[0]
    step = formed.steps.get(move="correct")
    assert step.is_correction and step.reason == "乙项登记有误"


def test_minutes_edited_by_hand_are_proposed_again_while_nothing_changed(shizuishan: Cast) -> None:
    sitting, clerk = decided(shizuishan, ["议题"], "adopted"), shizuishan["林政协"]
    take(sitting, "make_minutes", actor=clerk, at=TUESDAY, data={"title": "纪要", "body": "手工修改的正文"})
    make_minutes(shizuishan, sitting)
    assert DocumentVersion.objects.get(document__matter=sitting).body_text == "手工修改的正文"


def test_agenda_is_set_as_a_whole_and_links_follow(shizuishan: Cast) -> None:
    first, second = record_consultation(shizuishan), record_consultation(shizuishan, title="另一次协商")
    sitting, clerk = plan(shizuishan, first, "文字议题"), shizuishan["林政协"]
    one, two = AgendaItem.objects.filter(sitting__matter=sitting).order_by("order")
    # The rows change places and matters; the plain subject becomes the first item.
    swapped = [
        {"item": two.pk, "matter": first.pk, "note": "研究意见建议"},
        {"item": one.pk, "matter": second.pk},
        {"text": "新议题"},
    ]
    take(sitting, "agenda", actor=clerk, at=MONDAY, data={"agenda": swapped})
    assert subjects(sitting) == [first.title, second.title, "新议题"]
    assert AgendaItem.objects.get(pk=two.pk).note == "研究意见建议"
    take(sitting, "agenda", actor=clerk, at=MONDAY, data={"agenda": [{"item": one.pk, "matter": second.pk}]})
    assert subjects(sitting) == [second.title]
    assert [each.target for each in Link.objects.filter(source=sitting)] == [second]
    call_command("verify", stdout=StringIO())


def test_agenda_may_grow_at_the_sitting_but_what_is_decided_stays(shizuishan: Cast) -> None:
    sitting, clerk = decided(shizuishan, ["议题甲"], "adopted"), shizuishan["林政协"]
    item = AgendaItem.objects.get(sitting__matter=sitting)
    kept = {"item": item.pk, "text": "议题甲"}
    for agenda in (rows("临时议题"), [{**kept, "text": "换了题目"}]):
        with pytest.raises(ActRefused) as refused:
            take(sitting, "agenda", actor=clerk, at=TUESDAY, data={"agenda": agenda})
        assert refused.value.codes == ("item_decided",)
    take(sitting, "agenda", actor=clerk, at=TUESDAY, data={"agenda": [kept, *rows("临时议题")]})
    assert subjects(sitting) == ["议题甲", "临时议题"]


def test_one_matter_is_on_an_agenda_once_and_on_several_agendas(shizuishan: Cast) -> None:
    activity = record_consultation(shizuishan)
    with pytest.raises(FormRefused, match="在议程中出现了两次"):
        plan(shizuishan, activity, activity)
    plan(shizuishan, activity)
    plan(shizuishan, activity, kind="party_group", title="党组会议")
    assert AgendaItem.objects.filter(matter=activity).count() == 2


def test_cancelled_sitting_frees_its_matters_and_says_why(shizuishan: Cast) -> None:
    sitting, clerk = plan(shizuishan, "议题"), shizuishan["林政协"]
    with pytest.raises(FormRefused):
        take(sitting, "cancel", actor=clerk, at=MONDAY)
    gone = take(sitting, "cancel", actor=clerk, at=MONDAY, data={"reason": "与常委会会议合并"}).matter
    assert gone.state == "cancelled" and gone.closed_at is not None
    assert [each.code for each in choices(gone, clerk, MONDAY)] == []


def test_clerk_of_a_special_committee_holds_its_own_sittings(shizuishan: Cast) -> None:
    activity = record_consultation(shizuishan)
    own = {"clerk": "周经委", "kind": "special_committee", "title": "经济委员会第3次会议"}
    sitting = plan(shizuishan, activity, body="经济委员会", **own)
    assert Sitting.objects.get(matter=sitting).body == shizuishan.body("经济委员会")
    sitting = hold(shizuishan, sitting, clerk="周经委")
    decide(shizuishan, sitting, "adopted", clerk="周经委")
    make_minutes(shizuishan, sitting, clerk="周经委")
    formed = take(sitting, "record", actor=shizuishan["周经委"], at=TUESDAY).matter
    assert formed.number == "石嘴山市政协专门委员会会议纪要〔2026〕1号"
    with pytest.raises(FormRefused, match="只能拟定本专门委员会的会议"):
        plan(shizuishan, "议题", body="文化文史和学习委员会", **own)
    with pytest.raises(FormRefused, match="会议类别"):
        plan(shizuishan, "议题", **{**own, "kind": "chairpersons"})


def test_sitting_of_the_chairpersons_is_not_for_a_special_committees_clerk(shizuishan: Cast) -> None:
    sitting = plan(shizuishan, "议题")
    for name in ("周经委", "城经办", "白委员", "陈副主席"):
        assert choices(sitting, shizuishan[name], MONDAY) == [], name
        with pytest.raises(NotYours):
            take(sitting, "cancel", actor=shizuishan[name], at=MONDAY, data={"reason": "试"})
    with pytest.raises(NotYours) as refused:
        take(sitting, "cancel", actor=shizuishan["江主席"], at=MONDAY, data={"reason": "试"})
    assert "“取消会议”应由政协办经办人" in str(refused.value)


def test_plan_is_changed_while_it_is_one(shizuishan: Cast) -> None:
    sitting, clerk = plan(shizuishan, "议题"), shizuishan["林政协"]
    facts = {"title": "市政协十一届第21次主席会议", "planned_on": "2026-03-09", "place": "二楼会议室"}
    changed = revise(sitting, "summary", actor=clerk, at=MONDAY, data=facts)
    assert changed.matter.title == facts["title"]
    assert changed.step.data["planned_on"] == {"before": "2026-03-02", "after": "2026-03-09"}
    with pytest.raises(ActRefused):
        revise(hold(shizuishan, sitting), "summary", actor=clerk, at=MONDAY, data=facts)


def test_namesakes_are_not_taken_for_each_other(shizuishan: Cast) -> None:
    double = shizuishan["马委员"]
    double.name = "白委员"
    double.save()
    sitting = hold(shizuishan, plan(shizuishan, "议题"), present="江主席、白委员")
    assert Attendance.objects.get(sitting__matter=sitting, name="白委员").person is None
    assert not choices(sitting, shizuishan["白委员"], MONDAY)


def test_older_matters_are_put_on_the_agenda_by_their_number(
    shizuishan: Cast, zhongwei: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selectors, "MOST_OFFERED", 1)
    older, newer = record_consultation(shizuishan), record_consultation(shizuishan, title="新近的协商")
    foreign = record_consultation(
        zhongwei, clerk="卫文史", organiser="文化文史和学习委员会", opinions=(("卫委员", "意见", False),)
    )
    Matter.objects.filter(pk=older.pk).update(number="石政协商〔2025〕7号")
    Matter.objects.filter(pk=foreign.pk).update(number="卫政协商〔2025〕8号")
    with pytest.raises(FormRefused):
        plan(shizuishan, older)
    sitting = plan(shizuishan, newer, "石政协商〔2025〕7号", "卫政协商〔2025〕8号")
    items = AgendaItem.objects.filter(sitting__matter=sitting).order_by("order")
    assert [each.matter for each in items] == [newer, older, None]
    with pytest.raises(FormRefused, match="在议程中出现了两次"):
        plan(shizuishan, "石政协商〔2025〕7号", "石政协商〔2025〕7号")
