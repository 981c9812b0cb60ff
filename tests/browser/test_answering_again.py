"""A dissatisfied member's second round: handled once more with a clock of its own, answered, evaluated, concluded."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from browser.answering import MARKS, accepted, answers, marks
from browser.desks import Desks, looked_at
from browser.windows import Windows
from factories.answering import assignment, evaluating, met, number_of, round_of
from factories.handing_over import ROADS, add_sides
from factories.proposals import TITLE, Filing, add_examiners
from handling.dossiers import Office
from huiyin.handling.models import ReplyLetter
from huiyin.procedure.models import Matter
from huiyin.records.verification import verify_matter

pytestmark = pytest.mark.browser

REMARK = "信息平台一直没有看到，停车场夜里照样不开门。"
WHY = "两条建议均未见到实际进展，请逐条说明时间和责任人。"
FIRST_SAID, THEN_SAID = "办理情况如下。", "停车信息平台已经上线，三十六处停车场夜间开放。"


def test_dissatisfied_member_gets_a_second_round(office: Office, windows: Windows) -> None:
    add_examiners(office.cast)
    add_sides(office.cast)
    desks = Desks(office, windows)
    filing = evaluating(office.cast, at=office.at - timedelta(days=1))
    first_letter, first_round = ReplyLetter.objects.get(), round_of(filing)

    says_no(desks, first_round)
    handled_once_more(desks, filing)
    answered_again(desks, filing)
    second_round = evaluated_anew(desks, filing, first_letter)

    clerk = desks.at("林政协", filing.matter).act("办结")
    clerk.sees("已办结", "不满意", FIRST_SAID, THEN_SAID)
    looked_at(clerk, "10-concluded")
    for closed in (first_round, second_round):
        desks.at("林政协", closed)
    desks.at("林政协", first_round).sees(REMARK)
    for name in ("交经办", "交局长"):
        desks.at(name, filing.matter).misses(REMARK, "林政协代")
        desks.at(name, first_round).misses(REMARK)
    member = (
        desks["白委员"]
        .open("/")
        .follow("我的意见去哪了", within="header")
        .sees(TITLE, "办结", "第2轮：市交通局答复")
    )
    looked_at(member, "11-whereabouts")
    assert Matter.objects.get(pk=filing.matter.pk).state == "concluded"
    assert [each for row in Matter.objects.all() for each in verify_matter(row)] == []


def says_no(desks: Desks, round_matter: Matter) -> None:
    """On the phone; without words it is not taken, and nothing is lost."""
    member = desks["白委员"].open("/").sees("请评价办理情况")
    member.tap("评价")
    marks(member, {**MARKS, "result": "不满意"}).expected.add(422)
    looked_at(member, "01-evaluate").tap_button("评价")
    member.sees("对结果不满意或者保留意见的，请写明理由。")
    expect(member.page.locator('[name="marks-0-result"]:checked')).to_have_count(1)
    member.fill({"remark": REMARK}).tap_button("评价").sees("已办理", within=".hy-messages")
    looked_at(member.sees(REMARK), "02-evaluated")
    looked_at(desks.at("白委员", round_matter.parent), "03-disputed-for-the-member")


def handled_once_more(desks: Desks, filing: Filing) -> None:
    """The clerk reads the form and hands over again; the unit has a new clock and is told no words of the form."""
    clerk = desks["林政协"].task(TITLE, "重新办理").sees("提案人不满意", "自再次交办之日起另计期限")
    looked_at(clerk.fill({"reason": WHY}), "04-rehandle").done()
    unit = desks["交经办"].task(TITLE, "签收").done()
    unit.sees("重新办复", within="#clocks").sees(WHY).misses(REMARK)
    looked_at(unit, "05-unit-again")
    expect(unit.page.locator("#clocks")).not_to_contain_text("3个月")
    assert assignment(filing, ROADS).parent_round == 2


def answered_again(desks: Desks, filing: Filing) -> None:
    """A new draft, signed by three, with a new number; the office accepts it and asks the member again."""
    filing.at = desks.office.at
    child = assignment(filing, ROADS)
    answers(desks, "交", child, THEN_SAID)
    met(filing, ROADS)
    desks.signed("交", child)
    desks.at("交经办", child).act(
        "办复", {"document_number": number_of(child), "contact_phone": "0952-2012345"}
    )
    accepted(desks, child)
    desks.at("林政协", filing.matter).act("发起评议")


def evaluated_anew(desks: Desks, filing: Filing, first: ReplyLetter) -> Matter:
    """The member reads the second letter beside the first, and is satisfied."""
    second = ReplyLetter.objects.exclude(pk=first.pk).get()
    member = desks.at("白委员", filing.matter).sees(FIRST_SAID, THEN_SAID)
    looked_at(member, "06-two-rounds")
    for letter, name in ((first, "07-first-letter"), (second, "08-second-letter")):
        looked_at(desks.at("白委员", letter.matter), name)
    member.open("/").tap("评价")
    marks(member, MARKS)
    member.tap_button("评价").sees("已办理", within=".hy-messages")
    looked_at(member, "09-satisfied")
    return round_of(filing)
