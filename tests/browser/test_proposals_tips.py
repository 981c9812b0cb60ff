"""A citizen without an account gives a lead on a phone; a clerk screens it; a member begins a proposal from it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from browser.desks import looked_at
from browser.windows import PHONE, Windows
from factories.people import Cast
from factories.proposals import FIRST, OFFICE, add_examiners
from huiyin.procedure.begin import begin
from huiyin.proposals.models import TipUse

pytestmark = pytest.mark.browser

WORDING = "部分老旧街道路灯损坏，夜间出行不便。"
SECRET = "钱某某"


@pytest.fixture(scope="module")
def calling(cast: Cast) -> Cast:
    """石嘴山 with a call to the public that runs today."""
    add_examiners(cast)
    now = timezone.now()
    today = timezone.localdate(now)
    data = {
        "title": "征集全会提案线索", "asked": "城市管理、民生保障方面，写明在哪里、有什么问题、希望怎样解决。",
        "since": today.isoformat(), "until": (today + timedelta(days=30)).isoformat(), "audience": "public",
    }  # fmt: skip
    begin("tip_call", committee=cast.committee, actor=cast[OFFICE], at=now, data=data)
    return cast


def test_tip_from_a_citizen_to_a_proposal(calling: Cast, windows: Windows) -> None:
    citizen = windows.stranger(PHONE).open("/public/shizuishan/tips/")
    looked_at(citizen, "01-calls").tap("提供线索")
    citizen.expected.add(422)
    citizen.fill({"title": "朝阳街路灯不亮"}).submit().sees("处需要修改")
    citizen.fill({"text": "朝阳街路灯晚上不亮，老人出行不便。", "name": SECRET, "contact": "13900000000"})
    looked_at(citizen, "02-form").tap_button("提交线索").sees("已经收到")
    code = looked_at(citizen, "03-receipt").page.locator("main strong").inner_text()

    clerk = windows.of(calling[FIRST]).open("/proposals/tips/")
    looked_at(clerk, "04-office").sees("公开页面待收取 1 条").follow("收取公开征集的线索")
    looked_at(clerk, "05-box").sees(SECRET).submit().sees("已收取1条", within=".hy-messages")
    clerk.task("朝阳街路灯不亮", "提供委员参考").sees("朝阳街路灯晚上不亮")
    clerk.fill({"title": "老旧街道路灯", "wording": WORDING, "names_nobody": True})
    looked_at(clerk, "06-offer").done().sees(SECRET, WORDING)
    looked_at(clerk, "07-tip")

    member = windows.of(calling["白委员"], PHONE).open("/proposals/tips/")
    looked_at(member, "08-tips").misses(SECRET, "朝阳街").tap("据此撰写提案")
    assert member.page.locator('[name="situation"]').input_value() == WORDING
    member.fill(
        {"proposer_kind": "委员个人", "title": "关于修复老旧街道路灯的提案", "analysis": "管护责任不明确。"}
    )
    member.fill({"suggestions-0-text": "明确管护责任。"}).tap_button("保存草稿").sees(
        "参考的提案线索", "老旧街道路灯"
    )
    looked_at(member, "09-draft").begin("提交提案").tap_button("提交提案").sees(
        "已办理", within=".hy-messages"
    )
    assert TipUse.objects.count() == 1

    citizen.open("/public/shizuishan/tips/receipt/").fill({"code": code.lower()}).page.locator(
        "main .btn-primary"
    ).click()
    looked_at(citizen.sees("已形成提案1件"), "10-what-became").misses(SECRET)
