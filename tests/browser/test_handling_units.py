"""A lead, its assisting unit and a separate unit: opinion, findings, signatures, one result over all."""

import pytest
from playwright.sync_api import expect

from browser.desks import Desks, looked_at
from browser.windows import Windows
from handling.dossiers import CITY, LAND, ROADS, Office
from huiyin.procedure.models import Matter

pytestmark = pytest.mark.browser

TITLE = "收运通道共用"
OPINION = "建议错峰时段避开早高峰。"
EXPLAINED = "由设施科负责，联系人见附件。"


def test_handling_lead_assist_and_separate_unit(office: Office, windows: Windows) -> None:
    desks = Desks(office, windows)
    office.title = TITLE
    matter = office.assigned((CITY, "lead", (1,)), (ROADS, "assist", (1,)), (LAND, "separate", (2,)))
    lead, assist = office.child(matter, CITY), office.child(matter, ROADS)

    desks["城经办"].task(TITLE, "签收").done()
    drafted(desks, lead)
    expect(desks.at("城核稿", lead).page.locator("#moves .btn.disabled")).to_have_text("核稿")
    looked_at(desks["城核稿"].sees("会办意见"), "03-reviewer-waits")

    opinion_for_the_lead_alone(desks, matter, lead, assist)
    desks.signed("城", lead)
    desks.at("城局长", lead).sees("已签发").picture("06-signed-off")
    desks["城经办"].task(TITLE, "办复").done()

    office.answered(office.child(matter, LAND), LAND, reply_class=planned(office))
    inspector = desks.at("府督查", matter).sees("本轮 2 个单位答复，已办复 2 个", "列入计划解决")
    inspector.misses(OPINION)
    looked_at(inspector, "07-consolidated")


def planned(office: Office) -> int:
    """The class for what is planned."""
    return int(office.cast.committee.reply_classes.get(code="B").pk)


def drafted(desks: Desks, lead: Matter) -> None:
    """The clerk drafts, reads what the check found, and explains it."""
    clerk = desks.at("城经办", lead).begin("拟写答复").sees("1. 建议1")
    text = "今年已与焚烧发电厂签订接收协议。"
    clerk.fill({"text": text, "reply_class": "A", "answers-0-text": text})
    looked_at(clerk, "01-draft").done().sees("没有看到责任单位、科室或者责任人。", within="#findings")
    clerk.begin("答复核查意见").fill({"findings-0-answer": EXPLAINED})
    looked_at(clerk, "02-explain-findings").done().sees(EXPLAINED, within="#findings")


def opinion_for_the_lead_alone(desks: Desks, matter: Matter, lead: Matter, assist: Matter) -> None:
    assisting = desks["交经办"].task(TITLE, "签收").done()
    assisting.begin("送会办意见").fill({"text": OPINION}).picture("04-opinion").done()
    looked_at(desks.at("城经办", lead).sees(OPINION), "05-lead-reads-the-opinion")
    desks.at("府督查", assist).misses(OPINION)
    desks.at("林政协", matter).misses(OPINION)
    desks.closed_to(assist, "自经办")
    desks.closed_to(lead, "自经办", "交经办")
