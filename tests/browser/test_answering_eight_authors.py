"""A joint proposal of eight: a letter to each, seven evaluations of which one by telephone, one who stays silent."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from browser.answering import MARKS, marks
from browser.desks import Desks, looked_at
from browser.windows import Windows
from factories.answering import handed_on, round_of, settled
from factories.handing_over import ROADS, add_sides
from factories.people import SINCE, Cast
from factories.proposals import OFFICE, TITLE, Filing, add_examiners, write
from handling.dossiers import Office
from huiyin.handling.models import EvaluationForm, ReplyLetter
from huiyin.people.models import Account, Grant, Member, Person
from huiyin.procedure.events import record_overdue
from huiyin.procedure.models import Matter
from huiyin.records.verification import verify_matter

pytestmark = pytest.mark.browser

MORE = ("丁委员", "冯委员", "吕委员", "石委员", "秦委员", "郭委员")
AUTHORS = ("白委员", "马委员", *MORE)
BY_TELEPHONE, SILENT = "秦委员", "郭委员"
REMARK = "办得不错，希望坚持下去。"


def add_members(cast: Cast) -> None:
    """Six more members, each with an account."""
    term = cast.member("白委员").term
    for number, name in enumerate(MORE, start=3):
        person = Person.objects.create(
            name=name, post="市政协委员", account=Account.objects.create(username=f"member.{number}")
        )
        cast.people[name] = person
        cast.members[name] = Member.objects.create(
            committee=cast.committee, term=term, person=person, number=f"1100{number}"
        )
        cast.grants[name] = Grant.objects.create(
            committee=cast.committee, person=person, role="member", since=SINCE
        )


def asked(cast: Cast, office: Office) -> Filing:
    """Signed by eight, answered by one unit that met every one of them; all are asked what they think."""
    filing = write(cast, proposer_kind="joint", at=office.at - timedelta(days=1))
    filing.act("白委员", "invite", {"members": [cast[name].pk for name in AUTHORS[1:]]})
    for name in AUTHORS[1:]:
        filing.act(name, "agree")
    filing.act("白委员", "submit")
    handed_on(cast, filing)
    settled(filing, ROADS)
    filing.act(OFFICE, "ask_evaluation")
    return filing


def test_joint_proposal_of_eight_authors(office: Office, windows: Windows) -> None:
    add_examiners(office.cast)
    add_sides(office.cast)
    add_members(office.cast)
    desks, filing = Desks(office, windows), asked(office.cast, office)
    round_matter = round_of(filing)

    each_reads_the_own_letter_and_evaluates(desks, filing)
    entered_by_telephone(desks, round_matter)
    for name in ("交经办", "交局长", "府督查"):
        desks.closed_to(round_matter, name)
        desks.at(name, filing.matter).misses(REMARK, "满意6")
    record_overdue(timezone.now() + timedelta(days=60))
    after_the_round(desks, filing, round_matter)
    assert [each for row in Matter.objects.all() for each in verify_matter(row)] == []


def each_reads_the_own_letter_and_evaluates(desks: Desks, filing: Filing) -> None:
    """Six evaluate on their own phones; nobody opens a letter of somebody else."""
    letters = {
        each.addressee_name: each for each in ReplyLetter.objects.filter(reply__matter__parent=filing.matter)
    }
    assert set(letters) == set(AUTHORS)
    for number, name in enumerate(AUTHORS[:6]):
        member = desks.at(name, filing.matter)
        member.page.locator(f'main a[href="/matters/{letters[name].matter_id}/"]').first.click()
        member.sees(name)
        if number < 2:
            looked_at(member, f"0{number + 1}-letter")
        if number == 1:
            desks.closed_to(letters["白委员"].matter, name)
        member.open("/").tap("评价")
        result = "基本满意" if name == "冯委员" else "满意"
        marks(member, {**MARKS, "result": result}).fill({"remark": REMARK if number == 0 else ""})
        member.tap_button("评价").sees("已办理", within=".hy-messages")
    assert EvaluationForm.objects.count() == 6


def entered_by_telephone(desks: Desks, round_matter: Matter) -> None:
    """One said it on the telephone: entered by the clerk, and marked so."""
    clerk = desks.at("林政协", round_matter).sees(f"尚未评价：{BY_TELEPHONE}、{SILENT}")
    clerk.begin("代录评价").fill({"evaluator": BY_TELEPHONE, "channel": "电话告知，工作人员代填"})
    looked_at(marks(clerk), "03-by-telephone").done()
    clerk.sees("电话告知，工作人员代填", "填写人：林政协", f"尚未评价：{SILENT}")
    looked_at(clerk, "04-committee-during-the-round")
    expect(desks.at(BY_TELEPHONE, round_matter).page.locator("main")).to_contain_text(
        "电话告知，工作人员代填"
    )
    looked_at(desks[BY_TELEPHONE], "05-whose-word-it-was")


def after_the_round(desks: Desks, filing: Filing, round_matter: Matter) -> None:
    """Silence is no satisfaction; the unit learns the totals and nobody's form."""
    assert Matter.objects.get(pk=filing.matter.pk).state == "evaluated"
    unit = desks.at("交局长", round_matter).sees("满意6、基本满意1").misses(REMARK, *AUTHORS)
    looked_at(unit, "06-unit-after-the-round")
    looked_at(desks.at("交经办", filing.matter).misses(REMARK), "07-unit-proposal")
    clerk = desks.at("林政协", round_matter).sees("满意6、基本满意1", REMARK)
    looked_at(clerk.sees(SILENT), "08-committee-after-the-round")
    looked_at(desks.at(SILENT, filing.matter), "09-silent-author")
    assert TITLE in desks["白委员"].open("/whereabouts/").page.locator("main").inner_text()
    looked_at(desks["白委员"], "10-whereabouts")
