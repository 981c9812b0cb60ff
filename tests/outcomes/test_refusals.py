"""Every refusal on the way of an outcome, as the person reads it: act by act, with what is missing."""

from collections.abc import Callable
from typing import Any

import pytest

from factories.consultations import MONDAY, record_consultation
from factories.outcomes import QUALITY, Loop, draft_outcome
from factories.people import Cast
from huiyin.procedure.begin import begin
from huiyin.procedure.engine import take
from huiyin.procedure.errors import ActRefused, FormRefused, NotYours
from huiyin.procedure.models import Matter


def formed(cast: Cast, **choice: Any) -> Loop:
    """Signed, not yet numbered."""
    loop = draft_outcome(cast, **choice)
    loop.act("周经委", "submit_draft")
    loop.sign()
    return loop


def submitted(cast: Cast) -> Loop:
    """Submitted to the government office and presented."""
    loop = formed(cast)
    loop.make_document()
    loop.submit("市政府办公室")
    loop.present("市政府办公室", "府督查")
    return loop


def answered(cast: Cast, **choice: Any) -> Loop:
    """One unit has answered."""
    loop = draft_outcome(cast, units=("市城市管理局",), **choice)
    loop.act("周经委", "submit_draft")
    loop.sign()
    loop.make_document()
    loop.submit("市政府办公室")
    loop.present("市政府办公室", "府督查")
    loop.instruct("市政府办公室")
    loop.act("府督查", "start_assigning")
    loop.act("府督查", "assign_suggested", {})
    loop.hand_back()
    loop.reply("市城市管理局")
    loop.on(loop.assignment("市城市管理局"), "府督查", "settle")
    return loop


def fed_back(cast: Cast, **choice: Any) -> Loop:
    """One unit has answered, and the office has fed back."""
    loop = answered(cast, **choice)
    loop.act("府督查", "feed_back", loop.feedback())
    return loop


def drafting(cast: Cast, **choice: Any) -> Loop:
    """A draft."""
    return draft_outcome(cast, **choice)


def reviewing(cast: Cast, **choice: Any) -> Loop:
    """A draft before the chairpersons."""
    loop = draft_outcome(cast, **choice)
    loop.act("周经委", "submit_draft")
    return loop


def correcting(cast: Cast) -> Loop:
    """A draft whose consultation has been opened again."""
    loop = draft_outcome(cast)
    loop.on(loop.matter.origin, "周经委", "reopen", {"reason": "漏记意见"})  # type: ignore[arg-type]
    return loop


def without_units(cast: Cast) -> Loop:
    """A draft whose recommendations name no unit."""
    loop = draft_outcome(cast)
    rows = [{"point": point.pk, "text": point.text} for point in loop.points()]
    loop.edit("周经委", "recommendations", {"recommendations": rows})
    return loop


def half_examined(cast: Cast) -> Loop:
    """Examined, with one point found wanting."""
    loop = reviewing(cast)
    answers = {**QUALITY, "advice_targeted": "no", "advice_targeted_note": "第二条太笼统"}
    loop.edit("林政协", "quality", answers)
    return loop


Bring = Callable[[Cast], Loop]
CASES: list[tuple[Bring, str, str, dict[str, Any], list[str]]] = [
    (correcting, "周经委", "submit_draft", {}, ["协商活动还没有形成记录（或者正在更正）。"]),
    (
        without_units,
        "周经委",
        "submit_draft",
        {},
        ["第1、2条建议还没有填写建议承办单位。"],
    ),
    (
        lambda cast: drafting(cast, background="", analysis=""),
        "周经委",
        "submit_draft",
        {},
        ["还没有写明基本情况和问题分析。"],
    ),
    (
        lambda cast: reviewing(cast, form_reason="", responsible_office=""),
        "陈副主席",
        "sign",
        {},
        [
            "还没有写明选用这一成果形式的理由。",
            "还没有明确责任办公室（党委办公室或者政府办公室）。",
            "质量要点还没有逐项审核：情况清楚、问题找得准、意见建议有针对性、意见建议可操作。",
        ],
    ),
    (half_examined, "陈副主席", "sign", {}, ["质量要点“意见建议有针对性”审核为未达到，应退回修改。"]),
    (reviewing, "何秘书长", "sign", {}, ["“审核”应由分管副主席办理。"]),
    (
        lambda cast: reviewing(cast, form="recommendation"),
        "陈副主席",
        "sign",
        {},
        [
            "建议案须经会议通过，请由政协办列入会议议程，通过后办理“会议通过”。",
            "质量要点还没有逐项审核：情况清楚、问题找得准、意见建议有针对性、意见建议可操作。",
        ],
    ),
    (
        half_examined,
        "林政协",
        "adopt",
        {},
        [
            "协商报告逐级签发，不需登记会议通过。",
            "质量要点“意见建议有针对性”审核为未达到，应退回修改。",
            "还没有主席会议、常务委员会会议、全体会议“通过或修改后通过”的决定：请先列入会议议程，会后登记决定。",
        ],
    ),
    (formed, "林政协", "submit", {}, ["还没有编号成文：请先办理“编号成文”，生成协商报告。"]),
    (
        formed,
        "林政协",
        "send_direct",
        {},
        [
            "只有建议函可以直接函送部门，协商报告应当报送。",
            "还没有编号成文：请先办理“编号成文”，生成协商报告。",
            "本成果出自双月协商；对口协商、现场协商之后才可以直接函送部门。",
        ],
    ),
    (submitted, "府督查", "start_assigning", {}, ["还没有领导批示要求办理。"]),
    (submitted, "府督查", "note", {"reason": "供参阅"}, ["政府办还没有反馈报送件。"]),
    (submitted, "党督查", "start_assigning", {}, ["没有找到这一事项，或您无权查看。"]),
    (fed_back, "林政协", "conclude", {}, ["还有3条意见的提出人没有告知：白委员、马委员。"]),
    (fed_back, "白委员", "answer_echo", {}, ["政协办告知结果之后才能评价。"]),
    (fed_back, "周经委", "conclude", {}, ["“办结”应由政协办经办人办理。"]),
]


@pytest.mark.parametrize(("bring", "who", "move", "data", "sentences"), CASES)
def test_refusal_says_everything_that_is_missing(
    shizuishan: Cast, bring: Bring, who: str, move: str, data: dict[str, Any], sentences: list[str]
) -> None:
    loop = bring(shizuishan)
    steps, state = loop.matter.steps.count(), loop.matter.state
    with pytest.raises(ActRefused) as refused:
        loop.act(who, move, data)
    told = [each.text for each in refused.value.refusals]
    assert [text.replace("市政府办还", "政府办还") for text in told] == sentences
    loop.matter.refresh_from_db()
    assert (loop.matter.steps.count(), loop.matter.state) == (steps, state), "a refused act changes nothing"


VALUES = {"title": "无源之水", "weight": "major", "sensitivity": "internal", "form": "consultation_report"}


def test_begin_without_a_recorded_consultation_is_refused(shizuishan: Cast) -> None:
    committee, clerk = shizuishan.committee, shizuishan["周经委"]
    with pytest.raises(FormRefused, match="协商活动"):
        begin("outcome", committee=committee, actor=clerk, at=MONDAY, data=VALUES)
    activity = record_consultation(shizuishan)
    take(activity, "reopen", actor=clerk, at=MONDAY, data={"reason": "漏记"})
    with pytest.raises(ActRefused) as refused:
        begin("outcome", committee=committee, actor=clerk, at=MONDAY, data=VALUES, origin=activity)
    assert refused.value.codes == ("no_consultation",)
    assert not Matter.objects.filter(kind="outcome").exists()


def test_begin_with_a_chosen_consultation_takes_the_agreed_opinions_over(shizuishan: Cast) -> None:
    activity = record_consultation(shizuishan)
    values = {**VALUES, "consultation": activity.activity.pk}
    matter = begin(
        "outcome", committee=shizuishan.committee, actor=shizuishan["周经委"], at=MONDAY, data=values
    ).matter
    matter.refresh_from_db()
    assert matter.origin_id == activity.pk
    texts = list(matter.points.order_by("order").values_list("text", flat=True))
    assert len(texts) == 2 and not any("补贴" in text for text in texts), "reserved opinions are not agreed"
    assert set(matter.parties.filter(role="opinion_giver").values_list("person__name", flat=True)) == {
        "白委员",
        "马委员",
    }


def test_begin_from_another_bodys_consultation_is_refused(shizuishan: Cast) -> None:
    activity = record_consultation(
        shizuishan, clerk="林政协", organiser="文化文史和学习委员会", title="文化振兴"
    )
    with pytest.raises((ActRefused, FormRefused)):
        draft_outcome(shizuishan, activity=activity)
    assert not Matter.objects.filter(kind="outcome").exists()


def test_begin_by_a_member_is_refused(shizuishan: Cast) -> None:
    activity = record_consultation(shizuishan)
    with pytest.raises(NotYours, match="应由起草单位经办人或政协办经办人办理"):
        draft_outcome(shizuishan, clerk="白委员", activity=activity)


def test_begin_with_a_form_against_the_suggestion_asks_why(shizuishan: Cast) -> None:
    with pytest.raises(FormRefused, match="所选形式与建议的形式不同"):
        draft_outcome(shizuishan, form="special_report", form_reason="")


def test_feedback_adopted_without_anything_done_is_refused(shizuishan: Cast) -> None:
    loop = answered(shizuishan)
    values = {**loop.feedback(), "measures": []}
    with pytest.raises(FormRefused) as refused:
        loop.act("府督查", "feed_back", values)
    assert "第1条采纳或者部分采纳的，须列出落实措施和佐证，或者写明完成期限的承诺。" in str(refused.value)


def test_feedback_must_judge_every_recommendation_and_give_reasons(shizuishan: Cast) -> None:
    loop = answered(shizuishan)
    first = loop.points()[0]
    values = {**loop.feedback(), "verdicts": [{"point": first.pk, "adoption": "not_adopted"}]}
    with pytest.raises(FormRefused) as refused:
        loop.act("府督查", "feed_back", values)
    assert "未采纳的，须写明理由" in str(refused.value)
    values["verdicts"][0]["adoption_reason"] = "超出事权"
    with pytest.raises(FormRefused) as refused:
        loop.act("府督查", "feed_back", values)
    assert "第2条须逐条填写一次采纳情况" in str(refused.value)


def test_tell_by_the_system_needs_an_account(shizuishan: Cast) -> None:
    activity = record_consultation(
        shizuishan, opinions=(("白委员", "意见一", False), ("群众代表", "意见二", False))
    )
    loop = fed_back(shizuishan, activity=activity)
    public = activity.activity.opinions.get(giver__name="群众代表")
    row = {
        "opinion": public.pk,
        "channel": "in_app",
        "told_on": loop.at.date().isoformat(),
        "told_by": "林政协",
        "text": "已采纳",
    }
    with pytest.raises(FormRefused, match="没有账号"):
        loop.act("林政协", "tell_givers", {"echoes": [row]})
    loop.act("林政协", "tell_givers", {"echoes": [{**row, "channel": "phone"}]})
    with pytest.raises(FormRefused):
        loop.act("林政协", "tell_givers", {"echoes": [{**row, "channel": "phone"}]})
    with pytest.raises(ActRefused, match="还有1条意见的提出人没有告知：白委员"):
        loop.act("林政协", "conclude")
