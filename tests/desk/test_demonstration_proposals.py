"""The demonstration's proposals: of members and bodies, being signed and examined, and on the way to the units."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from conftest import SignIn
from huiyin.people.models import Person
from huiyin.procedure.models import Matter
from huiyin.proposals.models import KeyLead, Proposal
from huiyin.records.verification import verify_matter


@pytest.mark.django_db
def test_proposals_are_told_in_every_stage_and_ask_who_is_next(signed_in: SignIn) -> None:
    call_command("demo", "--today", date(2026, 11, 23).isoformat(), stdout=StringIO())
    rows = Matter.objects.filter(kind="proposal", committee__code="shizuishan")
    waiting = ["agreed", "countersigning", "docketed", "draft", "handling", "listed", "studied"]
    assert sorted(rows.values_list("state", flat=True)) == [*waiting, "submitted", "submitted"]
    assert rows.get(state="docketed").number == "平20260001"
    for name, asked in (
        ("丁委员", "请答复是否联名"),
        ("田初审", "受理提案"),
        ("党督查", "商定提案的拟承办单位"),
        ("林政协", "交办（党委、政府、政协联席会议）"),
        ("消经办", "请拟写答复"),
    ):
        home = signed_in(Person.objects.get(name=name)).get("/").content.decode()
        assert asked in home and "（演示）" in home, name
    handled = rows.get(state="handling")
    assert handled.is_key and handled.children.filter(kind="assignment").count() == 2
    leads = {(each.kind, each.name) for each in KeyLead.objects.all()}
    assert leads == {("supervise", "陈副主席"), ("lead", "钱市长")}
    assert [fault for row in rows for fault in verify_matter(row)] == []
    # The party files for the session to come; its draft the league alone sees.
    party = Proposal.objects.get(proposer_kind="party")
    assert (party.timing, party.plenary_session.number) == ("session", 6)
    league = signed_in(Person.objects.get(name="团联络"))
    assert "作为第12届第6次会议大会提案" in league.get("/").content.decode()
    assert "青年就业见习基地" in league.get("/matters/").content.decode()
    assert (
        "青年就业见习基地"
        not in signed_in(Person.objects.get(name="民联络")).get("/matters/").content.decode()
    )
