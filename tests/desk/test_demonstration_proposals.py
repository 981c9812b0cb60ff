"""The demonstration's proposals: of members and bodies, being signed, examined, merged, and on the way to the units."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from conftest import SignIn
from huiyin.people.models import Person
from huiyin.procedure.models import Matter
from huiyin.proposals.models import KeyLeader, Merging, Proposal
from huiyin.records.verification import verify_matter


@pytest.mark.django_db
def test_proposals_are_told_in_every_stage_and_ask_who_is_next(signed_in: SignIn) -> None:
    call_command("demo", "--today", date(2026, 11, 23).isoformat(), stdout=StringIO())
    rows = Matter.objects.filter(kind="proposal", committee__code="shizuishan")
    waiting = ["agreed", "converted", "countersigning", "docketed", "draft", "handling", "listed"]
    assert sorted(rows.values_list("state", flat=True)) == [*waiting, "merged", "studied", *["submitted"] * 2]
    assert rows.get(state="docketed").number == "平20260001"
    merging = Merging.objects.get()
    assert merging.main.matter.state == "docketed" and merging.main.matter.points.count() == 4
    assert merging.objections.get().answer == "kept"
    letter = Matter.objects.get(kind="letter")
    assert (letter.state, letter.parent.state if letter.parent else "") == ("forwarded", "converted")
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
    key_leaders = {(each.kind, each.name) for each in KeyLeader.objects.all()}
    assert key_leaders == {("supervise", "陈副主席"), ("head", "钱市长")}
    assert [fault for row in rows for fault in verify_matter(row)] == []
    tips = Matter.objects.filter(kind="proposal_tip").values_list("state", "number")
    assert sorted(tips) == [
        ("merged", ""),
        ("offered", ""),
        ("offered", ""),
        ("passed_on", ""),
        ("received", ""),
    ]
    page = signed_in(Person.objects.get(name="丁委员")).get("/proposals/tips/").content.decode()
    for word in ("征集下一次全体会议提案线索（演示）", "增设社区老年助餐点（演示）", "已形成提案"):
        assert word in page, word
    assert "惠民小区" not in page and "居民甲" not in page
    # The party files for the session to come; its draft the league alone sees.
    party = Proposal.objects.get(proposer_kind="party")
    assert (party.timing, party.plenary_session.number) == ("session", 6)
    league = signed_in(Person.objects.get(name="团联络"))
    assert "作为十二届六次会议大会提案" in league.get("/").content.decode()
    assert "青年就业见习基地" in league.get("/matters/").content.decode()
    assert (
        "青年就业见习基地"
        not in signed_in(Person.objects.get(name="民联络")).get("/matters/").content.decode()
    )
