"""The demonstration's proposals: docketed, merged, become a letter, handed in, being signed, of bodies with clerks."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from conftest import SignIn
from huiyin.people.models import Person
from huiyin.procedure.models import Matter
from huiyin.proposals.models import Merging, Proposal


@pytest.mark.django_db
def test_proposals_are_told_and_ask_who_is_next(signed_in: SignIn) -> None:
    call_command("demo", "--today", date(2026, 11, 23).isoformat(), stdout=StringIO())
    found = Matter.objects.filter(kind="proposal").order_by("opened_at").values_list("state", "number")
    assert sorted(found) == [
        ("converted", "不立20260001"),
        ("countersigning", ""),
        ("docketed", "平20260001"),
        ("draft", ""),
        ("merged", ""),
        ("submitted", ""),
        ("submitted", ""),
    ]
    merging = Merging.objects.get()
    assert merging.main.matter.state == "docketed" and merging.main.matter.points.count() == 4
    assert merging.objections.get().answer == "kept"
    letter = Matter.objects.get(kind="letter")
    assert (letter.state, letter.parent.state if letter.parent else "") == ("forwarded", "converted")
    for name, asked in (("丁委员", "请答复是否联名"), ("田初审", "受理提案")):
        home = signed_in(Person.objects.get(name=name)).get("/").content.decode()
        assert asked in home and "（演示）" in home, name
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
