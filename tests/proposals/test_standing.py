"""Who is no member of the term is told before filing, and pointed out to the examiners."""

from datetime import timedelta

from conftest import SignIn
from factories.changing import said
from factories.consultations import MONDAY
from factories.people import Cast
from factories.proposals import FIRST, OFFICE, filed, write
from huiyin.people.models import Grant, Member, PlenarySession, Term
from huiyin.proposals.models import FilingWindow

TOLD = "仍可以提交，审查时会核对提案人资格；登记有误的，请与政协办公室联系。"
ASKED = "请核对提案人资格。"


def test_who_is_not_on_the_list_is_told_before_and_flagged_after(office: Cast, signed_in: SignIn) -> None:
    author, examiner = signed_in(office["白委员"]), signed_in(office[FIRST])
    begin = f"/begin/proposal/?committee={office.committee.code}"
    assert "委员名单" not in said(author.get(begin))
    Member.objects.filter(person=office["白委员"]).delete()
    doubt = "提案人白委员不在第十一届委员名单中。"
    assert doubt in said(author.get(begin)) and TOLD in said(author.get(begin))
    filing = write(office, proposer_kind="joint")
    page = f"/matters/{filing.matter.pk}/"
    for address in (page, f"{page}moves/submit/"):
        shown = said(author.get(address))
        assert doubt in shown and TOLD in shown, address
    filing.act("白委员", "invite", {"members": [office["马委员"].pk]})
    # What concerns the author's standing is no business of who is asked to sign.
    assert "委员名单" not in said(signed_in(office["马委员"]).get(page))
    filing.act("马委员", "agree")
    Member.objects.filter(person=office["马委员"]).delete()
    filing.act("白委员", "submit")
    flagged = said(examiner.get(page))
    assert doubt in flagged and "联名人马委员不在第十一届委员名单中。" in flagged and ASKED in flagged
    # Pointed out, not refused: the examiners judge.
    assert filing.docket().state == "docketed"


def test_member_whose_term_or_right_ended_is_flagged(office: Cast, signed_in: SignIn) -> None:
    examiner, eve = signed_in(office[FIRST]), MONDAY.date() - timedelta(days=1)
    filing = filed(office)
    page = f"/matters/{filing.matter.pk}/"
    assert ASKED not in said(examiner.get(page))
    Grant.objects.filter(person=office["白委员"]).update(until=eve)
    assert "提案人白委员的委员职责已于2026年3月1日终止。" in said(examiner.get(page))
    # Filed for the first session of the term that follows: there one must be a member.
    Grant.objects.filter(person=office["白委员"]).update(until=None)
    opens = MONDAY.date() + timedelta(days=60)
    term = Term.objects.create(committee=office.committee, number=12, starts_on=opens - timedelta(days=5))
    session = PlenarySession.objects.create(
        committee=office.committee, term=term, number=1, opens_on=opens, closes_on=opens
    )
    FilingWindow.objects.create(
        committee=office.committee, plenary_session=session, first_day=MONDAY.date(), last_day=opens
    )
    early = filed(office)
    early_page = said(examiner.get(f"/matters/{early.matter.pk}/"))
    assert "提案人白委员是第十一届委员，不在第十二届委员名单中。" in early_page
    # What was filed before the days were set is still of its own term.
    assert ASKED not in said(examiner.get(page))


def test_office_types_in_paper_of_who_acts_as_a_member_but_is_not_listed(office: Cast) -> None:
    Member.objects.filter(person=office["马委员"]).delete()
    paper = {"received_on": "2026-03-01", "proposer_kind": "individual", "first_member": office["马委员"].pk}
    assert write(office, OFFICE, **paper).act(OFFICE, "submit").state == "submitted"
