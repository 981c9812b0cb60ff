"""The closed loop of a consultation outcome, told as the offices live it: 形成、报送、阅批、交办、办理、反馈."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from factories.consultations import record_consultation
from factories.outcomes import Loop, draft_outcome
from factories.people import Cast
from huiyin.consultation.models import Opinion
from huiyin.handling.models import Commitment
from huiyin.outcomes.models import Echo, Outcome
from huiyin.outcomes.selectors import echoes_for, journeys_of
from huiyin.people.models import Counterpart
from huiyin.procedure.errors import ActRefused
from huiyin.procedure.models import Link

DAY = date(2026, 3, 9)


def assigned_loop(cast: Cast) -> Loop:
    """Submitted to both offices, instructed by two leaders, handed over to a lead and an assisting unit."""
    loop = draft_outcome(cast)
    loop.act("周经委", "submit_draft")
    loop.sign()
    loop.make_document()
    loop.submit("市委办公室", "市政府办公室")
    loop.present("市委办公室", "党督查")
    loop.present("市政府办公室", "府督查")
    loop.instruct("市委办公室", kind="affirm", text="报告很好，很有针对性。")
    mayor = {"leader_name": "钱市长", "leader_post": "市长（演示）"}
    loop.instruct("市政府办公室", "府督查", **mayor)
    loop.act("府督查", "start_assigning")
    first, second = loop.points()
    loop.assign(
        "府督查",
        ("市城市管理局", "lead", [first]),
        ("市自然资源局", "assist", [first]),
        ("市城市管理局", "sole", [second]),
    )
    return loop


def test_loop_from_consultation_to_echo(shizuishan: Cast) -> None:
    loop = assigned_loop(shizuishan)
    assert loop.matter.number.endswith("〔2026〕1号")
    assert loop.matter.state == "handling"
    assert Link.objects.filter(source=loop.matter, kind="came_from").exists()

    # The assisting unit gives its opinion to the lead; the lead answers, is sent back once, and answers again.
    lead, sole = loop.matter.children.filter(procedure="assignment").order_by("pk")
    assist = loop.matter.children.get(procedure="assist")
    loop.on(assist, "自经办", "receive")
    loop.on(assist, "自经办", "give_opinion", {"text": "同意，建议明确处置场地。"})
    loop.answer(lead)
    loop.on(lead, "府督查", "send_back", {"reason": "没有写明收运路线"})
    loop.answer(lead)
    loop.on(lead, "府督查", "settle")
    assert loop.matter.state == "handling", "the round is not settled while one assignment is open"
    promise = {"what": "建成收运站两座", "by_when": "2026-11-30", "evidence_wanted": "验收单"}
    loop.answer(sole, promises=(promise,))
    loop.on(sole, "府督查", "settle")
    assert loop.matter.state == "answered", "the engine settles when the round's assignments have settled"
    assert Commitment.objects.get(matter__parent=sole).by_when == date(2026, 11, 30)

    # Feedback, echo, the giver's own verdict, conclusion.
    loop.act("府督查", "feed_back", loop.feedback())
    with pytest.raises(ActRefused) as refused:
        loop.act("林政协", "conclude")
    assert "还有3条意见的提出人没有告知：白委员、马委员" in str(refused.value)
    assert "市委办、市政府办还没有反馈报送件。" in str(refused.value)
    loop.hand_back()
    loop.tell()
    echo = Echo.objects.get(giver=shizuishan["白委员"])
    loop.act("白委员", "answer_echo", {"answers": [{"echo": echo.pk, "verdict": "agreed"}]})
    concluded = loop.act("林政协", "conclude")
    assert concluded.state == "concluded" and concluded.closed_at is not None
    states = [step.to_state for step in loop.matter.steps.order_by("number")]
    assert list(dict.fromkeys(states)) == [
        "drafting", "reviewing", "formed", "submitted", "assigning", "handling", "answered", "fed_back", "concluded",
    ]  # fmt: skip

    # The record proves itself: no row of any matter was written outside that matter's own acts.
    call_command("verify", stdout=StringIO())

    # The member sees where the opinion went and what came of it; the reserved one is not forgotten either.
    white = journeys_of(shizuishan["白委员"], DAY)
    assert [(each.state, each.points[0].adoption) for each in white] == [("已办结", "adopted")]
    horse = {each.opinion.is_reserved: each for each in journeys_of(shizuishan["马委员"], DAY)}
    assert [(each.state, len(each.echoes)) for each in horse.values()] == [("已办结", 1), ("已办结", 1)]
    assert (horse[True].points, horse[True].asks_for_verdict) == ([], False)
    assert echoes_for(shizuishan["马委员"]).count() == 2


def test_loop_direct_letter_after_counterpart_consultation(zhongwei: Cast) -> None:
    """中卫: 博物馆陈列 goes from the special committee straight to the department, without an instruction."""
    activity = record_consultation(
        zhongwei,
        clerk="卫文史",
        organiser="文化文史和学习委员会",
        title="中卫博物馆陈列工作",
        form="counterpart",
        opinions=(("卫委员", "解说词应当更加准确规范。", False),),
    )
    Counterpart.objects.create(
        committee=zhongwei.committee,
        special_committee=zhongwei.body("文化文史和学习委员会"),
        unit=zhongwei.body("市旅游和文化体育广电局"),
    )
    loop = draft_outcome(
        zhongwei,
        clerk="卫文史",
        units=("市旅游和文化体育广电局",),
        activity=activity,
        form="letter",
        weight="ordinary",
    )
    loop.act("卫文史", "submit_draft")
    loop.sign("卫政协", ("卫副主席", "卫秘书长", "卫主席"))
    loop.make_document("卫文史")
    with pytest.raises(ActRefused) as refused:
        loop.act("卫政协", "submit", {"addressees": [zhongwei.body("市委办公室").pk]})
    assert refused.value.codes == ("is_letter",)
    loop.assign("卫文史", ("市旅游和文化体育广电局", "sole", loop.points()), move="send_direct")
    assert loop.matter.state == "handling"
    assert Outcome.objects.get(matter=loop.matter).sent_direct
    loop.reply("市旅游和文化体育广电局")
    loop.on(loop.assignment("市旅游和文化体育广电局"), "卫文史", "settle")
    data = loop_feedback(loop)
    loop.act("卫文史", "feed_back", data)
    loop.tell(by="卫文史")
    assert loop.act("卫政协", "conclude").state == "concluded"


def loop_feedback(loop: Loop) -> dict[str, object]:
    """One recommendation adopted with one measure of the department of 中卫."""
    (point,) = loop.points()
    return {
        "text": "已整改（演示）。",
        "verdicts": [{"point": point.pk, "adoption": "adopted"}],
        "measures": [
            {
                "point": point.pk,
                "kind": "rectification",
                "text": "重新撰写解说词",
                "evidence": "现场核验（演示）",
            }
        ],
    }


def test_loop_noted_and_resumed(shizuishan: Cast) -> None:
    loop = draft_outcome(shizuishan)
    loop.act("周经委", "submit_draft")
    loop.sign()
    loop.make_document()
    loop.submit("市政府办公室")
    with pytest.raises(ActRefused) as refused:
        loop.act("府督查", "note", {"reason": "供参阅"})
    assert "submissions_open" in refused.value.codes
    loop.present("市政府办公室", "府督查")
    loop.on(loop.submission("市政府办公室"), "赵书记", "mark_read", {"on": "2026-03-03"})
    with pytest.raises(ActRefused) as refused:
        loop.act("府督查", "start_assigning")
    assert refused.value.codes == ("no_handling_asked",)
    loop.on(loop.submission("市政府办公室"), "府督查", "return_to_cppcc")
    assert loop.act("府督查", "note", {"reason": "领导圈阅，列入下次会商"}).state == "noted"
    resumed = loop.act("府督查", "resume", {"reason": "第三季度会商议定交办"})
    assert resumed.state == "assigning"
    loop.act("府督查", "assign_suggested", {})
    roles = loop.matter.children.filter(kind="assignment").values_list("assignment__role", flat=True)
    assert sorted(roles) == ["assist", "lead"]


def test_loop_disputed_feedback_opens_a_new_round(shizuishan: Cast) -> None:
    loop = draft_outcome(shizuishan, units=("市城市管理局",))
    loop.act("周经委", "submit_draft")
    loop.sign()
    loop.make_document()
    loop.submit("市政府办公室")
    loop.present("市政府办公室", "府督查")
    loop.instruct("市政府办公室")
    loop.act("府督查", "start_assigning")
    loop.act("府督查", "assign_suggested", {})
    loop.reply("市城市管理局")
    loop.on(loop.assignment("市城市管理局"), "府督查", "settle")
    loop.act("府督查", "feed_back", loop.feedback())
    loop.tell()
    again = {
        "reason": "百花市场仍有堵塞",
        "assignments": loop.assignment_rows(("市城市管理局", "sole", loop.points())),
    }
    assert loop.act("林政协", "dispute", again).round == 2
    assert loop.matter.state == "handling", "an empty or old round settles nothing"
    loop.reply("市城市管理局")
    loop.on(loop.assignment("市城市管理局"), "林政协", "settle")
    loop.act("府督查", "feed_back", loop.feedback(adoption="partly"))
    with pytest.raises(ActRefused) as refused:
        loop.act("林政协", "conclude")
    assert "givers_untold" in refused.value.codes, "givers are told anew in the new round"
    loop.tell()
    loop.hand_back()
    assert loop.act("林政协", "conclude").state == "concluded"
    assert Echo.objects.filter(outcome__matter=loop.matter).count() == 5, "the kept one is told of once"
    assert Opinion.objects.filter(went_into__outcome__matter=loop.matter).distinct().count() == 2
