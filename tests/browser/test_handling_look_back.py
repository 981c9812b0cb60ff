"""回头看: what is due, a sample, many visits planned at once, a visit, a verdict, a promise followed anew."""

from datetime import timedelta

import pytest
from django.utils import timezone

from browser.desks import Desks, looked_at
from browser.windows import Windows
from handling.dossiers import CITY, Office

pytestmark = pytest.mark.browser

PROMISES = ("建成粉碎车间", "印发管理办法")


@pytest.fixture
def promised(office: Office) -> Office:
    """Two promises whose day has come."""
    office.title, office.at = "园林废弃物处理", timezone.now() - timedelta(days=60)
    matter = office.assigned((CITY, "sole", (1,)))
    by_when = str(timezone.localdate() - timedelta(days=5))
    rows = [{"what": what, "by_when": by_when, "evidence_wanted": "验收单"} for what in PROMISES]
    office.settled(office.child(matter, CITY), CITY, promises=rows)
    return office


def test_handling_look_backs_planned_visited_and_followed(promised: Office, windows: Windows) -> None:
    desks = Desks(promised, windows)
    clerk = desks["林政协"].open("/").follow("台账", within="header").follow("回头看", within="header")
    looked_at(clerk.sees(*PROMISES), "01-due")
    clerk.fill({"kind": "承诺", "size": "1", "seed": "20261126"})
    clerk.page.get_by_role("button", name="抽签").click()
    looked_at(clerk.sees("自2件中抽取1件"), "02-sample")
    for box in clerk.page.locator('#due input[name="matter"]').all():
        box.check()
    clerk.page.locator("#due").get_by_role("button", name="对选中的安排回访").click()
    looked_at(clerk.sees("可以办理", *PROMISES), "03-plan-both")
    clerk.submit()
    looked_at(clerk.sees("办理结果", "已办理", *PROMISES), "04-planned")
    visited(desks)


def visited(desks: Desks) -> None:
    clerk = desks["林政协"].task(PROMISES[0], "登记回访")
    clerk.fill({"place": "城北转运站", "people": "陈副主席、白委员", "evidence": "车间停工。"})
    looked_at(clerk, "05-visit").done()
    clerk.sees("车间停工。").picture("06-visited").begin("结论：未落实")
    by_when = str(timezone.localdate() + timedelta(days=90))
    clerk.fill({"conclusion": "车间停工。", "by_when": by_when}).picture("07-verdict").done()
    looked_at(clerk.sees("未落实"), "08-not-done")
    unit = desks["城经办"].task(PROMISES[0], "报告兑现情况").follow("返回，暂不办理").sees("未落实", by_when)
    looked_at(unit, "09-promise-followed-anew")
    looked_at(clerk.open("/handling/promises/"), "10-promise-record")
