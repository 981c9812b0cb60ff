"""督办 over two matters, from the notice to the close, with one return to improvement."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from browser.desks import Desks, looked_at
from browser.windows import Windows
from handling.dossiers import CITY, LAND, Office
from huiyin.procedure.models import Matter

pytestmark = pytest.mark.browser

TITLES = ("转运站扩建", "运煤车辆错峰")
PARTS = ("转运站扩建（市城管局单办）", "运煤车辆错峰（市资源局单办）")
ORDER = "转运体系建设督办"
NOTICE = "请于三日内准备情况说明。"


def test_handling_order_over_two_matters(office: Office, windows: Windows) -> None:
    desks = Desks(office, windows)
    for title, unit in zip(TITLES, (CITY, LAND), strict=True):
        office.title = title
        office.assigned((unit, "sole", (1,)))
    ordered(desks)
    order = Matter.objects.get(kind="supervision_order")
    visited(desks, order)
    improved(desks)
    desks["府督查"].open(f"/matters/{order.pk}/").begin("核查整改")
    desks["府督查"].fill({"checks-0-is_done": "未整改到位", "checks-0-remark": "仍缺两个月台账"})
    looked_at(desks["府督查"].fill({"checks-1-is_done": "已整改"}), "07-check").done()
    desks["府督查"].sees("第1项还没有整改到位").picture("08-checked")
    later = str(timezone.localdate() + timedelta(days=60))
    desks["府督查"].act("退回继续整改", {"reason": "台账仍不全。", "improve_by": later})
    desks["城经办"].task(ORDER, "报告整改情况").fill({"text": "台账已补齐。"}).done()
    desks["府督查"].task(ORDER, "核查整改").fill({"checks-0-is_done": "已整改"}).done()
    desks["府督查"].act("办结")
    looked_at(desks["府督查"].sees("已办结"), "09-closed")
    desks.at("城经办", order).sees("台账已补齐。").misses("用地手续已办")


def ordered(desks: Desks) -> None:
    inspector = desks["府督查"].open("/begin/supervision_order/")
    inspector.fill({"title": ORDER, "matters": list(PARTS), "units": ["市城管局", "市资源局"]})
    inspector.fill({"reason": "进展缓慢。"})
    looked_at(inspector, "01-order").done().sees("2件", *PARTS)
    order = Matter.objects.get(kind="supervision_order")
    desks.closed_to(order, "城经办", "自局长")
    inspector.act("通知承办单位", {"notice": NOTICE})
    inspector.picture("02-noticed")
    looked_at(desks.at("城经办", order).sees(NOTICE, PARTS[0]).misses(PARTS[1]), "03-unit-is-told")


def visited(desks: Desks, order: Matter) -> None:
    inspector = desks["府督查"].open(f"/matters/{order.pk}/").begin("登记现场协商")
    inspector.fill(
        {
            "place": "城北转运站",
            "participants": "陈副主席、府督查、白委员",
            "progress": "设备已到位。",
            "quality": "运行不稳定。",
            "findings-0-text": "台账不全",
            "findings-0-units": ["市城管局"],
        }
    )
    inspector.add_row("findings").fill({"findings-1-text": "用地手续未办", "findings-1-units": ["市资源局"]})
    looked_at(inspector, "04-on-site").done()
    desks.at("城经办", order).misses("台账不全")
    improve_by = str(timezone.localdate() + timedelta(days=30))
    inspector.act("送达督办意见", {"opinion": "限期整改。", "improve_by": improve_by})


def improved(desks: Desks) -> None:
    unit = desks["城经办"].task(ORDER, "报告整改情况")
    looked_at(unit.fill({"text": "台账正在补。", "evidence": "照片"}), "05-report").done()
    desks["自经办"].task(ORDER, "报告整改情况").fill({"text": "用地手续已办。"}).done()
    unit.open("/").picture("06-nothing-left")
    expect(unit.page.locator("#tasks")).not_to_contain_text("报告整改情况")
