"""Screening: kept, merged and undone, declined with its reason, returned for facts; what each author is told."""

import pytest

from conftest import SignIn
from factories.briefs import OFFICE, TEXT, reported
from factories.people import Cast
from huiyin.briefs.models import Brief, BriefSource, UnsuitedReason
from huiyin.notices.delivery import deliver
from huiyin.notices.models import Message
from huiyin.procedure.errors import ActRefused


def messages(cast: Cast, who: str) -> str:
    """Everything that this person was told."""
    return "\n".join(Message.objects.filter(person=cast[who]).values_list("text", flat=True))


def test_merged_brief_keeps_its_source_goes_with_the_main_and_is_undone(
    shizuishan: Cast, signed_in: SignIn
) -> None:
    main, part = reported(shizuishan, "马委员"), reported(shizuishan, title="小区消防通道堵塞")
    part.act(OFFICE, "merge", {"main": main.matter.pk, "text": "内容相近。"})
    row = BriefSource.objects.get()
    assert (row.kind, row.brief.matter, row.source.matter) == ("merged", main.matter, part.matter)
    with pytest.raises(ActRefused, match="本件合并了1件其他信息，请先撤销合并"):
        main.act(OFFICE, "keep")
    part.act(OFFICE, "undo_merge", {"reason": "不是同一件事。"})
    assert part.matter.state == "submitted" and BriefSource.objects.get().undone_reason == "不是同一件事。"
    part.act(OFFICE, "merge", {"main": main.matter.pk})
    main.at = part.at
    main.issue()
    office = signed_in(shizuishan[OFFICE]).get(f"/matters/{main.matter.pk}/").content.decode()
    assert "合并进来的信息" in office and "小区消防通道堵塞" in office
    own = signed_in(shizuishan["白委员"]).get(f"/matters/{part.matter.pk}/").content.decode()
    assert "已与内容相近的其他信息合并。合并后的信息：已经编发：社情民意信息2026年第1期" in own
    assert (
        "马委员" not in own
        and signed_in(shizuishan["白委员"]).get(f"/matters/{main.matter.pk}/").status_code == 404
    )
    with pytest.raises(ActRefused, match="已经编发，不能撤销合并"):
        part.act(OFFICE, "undo_merge", {"reason": "误合并。"})
    document = main.matter.brief.issues.get().document
    assert "（反映人：马委员、白委员）" in document.versions.get().body_text
    deliver(main.at)
    told = messages(shizuishan, "白委员")
    for word in (
        "与内容相近的其他信息合并，一并编辑。说明：内容相近。",
        "不再合并，单独筛选",
        "已编发2026年第1期",
    ):
        assert word in told, word


def test_declined_with_its_reason_kept_and_returned(shizuishan: Cast, signed_in: SignIn) -> None:
    made = reported(shizuishan)
    made.act(OFFICE, "return_for_facts", {"reason": "请补充小区名称和户数。"})
    own = signed_in(shizuishan["白委员"]).get(f"/matters/{made.matter.pk}/").content.decode()
    assert "请按下面的说明补充情况" in own and "请补充小区名称和户数。" in own
    made.edit("白委员", "text", {**TEXT, "situation": "某某小区三百户。"})
    made.act("白委员", "resubmit")
    brief = Brief.objects.get(matter=made.matter)
    assert (brief.turn, brief.versions.count()) == (2, 2)
    made.act(OFFICE, "mark_key")
    assert made.matter.is_key
    made.act(OFFICE, "keep", {"text": "先作参考。"})
    made.act(OFFICE, "take_up_kept", {"reason": "领导关注。"})
    made.act(OFFICE, "unmark_key")
    reason = UnsuitedReason.objects.get(code="petition")
    made.act(OFFICE, "decline", {"reason_code": reason.pk, "text": "请到信访部门反映。"})
    own = signed_in(shizuishan["白委员"]).get(f"/matters/{made.matter.pk}/").content.decode()
    assert "属于信访事项" in own and "请到信访部门反映。" in own
    made.act(OFFICE, "rescreen", {"reason": "重新核对。"})
    assert (made.matter.state, Brief.objects.get(matter=made.matter).unsuited_words) == ("submitted", "")
    made.act("白委员", "withdraw", {"reason": "问题已经解决。"})
    assert made.matter.state == "withdrawn"
    deliver(made.at)
    told = messages(shizuishan, "白委员")
    for word in ("请补充情况后重新提交", "已留存，供工作参考", "没有采用。原因：属于信访事项", "重新筛选"):
        assert word in told, word


def test_many_are_screened_at_once(shizuishan: Cast, signed_in: SignIn) -> None:
    briefs = [reported(shizuishan, title=f"第{number}件信息") for number in (1, 2)]
    office = signed_in(shizuishan[OFFICE])
    keys = [str(each.matter.pk) for each in briefs]
    posted = {"matter": keys, "move": "brief.keep", "confirmed": "1", "text": "留作参考。"}
    done = office.post("/matters/batch/", posted).content.decode()
    assert done.count("已办理</td>") == 2
    assert {Brief.objects.get(matter=each.matter).matter.state for each in briefs} == {"kept"}
