"""A held consultation is recorded: participants, opinions by giver, consensus."""

import re
from datetime import date, datetime, timedelta

import pytest

from conftest import SignIn
from factories.consultations import MONDAY, participant, record_consultation
from factories.people import Cast
from huiyin.consultation.models import Activity, Opinion, Participant
from huiyin.consultation.selectors import activities_seen_by, opinions_given_by
from huiyin.procedure.begin import begin
from huiyin.procedure.choices import choices, standing
from huiyin.procedure.engine import revise, take
from huiyin.procedure.errors import ActRefused, FormRefused, NotYours
from huiyin.procedure.models import Matter


def begun(
    cast: Cast, *, held_on: str = "2026-03-02", organiser: str = "经济委员会", **more: object
) -> Matter:
    data = {
        "title": "双月协商",
        "form": "bimonthly",
        "held_on": held_on,
        "organiser": cast.body(organiser).pk,
        **more,
    }
    return begin("activity", committee=cast.committee, actor=cast["周经委"], at=MONDAY, data=data).matter


def test_record_refused_names_everything_that_is_missing(shizuishan: Cast) -> None:
    matter = begun(shizuishan, held_on="2026-03-20")
    with pytest.raises(ActRefused) as refused:
        take(matter, "record", actor=shizuishan["周经委"], at=MONDAY)
    assert refused.value.codes == ("not_held_yet", "no_participants", "no_opinions", "no_consensus")
    assert "2026年3月20日" in str(refused.value)
    links = [each.link for each in refused.value.refusals]
    assert links[0] == f"/matters/{matter.pk}/edits/summary/"
    assert links[1] == f"/matters/{matter.pk}/edits/participants/"


def test_corrected_date_moves_the_time_for_the_record(shizuishan: Cast) -> None:
    matter = begun(shizuishan)
    assert matter.next_due == date(2026, 3, 11)
    organiser = shizuishan.body("经济委员会").pk
    data = {"title": "双月协商", "form": "bimonthly", "held_on": "2026-02-26", "organiser": organiser}

    taken = revise(matter, "summary", actor=shizuishan["周经委"], at=MONDAY, data=data)

    clock = taken.matter.clocks.get()
    assert (clock.started_on, clock.due) == (date(2026, 2, 26), date(2026, 3, 9))
    assert taken.matter.next_due == clock.due
    assert "2月26日" in clock.explanation[0]
    moved = {"before": "2026-03-11", "after": "2026-03-09"}
    assert taken.step.data["“形成协商记录”截止日期"] == moved


def test_participants_are_offered_by_group_without_operators(shizuishan: Cast, signed_in: SignIn) -> None:
    page = signed_in(shizuishan["周经委"]).get("/begin/activity/").content.decode()
    start = page.index('name="participants-0-person"')
    offered = page[start : page.index("</select>", start)]

    groups = re.findall(r'<optgroup label="([^"]+)">', offered)
    assert groups == ["委员", "政协机关", "党政机关和单位"]
    members = offered[offered.index('label="委员"') : offered.index('label="政协机关"')]
    assert "白委员" in members and "林政协" not in members
    assert "城经办" in offered[offered.index('label="党政机关和单位"') :]
    assert "运维员" not in offered


def test_record_complete_keeps_reserved_opinions(shizuishan: Cast) -> None:
    matter = record_consultation(shizuishan)
    assert matter.state == "recorded"
    activity = Activity.objects.get(matter=matter)
    assert [each.is_reserved for each in activity.opinions.order_by("order")] == [False, False, True]
    assert set(matter.parties.filter(role="participant").values_list("person__name", flat=True)) == {
        "白委员",
        "马委员",
    }


def test_begin_for_another_body_is_refused(shizuishan: Cast) -> None:
    with pytest.raises(FormRefused) as refused:
        begun(shizuishan, organiser="文化文史和学习委员会")
    assert "只能记录本单位组织的协商活动" in str(refused.value)


def test_begin_with_a_body_of_another_committee_is_refused(shizuishan: Cast, zhongwei: Cast) -> None:
    with pytest.raises(FormRefused):
        begin(
            "activity",
            committee=shizuishan.committee,
            actor=shizuishan["林政协"],
            at=MONDAY,
            data={
                "title": "双月协商",
                "form": "bimonthly",
                "held_on": "2026-03-02",
                "organiser": zhongwei.body("文化文史和学习委员会").pk,
            },
        )
    assert not Matter.objects.filter(kind="activity").exists()


def test_participants_one_person_twice_is_refused(shizuishan: Cast) -> None:
    row = participant(shizuishan, "白委员")
    with pytest.raises(FormRefused) as refused:
        begun(shizuishan, participants=[row, row])
    assert "登记了两次" in str(refused.value)


def test_participants_without_name_is_refused(shizuishan: Cast) -> None:
    with pytest.raises(FormRefused) as refused:
        begun(shizuishan, participants=[{"post": "社区居民", "capacity": "sector_public"}])
    assert "请从名单中选人，或者填写姓名" in str(refused.value)


def test_participant_with_an_opinion_cannot_be_taken_out(shizuishan: Cast) -> None:
    matter = record_consultation(shizuishan)
    clerk = shizuishan["周经委"]
    take(matter, "reopen", actor=clerk, at=MONDAY, data={"reason": "漏记一人"})
    horse = Participant.objects.get(activity__matter=matter, name="马委员")
    rows = [{"key": horse.pk, **participant(shizuishan, "马委员")}]
    with pytest.raises(ActRefused) as refused:
        revise(matter, "participants", actor=clerk, at=MONDAY, data={"participants": rows})
    assert refused.value.codes == ("row_in_use",)
    assert Participant.objects.filter(activity__matter=matter).count() == 2


def test_change_of_opinions_keeps_rows_and_records_before_and_after(shizuishan: Cast) -> None:
    matter = record_consultation(shizuishan)
    clerk = shizuishan["周经委"]
    take(matter, "reopen", actor=clerk, at=MONDAY, data={"reason": "意见记录不完整"})
    first, second, third = Opinion.objects.filter(activity__matter=matter).order_by("order")
    rows = [
        {"key": first.pk, "giver": first.giver_id, "text": "改后的意见"},
        {"key": second.pk, "giver": second.giver_id, "text": second.text},
    ]
    step = revise(matter, "opinions", actor=clerk, at=MONDAY, data={"opinions": rows}).step
    first.refresh_from_db()
    assert first.text == "改后的意见"
    assert not Opinion.objects.filter(pk=third.pk).exists()
    assert len(step.data["opinions"]["before"]) == 3
    assert step.data["opinions"]["after"][0]["text"] == "改后的意见"
    again = take(matter, "record", actor=clerk, at=MONDAY).matter
    assert (again.state, again.round) == ("recorded", 2)


def test_change_of_a_row_of_another_activity_is_refused(shizuishan: Cast) -> None:
    other = record_consultation(shizuishan, title="另一次协商")
    stranger = Opinion.objects.filter(activity__matter=other).order_by("pk")[0]
    matter = record_consultation(shizuishan)
    clerk = shizuishan["周经委"]
    take(matter, "reopen", actor=clerk, at=MONDAY, data={"reason": "更正"})
    own = Participant.objects.filter(activity__matter=matter).order_by("pk")[0]
    with pytest.raises(ActRefused) as refused:
        revise(
            matter,
            "opinions",
            actor=clerk,
            at=MONDAY,
            data={"opinions": [{"key": stranger.pk, "giver": own.pk, "text": "改别人的"}]},
        )
    assert refused.value.codes == ("row_gone",)
    stranger.refresh_from_db()
    assert stranger.text != "改别人的"


def test_member_sees_the_record_only_when_it_is_formed_and_only_who_took_part(shizuishan: Cast) -> None:
    matter = begun(shizuishan, participants=[participant(shizuishan, "白委员")])
    assert not standing(matter, shizuishan["白委员"], MONDAY).may_see
    formed = record_consultation(shizuishan, title="另一次", opinions=(("白委员", "意见", False),))
    seen = activities_seen_by(shizuishan["白委员"], MONDAY.date())
    assert [each.matter_id for each in seen] == [formed.pk]
    assert not activities_seen_by(shizuishan["马委员"], MONDAY.date()).exists()
    assert [each.text for each in opinions_given_by(shizuishan["白委员"])] == ["意见"]


def test_another_special_committee_and_committee_see_nothing(shizuishan: Cast, zhongwei: Cast) -> None:
    matter = record_consultation(shizuishan)
    assert choices(matter, zhongwei["卫政协"], MONDAY) == []
    with pytest.raises(NotYours):
        take(matter, "reopen", actor=zhongwei["卫文史"], at=MONDAY, data={"reason": "试"})


def test_close_asks_for_an_outcome_or_a_reason(shizuishan: Cast) -> None:
    matter = record_consultation(shizuishan)
    clerk = shizuishan["周经委"]
    with pytest.raises(ActRefused) as refused:
        take(matter, "close", actor=clerk, at=MONDAY)
    assert refused.value.codes == ("no_outcome",)
    with pytest.raises(FormRefused):
        take(matter, "close_without", actor=clerk, at=MONDAY)
    closed = take(
        matter, "close_without", actor=clerk, at=MONDAY, data={"reason": "并入下次协商一并报送"}
    ).matter
    assert closed.state == "closed" and closed.closed_at is not None


def test_minutes_clock_runs_seven_working_days_from_the_day_of_the_consultation(shizuishan: Cast) -> None:
    later: datetime = MONDAY + timedelta(days=1)
    matter = begun(shizuishan)
    clock = matter.clocks.get(code="minutes")
    assert clock.started_on == MONDAY.date()
    assert clock.amount == 7 and clock.unit == "working_days"
    voided = take(matter, "void", actor=shizuishan["周经委"], at=later, data={"reason": "误建"}).matter
    clock.refresh_from_db()
    assert voided.state == "voided" and clock.stopped_at is not None


def test_one_row_sent_twice_is_refused(shizuishan: Cast) -> None:
    matter = begun(shizuishan, participants=[participant(shizuishan, "白委员")])
    row = Participant.objects.get(activity__matter=matter)
    rows = [{"key": row.pk, "name": name, "capacity": "member"} for name in ("白委员", "另一人")]
    with pytest.raises(ActRefused) as refused:
        revise(matter, "participants", actor=shizuishan["周经委"], at=MONDAY, data={"participants": rows})
    assert refused.value.codes == ("row_twice",)


def test_day_at_the_end_of_the_calendar_is_refused(shizuishan: Cast) -> None:
    with pytest.raises(FormRefused, match="核对年份"):
        begun(shizuishan, held_on="9999-12-30")
