"""申退 from the unit's clerk to the arbiter, and more time asked for: every act on its page."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from browser.desks import Desks, looked_at, told
from browser.windows import Windows
from handling.dossiers import CITY, LAND, Office
from huiyin.procedure.models import Matter
from huiyin.records.verification import verify_matter

pytestmark = pytest.mark.browser

NOT_OURS = "树枝清运属林业主管部门职责，见“三定”规定第五条。"
STANDS = "“三定”规定由你局负责。"


def test_handling_return_is_refused_disputed_and_ruled(office: Office, windows: Windows) -> None:
    desks = Desks(office, windows)
    office.title = "城市树枝清运"
    matter = office.assigned((CITY, "sole", (1,)))
    child = office.child(matter, CITY)

    clerk = desks["城经办"].task(office.title, "签收").done()
    looked_at(clerk, "01-received").begin("申退")
    clerk.fill({"reason": NOT_OURS, "proposed_unit": "市资源局"})
    looked_at(clerk, "02-request-return").done()
    clerk.sees("申退待答复", NOT_OURS, "建议改由 市资源局")
    expect(clerk.page.locator("#moves")).not_to_contain_text("拟写答复")
    clerk.picture("03-asked")

    inspector = desks["府督查"].task(office.title, "同意申退，改办").follow("返回，暂不办理")
    inspector.picture("04-office-is-asked").act("不同意申退", {"reason": STANDS})

    head = looked_at(desks.at("城局长", child).sees(STANDS), "05-head-after-refusal")
    head.act("提请裁定", {"reason": "编办已明确职责划转。"})
    inspector.task(office.title, "指定裁定人").fill({"arbiter": "赵书记"})
    looked_at(inspector, "06-name-arbiter").done()
    ruled(desks, matter, child)


def ruled(desks: Desks, matter: Matter, child: Matter) -> None:
    """The arbiter signs in, sees the dispute and nothing else, and hands over to another unit."""
    account = desks.office.cast.account("赵书记")
    leader = desks.windows.stranger().sign_in(account.username)
    leader.open("/").picture("07-home-of-the-arbiter").task("城市树枝清运", "裁定继续办理")
    leader.follow("返回，暂不办理").sees(NOT_OURS, STANDS, "编办已明确职责划转。")
    leader.misses("答复稿", "办理经过", "核查意见")
    looked_at(leader, "08-before-the-ruling").begin("裁定改办")
    leader.fill({"reason": "由林业主管部门办理。"})
    looked_at(leader, "09-ruling").done()

    new = desks.office.child(matter, LAND)
    taker = desks["自经办"].task("城市树枝清运", "签收")
    taker.done().sees("办复", within="#clocks")
    assert new.clocks.get(code="reply").started_on == timezone.localdate()
    looked_at(taker, "10-new-unit")
    desks.closed_to(child, "自经办")
    desks.closed_to(new, "城经办")
    seen = desks.at("府督查", matter).sees("市城管局", "已改办", "改由市资源局办理", "已签收")
    looked_at(seen, "11-both-units")
    assert [each for row in Matter.objects.all() for each in verify_matter(row)] == []


def test_handling_more_time_is_asked_for_granted_and_told(office: Office, windows: Windows) -> None:
    desks = Desks(office, windows)
    office.title = "转运站用地"
    matter = office.assigned((CITY, "sole", (1,)))
    child = office.received(office.child(matter, CITY), CITY)
    due = child.clocks.get(code="reply").due
    assert due is not None

    clerk = desks.at("城经办", child).begin("申请延期")
    clerk.fill({"amount": "10", "unit": "工作日", "reason": "用地预审需省厅批复。"})
    looked_at(clerk, "01-ask-for-more-time").done()
    inspector = desks["府督查"].task(office.title, "同意延期").sees("用地预审需省厅批复。")
    expect(inspector.page.locator('[name="amount"]')).to_have_value("10")
    looked_at(inspector, "02-office-answers").done()
    told()

    clerk.open("/").follow("消息", within="header").sees("延长10个工作日")
    clerk.picture("03-told")
    later = child.clocks.get(code="reply").due
    assert later is not None and later >= due + timedelta(days=14)
    desks.at("城经办", child).sees("现期限", str(later))
    clerk.picture("04-granted")
