"""Two units answer one proposal, each its own part (分办): two letters, and marks for each of them."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from browser.answering import MARKS, accepted, answers, marks
from browser.desks import Desks, looked_at
from browser.windows import Windows
from factories.answering import assignment, met, number_of, round_of
from factories.handing_over import CITY, ROADS, add_sides, handed_over
from factories.proposals import TEXT, TITLE, Filing, add_examiners
from handling.dossiers import Office
from huiyin.handling.models import EvaluationMark, ReplyLetter
from huiyin.procedure.models import Matter
from huiyin.records.verification import verify_matter

pytestmark = pytest.mark.browser

PARTS = {CITY: ("城", TEXT["suggestions"][0]["text"]), ROADS: ("交", TEXT["suggestions"][1]["text"])}
SAID = {CITY: "三十六处单位停车场夜间开放，由停车管理科负责。", ROADS: "停车信息平台已上线，由信息科负责。"}
SHORT = {CITY: "市城管局", ROADS: "市交通局"}
REMARK = "平台上查不到夜间开放的停车场。"


def test_two_separate_units_answer_one_proposal(office: Office, windows: Windows) -> None:
    add_examiners(office.cast)
    add_sides(office.cast)
    desks = Desks(office, windows)
    parts = [(CITY, "separate", (1,)), (ROADS, "separate", (2,))]
    filing = handed_over(office.cast, parts, at=office.at - timedelta(days=1))
    filing.at = office.at
    for number, unit in enumerate(PARTS):
        own_part(desks, filing, unit, f"0{number + 1}-draft")
    accepted_one_after_the_other(desks, filing)
    two_letters(desks, filing)
    evaluated_apart(desks, filing)
    assert [each for row in Matter.objects.all() for each in verify_matter(row)] == []


def own_part(desks: Desks, filing: Filing, unit: str, picture: str) -> None:
    """The unit reads and answers the suggestion that is its own, and does not open the other one's part."""
    prefix, suggestion = PARTS[unit]
    other = next(each for each in PARTS if each != unit)
    child = assignment(filing, unit)
    desks[f"{prefix}经办"].task(TITLE, "签收").done()
    clerk = desks.at(f"{prefix}经办", child).sees(suggestion)
    clerk.misses(PARTS[other][1])
    desks.closed_to(assignment(filing, other), f"{prefix}经办")
    looked_at(answers(desks, prefix, child, SAID[unit]), picture)
    met(filing, unit)
    desks.signed(prefix, child)
    sent = {"document_number": number_of(child), "contact_phone": "0952-2012345"}
    desks.at(f"{prefix}经办", child).act("办复", sent)


def accepted_one_after_the_other(desks: Desks, filing: Filing) -> None:
    """With one accepted the author has one letter, and nobody is asked yet."""
    accepted(desks, assignment(filing, CITY))
    member = desks.at("白委员", filing.matter).sees(SAID[CITY]).misses(SAID[ROADS])
    member.sees("已经办复，等待验收", within="#assignments")
    looked_at(member, "03-one-of-two")
    accepted(desks, assignment(filing, ROADS))
    clerk = desks.at("林政协", filing.matter).sees("本轮 2 个单位答复，已办复 2 个", *SAID.values())
    looked_at(clerk, "04-both-answered").act("发起评议")


def two_letters(desks: Desks, filing: Filing) -> None:
    """Each unit writes under its own name of its own part."""
    letters = ReplyLetter.objects.filter(reply__matter__parent=filing.matter).order_by("pk")
    assert [each.addressee_name for each in letters] == ["白委员", "白委员"]
    for number, (letter, unit) in enumerate(zip(letters, PARTS, strict=True)):
        member = desks.at("白委员", filing.matter)
        member.page.locator(f'main a[href="/matters/{letter.matter_id}/"]').first.click()
        member.sees(SAID[unit], SHORT[unit]).misses(*(SHORT[each] for each in PARTS if each != unit))
        looked_at(member, f"05-letter-{number + 1}")


def evaluated_apart(desks: Desks, filing: Filing) -> None:
    """Satisfied with one unit, not with the other; each unit learns the verdict on itself alone."""
    round_matter = round_of(filing)
    member = desks["白委员"].open("/").tap("评价").sees("市城管局（分办）", "市交通局（分办）")
    marks(member, MARKS, {**MARKS, "pertinence": "基本满意", "result": "不满意"}).fill({"remark": REMARK})
    looked_at(member, "06-evaluate").tap_button("评价").sees("已办理", within=".hy-messages")
    looked_at(member, "07-evaluated")
    rows = EvaluationMark.objects.filter(aspect="result").order_by("assignment")
    assert [(str(each.assignment.unit), each.value.code) for each in rows] == [
        ("市城管局", "satisfied"),
        ("市交通局", "dissatisfied"),
    ]
    clerk = desks.at("林政协", round_matter).sees("市城管局", "市交通局", REMARK)
    looked_at(clerk, "08-committee-reads-the-form")
    for name in ("城经办", "交经办"):
        looked_at(desks.at(name, round_matter).misses(REMARK, "白委员"), f"09-unit-{name[0]}")
    # What is proposed for the second round is the part that was not accepted, and no other.
    again = desks["林政协"].task(TITLE, "重新办理")
    chosen = again.page.locator('[data-rows="assignments"] select[name$="-unit"] option:checked')
    expect(chosen).to_have_text([SHORT[ROADS], "请选择"])
    looked_at(again, "10-rehandle")
