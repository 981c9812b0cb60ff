"""A member on a phone: confirms a contact with one hand, later evaluates process and result apart."""

import pytest
from playwright.sync_api import expect

from browser.desks import Desks, looked_at
from browser.windows import Window, Windows
from handling.dossiers import CITY, LAND, Office
from huiyin.handling.models import Contact, Evaluation
from huiyin.procedure.models import Matter

pytestmark = pytest.mark.browser

TITLE = "园林废弃物资源化"
REMARK = "路口仍有积存"


def test_handling_member_confirms_contact_and_evaluates(office: Office, windows: Windows) -> None:
    desks = Desks(office, windows)
    office.title, office.authors = TITLE, ("白委员", "马委员")
    matter = office.assigned((CITY, "separate", (1,)), (LAND, "separate", (2,)))
    confirmed(desks, office.received(office.child(matter, CITY), CITY))

    for unit in (CITY, LAND):
        office.settled(office.child(matter, unit), unit, **office_waives(office, matter, unit))
    desks["林政协"].task(TITLE, "发起评价").done()
    evaluated(desks, Evaluation.objects.latest("pk").matter)


def office_waives(office: Office, matter: Matter, unit: str) -> dict[str, object]:
    """The second unit's authors want no meeting."""
    if unit == LAND:
        office.act(office.child(matter, unit), "waive_contact", "白委员")
    return {}


def confirmed(desks: Desks, child: Matter) -> None:
    clerk = desks.at("城经办", child).picture("01-unit-before-contact").begin("登记面商、沟通")
    clerk.fill(
        {
            "author": "白委员",
            "method": "走访",
            "place": "城北转运站",
            "unit_people": "城局长",
            "summary": "现场看了积存点。",
        }
    )
    looked_at(clerk, "02-record-contact").done().sees("现场看了积存点。")

    member = looked_at(desks["白委员"].open("/"), "03-to-do-on-the-phone")
    member.sees("请确认承办单位是否与您沟通过").tap("确认沟通")
    expect(member.heading).to_have_text("确认沟通")
    member.sees("现场看了积存点。")
    looked_at(member, "04-confirm").tap("属实")
    member.tap_button("确认沟通").sees("已办理", within=".hy-messages")
    looked_at(member, "05-confirmed")
    assert Contact.objects.get().confirmation == "confirmed"
    desks.at("城经办", child).sees("本人填写")


def evaluated(desks: Desks, round_matter: Matter) -> None:
    desks.closed_to(round_matter, "城经办", "城局长", "自经办", "府督查")
    member = desks["白委员"].open("/")
    member.tap("评价")
    expect(member.heading).to_have_text("评价")
    looked_at(member, "06-evaluate")
    marks(member, ("满意", "不满意"), ("满意", "满意"))
    member.fill({"remark": REMARK}).tap_button("评价").sees("已办理", within=".hy-messages")
    member.picture("07-evaluated").sees(REMARK)
    desks.closed_to(round_matter, "城经办")
    looked_at(desks.at("林政协", round_matter), "08-committee-during-the-round").sees("尚未评价：马委员")

    other = desks["马委员"].task(TITLE, "评价").misses(REMARK)
    marks(other, ("满意", "满意"), ("满意", "满意"))
    other.done()
    unit = (
        desks.at("城经办", round_matter).sees("有异议", "不列各等次份数").misses(REMARK, "白委员", "马委员")
    )
    looked_at(unit, "09-unit-after-the-round")


def marks(window: Window, *given: tuple[str, str]) -> None:
    """Process and result of each unit."""
    for number, (process, result) in enumerate(given):
        window.fill({f"marks-{number}-process": process, f"marks-{number}-result": result})
