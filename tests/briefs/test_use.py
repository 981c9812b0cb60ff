"""The use ladder: uses and instructions registered, taken from submissions, corrected, counted once, told."""

from datetime import timedelta

import pytest

from conftest import SignIn
from factories.briefs import OFFICE, Reporting, issued
from factories.people import Cast
from huiyin.briefs.models import BriefInstruction, BriefUse
from huiyin.notices.delivery import deliver
from huiyin.notices.models import Message
from huiyin.procedure.choices import choices
from huiyin.procedure.engine import take
from huiyin.procedure.errors import ActRefused, FormRefused
from huiyin.procedure.models import Matter
from huiyin.records.verification import Report, verify


def told(cast: Cast, who: str) -> str:
    return "\n".join(Message.objects.filter(person=cast[who]).order_by("pk").values_list("text", flat=True))


def use(brief: Reporting, **more: str) -> dict[str, str]:
    return {
        "level": "city", "by": "市委办公室", "form": "single", "publication": "每日信息", "number": "第12期",
        "on": brief.at.date().isoformat(), **more,
    }  # fmt: skip


def instruction(brief: Reporting, **more: str) -> dict[str, str]:
    return {
        "level": "province", "leader": "自治区副主席", "kind": "handle", "form": "single",
        "on": brief.at.date().isoformat(), **more,
    }  # fmt: skip


def test_use_is_registered_drawn_counted_and_told(shizuishan: Cast, signed_in: SignIn) -> None:
    brief = issued(shizuishan)
    assert brief.matter.state == "issued"
    brief.act(OFFICE, "record_use", use(brief))
    assert brief.matter.state == "used"
    assert [clock.code for clock in brief.matter.clocks.filter(stopped_at__isnull=True)] == ["feed_back"]
    brief.act(OFFICE, "record_instruction", instruction(brief))
    assert brief.matter.state == "instructed"
    office = signed_in(shizuishan[OFFICE])
    year = f"year={brief.at.year}"
    page = office.get(f"/briefs/used/?{year}").content.decode()
    assert "level=city&amp;what=single" in page
    assert "level=province&amp;what=instructed" in page
    assert "level=national" not in page
    listed = office.get(f"/briefs/used/?{year}&level=city&what=single").content.decode()
    assert "被市委办公室采用（单篇，《每日信息》第12期）" in listed
    assert "由石嘴山市政协编发" in listed
    shown = signed_in(shizuishan["白委员"]).get(f"/matters/{brief.matter.pk}/").content.decode()
    assert "采用和批示到了哪一级" in shown
    assert "获省级领导批示（要求办理）" in shown
    assert "自治区副主席" not in shown, "who instructed is for the office"
    assert "自治区副主席" in office.get(f"/matters/{brief.matter.pk}/").content.decode()
    where = signed_in(shizuishan["白委员"]).get("/whereabouts/").content.decode()
    for word in ("被市委办公室采用（单篇，《每日信息》第12期）。", "获省级领导批示（要求办理）。"):
        assert word in where, word
    assert "自治区副主席" not in where
    today = office.get("/briefs/used/")
    assert [each["year"] for each in today.context["years"]] == [today.context["year"] - 1], "none to come"
    deliver(brief.at)
    assert "被市委办公室采用" in told(shizuishan, "白委员")
    assert office.get("/briefs/used/?year=2019&level=city&what=single").content.decode().count("hy-lead") == 0
    assert signed_in(shizuishan["白委员"]).get("/briefs/used/").status_code == 403
    assert not list(verify(Report()))


def test_what_is_wrong_is_refused_in_a_sentence_and_nothing_is_counted_twice(shizuishan: Cast) -> None:
    brief = issued(shizuishan)
    tomorrow = (brief.at + timedelta(days=1)).date().isoformat()
    with pytest.raises(FormRefused, match="日期不能晚于今天"):
        brief.act(OFFICE, "record_use", use(brief, on=tomorrow))
    with pytest.raises(FormRefused, match="日期不能早于本件编发的日期"):
        brief.act(OFFICE, "record_use", use(brief, on="2026-01-05"))
    with pytest.raises(FormRefused):
        brief.act(OFFICE, "record_use", use(brief, level="county"))
    brief.act(OFFICE, "record_use", use(brief))
    with pytest.raises(FormRefused, match="已经登记过"):
        brief.act(OFFICE, "record_use", use(brief))
    with pytest.raises(FormRefused, match="批示内容没有标明可以录入"):
        brief.act(OFFICE, "record_instruction", instruction(brief, text="请研究。"))
    with pytest.raises(FormRefused, match="请填写批示内容"):
        brief.act(OFFICE, "record_instruction", instruction(brief, cleared="on"))
    brief.act(OFFICE, "record_instruction", instruction(brief, cleared="on", text="请研究。"))
    assert BriefInstruction.objects.get().text == "请研究。"
    assert BriefUse.objects.filter(own_issue=False).count() == 1


def test_wrong_registration_is_corrected_with_its_reason_and_stays_readable(
    shizuishan: Cast, signed_in: SignIn
) -> None:
    brief = issued(shizuishan)
    brief.act(OFFICE, "record_use", use(brief))
    wrong = BriefUse.objects.get(own_issue=False)
    brief.act(OFFICE, "correct", {"entry": str(wrong.event), "reason": "登记到了别的信息。"})
    wrong.refresh_from_db()
    assert (wrong.void_reason, wrong.voided_on is None) == ("登记到了别的信息。", False)
    assert brief.matter.state == "issued", "nothing is left that it could be used by"
    assert [clock.code for clock in brief.matter.clocks.filter(stopped_at__isnull=True)] == [
        "feed_back_unused"
    ]
    office = signed_in(shizuishan[OFFICE])
    assert "已更正：登记到了别的信息。" in office.get(f"/matters/{brief.matter.pk}/").content.decode()
    assert "what=combined" not in office.get("/briefs/used/?year=2026").content.decode()
    assert "correct" not in {each.code for each in choices(brief.matter, shizuishan[OFFICE], brief.at)}
    assert not list(verify(Report()))


def test_state_goes_back_as_far_as_what_still_stands(shizuishan: Cast) -> None:
    brief = issued(shizuishan)
    brief.act(OFFICE, "record_use", use(brief))
    brief.act(OFFICE, "record_instruction", instruction(brief))
    given, used = BriefInstruction.objects.get(), BriefUse.objects.get(own_issue=False)
    brief.act(OFFICE, "correct", {"entry": str(given.event), "reason": "批示的是另一件。"})
    assert brief.matter.state == "used"
    brief.act(OFFICE, "record_instruction", instruction(brief))
    brief.act(OFFICE, "correct", {"entry": str(used.event), "reason": "采用的是另一件。"})
    assert brief.matter.state == "instructed", "the instruction stands"
    again = BriefInstruction.objects.get(voided_on__isnull=True)
    brief.act(OFFICE, "correct", {"entry": str(again.event), "reason": "批示的也是另一件。"})
    assert brief.matter.state == "issued"
    assert not list(verify(Report()))


def instructed_submission(cast: Cast, brief: Reporting, kind: str = "handle") -> Matter:
    """The party office registers, proposes, presents; the secretary instructs."""
    submission = brief.matter.children.get(kind="submission")
    day = brief.at.date().isoformat()
    for move, data in (
        ("register", {"registered_no": "2026-018", "registered_on": day}),
        ("propose", {"proposed_opinion": "拟请赵书记阅示。"}),
        ("present", {"leaders": [cast["赵书记"].pk], "presented_on": day}),
    ):
        submission = take(submission, move, actor=cast["党督查"], at=brief.at, data=data).matter
    data = {"kind": kind, "text": "请市城管局研究办理。", "on": day}
    return take(submission, "instruct", actor=cast["赵书记"], at=brief.at, data=data).matter


def test_instruction_in_the_own_office_comes_with_its_submission(shizuishan: Cast, signed_in: SignIn) -> None:
    brief = issued(shizuishan, disclosure="undisclosed")
    brief.act(OFFICE, "report", {"addressees": [shizuishan.body("市委办公室").pk]})
    submission = instructed_submission(shizuishan, brief)
    brief.matter.refresh_from_db()
    assert brief.matter.state == "issued"
    take(submission, "return_to_cppcc", actor=shizuishan["党督查"], at=brief.at, data={})
    brief.matter.refresh_from_db()
    row = BriefInstruction.objects.get()
    assert (brief.matter.state, row.level, row.kind, row.text) == ("instructed", "city", "handle", "")
    assert row.taken_from is not None
    later = {"leader_name": "钱副书记", "leader_post": "市委副书记", "kind": "affirm", "text": "很好。"}
    later["on"] = brief.at.date().isoformat()
    take(submission, "add_instruction", actor=shizuishan["党督查"], at=brief.at, data=later)
    assert "take_instructions" in {each.code for each in choices(brief.matter, shizuishan[OFFICE], brief.at)}
    brief.act(OFFICE, "take_instructions")
    assert BriefInstruction.objects.filter(leader="市委副书记钱副书记").exists()
    leader = signed_in(shizuishan["赵书记"]).get(f"/matters/{brief.matter.pk}/").content.decode()
    assert "消防车无法进入" in leader
    assert "白委员" not in leader
    assert not list(verify(Report()))


def test_forgetting_nothing_the_engine_waits_for_a_use(shizuishan: Cast) -> None:
    brief = issued(shizuishan)
    with pytest.raises(ActRefused, match="现为“已编发”"):
        brief.act(OFFICE, "feed_back", {"words": "已采用。"})
