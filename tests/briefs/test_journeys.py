"""A brief from the draft to the issue, as the office handles it."""

from io import StringIO

from django.core.management import call_command

from conftest import SignIn
from factories.briefs import OFFICE, TITLE, report
from factories.people import Cast
from huiyin.briefs.models import BriefIssue
from huiyin.briefs.rules import state_groups
from huiyin.briefs.selectors.journey import ENDS, SAYINGS, STAGES
from huiyin.notices.delivery import deliver
from huiyin.notices.models import Message
from huiyin.procedure.library import newest


def test_brief_goes_from_the_draft_to_the_issue(shizuishan: Cast, signed_in: SignIn) -> None:
    brief = report(shizuishan)
    assert brief.matter.state == "draft"
    author, office = signed_in(shizuishan["白委员"]), signed_in(shizuishan[OFFICE])
    assert office.get(f"/matters/{brief.matter.pk}/").status_code == 404
    brief.act("白委员", "submit")
    assert "消防车无法进入" in office.get(f"/matters/{brief.matter.pk}/").content.decode()
    brief.act(OFFICE, "take_up", {"text": "请保持电话畅通。"})
    brief.edit(
        OFFICE,
        "text",
        {
            "title": "消防通道被占用亟待整治",
            "situation": "老城区十二个小区的消防通道长期停放车辆。",
            "analysis": "执法主体不明确。",
            "suggestions": [{"text": "统一划线，集中整治。"}],
        },
    )
    brief.act(OFFICE, "send_for_approval")
    brief.act("何秘书长", "approve")
    assert brief.matter.state == "edited"
    brief.act("陈副主席", "approve")
    brief.act(
        OFFICE,
        "issue",
        {"addressees": [shizuishan.body("市政府办公室").pk], "copy_words": "自治区政协办公厅"},
    )
    issue = BriefIssue.objects.get(brief__matter=brief.matter)
    assert (brief.matter.state, issue.sequence, brief.matter.number) == ("issued", 1, "2026年第1期")
    assert (issue.addressees, issue.copies) == ("市政府办公室", "自治区政协办公厅")
    shown = author.get(f"/matters/{brief.matter.pk}/").content.decode()
    for word in ("已经编发：社情民意信息2026年第1期", "修改前后对照", TITLE, "请保持电话畅通。"):
        assert word in shown, word
    received = signed_in(shizuishan["府督查"]).get(f"/matters/{brief.matter.pk}/").content.decode()
    assert "统一划线，集中整治。" in received and "消防车无法进入" not in received
    assert signed_in(shizuishan["党督查"]).get(f"/matters/{brief.matter.pk}/").status_code == 404
    deliver(brief.at)
    told = "\n".join(Message.objects.filter(person=shizuishan["白委员"]).values_list("text", flat=True))
    assert "已经采用，正在编辑。说明：请保持电话畅通。" in told and "已编发2026年第1期" in told
    call_command("verify", stdout=StringIO())


def test_every_state_stands_in_one_group_and_has_its_words() -> None:
    document = newest("brief")
    states = [*state_groups.NOT_HANDED_IN, *state_groups.HANDED_IN]
    assert sorted(states) == sorted(document.states)
    assert set(SAYINGS) | set(state_groups.MERGED) == set(document.states)
    staged = {state for _label, group in STAGES for state in group}
    assert staged | set(ENDS) | set(state_groups.MERGED) == set(document.states)
